"""A record that is a database on a PostgreSQL server: how it is reached, locked, and asked from outside."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, create_engine, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from onrecord.errors import InputError, LostRecordError, RecordError
from onrecord.record.door import QUERY
from onrecord.record.results import Rows
from onrecord.record.schema import facts, metadata
from onrecord.record.views import VIEWS

BUSY: Final = 20.0
"""Seconds to wait for another process that writes."""

PATIENCE: Final = 30.0
"""Seconds to wait for a server that was there and is gone: it may be starting anew."""

CONNECT: Final = 10
"""Seconds to wait for a connection."""

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('onrecord'), hashtext(current_schema()))"

# By SQLSTATE: the class, or the whole code.
_CAUSES: Final = {
    "55P03": "another process is writing to this record; try again when it is done",
    "53100": "the server's disk is full",
    "53200": "the server is out of memory",
    "53300": "the server has too many connections",
    "42501": "this user of the database may not do that",
    "25006": "this record may only be read",
    "57014": "interrupted",
    "40": "others changed the same; try again",
    "XX001": "this record is damaged",
    "XX002": "this record is damaged",
}

# What a connection that does not come about is told by; the driver gives no code for it.
_UNREACHED: Final = (
    ("password authentication failed", "the server does not take this user and password"),
    ("no password supplied", "the server wants a password"),
    ("authentication failed", "the server does not take this user"),
    ("no pg_hba.conf entry", "the server takes no connections from here"),
    ("database", "there is no such database on the server"),
    ("role", "the server knows no such user"),
    ("resolve", "there is no such server"),
    ("translate host name", "there is no such server"),
    ("too many clients", "the server has too many connections"),
    ("starting up", "the server is starting"),
    ("shutting down", "the server is stopping"),
    ("timeout", "the server does not answer"),
    ("invalid", "this is no address of a database"),
)
_SEVERED: Final = "the connection to the server broke off"
_AWAY: Final = "the server cannot be reached"

_COMMENTS: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_WRITES: Final = re.compile(
    r"""(abort|alter|analyze|attach|begin|call|checkpoint|close|cluster|comment|commit|copy|create|deallocate|declare
    |delete|detach|discard|do|drop|end|execute|explain|fetch|grant|import|insert|listen|load|lock|merge|move|notify
    |pragma|prepare|reassign|refresh|reindex|release|reset|revoke|rollback|savepoint|security|set|show|start
    |truncate|unlisten|update|vacuum)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that begin what is no query."""


class Server:
    """A database that a record is kept in; see :class:`onrecord.record.door.Door`.

    One process writes at a time, by an advisory lock that all take when they begin; readers are never held up, and
    see the record as it was when they began.

    Args:
        address: of the database: ``postgresql://user:password@host:port/database``. Behind a ``?`` stand parameters
            as libpq has them.
        read_only: whether nothing may be written.

    Raises:
        RecordError: it is no address.
    """

    def __init__(self, address: str, read_only: bool) -> None:
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):
            raise RecordError(
                re.sub(r"//[^@/]*@", "//", address), "this is no address of a database"
            ) from None
        self.name = url.set(drivername="postgresql").render_as_string(hide_password=True)
        self.title = f"{url.database or 'postgresql'} on {url.host or 'this machine'}"
        self._read_only = read_only
        self._reached = False
        self._engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_size=4,
            max_overflow=16,
            isolation_level="READ COMMITTED",
            connect_args={
                "connect_timeout": CONNECT,
                "application_name": "onrecord",
                "prepare_threshold": None,  # plans that know what is asked for; and poolers between
            },
        )

    def exists(self) -> bool:
        """Tell whether the database holds a record."""
        with self.reading() as connection:
            if not inspect(connection).has_table(facts.name):
                return False
            known = {column["name"] for column in inspect(connection).get_columns(facts.name)}
            if known == {"name", "value"} and connection.scalar(
                select(facts.c.value).where(facts.c.name == "schema")
            ):
                return True
        raise RecordError(self.name, "there are tables in this database, but they are no record of onrecord")

    def prepare(self) -> None:
        """See that a new record's tables can be made.

        Raises:
            RecordError: others have tables of the same names there, or the database is not in UTF-8.
        """
        with self.reading() as connection:
            if connection.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
                raise RecordError(self.name, "a record takes a database in UTF-8")
            if taken := sorted({*metadata.tables} & {*inspect(connection).get_table_names()}):
                told = f"there are other tables in this database ({', '.join(taken)}): a record takes one of its own"
                raise RecordError(self.name, told)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record for as long as this lasts."""
        with self._connected() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock; all that it wrote is kept at the end, or nothing."""
        with self._connected() as connection, connection.begin():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(BUSY * 1000)}")
            connection.exec_driver_sql(_LOCK)
            yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give a connection; where the server was there and is gone, wait for it to come back."""
        end = time.monotonic() + PATIENCE
        pause = 0.1
        while True:
            try:
                connection = self._engine.connect()
                break
            except OperationalError as error:
                back = self._reached and _unreached(error) in (_AWAY, _SEVERED, *_STARTING)
                if not back or time.monotonic() > end:
                    raise
                time.sleep(pause)
                pause = min(2 * pause, 2.0)
        self._reached = True
        with connection:
            yield connection

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn what the server complains of into errors that say what is the matter."""
        try:
            yield
        except DBAPIError as error:
            self._raise(error.orig, error.connection_invalidated)
            raise
        except psycopg.Error as error:
            self._raise(error, False)
            raise

    def _raise(self, error: BaseException | None, invalidated: bool) -> None:
        """Raise what an error means, if it is none of ours."""
        code = getattr(error, "sqlstate", None) or ""
        if cause := _CAUSES.get(code) or _CAUSES.get(code[:2]):
            raise RecordError(self.name, cause) from None
        if invalidated or code[:2] in ("08", "57"):
            raise LostRecordError(self.name, _SEVERED) from None
        if isinstance(error, psycopg.OperationalError) and not code:
            cause = _unreached(error)
            kind = LostRecordError if cause == _SEVERED else RecordError
            raise kind(self.name, cause) from None

    def sql(self, query: str, seconds: float, limit: int | None) -> Rows:
        """Answer a query by anybody, in PostgreSQL's SQL."""
        bare = _COMMENTS.sub(" ", query).strip(" ;\t\r\n")
        if not bare:
            raise InputError(QUERY, "it is empty; a SELECT is wanted")
        if "\x00" in query:
            raise InputError(QUERY, "it has a null character in it")
        if _WRITES.match(bare):
            raise InputError(QUERY, "it would do more than read; only SELECT is allowed")
        with self._connected() as connection, connection.begin() as transaction:
            schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
            for name, view in VIEWS.items():
                made = view.replace("main.", f"{schema}.")
                connection.exec_driver_sql(f"CREATE TEMP VIEW {name} AS {made}")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            raw: Any = connection.connection.dbapi_connection
            try:
                with raw.cursor(name="asked") as cursor:
                    cursor.execute(query)
                    columns = [column.name for column in cursor.description]
                    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
            except (psycopg.DataError, psycopg.ProgrammingError, psycopg.NotSupportedError) as error:
                raise InputError(QUERY, _blame(error)) from None
            except UnicodeEncodeError:
                raise InputError(QUERY, "half a character (a lone surrogate)") from None
            except psycopg.errors.QueryCanceled:
                raise InputError(QUERY, f"it took longer than {seconds:g} seconds") from None
            except (psycopg.InternalError, psycopg.errors.InsufficientResources) as error:
                raise InputError(QUERY, _blame(error)) from None
            finally:
                if not raw.closed:
                    transaction.rollback()
        return Rows.of(columns, [[_plain(value) for value in row] for row in rows], limit)

    def size(self) -> int:
        """Return the bytes of the tables and their indexes on the server."""
        asked = """SELECT sum(pg_total_relation_size(oid)) FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"""
        with self.reading() as connection:
            return int(connection.exec_driver_sql(asked).scalar_one() or 0)

    def shrink(self) -> None:
        """Write the tables and indexes anew without what was deleted."""
        from onrecord.record.pgvector import roomy
        from onrecord.record.postgres_signs import TABLES

        with self._connected() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql(f"SET lock_timeout = {int(BUSY * 1000)}")
            there = {*inspect(alone).get_table_names()}
            mine = ", ".join(f'"{name}"' for name in ("words", *TABLES, *metadata.tables) if name in there)
            with roomy(alone) if there.issuperset(TABLES) else nullcontext():
                alone.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {mine}")
            alone.exec_driver_sql("RESET lock_timeout")

    def hasten(self) -> None:
        """Make the graph of signs, if it is worth it and not there."""
        from onrecord.record.pgvector import build

        with self._connected() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql(f"SET lock_timeout = {int(BUSY * 1000)}")
            build(alone)
            alone.exec_driver_sql("RESET lock_timeout")

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()


_STARTING: Final = ("the server is starting", "the server is stopping")


def _unreached(error: BaseException) -> str:
    """Return in plain words why there is no connection."""
    told = str(getattr(error, "orig", None) or error)
    if "connection failed" not in told and "connection to server" not in told:
        return next((plain for words, plain in _UNREACHED if words in told), _SEVERED)
    if any(words in told for words in ("Connection refused", "No such file", "closed the connection")):
        return _AWAY
    return next((plain for words, plain in _UNREACHED if words in told.partition("failed: ")[2]), _AWAY)


def _blame(error: psycopg.Error) -> str:
    """Return in plain words what is wrong with a query."""
    if error.sqlstate in ("25006", "2F003", "25001"):
        return "it would do more than read; only SELECT is allowed"
    told = error.diag.message_primary or str(error)
    if "multiple commands" in told:
        return "only one statement at a time"
    return told.partition("\n")[0]


def _plain(value: Any) -> Any:
    """Return a value as a record in a file gives it."""
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value) if isinstance(value, dict | list) else value
