"""A record copied into another place, whichever database either of them is: row by row, with all numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Table, Text, delete, func, insert, select

from onrecord.errors import InputError
from onrecord.record.door import dialect_of
from onrecord.record.keys import storable
from onrecord.record.loading import texts_of
from onrecord.record.results import Copied
from onrecord.record.schema import articles, facts, statements
from onrecord.record.variants.tables import metadata

if TYPE_CHECKING:
    from onrecord.record.store import Record

GROUP: Final = 500
"""Rows that are written at once."""


def copy(record: Record, other: Record, progress: Callable[[int, int], None]) -> Copied:
    """Copy a record; see :meth:`onrecord.record.Record.copy_to`."""
    with record.reading() as old, other.writing() as new:
        if any(_count(new, table) for table in metadata.sorted_tables if table is not facts):
            raise InputError(other.name, "there is something in this record already; copy into a new one")
        total = sum(_count(old, table) for table in metadata.sorted_tables)
        done = 0
        for table in metadata.sorted_tables:
            # What the triggers of tables before wrote there is not what is to be there.
            new.execute(delete(table))
            for rows in _rows(old, table):
                new.execute(insert(table), rows)
                done += len(rows)
                progress(done, total)
            if _counts(table):
                last = max(
                    dialect_of(old).last(old, table.name), new.scalar(select(func.max(table.c.id))) or 0
                )
                dialect_of(new).advance(new, table.name, last)
        _index(new)
        return Copied(_count(new, articles), _count(new, statements), done)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _counts(table: Table) -> bool:
    """Tell whether a table gives its rows numbers, none of them twice."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _rows(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """Yield a table's rows in groups, as every database can hold them."""
    texts = {column.name for column in table.columns if isinstance(column.type, Text)}
    found = connection.execution_options(yield_per=GROUP).execute(select(table).order_by(*table.primary_key))
    for some in found.partitions():
        yield [
            {
                name: storable(value) if name in texts and value is not None else value
                for name, value in row._mapping.items()
            }
            for row in some
        ]


def _index(connection: Connection) -> None:
    """Put all statements' words into the index."""
    query = select(statements.c.id, statements.c.target).order_by(statements.c.id)
    for some in connection.execute(query).partitions(GROUP):
        texts = texts_of(connection, [row.id for row in some])
        dialect_of(connection).put(
            connection, ((row.id, storable(texts[row.id]), row.target) for row in some)
        )
