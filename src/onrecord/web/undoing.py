"""What was just said of an issue's statements, so that it can be undone exactly as it stood before."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from onrecord.record import Record
from onrecord.record.door import among
from onrecord.record.issues import judging
from onrecord.record.issues.gathering import refresh
from onrecord.record.issues.naming import issue_of
from onrecord.record.schema import judgements

KEPT: Final = 200
"""Undos that are remembered; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a statement before: see the table ``judgements``."""

    statement: int
    belongs: bool
    example: bool
    turned: bool | None
    by: str


@dataclass(frozen=True, slots=True)
class Undo:
    """How an issue stood before something was said of its statements.

    Attributes:
        issue: its name.
        told: what was done, in words.
        statements: of which something was said.
        before: what had been said of them; the scores decided of the others.
        threshold: the threshold before; ``None`` where it was not moved.
    """

    issue: str
    told: str
    statements: tuple[int, ...]
    before: tuple[Said, ...]
    threshold: float | None = None


class Undos:
    """Remembers what can be undone, by names that nobody can guess."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Undo] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, undo: Undo) -> str:
        """Remember an undo; return its name."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._kept[name] = undo
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return name

    def get(self, name: str) -> Undo | None:
        """Return what is remembered under a name; ``None`` if there is nothing, or it was undone."""
        with self._lock:
            return self._kept.get(name)

    def forget(self, name: str) -> None:
        """Forget what was undone."""
        with self._lock:
            self._kept.pop(name, None)


def said_of(record: Record, issue: str, statements: Collection[int]) -> tuple[Said, ...]:
    """Return what was said of some statements of an issue.

    Raises:
        InputError: there is no such issue.
    """
    with record.reading() as connection:
        rows = connection.execute(
            select(judgements)
            .where(
                judgements.c.issue_id == issue_of(connection, issue).id,
                judgements.c.statement_id.in_(among(statements)),
            )
            .order_by(judgements.c.id)
        ).all()
    return tuple(Said(row.statement_id, row.belongs, row.example, row.turned, row.by) for row in rows)


def undo(record: Record, one: Undo) -> None:
    """Put an issue back to how it stood before.

    Args:
        record: the record.
        one: how it stood.

    Raises:
        InputError: the issue or one of the statements is gone since.
        RecordError: the record cannot be written.
    """
    now = said_of(record, one.issue, one.statements)
    with record.writing() as connection:
        row: Any = issue_of(connection, one.issue)
        judging.leave(connection, row.id, one.statements)
        refresh(connection, row.id, one.statements)
        for said in one.before:
            judging.judge(
                connection,
                row.id,
                [said.statement],
                belongs=said.belongs,
                example=said.example,
                turned=said.turned,
                by=said.by,
            )
    if one.threshold is not None or any(said.example for said in (*now, *one.before)):
        # What is like an example is scored by it: all is gathered anew.
        record.change_issue(one.issue, about=row.about, threshold=one.threshold)
