"""What takes long to count, kept until the record changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import func, select

from onrecord.record import Record
from onrecord.record.schema import (
    corrections,
    decisions,
    forgotten,
    issues,
    judgements,
    people,
    statements,
    ungathered,
    versions,
)
from onrecord.record.variants.tables import variant_queue, variant_sets

T = TypeVar("T")

QUICK: Final = 0.05
"""Seconds that a page may wait for a count; what takes longer is counted anew behind its back."""


FRESH: Final = 0.5
"""Seconds in which the record is asked once whether it has changed; what the desk does itself is seen at once."""

MOST: Final = 100
"""What is kept; the oldest goes first."""


@dataclass(slots=True)
class _Kept:
    value: Any
    state: Any
    seconds: float
    counting: bool = False


class Cache:
    """Keeps what was counted of a record.

    Args:
        state: returns what is another thing whenever the record has changed.
        written: returns how often this process has written to it.
    """

    def __init__(self, state: Callable[[], Any], written: Callable[[], int] = lambda: 0) -> None:
        self._ask = state
        self._written = written
        self._asked: tuple[int, float, Any] | None = None
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()
        self._first = threading.Lock()

    def get(self, name: str, count: Callable[[], T]) -> T:
        """Return what was counted under a name.

        What is quick to count is counted anew as soon as the record has changed. What is slow is given as it was
        before the change, and counted anew meanwhile.

        Args:
            name: what it is kept under.
            count: counts it.
        """
        state = self._state()
        with self._lock:
            kept = self._kept.get(name)
            if kept and (kept.state == state or kept.counting):
                value: T = kept.value
                return value
            behind = kept is not None and kept.seconds > QUICK
            if kept and behind:
                kept.counting = True
        if kept and behind:
            threading.Thread(target=self._count, args=(name, state, count), daemon=True).start()
            value = kept.value
            return value
        with self._first:
            with self._lock:
                kept = self._kept.get(name)
            if kept and kept.state == state:
                value = kept.value
                return value
            return self._count(name, state, count)

    def forget(self, *beginnings: str) -> None:
        """Forget counts, so that the next look sees what was just done, however long it takes to count.

        Args:
            beginnings: of the names that they are kept under.
        """
        with self._lock:
            for name in [name for name in self._kept if name.startswith(beginnings)]:
                del self._kept[name]

    def _state(self) -> Any:
        with self._lock:
            asked = self._asked
        written = self._written()
        if asked is None or asked[0] != written or time.monotonic() - asked[1] > FRESH:
            asked = (written, time.monotonic(), self._ask())
            with self._lock:
                self._asked = asked
        return asked[2]

    def _count(self, name: str, state: Any, count: Callable[[], T]) -> T:
        start = time.monotonic()
        try:
            value = count()
        except BaseException:
            with self._lock:
                self._kept.pop(name, None)
            raise
        with self._lock:
            self._kept.pop(name, None)
            self._kept[name] = _Kept(value, state, time.monotonic() - start)
            while len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        return value


def state_of(record: Record) -> tuple[Any, ...]:
    """Return what is another thing after every change to a record, without a look through it."""
    highest = [
        select(func.max(column)).scalar_subquery()
        for column in (
            versions.c.id,
            statements.c.id,
            people.c.id,
            decisions.c.id,
            decisions.c.undone_at,
            corrections.c.id,
            corrections.c.undone_at,
            forgotten.c.id,
            judgements.c.id,
            ungathered.c.statement_id,
            variant_queue.c.statement_id,
            variant_sets.c.id,
        )
    ]
    # What was said of an issue's statements can be taken back, and is gone then.
    highest.append(select(func.count()).select_from(judgements).scalar_subquery())
    with record.reading() as connection:
        followed = select(issues.c.id, issues.c.name, issues.c.about, issues.c.threshold, issues.c.model)
        return (
            *connection.execute(select(*highest)).one(),
            *connection.execute(followed.order_by(issues.c.id)),
        )
