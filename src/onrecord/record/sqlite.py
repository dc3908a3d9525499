"""All that is special to SQLite: how a file is opened, and what only it can do.

Everything else speaks to the record through SQLAlchemy Core, so that another database can stand in for this one by
giving the same functions.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Integer, Select, column, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.errors import RecordError

APPLICATION: Final = 0x6F6E7263  # "onrc": in the file's header, so that a record is known from any other file
MAGIC: Final = b"SQLite format 3\x00"

BUSY: Final = 20.0
"""Seconds to wait for another process that writes."""

LONGEST_VALUE: Final = 100_000_000
"""Bytes of the longest value that a query by anybody may make."""

STEPS: Final = 10_000
"""Steps of SQLite's machine between two looks at the clock."""

_CAUSES: Final = {
    "database is locked": "another process is writing to this record; try again when it is done",
    "database or disk is full": "the disk is full",
    "attempt to write a readonly database": "this record may only be read",
    "unable to open database file": "this file cannot be opened",
    "file is not a database": "this file is not a record",
    "database disk image is malformed": "this record is damaged",
    "disk I/O error": "the disk cannot be read or written",
    "interrupted": "interrupted",
}


def is_record(path: Path) -> bool:
    """Tell whether a file is a record, by its first bytes; a file that is not there, or empty, is none.

    Raises:
        RecordError: the file is something else, or may not be read.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise RecordError(str(path), _cause_of(error, path)) from None
    except ValueError:
        raise RecordError(str(path), "not a path") from None
    if not head:
        return False
    if not head.startswith(MAGIC):
        raise RecordError(str(path), "this file is not a record")
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise RecordError(str(path), "this file is a database, but not a record of onrecord")
    return True


def _cause_of(error: OSError, path: Path) -> str:
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a record"
    if isinstance(error, PermissionError):
        return "this file may not be read"
    return error.strerror or f"{path.name} cannot be opened"


def engine_of(path: Path, read_only: bool) -> Engine:
    """Return what connects to a file.

    Writers take the lock when they begin, so that none of them has to give up half-way; readers see the record as
    it was when they began, whatever is written meanwhile.

    Args:
        path: the file; it is made if it is not there, unless ``read_only``.
        read_only: whether nothing may be written.
    """
    address = _address(path, read_only)

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=16)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            "foreign_keys = ON",
            "synchronous = NORMAL",
            "secure_delete = ON",  # what is forgotten leaves no bytes behind in pages that are free
            "temp_store = MEMORY",
            "wal_autocheckpoint = 4000",  # pages of 4 KiB
            "cache_size = -65536",  # KiB
            "mmap_size = 268435456",
            *(["query_only = ON"] if read_only else []),
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else connection.info.get("begin", "BEGIN"))

    return engine


def _address(path: Path, read_only: bool) -> str:
    place = path.resolve()
    address = "file:" + quote(os.fsencode(place)) + ("?mode=ro" if read_only else "?mode=rwc")
    # Readers note in a file beside the record what they look at; where they cannot, nobody can write there either.
    if read_only and not os.access(place.parent, os.W_OK) and not Path(f"{place}-wal").exists():
        address += "&immutable=1"
    return address


_READS: Final = (
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
)


@contextmanager
def only_reading(
    path: Path,
    views: Mapping[str, str],
    functions: Mapping[str, tuple[int, Callable[..., Any]]],
    seconds: float,
) -> Iterator[sqlite3.Connection]:
    """Give a connection for a query by anybody: it reads, and does nothing else.

    Args:
        path: the record.
        views: what hides the tables, by name, in SQL.
        functions: functions of our own: how many arguments they take, and what they are.
        seconds: the longest that a query may take; then it fails with ``interrupted``.
    """
    with closing(sqlite3.connect(_address(path, True), uri=True, timeout=BUSY)) as connection:
        for name, (arguments, function) in functions.items():
            connection.create_function(name, arguments, function, deterministic=True)
        for name, view in views.items():
            connection.execute(f"CREATE TEMP VIEW {name} AS {view}")
        connection.commit()
        connection.execute("PRAGMA query_only = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.set_authorizer(
            lambda action, first, second, *_: (
                sqlite3.SQLITE_OK if action in _READS and second != "load_extension" else sqlite3.SQLITE_DENY
            )
        )
        end = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the record for as long as this lasts."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the write lock; all that it wrote is kept at the end, or nothing."""
    with engine.connect() as connection:
        connection.info["begin"] = "BEGIN IMMEDIATE"
        try:
            with connection.begin():
                yield connection
        finally:
            connection.info.pop("begin", None)


def reserve(connection: Connection, table: str, count: int) -> range:
    """Return numbers for rows that are about to be written, none of which was ever given to another row.

    Args:
        connection: one that holds the write lock.
        table: a table that never gives a number twice (AUTOINCREMENT).
        count: how many.
    """
    last = (
        connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar() or 0
    )
    return range(last + 1, last + 1 + count)


def among(numbers: Iterable[int]) -> Select[int]:
    """Return a query for these numbers, however many: for ``IN``, and to join with."""
    found = func.json_each(json.dumps(list(numbers))).table_valued(column("value", Integer))
    return select(found.c.value)


def create(engine: Engine, path: Path) -> None:
    """Make an empty file a database that is known as a record, before anything else is written to it."""
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA application_id = {APPLICATION}")
        raw.execute("PRAGMA journal_mode = WAL")


def shrink(engine: Engine) -> None:
    """Write the file anew without what was deleted, and empty the journal beside it."""
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into errors that say what is the matter with the file.

    Raises:
        RecordError: the disk is full, another process writes, the file is damaged, and the like.
    """
    try:
        yield
    except DBAPIError as error:
        cause = cause_of(error.orig)
        if cause is None:
            raise
        raise RecordError(str(path), cause) from None
    except sqlite3.Error as error:
        cause = cause_of(error)
        if cause is None:
            raise
        raise RecordError(str(path), cause) from None


def cause_of(error: BaseException | None) -> str | None:
    """Return in plain words what SQLite complains of; ``None`` where it is a fault of ours."""
    return next((plain for words, plain in _CAUSES.items() if words in str(error)), None)
