"""Wire copies: texts that are one report, printed by several.

A text is known by its runs of five words. Of these, a few are kept as keys: those whose hash is low, so low that some
forty are expected (mod-p sampling; Broder, 1997). Texts that share keys are laid beside one another as wholes: they
are copies if nearly all runs of the shorter one are in the longer, and the longer is not much more than a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.record.aside import Aside
from onrecord.record.door import among
from onrecord.record.schema import versions
from onrecord.record.variants.candidates import Keys
from onrecord.record.variants.grouping import grouped
from onrecord.record.variants.tables import copies, copy_keys, copy_queue
from onrecord.record.variants.texts import texts_of
from onrecord.record.variants.words import hashed

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

GROUP: Final = 500
"""Texts to a transaction."""

RUN: Final = 5
"""Words of a run."""

KEPT: Final = 40
"""Runs of a text that are expected to be kept as keys."""

SHARED: Final = 3
"""Keys that two texts must share to be laid beside one another."""

LEAST_WORDS: Final = 40
"""Words of the shortest text that can be a copy."""

CONTAINED: Final = 0.8
"""How many of the shorter text's runs the longer one must have."""

RATIO: Final = 0.4
"""How long the shorter text must be, in the runs of the longer."""

_WORD: Final = re.compile(r"[^\W_]+")

Runs = NDArray[np.uint32]
"""The hashes of a text's runs of words, each once, ascending."""


def runs_of(text: str) -> Runs:
    """Return the runs of words of a text."""
    words = _WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return np.zeros(0, np.uint32)
    numbers = np.array([_number(word) for word in words], np.uint64)
    mixed = np.zeros(len(words) - RUN + 1, np.uint64)
    for place in range(RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + numbers[place : place + len(mixed)]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)  # spreads what is alike (splitmix64; Steele et al., 2014)
    return np.unique((mixed >> np.uint64(33)).astype(np.uint32))


def runs_of_all(texts: Sequence[str]) -> list[Runs]:
    """Return the runs of words of several texts."""
    return [runs_of(text) for text in texts]


_number = lru_cache(maxsize=1 << 17)(hashed)


def share(one: Runs, other: Runs) -> float:
    """Return how much of the shorter text is in the longer one; 0 where the longer is much longer."""
    short, long = sorted((len(one), len(other)))
    if not short or short < RATIO * long:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / short


def find(record: RecordFile, progress: Callable[[int], None]) -> int:
    """Compare the texts that wait for it; return how many there were."""
    done = 0
    with record.reading() as connection:
        few = waiting(connection) <= GROUP
    # While a group is written, another process reads the next one.
    with Aside(runs_of_all, alone=few) as aside:
        texts, last = _ask(record, aside, 0)
        while True:
            ready = dict(zip(texts, aside.take() or (), strict=True))
            texts, last = _ask(record, aside, last)
            with record.writing() as connection:
                if not (numbers := _waiting(connection)):
                    return done
                done += _compare(connection, numbers, ready)
            progress(done)


def _ask(record: RecordFile, aside: Aside[Sequence[str], list[Runs]], last: int) -> tuple[list[str], int]:
    """Ask for the texts that wait behind one; return them, and the last one's number."""
    with record.reading() as connection:
        numbers = _waiting(connection, last)
        texts = list(texts_of(connection, numbers).values())
    aside.ask(texts)
    return texts, max(numbers, default=last)


def _waiting(connection: Connection, last: int = 0) -> Sequence[int]:
    """Return the first of the texts that wait behind one."""
    some = select(copy_queue.c.version_id).where(copy_queue.c.version_id > last)
    return connection.scalars(some.order_by(copy_queue.c.version_id).limit(GROUP)).all()


def _compare(connection: Connection, waiting: Sequence[int], ready: Mapping[str, Runs]) -> int:
    numbers = _with_reports(connection, waiting)
    connection.execute(delete(copies).where(copies.c.version_id.in_(among(numbers))))
    connection.execute(delete(copy_queue).where(copy_queue.c.version_id.in_(among(numbers))))
    current = connection.scalars(
        select(versions.c.id).where(versions.c.id.in_(among(numbers)), versions.c.current)
    ).all()
    texts = texts_of(connection, current)
    runs = {number: ready[text] if text in ready else runs_of(text) for number, text in texts.items()}
    if not runs:
        return 0
    connection.execute(insert(copies), [{"version_id": number, "report_id": number} for number in runs])
    table = Keys(connection, copy_keys)
    keys = {number: _keys(some) for number, some in runs.items()}
    table.put(keys)
    met = list(table.shared(keys, SHARED))
    others = {number for pair in met for number in pair} - runs.keys()
    runs |= {number: runs_of(text) for number, text in texts_of(connection, others).items()}
    _put_together(connection, [(a, b) for a, b in met if share(runs[a], runs[b]) >= CONTAINED])
    return len(keys)


def _keys(runs: Runs) -> list[int]:
    """Return the runs with the lowest hashes: all below a bound that is higher for shorter texts."""
    if not len(runs):
        return []
    bound = min(1.0, KEPT / len(runs)) * 2**31
    kept: list[int] = runs[runs < bound].tolist()
    return kept


def _with_reports(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Return texts and the copies of them, which may hang together otherwise without them."""
    reports = select(copies.c.report_id).where(copies.c.version_id.in_(among(numbers)))
    mates = connection.scalars(select(copies.c.version_id).where(copies.c.report_id.in_(reports)))
    return sorted({*numbers, *mates})


def _put_together(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    known = list(pairs)
    reports = dict(
        connection.execute(
            select(copies.c.version_id, copies.c.report_id).where(
                copies.c.version_id.in_(among({number for pair in known for number in pair}))
            )
        ).all()
    )
    for top, some in grouped((reports[a], reports[b]) for a, b in known).moved().items():
        connection.execute(update(copies).where(copies.c.report_id.in_(among(some))).values(report_id=top))


def waiting(connection: Connection) -> int:
    """Return how many texts wait to be compared with the others."""
    return connection.scalar(select(func.count()).select_from(copy_queue)) or 0


def copied(connection: Connection) -> int:
    """Return how many texts are copies of one that is there already."""
    total = select(func.count() - func.count(copies.c.report_id.distinct()))
    return connection.scalar(total) or 0
