"""From one article to an archive of a year: ``python -m benchmarks.scale``.

It packs pages as a crawl does (the pages of ``ONRECORD_PAGES``, default ``../shared/pages``, over and over; without
them invented ones), and measures on the cores of this machine

- **batch against reading alone**: articles a second from the archive to Parquet, held against reading the same articles
  when they are texts already. Both are done in turns, round after round; the ratio is the median of the rounds'.
- **Ray against plain**: the same batch on a Ray cluster of this machine, whose start is not counted.
- **memory** of all processes together, over many short articles: the peak in the first and the last quarter.
- **loading**: statements a second from a batch's folder into a record.
- **a year of CC-News**, on paper: machines, hours, storage and cost from the figures above and the assumptions that the
  options name.

Ratios stand where a busy machine would spoil figures; processor time is given beside the clock's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from benchmarks.synthetic import readings as invented
from onrecord.article import Article
from onrecord.cluster import Summary, batch
from onrecord.cluster.folder import folder_of
from onrecord.cluster.parts import Part, Slice
from onrecord.cluster.run import Engine
from onrecord.cluster.stored import add_batches
from onrecord.cluster.tables import Rows
from onrecord.intake import load
from onrecord.intake.original import Place
from onrecord.reading.many import cores
from onrecord.reading.reader import Reader
from onrecord.record import Record
from onrecord.record.results import Added

PAGE: Final = (
    "<!doctype html><html lang='en'><head><title>Docks stay with the city</title></head><body><nav><a href='/'>Home</a>"
    "</nav><article><h1>Docks stay with the city</h1>{}</article></body></html>"
)
SAID: Final = (
    "<p>Mayor Ana Ruiz told the council on day {0} that she would never sell dock {0}. “We will lease it if the council"
    " asks,” she said. The harbour master, Ben Okoro, said that its quays had not been repaired since the flood.</p>"
)

PARTS_A_CORE: Final = 16
"""Parts that each core reads; of a crawl's file of 30,000 pages in parts of 250, it is more."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that something took: by the clock, and of this process and its children on the cores."""

    wall: float
    cpu: float


def pages(folder: Path, paragraphs: int) -> Iterator[bytes]:
    """Yield pages without end: those of a folder, where they are at hand, or invented ones."""
    path = folder / "pages.jsonl"
    if path.exists():
        names = [json.loads(line)["page"] for line in path.read_text(encoding="utf-8").splitlines()]
        yield from cycle([gzip.decompress((folder / name).read_bytes()) for name in names])
    for number in cycle(range(1000)):
        yield PAGE.format("".join(SAID.format(number + n) for n in range(paragraphs))).encode()


def pack(path: Path, some: Iterator[bytes], count: int) -> None:
    """Write a WARC file of so many pages, packed record by record."""
    with path.open("wb") as file:
        for number, page in enumerate(islice(some, count)):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/{number}\r\n"
                "WARC-Date: 2031-05-07T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 6))


