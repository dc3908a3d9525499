"""How fast a record is, and how large: ``python -m benchmarks.record``.

It fills a new record with invented readings (``--statements``; the full measure is a million of them), and one with
what ``onrecord add`` reads in the corpus of ``ONRECORD_CORPUS`` (default ``../shared/corpus``, where it is at hand;
``--articles`` says how many). It prints

- **adding**: statements a second that are written, of readings that are made already; the time to make them is not
  counted. Beside it stands the same by the processor's time, which others on the machine do not change.
- **search**, a page of a speaker, search by meaning: milliseconds at the median and the 95th percentile.
- **size**: bytes of the file to a statement, texts, indexes and all, without the journal beside it; below it, which
  part of the record they are in.
- **wanted**: what a record of a million statements is to reach on two cores, and what this one does: by the clock,
  and by the time that the process had on the cores, which is what counts where others use them too.

Each measure is taken in this process, on a file in ``--folder`` (by default where temporary files go), which is
removed afterwards unless ``--keep`` names it.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.searching import MEANING, SEARCH, SPEAKER, Taken, tell_search
from benchmarks.synthetic import readings
from onrecord.record import Record

STATEMENTS: Final = 50_000
ARTICLES: Final = 60
CHUNK: Final = 400
"""Readings that are made at once, before the clock runs."""

CORPUS: Final = ("polnear_train.jsonl", "polnear_dev.jsonl", "fnc1_bodies.jsonl")


def add_synthetic(record: Record, statements: int) -> tuple[float, float]:
    """Fill a record with invented readings; return the statements added a second, by the clock and the processor."""
    source = readings(statements)
    wall = processor = 0.0
    added = 0
    while chunk := list(islice(source, CHUNK)):
        began, worked = time.perf_counter(), time.process_time()
        added += record.add_readings(chunk).statements
        wall += time.perf_counter() - began
        processor += time.process_time() - worked
    return added / wall, added / processor


def add_corpus(record: Record, folder: Path, articles: int) -> float:
    """Read the first articles of the corpus into a record; return how many articles were read a second."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        some = Path(scratch, "corpus.jsonl")
        some.write_text("".join(islice(_lines(folder), articles)), encoding="utf-8")
        added = record.add([some])
    return added.new / (time.perf_counter() - began)


def _lines(folder: Path) -> Iterator[str]:
    for name in CORPUS:
        with (folder / name).open(encoding="utf-8") as lines:
            yield from lines


def parts(path: Path) -> Counter[str]:
    """Return the bytes of each table and index of a record."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return Counter(dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")))


def tell_size(record: Record) -> float:
    """Print how large a record is, as a whole and in its parts; return its bytes to a statement."""
    found = record.stats()
    sizes = parts(Path(record.place))
    share = sizes.total() / max(found.statements, 1)
    print(f"  size    {share:,.0f} bytes a statement ({sizes.total() / 1e6:,.1f} MB)")
    for name, size in sizes.most_common(12):
        print(f"    {name:<32} {size / max(found.statements, 1):8,.1f} bytes a statement")
    return share


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of a record of a million statements, and what was measured.

    Args:
        name: what it is.
        wanted: the bound.
        clock: what was measured by the clock, or at all.
        cores: the same by the time of the process on the cores.
        least: whether the bound is the least that will do, not the most.
    """

    name: str
    wanted: float
    clock: float
    cores: float
    least: bool = False

    def met(self, value: float) -> str:
        """Return a value, and whether it will do."""
        good = value >= self.wanted if self.least else value <= self.wanted
        return f"{value:,.0f} {'met' if good else 'MISSED'}"


def targets(adding: tuple[float, float], share: float, taken: Mapping[str, Sequence[Taken]]) -> list[Target]:
    """Return what is wanted and what was measured.

    Args:
        adding: statements added a second, by the clock and by the time on the cores.
        share: bytes to a statement.
        taken: what searches took.
    """

    def late(name: str, wanted: float, what: str, share: float) -> Target:
        clock, cores = (
            float(np.quantile(seconds, share)) * 1000
            for seconds in ([one.wall for one in taken[name]], [one.cpu for one in taken[name]])
        )
        return Target(f"{name}: ms {what}", wanted, clock, cores)

    return [
        Target("adding: statements a second", 5000, *adding, least=True),
        late(SEARCH, 50, "at the median", 0.5),
        late(SEARCH, 200, "within which 95% are", 0.95),
        late(SPEAKER, 100, "at the median", 0.5),
        late(SPEAKER, 100, "within which 95% are", 0.95),
        late(MEANING, 300, "at the median", 0.5),
        late(MEANING, 300, "within which 95% are", 0.95),
        Target("size: bytes a statement", 2048, share, share),
    ]


def tell_targets(some: Sequence[Target]) -> None:
    """Print what is wanted beside what was measured."""
    table = Table("wanted of a million statements", "at", "", "by the clock", "on the cores", box=None)
    for one in some:
        bound = "least" if one.least else "most"
        table.add_row(one.name, bound, f"{one.wanted:,.0f}", one.met(one.clock), one.met(one.cores))
    Console(width=110).print(table)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--statements", type=int, default=STATEMENTS, help="invented statements (%(default)s)"
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, help="articles of the corpus (%(default)s)")
    parser.add_argument("--folder", type=Path, help="where the records are made")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the invented record as FILE")
    given = parser.parse_args(arguments)
    corpus = Path(os.environ.get("ONRECORD_CORPUS") or "../shared/corpus")
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        with Record.open(given.keep or Path(scratch, "synthetic.sqlite")) as record:
            print(f"{given.statements:,} invented statements")
            wall, processor = add_synthetic(record, given.statements)
            print(f"  adding  {wall:,.0f} statements a second ({processor:,.0f} of processor time)")
            share = tell_size(record)
            taken = tell_search(record)
            tell_targets(targets((wall, processor), share, taken))
        if given.articles and corpus.is_dir():
            with Record.open(Path(scratch, "corpus.sqlite")) as record:
                rate = add_corpus(record, corpus, given.articles)
                found = record.stats()
                print(f"{found.articles:,} articles of the corpus, {found.statements:,} statements")
                print(f"  adding  {rate:,.1f} articles a second, reading included")
                tell_size(record)


if __name__ == "__main__":
    main()
