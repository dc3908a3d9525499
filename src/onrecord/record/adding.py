"""Articles into the record: what is known is passed over before it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onrecord.article import Article
from onrecord.batch import Batch
from onrecord.errors import InputError
from onrecord.record.filing import Filed, file, revive, standings
from onrecord.record.prepared import Prepared, prepared
from onrecord.record.results import Added, Sourced
from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.intake import IntakeOptions
    from onrecord.record.store import Record

GROUP: Final = 1000
"""Statements to a transaction when readings are added that are made already."""

Progress = Callable[[Batch], None]


def add(
    record: Record,
    sources: Sequence[str | Path],
    options: IntakeOptions,
    *,
    processes: int | None,
    originals: bool,
    tier: str,
    fail: Callable[[InputError], None],
    progress: Progress,
) -> Added:
    """Read articles into a record; see :meth:`onrecord.record.Record.add`.

    Every article is written as soon as it is read, in a transaction of its own: what is written stays, whatever
    happens to this process afterwards.
    """
    counts: Counter[str] = Counter()

    def wanted(article: Article) -> bool:
        with record.reading() as connection:
            [stand] = standings(connection, [article])
        if stand.outcome in ("new", "changed"):
            return True
        if stand.outcome == "withdrawn":
            record.write(lambda connection: revive(connection, stand))
        counts["changed" if stand.outcome == "withdrawn" else stand.outcome] += 1
        progress(batch)
        return False

    batch = Batch(sources, options, processes, fail, wanted, tier=tier)
    try:
        for name, reading, found in batch.with_originals():
            sourced = Sourced(reading, name, found.original if originals else None, found.extractor)
            _count(counts, record.write(partial(file, group=[Prepared.of(sourced)])))
            progress(batch)
    except KeyboardInterrupt:
        counts["interrupted"] = 1
    return _added(counts, batch.failed)


def add_readings(record: Record, readings: Iterable[Reading | Sourced | Prepared]) -> Added:
    """Add readings that are made already; see :meth:`onrecord.record.Record.add_readings`."""
    counts: Counter[str] = Counter()
    group: list[Prepared] = []

    def flush() -> None:
        _count(counts, record.write(partial(file, group=group)))
        group.clear()

    size = 0
    for one in prepared(readings):
        group.append(one)
        size += len(one.rows) + 1
        if size >= GROUP:
            flush()
            size = 0
    if group:
        flush()
    return _added(counts, 0)


def _count(counts: Counter[str], outcomes: Iterable[Filed]) -> None:
    for filed in outcomes:
        counts[filed.outcome] += 1
        counts["statements"] += filed.statements


def _added(counts: Counter[str], failed: int) -> Added:
    return Added(
        new=counts["new"],
        changed=counts["changed"],
        known=counts["known"],
        forgotten=counts["forgotten"],
        failed=failed,
        statements=counts["statements"],
        interrupted=bool(counts["interrupted"]),
    )
