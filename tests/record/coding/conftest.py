"""A sheet of a record, as coders fill it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.record import Record

Rows = list[dict[str, str]]
Fill = Callable[[Rows], None]

FIELDS = ("frame=security,economy,other", "tone:ordinal=negative,neutral,positive")
CODERS = ("ana", "ben")


@pytest.fixture
def sheet(record: Record, tmp_path: Path) -> Path:
    """A sheet with the four statements of the record."""
    path = tmp_path / "sheet.csv"
    record.new_sheet(path, FIELDS, coders=CODERS, by="ann")
    return path


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def rewrite(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> None:
    with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def by_number(rows: Rows) -> dict[int, dict[str, str]]:
    return {int(row["statement"]): row for row in rows}


def code(path: Path, codes: dict[int, dict[str, str]]) -> None:
    """Write codes into a sheet: by the statement's number, column and code."""
    rows = rows_of(path)
    for number, row in by_number(rows).items():
        row.update(codes.get(number, {}))
    rewrite(path, rows)


def both(field: str, given: str) -> dict[str, str]:
    """Return the cells of two coders who agree."""
    return {f"{field} ({coder})": given for coder in CODERS}
