"""The file that a record is kept in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from onrecord.errors import OldRecordError, RecordError
from onrecord.record import migrations, sqlite
from onrecord.record.schema import SCHEMA


class RecordFile:
    """The file that a record is: opened, brought up to date, read and written in transactions."""

    def __init__(self, path: Path, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = sqlite.engine_of(path, read_only)

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Self:
        """Open a record, and make it if it is not there.

        Any number of processes may read a record while one writes to it.

        Args:
            path: its file.
            read_only: open it for reading alone; then it must be there.

        Raises:
            RecordError: the file is no record, is one of a newer version, or cannot be opened; it is not touched.
        """
        path = Path(path)
        known = sqlite.is_record(path)
        if read_only and not known:
            raise RecordError(str(path), "there is no such record")
        record = cls(path, read_only)
        try:
            record._settle(known)
        except BaseException:
            record.close()
            raise
        return record

    def _settle(self, known: bool) -> None:
        with sqlite.faults(self.path):
            if not known:
                sqlite.create(self._engine, self.path)
            with self.reading() as connection:
                version = migrations.version_of(connection)
        if version > SCHEMA:
            told = f"this record is of a newer version ({version}; this onrecord knows {SCHEMA}): update onrecord"
            raise RecordError(str(self.path), told)
        if version == SCHEMA:
            return
        if self.read_only:
            told = (
                f"this record is of an older version ({version}): open it once for writing, and it is updated"
            )
            raise OldRecordError(str(self.path), told)
        with self.writing() as connection:
            if migrations.version_of(connection) == 0:
                migrations.found(connection)
            else:
                migrations.migrate(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def shrink(self) -> None:
        """Write the file anew without the room that deleted rows took.

        Raises:
            RecordError: the disk is full, or others are using the record.
        """
        with sqlite.faults(self.path):
            sqlite.shrink(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record, for queries of SQLAlchemy Core.

        Raises:
            RecordError: the file is damaged, locked, or cannot be read.
        """
        with sqlite.faults(self.path), sqlite.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock: what it wrote is kept at the end, or nothing.

        Raises:
            RecordError: the record is open for reading alone, the disk is full, another process is writing.
        """
        if self.read_only:
            raise RecordError(str(self.path), "this record is open for reading alone")
        with sqlite.faults(self.path), sqlite.writing(self._engine) as connection:
            yield connection
