"""Queries in SQL that only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record.results import Rows
from onrecord.record.views import VIEWS

if TYPE_CHECKING:
    from onrecord.record.store import Record


def sql(record: Record, query: str, seconds: float, limit: int | None) -> Rows:
    """Answer a query; see :meth:`onrecord.record.Record.sql`."""
    with record.door.faults():
        return record.door.sql(query, seconds, limit)


def columns_of(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the views that a query can ask, and their columns."""
    return {name: sql(record, f"SELECT * FROM {name} LIMIT 0", 30.0, None).columns for name in VIEWS}
