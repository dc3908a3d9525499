"""The door to a database: what SQLite and PostgreSQL do each in its own way, under the same names.

A record is a file or a database on a server. How it is opened, locked and asked from outside is a :class:`Door`; what
queries need that SQLAlchemy Core has no common word for is a :class:`Dialect`. Whatever else there is of the record
knows neither of the two databases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    column,
    insert,
    select,
)
from sqlalchemy import Dialect as SqlDialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from onrecord.errors import RecordError
from onrecord.record.results import Rows
from onrecord.record.words import Query, Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUERY: Final = "query"
"""What messages call a query by anybody."""

Entry = tuple[int, str, str | None]
"""A statement's number, its words, and whom or what it is aimed at."""


class Door(Protocol):
    """Where a record lies, and how it is opened.

    Attributes:
        name: what it is called in messages; no password is in it.
        title: the same in short.
    """

    name: str
    title: str

    def exists(self) -> bool:
        """Tell whether there is a record.

        Raises:
            RecordError: there is something else, or it cannot be looked at.
        """

    def prepare(self) -> None:
        """Make what a new record's tables are put into."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the record for as long as this lasts."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a connection that holds the write lock; all that it wrote is kept at the end, or nothing."""

    def faults(self) -> AbstractContextManager[None]:
        """Turn what the database complains of into errors that say what is the matter.

        Raises:
            RecordError: the disk is full, another process writes, the server is gone, and the like.
        """

    def sql(self, query: str, seconds: float, limit: int | None) -> Rows:
        """Answer a query by anybody, which reads the views and does nothing else.

        Raises:
            InputError: it is no such query, would write, or takes longer than these seconds.
        """

    def size(self) -> int:
        """Return how many bytes the record takes."""

    def shrink(self) -> None:
        """Write the record anew without what was deleted."""

    def hasten(self) -> None:
        """Make what is worth it for so large a record, and can be made while others read and write."""

    def close(self) -> None:
        """Let go of the database."""


