"""Sheets as workbooks of spreadsheets: codes chosen from lists, and the codebook beside them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from onrecord.errors import InputError, OnrecordError
from onrecord.record.coding.codebook import CodeField
from onrecord.record.coding.columns import KEY, NUMBER, WORDS
from onrecord.record.coding.files import LARGEST, Grid

_WIDTHS: Final = {NUMBER: 10, KEY: 6, "published": 12, "title": 30, "speaker": 24, WORDS: 60, "context": 60}
_WIDTH: Final = 18

LONGEST_LIST: Final = 255
"""Characters that the list of a cell's choices may have in a workbook."""

# What XML does not hold.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(
    path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], fields: Sequence[CodeField]
) -> None:
    """Write a workbook: the sheet, and the codebook on a second page.

    Raises:
        OnrecordError: openpyxl is not installed.
    """
    book = _library("openpyxl").Workbook()
    styles = _library("openpyxl.styles")
    letter = _library("openpyxl.utils").get_column_letter
    page = book.active
    page.title = "statements"
    bold, wrapped = styles.Font(bold=True), styles.Alignment(wrap_text=True, vertical="top")
    for number, cells in enumerate((names, *rows), 1):
        for place, value in enumerate(cells, 1):
            _put(page, (number, place), value, wrapped, bold if number == 1 else None)
    for place, name in enumerate(names, 1):
        page.column_dimensions[letter(place)].width = _WIDTHS.get(name, _WIDTH)
    page.column_dimensions[letter(list(names).index(KEY) + 1)].hidden = True
    page.freeze_panes = "A2"
    _choices(page, names, len(rows) + 1, fields, letter)
    told = book.create_sheet("codebook")
    table = [("field", "question", "level", "codes")]
    table += [(one.name, one.question or "", one.level, ", ".join(one.codes) or "any") for one in fields]
    for number, row in enumerate(table, 1):
        for place, value in enumerate(row, 1):
            _put(told, (number, place), value, wrapped, bold if number == 1 else None)
    for place, width in enumerate((20, 60, 12, 60), 1):
        told.column_dimensions[letter(place)].width = width
    book.save(path)


def read(path: Path) -> Grid:
    """Return the rows of the first page that has a column of keys.

    Raises:
        InputError: it is no workbook, or no such page is in it.
        OnrecordError: openpyxl is not installed.
    """
    _check(path)
    openpyxl = _library("openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for page in book.worksheets:
                page.reset_dimensions()  # what programs write there is not always true
                rows = page.iter_rows(values_only=True)
                first = _cells(next(rows, ()))
                if KEY in [cell.strip().casefold() for cell in first]:
                    found = [(1, first), *((n, _cells(row)) for n, row in enumerate(rows, 2))]
                    return [(n, row) for n, row in found if any(cell.strip() for cell in row)]
        finally:
            book.close()
    except OSError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers raise
        raise InputError(str(path), f"a damaged workbook ({type(error).__name__})") from None
    raise InputError(str(path), f"no sheet of onrecord: there is no column {KEY!r} in its first line")


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise OnrecordError(
            "workbooks need the extra sheets: pip install 'onrecord[sheets]'; .csv does without"
        ) from None


def _check(path: Path) -> None:
    """Raise where a file is no workbook, or one that would fill the memory."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
            known = "xl/workbook.xml" in packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputError(str(path), "not a workbook") from None
    if not known:
        raise InputError(str(path), "not a workbook")
    if size > LARGEST:
        raise InputError(str(path), f"larger than a sheet can be ({size / 1e6:,.0f} MB unpacked)")


def _put(page: Any, place: tuple[int, int], value: str, alignment: Any, font: Any) -> None:
    cell = page.cell(*place, _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value) or None)
    cell.data_type = "s" if value else "n"  # text, also where it looks like a formula
    cell.alignment = alignment
    if font:
        cell.font = font


def _choices(page: Any, names: Sequence[str], last: int, fields: Sequence[CodeField], letter: Any) -> None:
    """Have the cells of a field offer its codes."""
    validation = _library("openpyxl.worksheet.datavalidation").DataValidation
    for field in fields:
        listed = ",".join(field.codes)
        if not listed or len(listed) > LONGEST_LIST or any(set(code) & set(',"') for code in field.codes):
            continue
        offered = validation(type="list", formula1=f'"{listed}"', allow_blank=True)
        offered.error = f"One of: {', '.join(field.codes)}"[:LONGEST_LIST]
        offered.errorStyle = "warning"  # what takes a code back is none of them
        page.add_data_validation(offered)
        for place, name in enumerate(names, 1):
            if name.startswith(f"{field.name} ("):
                offered.add(f"{letter(place)}2:{letter(place)}{max(last, 2)}")


def _cells(row: Sequence[Any]) -> list[str]:
    return ["" if value is None else _text(value) for value in row]


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
