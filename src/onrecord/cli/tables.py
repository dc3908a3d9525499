"""Rows on standard output: as a table for a person, or as JSON, CSV or JSON Lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TextIO

from onrecord.cli.terminal import columns


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
    for n, name in enumerate(names):
        number = all(isinstance(row[n], int | float | None) for row in values) and bool(values)
        table.add_column(Text(one_line(name)), justify="right" if number else "left", overflow="fold")
    for row in values:
        table.add_row(*(Text(one_line(_text(value))) for value in row))
    Console(file=stream, width=columns(None)).print(table)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.hex() if isinstance(value, bytes) else str(value)
