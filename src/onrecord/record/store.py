"""The record: one file that keeps who said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import Connection

from onrecord.errors import RecordError
from onrecord.record import loading, migrations, sqlite
from onrecord.record.results import Added, Sourced, StoredArticle, StoredStatement
from onrecord.record.schema import SCHEMA
from onrecord.record.writing import write
from onrecord.statement import Reading

GROUP: Final = 1000
"""Statements to a transaction when many readings are added."""


class Record:
    """A record. Open one with :meth:`open`, close it with :meth:`close` or by leaving a ``with``."""

    def __init__(self, path: Path, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = sqlite.engine_of(path, read_only)

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Record:
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
            raise RecordError(str(self.path), told)
        with self.writing() as connection:
            if migrations.version_of(connection) == 0:
                migrations.found(connection)
            else:
                migrations.migrate(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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

    def add_readings(self, readings: Iterable[Reading | Sourced]) -> Added:
        """Add readings that are made already.

        An article whose text is known is passed over, one whose text has changed gets a new version. They are
        written in groups of some thousand statements; an interruption loses at most the group that was under way.

        Args:
            readings: readings, or readings with where they came from.

        Returns:
            What was added.
        """
        counts: dict[str, int] = {}
        group: list[Sourced] = []
        waiting = 0

        def flush() -> None:
            with self.writing() as connection:
                for written in write(connection, group):
                    counts[written.outcome] = counts.get(written.outcome, 0) + 1
                    counts["statements"] = counts.get("statements", 0) + written.statements
            group.clear()

        for item in readings:
            group.append(item if isinstance(item, Sourced) else Sourced(item))
            waiting += len(group[-1].reading.statements) + 1
            if waiting >= GROUP:
                flush()
                waiting = 0
        if group:
            flush()
        return Added(**counts)

    def article(self, number: int) -> StoredArticle | None:
        """Return an article with its versions, and the statements of its current one; ``None`` if there is none."""
        with self.reading() as connection:
            return loading.article_by_id(connection, number)

    def statements(self, numbers: Sequence[int]) -> list[StoredStatement]:
        """Return the statements of these numbers, in their order."""
        with self.reading() as connection:
            return loading.statements_by_id(connection, numbers)
