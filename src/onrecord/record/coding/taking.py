"""Sheets taken back: what their cells say, checked as a whole before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.record.coding import files
from onrecord.record.coding.codebook import NOTHING, CodeField
from onrecord.record.coding.columns import (
    AGREED,
    KEY,
    LONGEST_CELL,
    NUMBER,
    WORDS,
    Key,
    column_of,
    columns_of,
)
from onrecord.record.coding.drawing import known_fields
from onrecord.record.schema import drawn, facts, sheets

SHOWN: Final = 3
"""Faults that an error tells of."""

Given = dict[tuple[int, str, str], str | None]
"""Codes by row of the record, field and coder; ``None``: it is taken back."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the record: its number, its codebook, who codes, and its rows that are still there."""

    number: int
    fields: tuple[CodeField, ...]
    coders: tuple[str, ...]
    rows: frozenset[int]


@dataclass(frozen=True, slots=True)
class Taken:
    """What files say: of which sheet, the codes given, the rows that were there, and those of no statement any more."""

    sheet: Sheet
    given: Given
    rows: frozenset[int]
    gone: frozenset[int]


class _Faults:
    """What is wrong with a file, gathered; the first few are told."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: list[str] = []

    def add(self, told: str) -> None:
        self._told.append(told)

    def end(self) -> None:
        """Raise InputError if there were any."""
        if self._told:
            more = len(self._told) - SHOWN
            shown = "; ".join(self._told[:SHOWN]) + (f"; and {more:,} more faults" if more > 0 else "")
            raise InputError(str(self._path), f"{shown}. Nothing was changed")


def take(connection: Connection, paths: Sequence[Path]) -> Taken:
    """Return what the files of one sheet say: one file, or a copy from each coder.

    Rows may come in any order, and may be missing; so may the columns that only help to read.

    Raises:
        InputError: a file is no sheet of this record, a column is missing, a row is there twice or was edited, a
            cell has no code of its field, or two files say different things.
    """
    found: list[Taken] = []
    for path in paths:
        one = _take(connection, path)
        if found and one.sheet.number != found[0].sheet.number:
            raise InputError(str(path), f"another sheet than {paths[0]}. Nothing was changed")
        found.append(one)
    given: Given = {}
    for path, one in zip(paths, found, strict=True):
        faults = _Faults(path)
        for (row, field, coder), code in one.given.items():
            if given.setdefault((row, field, coder), code) != code:
                faults.add(f"{column_of(field, coder)} says {code!r}, and another file says otherwise")
        faults.end()
    return Taken(
        found[0].sheet,
        given,
        frozenset().union(*(one.rows for one in found)),
        frozenset().union(*(one.gone for one in found)),
    )


def _take(connection: Connection, path: Path) -> Taken:
    grid = files.read(path)
    names = [" ".join(cell.split()).casefold() for cell in grid[0][1]]
    faults = _Faults(path)
    for name in (NUMBER, KEY, WORDS):
        if name not in names:
            faults.add(f"the column {name!r} is missing")
    twice = next((name for n, name in enumerate(names) if name and name in names[:n]), None)
    if twice:
        faults.add(f"the column {twice!r} is there twice")
    faults.end()
    rows = [
        (number, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in grid[1:]
    ]
    if not rows:
        raise InputError(str(path), "there is no row in it")
    keys = _keys(connection, path, rows)
    sheet = _sheet(connection, path, next(iter(keys.values())).sheet)
    for column in columns_of((field.name for field in sheet.fields), sheet.coders):
        if column.casefold() not in names:
            faults.add(f"the column {column!r} is missing")
    for name in names:
        if name.endswith(")") and name not in {
            column.casefold() for column in columns_of((f.name for f in sheet.fields), sheet.coders)
        }:
            faults.add(f"the column {name!r} is none of this sheet")
    faults.end()
    given: Given = {}
    for number, cells in rows:
        held = keys[number].coded
        for field in sheet.fields:
            for coder in (*sheet.coders, AGREED):
                column = column_of(field.name, coder)
                cell = cells.get(column.casefold(), "")
                if not cell:
                    continue
                try:
                    code = None if cell == NOTHING else field.code(cell)
                except ValueError as error:
                    faults.add(f"row {number}, {column}: {error}")
                    continue
                if held in sheet.rows:
                    given[held, field.name, coder] = code
    faults.end()
    there = frozenset(key.coded for key in keys.values())
    return Taken(sheet, given, there & sheet.rows, there - sheet.rows)


def _keys(connection: Connection, path: Path, rows: Sequence[tuple[int, dict[str, str]]]) -> dict[int, Key]:
    """Return the keys of rows, by the rows' numbers in the file.

    Raises:
        InputError: a key is none, or not that of what the row says; a row is there twice; they are of two sheets.
    """
    record = connection.execute(select(facts.c.value).where(facts.c.name == "id")).scalar_one()
    faults = _Faults(path)
    keys: dict[int, Key] = {}
    first: dict[int, int] = {}
    for number, cells in rows:
        key = Key.read(cells.get(KEY, ""))
        if key is None:
            faults.add(f"row {number}: {cells.get(KEY, '')[:40]!r} is no key of a row")
            continue
        words = cells.get(WORDS, "")[:LONGEST_CELL]
        right = Key.of(record, key.sheet, key.coded, cells.get(NUMBER, ""), words)
        if key != right:
            faults.add(
                f"row {number}: {NUMBER}, {KEY} and {WORDS} do not belong together (edited, sorted in part, or of "
                "another record)"
            )
        elif key.coded in first:
            faults.add(f"rows {first[key.coded]} and {number} are the same statement")
        elif keys and key.sheet != next(iter(keys.values())).sheet:
            faults.add(f"row {number} is of another sheet")
        first.setdefault(key.coded, number)
        keys[number] = key
    faults.end()
    return keys


def _sheet(connection: Connection, path: Path, number: int) -> Sheet:
    row = connection.execute(select(sheets).where(sheets.c.id == number)).one_or_none()
    if row is None:
        raise InputError(str(path), f"the record has no sheet {number}")
    known = known_fields(connection)
    rows = connection.scalars(select(drawn.c.coded_id).where(drawn.c.sheet_id == number))
    return Sheet(number, tuple(known[name] for name in row.fields), tuple(row.coders), frozenset(rows))
