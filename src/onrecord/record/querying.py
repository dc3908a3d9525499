"""Queries in SQL that only read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.record import sqlite
from onrecord.record.results import Rows
from onrecord.record.views import FUNCTIONS, VIEWS

if TYPE_CHECKING:
    from onrecord.record.store import Record

NAME = "query"


def sql(record: Record, query: str, seconds: float, limit: int | None) -> Rows:
    """Answer a query; see :meth:`onrecord.record.Record.sql`."""
    with sqlite.only_reading(record.path, VIEWS, FUNCTIONS, seconds) as connection:
        try:
            cursor = connection.execute(query)
            if cursor.description is None:
                raise InputError(NAME, "it is empty; a SELECT is wanted")
            columns = tuple(column[0] for column in cursor.description)
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError) as error:
            raise InputError(NAME, _cause(error, seconds)) from None
    more = limit is not None and len(rows) > limit
    return Rows(columns, tuple(rows[:limit] if more else rows), more)


def _cause(error: Exception, seconds: float) -> str:
    told = str(error)
    if told == "interrupted":
        return f"it took longer than {seconds:g} seconds"
    if any(word in told for word in ("not authorized", "prohibited", "authorization denied")):
        return "it would do more than read; only SELECT is allowed"
    if "one statement at a time" in told:
        return "only one statement at a time"
    if isinstance(error, UnicodeEncodeError):
        return "half a character (a lone surrogate)"
    return sqlite.cause_of(error) or told


def columns_of(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the views that a query can ask, and their columns."""
    return {name: sql(record, f"SELECT * FROM {name} LIMIT 0", 30.0, None).columns for name in VIEWS}