class Dialect(Protocol):
    """What queries need that databases do each in its own way."""

    keeps_order: bool
    """Whether a join gives its rows in the order of the limited query that it begins with, without being asked to."""

    def found(self, connection: Connection) -> None:
        """Make indexes and triggers of a new record, whose tables are there."""

    def reserve(self, connection: Connection, table: str, count: int) -> Sequence[int]:
        """Return numbers for rows that are about to be written, none of which was ever given to another row.

        Args:
            connection: one that holds the write lock.
            table: a table that never gives a number twice.
            count: how many.
        """

    def last(self, connection: Connection, table: str) -> int:
        """Return the last number that a table gave; 0 if it gave none."""

    def advance(self, connection: Connection, table: str, number: int) -> None:
        """Have a table give numbers behind one only."""

    def upsert(self, table: Any) -> Any:
        """Return an INSERT that knows ``on_conflict_do_update`` and ``on_conflict_do_nothing``."""

    def put(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Add statements to the index of words."""

    def take(self, connection: Connection, entries: Iterable[tuple[int, str]]) -> None:
        """Take statements out of the index; their words must be those that they were put with."""

    def purge(self, connection: Connection) -> None:
        """Rid the indexes of the traces of what was taken out."""

    def having(self, query: Query) -> Select[int]:
        """Return a query for the statements that have what is asked for, by their numbers: a column ``id``."""

    def fits(self, connection: Connection, groups: Sequence[Sequence[Term]]) -> dict[int, float]:
        """Return how well statements fit that have one term of each group, the better the lower.

        It is told by BM25 (Robertson et al., 1994).
        """

    def aimed_at(self, words: Sequence[str]) -> Select[int]:
        """Return a query for the statements whose target has all of some words: a column ``id``."""

    def called(self, words: Sequence[str]) -> Select[int]:
        """Return a query for the mentions whose name has all of some words: a column ``id``."""


class Signs(Protocol):
    """What a database does that compares statements' signs by itself; a statement is found as long as its block is."""

    def behind(self, connection: Connection) -> list[int] | None:
        """Return the blocks that are not in step; ``None`` where nothing can be done about it, or is to be."""

    def follow(self, connection: Connection, block: int) -> bool:
        """Bring the statements of a block in step; tell whether it could be done."""

    def roughly(self, connection: Connection, signs: NDArray[np.uint64], most: int) -> list[int]:
        """Return most of the nearest statements, the nearest first; none where only :meth:`exactly` knows."""

    def exactly(
        self, connection: Connection, signs: NDArray[np.uint64], most: int, few: Select[int] | None
    ) -> list[int] | None:
        """Return the nearest statements, the nearest first; ``None`` where the blocks must be looked at instead.

        Args:
            connection: to the record.
            signs: what they are to be near to.
            most: how many.
            few: those that are compared; by default all.
        """


_ADDRESS: Final = re.compile(r"postgres(?:ql)?(?:\+psycopg)?:/", re.IGNORECASE)


def is_address(place: str | Path) -> bool:
    """Tell whether a record is on a server, and not in a file, by what it is named."""
    return isinstance(place, str) and _ADDRESS.match(place) is not None


def door_at(place: str | Path, read_only: bool) -> Door:
    """Return the door to a record.

    Args:
        place: a file, or the address of a database on a PostgreSQL server (``postgresql://...``).
        read_only: whether nothing may be written.

    Raises:
        RecordError: it is no such address, or what a server needs is not installed.
    """
    if not is_address(place):
        from onrecord.record.sqlite import File

        return File(Path(place), read_only)
    try:
        from onrecord.record.postgres import Server
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        told = "a record on a server needs the extra postgres: pip install 'onrecord[postgres]'"
        raise RecordError("postgresql", told) from None
    return Server(str(place), read_only)


def dialect_of(connection: Connection) -> Dialect:
    """Return the ways of a connection's database."""
    if connection.dialect.name == "postgresql":
        from onrecord.record import postgres_dialect

        return postgres_dialect
    from onrecord.record import sqlite_dialect

    return sqlite_dialect


def signs_of(connection: Connection) -> Signs | None:
    """Return what compares signs in a connection's database; ``None`` if that has no such thing."""
    if connection.dialect.name == "postgresql":
        from onrecord.record import postgres_signs

        return postgres_signs
    return None


def reserve(connection: Connection, table: str, count: int) -> Sequence[int]:
    """Return numbers for rows that are about to be written; see :meth:`Dialect.reserve`."""
    return dialect_of(connection).reserve(connection, table, count)


def upsert(connection: Connection, table: Any) -> Any:
    """Return an INSERT that may meet rows that are there; see :meth:`Dialect.upsert`."""
    return dialect_of(connection).upsert(table)


def insert_plain(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows whose values a database takes as they are.

    They go to the driver at once: to look at each value of very many short rows took SQLAlchemy longer than
    writing them takes the database.

    Args:
        connection: one that holds the write lock.
        table: the table.
        columns: which of its columns.
        rows: their values.
    """
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    assert isinstance(compiled, SQLCompiler)
    some: Sequence[Any] = rows
    if compiled.positiontup is None:
        some = [dict(zip(columns, row, strict=True)) for row in rows]
    elif compiled.positiontup != list(columns):
        some = list(map(itemgetter(*map(columns.index, compiled.positiontup)), rows))
    connection.exec_driver_sql(str(compiled), list(some))


def plain_rows(connection: Connection, query: Executable) -> list[Any]:
    """Return rows as the driver has them: tuples, of columns whose types need nothing done.

    SQLAlchemy's own take longer to make than very many of them take to be found.
    """
    result: CursorResult[Any] = connection.execute(query)
    assert result.cursor is not None
    rows = list(result.cursor.fetchall())
    result.close()
    return rows


class _Numbers(TypeDecorator[list[int]]):
    """Whole numbers as one parameter, however many."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[int] | None, dialect: SqlDialect) -> str:
        text = json.dumps(value or [])
        return "{" + text[1:-1] + "}" if dialect.name == "postgresql" else text


class _unpacked(FunctionElement[Any]):
    """The numbers of one parameter as rows of a table with a column ``value``."""

    name = "unpacked"
    inherit_cache = True


@compiles(_unpacked, "sqlite")
def _sqlite(element: _unpacked, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_unpacked, "postgresql")
def _postgresql(element: _unpacked, compiler: Any, **options: Any) -> str:
    return f"(SELECT unnest(CAST({compiler.process(element.clauses, **options)} AS BIGINT[])) AS value)"


def among(numbers: Iterable[int]) -> Select[int]:
    """Return a query for these numbers, however many: for ``IN``, and to join with; its column is ``value``."""
    packed = bindparam(None, list(numbers), type_=_Numbers())
    found = _unpacked(packed).table_valued(column("value", Integer))
    return select(found.c.value)
