"""Sheets as files: comma-separated values, and workbooks where ``onrecord[sheets]`` is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from onrecord.errors import InputError
from onrecord.export.csv import guarded, unguarded
from onrecord.record.coding.codebook import CodeField
from onrecord.record.coding.columns import KEY

LARGEST: Final = 200_000_000
"""Bytes of a sheet's file, unpacked."""

_DELIMITERS: Final = ",;\t"

Grid = list[tuple[int, list[str]]]
"""The rows of a sheet that have anything in them, each with its number in the file; the first has the names."""


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook, by its ending.

    Raises:
        InputError: it is neither a workbook nor comma-separated values.
    """
    ending = path.suffix.casefold()
    if ending not in (".csv", ".xlsx"):
        raise InputError(str(path), "a sheet ends in .csv or .xlsx")
    return ending == ".xlsx"


def write(
    path: Path,
    as_workbook: bool,
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    fields: Sequence[CodeField],
) -> None:
    """Write a sheet.

    Args:
        path: where to.
        as_workbook: whether it is to be a workbook; comma-separated values else.
        names: of its columns.
        rows: their cells.
        fields: the codebook.
    """
    if as_workbook:
        from onrecord.record.coding import workbook

        workbook.write(path, names, rows, fields)
        return
    # Excel takes a file for UTF-8 where it begins with the mark of it.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([guarded(cell) for cell in row] for row in (names, *rows))


def read(path: Path) -> Grid:
    """Return the rows of a sheet, whatever the separators and the encoding that a spreadsheet wrote it with.

    Raises:
        InputError: it cannot be read, or is no sheet.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(str(path), f"larger than a sheet can be ({size / 1e6:,.0f} MB)")
        if is_workbook(path):
            from onrecord.record.coding import workbook

            return workbook.read(path)
        return _values(path, path.read_bytes())
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None


def _values(path: Path, data: bytes) -> Grid:
    if not data.strip():
        raise InputError(str(path), "the file is empty")
    if data.startswith(b"PK\x03\x04"):
        raise InputError(str(path), "a workbook: its name must end in .xlsx")
    text = _text(data)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep="):
        text = rest
    lengths = {mark: _named(text, mark) for mark in _DELIMITERS}
    delimiter = max(lengths, key=lambda mark: lengths[mark])
    if not lengths[delimiter]:
        raise InputError(str(path), f"no sheet of onrecord: there is no column {KEY!r} in its first line")
    grid: Grid = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                grid.append((before + 1 + (first.strip().casefold().startswith("sep=")), _bare(row)))
            before = reader.line_num
    except csv.Error as error:
        raise InputError(str(path), f"damaged after line {before:,}: {error}") from None
    return grid


def _text(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 as spreadsheets export it, or else what Windows wrote before."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _named(text: str, delimiter: str) -> int:
    """Return how many columns the first line has, if one of them is that of the keys; 0 otherwise."""
    try:
        row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return 0
    return len(row) if KEY in [cell.strip().casefold() for cell in row] else 0


def _bare(row: Sequence[str]) -> list[str]:
    return [unguarded(cell) for cell in row]