def part_of(count: int, processes: int) -> int:
    """Return how many pages go to a part: so few that none has to wait long for the last, as in a large archive."""
    return max(1, count // (PARTS_A_CORE * processes))


def timed(work: Callable[[], object]) -> Times:
    """Do something, and return what it took."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    return Times(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def in_turns(
    archive: Path, folder: Path, rounds: int, processes: int
) -> tuple[list[Times], list[Times], Summary]:
    """Read an archive's articles alone, and the archive as a batch, in turns."""
    articles = [one for one in load(archive) if isinstance(one, Article)]
    every = part_of(len(articles), processes)
    alone: list[Times] = []
    whole: list[Times] = []
    summary = Summary()

    def read() -> None:
        assert sum(1 for _ in Reader().read_many(articles, processes)) == len(articles)

    def write(place: int) -> None:
        nonlocal summary
        summary = batch([archive], folder / f"batch{place}", every=every, processes=processes)

    for place in range(rounds):
        alone.append(timed(read))
        whole.append(timed(lambda place=place: write(place)))  # type: ignore[misc]
    return alone, whole, summary


def engines(archive: Path, folder: Path, rounds: int, processes: int, count: int) -> list[float]:
    """Return how long a batch on Ray takes, in the time of a plain one, round by round."""
    import ray

    os.environ.setdefault("RAY_AUTH_MODE", "disabled")
    ray.init(num_cpus=processes, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ratios = []
    try:
        for place in range(rounds + 1):
            took = {}
            for engine in _ENGINES:
                out = folder / f"{engine}{place}"
                took[engine] = timed(
                    lambda engine=engine, out=out: batch(  # type: ignore[misc]
                        [archive],
                        out,
                        engine=engine,
                        every=part_of(count, processes),
                        processes=processes,
                    )
                ).wall
            ratios.append(took["ray"] / took["local"])
    finally:
        ray.shutdown()
    return ratios[1:]  # in the first round Ray starts its processes


_ENGINES: Final[tuple[Engine, ...]] = ("local", "ray")


def memory(folder: Path, count: int, processes: int) -> tuple[float, float]:
    """Return the peak of all processes' memory in the first and the last quarter of many short articles, in MB."""
    archive = folder / "short.warc.gz"
    pack(archive, pages(folder, 2), count)
    seen: list[float] = []
    batch(
        [archive],
        folder / "short",
        every=max(1, count // 80),
        processes=processes,
        progress=lambda summary: seen.append(_resident()),
    )
    quarter = max(1, len(seen) // 4)
    return max(seen[:quarter]), max(seen[-quarter:])


def _resident() -> float:
    """Return the memory of this process and its children, in MB; of this one alone where the system does not tell."""
    page = resource.getpagesize() / 1e6
    mine = Path(f"/proc/self/task/{os.getpid()}/children")
    pids = ["self", *(mine.read_text().split() if mine.exists() else ())]
    statm = [Path(f"/proc/{pid}/statm") for pid in pids]
    return sum(int(path.read_text().split()[1]) * page for path in statm if path.exists())


def loading(folder: Path, statements: int) -> tuple[float, float]:
    """Return the statements that go from a batch's folder into a record a second, by the clock and the processor."""
    out = folder_of(folder / "invented")
    source = invented(statements)
    place = 0
    while some := list(islice(source, 250)):
        rows = Rows()
        for reading in some:
            rows.add(reading, Place("a", "a").found(reading.article, b""), "a")
        part = Part((Slice(f"a{place}"),))
        out.commit(part, rows.files(), {"slices": [], "read": len(some), "skipped": [], "failed": []})
        place += 1
    with Record.open(folder / "record.sqlite") as record:
        added = Added()

        def add() -> None:
            nonlocal added
            added = add_batches(record, [out.name], Added(), lambda error: None)

        took = timed(add)
    return added.statements / took.wall, added.statements / took.cpu


def tell_year(given: argparse.Namespace, seconds: float, size: float) -> None:
    """Print what a year of CC-News takes.

    Args:
        given: the assumptions.
        seconds: of one core to an article, from the archive to Parquet.
        size: bytes of Parquet to an article.
    """
    records = given.warcs * given.records
    articles = records * given.english
    hours = articles * seconds / 3600
    wall = hours / (given.machines * given.cores)
    print("a year of CC-News, on paper")
    print(
        f"  assumed    {given.warcs:,} files of {given.records:,} pages, {given.english:.0%} of them English articles;"
    )
    print(
        f"             {given.machines} machines of {given.cores} cores; {given.price:g} dollars a core and hour"
    )
    print(f"  articles   {articles:,.0f} of {records:,.0f} pages")
    print(f"  work       {hours:,.0f} hours of one core ({seconds * 1000:,.0f} ms an article)")
    print(f"  time       {wall:,.1f} hours")
    print(f"  storage    {articles * size / 1e9:,.0f} GB of Parquet ({size / 1000:,.1f} kB an article)")
    print(f"  cost       {hours * given.price:,.0f} dollars")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description=(__doc__ or "").splitlines()[0]
    )
    for name, kind, default, told in (
        ("articles", int, 400, "pages of the archive"),
        ("rounds", int, 3, "rounds of each comparison"),
        ("processes", int, min(2, cores()), "processes that read"),
        ("short", int, 20_000, "short articles that memory is measured over; 0 for none"),
        ("statements", int, 50_000, "statements that are loaded; 0 for none"),
        ("warcs", int, 6_000, "assumed: files of a year"),
        ("records", int, 30_000, "assumed: pages of a file"),
        ("english", float, 0.4, "assumed: share of the pages that are English articles"),
        ("machines", int, 20, "assumed: machines"),
        ("cores", int, 32, "assumed: cores of a machine"),
        ("price", float, 0.03, "assumed: dollars for a core and an hour"),
    ):
        parser.add_argument(f"--{name}", type=kind, default=default, help=f"{told} (%(default)s)")
    parser.add_argument("--no-ray", action="store_true", help="leave Ray out")
    parser.add_argument("--folder", type=Path, help="where files are written meanwhile")
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("ONRECORD_PAGES") or "../shared/pages")
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        folder = Path(scratch)
        archive = folder / "news.warc.gz"
        pack(archive, pages(shared, 12), given.articles)
        alone, whole, summary = in_turns(archive, folder, given.rounds, given.processes)
        ratio = statistics.median(a.wall / b.wall for a, b in zip(alone, whole, strict=True))
        work = statistics.median(a.cpu / b.cpu for a, b in zip(alone, whole, strict=True))
        cpu = statistics.median(one.cpu for one in whole) / summary.read
        written = sum(path.stat().st_size for path in (folder / "batch0").rglob("*.parquet")) / summary.read
        print(f"{summary.read:,} articles, {summary.statements:,} statements; {given.processes} processes")
        print(f"  batch      {ratio:.2f} of the speed of reading alone ({work:.2f} by processor time)")
        print(
            f"             {statistics.median(summary.read / one.wall for one in whole):,.1f} articles a second"
        )
        if not given.no_ray:
            ratios = engines(archive, folder, given.rounds, given.processes, given.articles)
            print(f"  Ray        {statistics.median(ratios):.2f} of the time of plain processes")
        if given.short:
            first, last = memory(folder, given.short, given.processes)
            print(
                f"  memory     {first:,.0f} MB at first, {last:,.0f} MB at last, over {given.short:,} short articles"
            )
        if given.statements:
            wall, processor = loading(folder, given.statements)
            print(f"  loading    {wall:,.0f} statements a second ({processor:,.0f} of processor time)")
        tell_year(given, cpu, written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
