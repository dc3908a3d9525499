"""A record that is a SQLite file: how it is opened, locked, and asked from outside."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.errors import InputError, RecordError
from onrecord.record.door import QUERY
from onrecord.record.results import Rows
from onrecord.record.views import FUNCTIONS, VIEWS

APPLICATION: Final = 0x6F6E7263  # "onrc": in the file's header, so that a record is known from any other file
MAGIC: Final = b"SQLite format 3\x00"

BUSY: Final = 20.0
"""Seconds to wait for another process that writes."""

LONGEST_VALUE: Final = 100_000_000
"""Bytes of the longest value that a query by anybody may make."""

STEPS: Final = 10_000
"""Steps of SQLite's machine between two looks at the clock."""

_CLOSED: Final = "this file cannot be opened"

_CAUSES: Final = {
    "database is locked": "another process is writing to this record; try again when it is done",
    "database or disk is full": "the disk is full",
    "attempt to write a readonly database": "this record may only be read",
    "unable to open database file": _CLOSED,
    "file is not a database": "this file is not a record",
    "database disk image is malformed": "this record is damaged",
    "disk I/O error": "the disk cannot be read or written",
    "interrupted": "interrupted",
}


class File:
    """A file that a record is kept in; see :class:`onrecord.record.door.Door`.

    Writers take the lock when they begin, so that none of them has to give up half-way; readers see the record as it
    was when they began, whatever is written meanwhile.

    Args:
        path: the file.
        read_only: whether nothing may be written; then the file is not made.
    """

    def __init__(self, path: Path, read_only: bool) -> None:
        self.name = str(path)
        self.title = path.name
        self._path = path
        self._engine = _engine_of(path, read_only)

    def exists(self) -> bool:
        """Tell whether the file is a record, by its first bytes; one that is not there, or empty, is none."""
        try:
            with self._path.open("rb") as stream:
                head = stream.read(72)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise RecordError(self.name, _cause_of(error, self._path)) from None
        except ValueError:
            raise RecordError(self.name, "not a path") from None
        if not head:
            return False
        if not head.startswith(MAGIC):
            raise RecordError(self.name, "this file is not a record")
        if int.from_bytes(head[68:72], "big") != APPLICATION:
            raise RecordError(self.name, "this file is a database, but not a record of onrecord")
        return True

    def prepare(self) -> None:
        """Make an empty file a database that is known as a record, before anything else is written to it."""
        with self._engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute(f"PRAGMA application_id = {APPLICATION}")
            raw.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record for as long as this lasts."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock; all that it wrote is kept at the end, or nothing."""
        with self._engine.connect() as connection:
            connection.info["begin"] = "BEGIN IMMEDIATE"
            try:
                with connection.begin():
                    yield connection
            finally:
                connection.info.pop("begin", None)

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn what SQLite complains of into errors that say what is the matter with the file."""
        try:
            yield
        except DBAPIError as error:
            cause = self._cause(error.orig)
            if cause is None:
                raise
            raise RecordError(self.name, cause) from None
        except sqlite3.Error as error:
            cause = self._cause(error)
            if cause is None:
                raise
            raise RecordError(self.name, cause) from None

    def _cause(self, error: BaseException | None) -> str | None:
        cause = _plain(error)
        folder = self._path.parent
        if cause == _CLOSED and folder.is_dir() and not os.access(folder, os.W_OK):
            return "nothing can be written to its folder"  # where the journal would stand
        return cause

    def sql(self, query: str, seconds: float, limit: int | None) -> Rows:
        """Answer a query by anybody, in SQLite's SQL."""
        with _only_reading(self._path, seconds) as connection:
            try:
                cursor = connection.execute(query)
                if cursor.description is None:
                    raise InputError(QUERY, "it is empty; a SELECT is wanted")
                columns = tuple(column[0] for column in cursor.description)
                rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
            except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError) as error:
                raise InputError(QUERY, _blame(error, seconds)) from None
        return Rows.of(columns, rows, limit)

    def size(self) -> int:
        """Return the bytes of the file and of the journal beside it."""
        return sum(p.stat().st_size for p in (self._path, Path(f"{self._path}-wal")) if p.exists())

    def shrink(self) -> None:
        """Write the file anew without what was deleted, and empty the journal beside it."""
        with self._engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def hasten(self) -> None:
        """Do nothing: there is nothing that would be quicker."""

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _engine_of(path: Path, read_only: bool) -> Engine:
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


def _cause_of(error: OSError, path: Path) -> str:
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a record"
    if isinstance(error, PermissionError):
        return "this file may not be read"
    return error.strerror or f"{path.name} cannot be opened"


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
def _only_reading(path: Path, seconds: float) -> Iterator[sqlite3.Connection]:
    """Give a connection that reads the views and does nothing else, for at most some seconds."""
    with closing(sqlite3.connect(_address(path, True), uri=True, timeout=BUSY)) as connection:
        for name, (arguments, function) in FUNCTIONS.items():
            connection.create_function(name, arguments, function, deterministic=True)
        for name, view in VIEWS.items():
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


def _blame(error: Exception, seconds: float) -> str:
    """Return in plain words what is wrong with a query."""
    told = str(error)
    if told == "interrupted":
        return f"it took longer than {seconds:g} seconds"
    if any(word in told for word in ("not authorized", "prohibited", "authorization denied")):
        return "it would do more than read; only SELECT is allowed"
    if "one statement at a time" in told:
        return "only one statement at a time"
    if isinstance(error, UnicodeEncodeError):
        return "half a character (a lone surrogate)"
    return _plain(error) or told


def _plain(error: BaseException | None) -> str | None:
    """Return in plain words what SQLite complains of; ``None`` where it is a fault of ours."""
    return next((plain for words, plain in _CAUSES.items() if words in str(error)), None)
