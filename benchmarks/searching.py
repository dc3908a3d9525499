"""How long searches in a record take: part of ``python -m benchmarks.record``.

Queries are drawn from the record itself: words of every frequency, alone and in pairs, phrases, beginnings, words to be
left out; each with filters in turn. Speakers are drawn from all who speak, so that those who say much come often.
Each line gives the median and the 95th percentile, by the clock, and of this process on the cores, which other work
on the machine disturbs less.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import numpy as np

from onrecord.record import Record
from onrecord.record.search import Filters

SEED: Final = 1
QUERIES: Final = 150
SPEAKERS: Final = 60
MEANINGS: Final = 20

SEARCH: Final = "search, words and filters"
SPEAKER: Final = "page of a speaker"
MEANING: Final = "search by meaning"


def tell_search(record: Record) -> dict[str, list[Taken]]:
    """Print how long searches and pages of speakers take in a filled record, and return it."""
    vocabulary, names = _drawn_from(Path(record.place))
    rng = np.random.default_rng(SEED)
    queries = list(_queries(rng, vocabulary, QUERIES))
    filters = cycle(_filters(record, names))
    for query in queries[:5]:
        record.search(query)
    found: dict[str, list[Taken]] = {}

    def tell(name: str, taken: list[Taken]) -> None:
        found[name] = taken
        _tell(name, taken)

    tell(SEARCH, [_timed(record.search, q, next(filters)) for q in queries])
    tell("search, words alone", [_timed(record.search, q) for q in queries])
    tell("search, filters alone", [_timed(record.search, "", next(filters)) for _ in queries[:50]])
    tell("search with facets", [_timed(record.search, q, facets=True) for q in queries[:50]])
    some = [str(name) for name in rng.choice(names, SPEAKERS)]
    tell(SPEAKER, [_timed(record.speaker, n) for n in some])
    tell("list of speakers", [_timed(record.speakers) for _ in range(3)])
    began, worked = time.perf_counter(), time.process_time()
    learnt = record.learn()
    wall, cpu = time.perf_counter() - began, time.process_time() - worked
    print(
        f"  {'learning meanings':<26} {learnt / wall:,.0f} statements a second ({learnt / cpu:,.0f} on the cores)"
    )
    plain = [" ".join(rng.choice(vocabulary[:3000], 6)) for _ in range(MEANINGS)]
    tell(MEANING, [_timed(record.search, q, meaning=True) for q in plain])
    return found


def _drawn_from(path: Path) -> tuple[list[str], list[str]]:
    """Return the words of a record, the most frequent first, and a speaker's name for every mention drawn."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, words, row)")
        found = connection.execute(
            "SELECT term FROM seen WHERE length(term) > 2 ORDER BY doc DESC LIMIT 20000"
        )
        vocabulary = [term for (term,) in found]
        last = connection.execute("SELECT max(id) FROM mentions").fetchone()[0]
        rng = np.random.default_rng(SEED)
        drawn = [int(number) for number in rng.integers(1, last + 1, 500)]
        marks = ",".join("?" * len(drawn))
        names = [
            name for (name,) in connection.execute(f"SELECT name FROM mentions WHERE id IN ({marks})", drawn)
        ]
    return vocabulary, names


def _queries(rng: np.random.Generator, vocabulary: list[str], count: int) -> Iterable[str]:
    """Yield queries of words whose ranks are spread evenly over the powers of ten."""

    def word() -> str:
        return vocabulary[min(int(10 ** rng.uniform(0, np.log10(len(vocabulary)))), len(vocabulary)) - 1]

    for number in range(count):
        one, other = word(), word()
        match number % 6:
            case 0 | 1:
                yield one
            case 2:
                yield f"{one} {other}"
            case 3:
                yield f"{one} OR {other}"
            case 4:
                yield f'"{one} {other}"' if number % 4 else f"{one[:4]}* {other}"
            case _:
                yield f"{one} -{other}"


def _filters(record: Record, names: list[str]) -> list[Filters]:
    outlet = next(hit.statement.outlet for hit in record.search(limit=50).hits if hit.statement.outlet)
    return [
        Filters(act=("refuse",)),
        Filters(speaker=(names[0],)),
        Filters(since="2018", until="2019-06"),
        Filters(position=("ruled_out", "opposed"), quote=("direct",)),
        Filters(outlet=(outlet,)),
        Filters(kind=("person",), act=("criticise", "demand")),
    ]


@dataclass(frozen=True, slots=True)
class Taken:
    """The seconds that something took by the clock, and of this process on the cores."""

    wall: float
    cpu: float


def _timed(work: Callable[..., object], *given: Any, **named: Any) -> Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    work(*given, **named)
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def _tell(name: str, taken: list[Taken]) -> None:
    told = []
    for what, seconds in (("clock", [one.wall for one in taken]), ("cores", [one.cpu for one in taken])):
        late = float(np.quantile(seconds, 0.95))
        told.append(f"{what} {statistics.median(seconds) * 1000:4.0f} ms, 95% within {late * 1000:4.0f} ms")
    print(f"  {name:<26} {'; '.join(told)}")
