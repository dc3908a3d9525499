"""Where a record is kept: opened, brought up to date, read and written in transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from sqlalchemy import Connection

from onrecord.errors import LostRecordError, OldRecordError, RecordError
from onrecord.record import migrations
from onrecord.record.door import Door, door_at
from onrecord.record.schema import SCHEMA

Done = TypeVar("Done")

TRIES: Final = 3
"""How often something is written whose connection breaks off meanwhile."""


class RecordFile:
    """A file, or a database on a server, that a record is kept in.

    Attributes:
        place: where it is: what :meth:`open` takes.
        name: what it is called in messages.
        written: how often this has written to it.
    """

    def __init__(self, place: str | Path, door: Door, read_only: bool) -> None:
        self.place = place
        self.door = door
        self.name = door.name
        self.title = door.title
        self.read_only = read_only
        self.written = 0

    @classmethod
    def open(cls, place: str | Path, *, read_only: bool = False) -> Self:
        """Open a record, and make it if it is not there.

        Any number of processes may read a record while one writes to it; of several that write, each waits for the
        other.

        Args:
            place: its file, or the address of a database on a PostgreSQL server (``postgresql://...``).
            read_only: open it for reading alone; then it must be there.

        Raises:
            RecordError: there is something else in this place, or a record of a newer version, or it cannot be
                opened; it is not touched.
        """
        record = cls(place, door_at(place, read_only), read_only)
        try:
            record._settle()
        except BaseException:
            record.close()
            raise
        return record

    def _settle(self) -> None:
        with self.door.faults():
            known = self.door.exists()
            if self.read_only and not known:
                raise RecordError(self.name, "there is no such record")
            if not known:
                self.door.prepare()
            with self.reading() as connection:
                version = migrations.version_of(connection)
        if version > SCHEMA:
            told = f"this record is of a newer version ({version}; this onrecord knows {SCHEMA}): update onrecord"
            raise RecordError(self.name, told)
        if version == SCHEMA:
            return
        if self.read_only:
            told = (
                f"this record is of an older version ({version}): open it once for writing, and it is updated"
            )
            raise OldRecordError(self.name, told)
        with self.writing() as connection:
            if migrations.version_of(connection) == 0:
                migrations.found(connection)
            else:
                migrations.migrate(connection)

    def close(self) -> None:
        """Let go of the record."""
        self.door.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def shrink(self) -> None:
        """Write the record anew without the room that deleted rows took.

        Raises:
            RecordError: the disk is full, or others are using the record.
        """
        with self.door.faults():
            self.door.shrink()

    def hasten(self) -> None:
        """Make what is worth it for so large a record; others may read and write meanwhile.

        Raises:
            RecordError: the server is gone.
        """
        with self.door.faults():
            self.door.hasten()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record, for queries of SQLAlchemy Core.

        Raises:
            RecordError: the record is damaged, locked, gone, or cannot be read.
        """
        with self.door.faults(), self.door.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock: what it wrote is kept at the end, or nothing.

        Raises:
            RecordError: the record is open for reading alone, the disk is full, another process is writing.
        """
        if self.read_only:
            raise RecordError(self.name, "this record is open for reading alone")
        with self.door.faults(), self.door.writing() as connection:
            yield connection
        self.written += 1

    def write(self, work: Callable[[Connection], Done]) -> Done:
        """Do some work with a connection that holds the write lock; do it again where the connection breaks off.

        Args:
            work: what writes. It must not mind being done when its outcome is there already: whether the last
                thing that a server was told was done is not known when the connection breaks off.

        Raises:
            RecordError: as :meth:`writing`; the connection broke off each time.
        """
        for _ in range(TRIES - 1):
            try:
                with self.writing() as connection:
                    return work(connection)
            except LostRecordError:
                continue
        with self.writing() as connection:
            return work(connection)
