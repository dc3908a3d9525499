"""Rows on standard output: as a table for a person, or as JSON, CSV or JSON Lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, Literal, TextIO

from onrecord.cli.terminal import columns

LONGEST_WORD: Final = 20
"""Columns of the longest word that a table leaves whole where there is little room: a moment's."""


class TableFormat(StrEnum):
    """What rows are printed as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"


def show(names: Sequence[str], rows: Iterable[Sequence[Any]], form: TableFormat) -> None:
    """Print rows on standard output.

    Args:
        names: the columns' names.
        rows: the rows; bytes are shown in hexadecimal digits.
        form: the format.
    """
    from onrecord.export.output import opened

    plain = None if form is TableFormat.TABLE else "utf-8"
    errors = "backslashreplace" if form in (TableFormat.JSON, TableFormat.JSONL) else "replace"
    with opened(None, errors, encoding=plain) as stream:
        match form:
            case TableFormat.TABLE:
                _table(stream, names, rows)
            case TableFormat.CSV:
                _csv(stream, names, rows)
            case TableFormat.JSON:
                objects = [_object(names, row) for row in rows]
                stream.write(json.dumps(objects, ensure_ascii=False, indent=2) + "\n")
            case TableFormat.JSONL:
                for row in rows:
                    stream.write(json.dumps(_object(names, row), ensure_ascii=False) + "\n")


def _object(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in zip(names, row, strict=True)
    }


def _csv(stream: TextIO, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from onrecord.export.csv import guarded

    writer = csv.writer(stream)
    writer.writerow([guarded(name) for name in names])
    for row in rows:
        writer.writerow([guarded(value) if isinstance(value, str) else _text(value) for value in row])


def _table(stream: TextIO, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from onrecord.export.words import one_line

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    values = [list(row) for row in rows]
    cells = [
        [one_line(name) for name in names],
        *([one_line(_text(value)) for value in row] for row in values),
    ]
    wide = columns(None)
    widths = _widths(cells, wide - 3 * len(names) + 1)  # two between columns and a sign, and both edges
    for n, (name, width) in enumerate(zip(cells[0], widths, strict=True)):
        number = all(isinstance(row[n], int | float | None) for row in values) and bool(values)
        justify: Literal["left", "right"] = "right" if number else "left"
        table.add_column(Text(name), justify=justify, overflow="fold", width=width)
    for row in cells[1:]:
        table.add_row(*map(Text, row))
    Console(file=stream, width=wide).print(table)


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int | None]:
    """Return how wide columns are where not all have room: none so narrow that a word of it breaks.

    The room that is left beside the longest words goes to the narrower columns first, which may need no second line
    then. Where there is too little, names of columns break before values do; where these would too, nothing is said
    of any width.

    Args:
        cells: the names, and the rows.
        room: how many columns of the terminal there are for all.
    """
    from rich.cells import cell_len

    def longest(words: Iterable[str]) -> int:
        return max(1, min(LONGEST_WORD, max(map(cell_len, words), default=1)))

    table = list(zip(*cells, strict=True))
    whole = [max(map(cell_len, column)) for column in table]
    names_too = [longest(word for cell in column for word in cell.split()) for column in table]
    values = [longest(word for cell in column[1:] for word in cell.split()) for column in table]
    least = names_too if sum(names_too) <= room else values
    if sum(whole) <= room or sum(least) > room:
        return [None] * len(table)

    def filled(level: int) -> list[int]:
        return [max(a, min(b, level)) for a, b in zip(least, whole, strict=True)]

    widths = filled(max(level for level in range(room + 1) if sum(filled(level)) <= room))
    for n, width in enumerate(whole):
        if sum(widths) < room and widths[n] < width:
            widths[n] += 1
    return list(widths)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.hex() if isinstance(value, bytes) else str(value)
