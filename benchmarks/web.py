"""How fast the desk is: ``python -m benchmarks.web``.

It fills a new record with invented readings (``--statements``; the full measure is a million of them), follows an
issue in it, compares quotations, and shows it on a desk, in this process, on a port of its own. It prints

- **pages**: milliseconds on the server, at the median and the 95th percentile, for each page, ``--times`` times over
  in turns, each time with other words, speakers, articles and statements drawn from the record: from the request's
  last byte to the answer's first, with nobody else asking.
- **readers**: what 50 readers at once meet, each of whom looks at ``--looks`` pages, one after the other: errors, and
  how long they wait.
- **first view**: bytes of the first page, its style sheet and scripts, as they are sent.
- **wanted**: the bounds beside what was measured.

``--record FILE`` takes a record that is there already, as it is.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final
from urllib.parse import quote
from urllib.request import Request, urlopen

import numpy as np
import uvicorn
from rich.console import Console
from rich.table import Table

from benchmarks.record import add_synthetic
from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.web import render
from onrecord.web.app import create_app

STATEMENTS: Final = 50_000
TIMES: Final = 20
READERS: Final = 50
LOOKS: Final = 4
SEED: Final = 1

MEDIAN: Final = 150.0
LATE: Final = 500.0
VIEW: Final = 200_000
ISSUE: Final = "measured"

ENOUGH: Final = 8
"""Words that are enough to be checked."""

FEW: Final = 3
"""Addresses of a page that has a fixed few of them."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is measured: its name, and addresses of it."""

    name: str
    addresses: Sequence[str]


def pages(record: Record, number: int) -> list[Page]:
    """Return the pages, each with so many addresses, drawn from a record.

    Args:
        record: the record.
        number: how many addresses a page has.
    """
    rng = np.random.default_rng(SEED)
    counts = record.stats()
    drawn = [int(n) for n in rng.integers(1, counts.statements + 1, number)]
    kept = record.statements(drawn)
    words = [str(rng.choice([word for word in one.text.split() if word.isalpha()] or ["a"])) for one in kept]
    speakers = [who for one in kept for who in one.speakers]
    articles = [int(n) for n in rng.integers(1, counts.articles + 1, number)]
    found = [
        Page("first page", ["/"]),
        Page("search", [f"/search?q={quote(word)}" for word in words]),
        Page("search with filters", [f"/search?q={quote(word)}&act=refuse&position=open" for word in words]),
        Page("speakers", ["/speakers", "/speakers?kind=person", "/speakers?page=3"]),
        Page(
            "a speaker",
            [
                f"/speakers/{who.person}" if who.person else f"/speaker?name={quote(who.name)}"
                for who in speakers
            ],
        ),
        Page("articles", ["/articles", "/articles?page=2"]),
        Page("an article", [f"/articles/{n}" for n in articles]),
        Page("a statement", [f"/statements/{one.id}" for one in kept]),
        Page("issues", ["/issues"]),
        Page("an issue", [f"/issue?name={ISSUE}", f"/issue?name={ISSUE}&since=2016&until=2018"]),
        Page("an issue in two outlets", [f"/issue/compare?name={ISSUE}"]),
        Page("who is against whom", ["/against", f"/against?issue={ISSUE}"]),
        Page("same words", ["/same", "/same?order=newest"]),
        Page(
            "check the words",
            [f"/check?words={quote(one.text[:200])}" for one in kept if len(one.text.split()) >= ENOUGH],
        ),
        Page("corrections", ["/corrections"]),
    ]
    return [one for one in found if one.addresses]


@contextmanager
def served(record: Record) -> Iterator[str]:
    """Give the address of a record's desk."""
    server = uvicorn.Server(uvicorn.Config(create_app(record), port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)


def waited(address: str) -> float:
    """Return the seconds until an answer comes.

    Raises:
        OSError: it is an error.
    """
    began = time.perf_counter()
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=120) as answer:
        taken = time.perf_counter() - began
        answer.read()
    return taken


def in_turns(base: str, some: Sequence[Page], times: int) -> dict[str, list[float]]:
    """Return the seconds that each page takes, time after time.

    Pages of a few addresses are looked at once before: what they count is kept, and after a change shown as it was
    until it is counted anew, so that only the first look of all waits for it.
    """
    for one in some:
        for address in one.addresses[: FEW if len(one.addresses) <= FEW else 1]:
            waited(base + address)
    taken: dict[str, list[float]] = {one.name: [] for one in some}
    sources = {one.name: cycle(one.addresses) for one in some}
    for _ in range(times):
        for one in some:
            taken[one.name].append(waited(base + next(sources[one.name])))
    return taken


def at_once(base: str, some: Sequence[Page], looks: int) -> tuple[list[float], int]:
    """Return how long readers who all look at once wait, and how many of their looks are answered with an error."""

    def look(reader: int) -> tuple[list[float], int]:
        found: list[float] = []
        wrong = 0
        for page in islice(cycle(some), reader, reader + looks):
            try:
                found.append(waited(base + page.addresses[reader % len(page.addresses)]))
            except OSError:
                wrong += 1
        return found, wrong

    with ThreadPoolExecutor(READERS) as pool:
        everything = list(pool.map(look, range(READERS)))
    return [seconds for found, _ in everything for seconds in found], sum(wrong for _, wrong in everything)


def first_view(base: str) -> int:
    """Return the bytes of the first page and of what it asks for, as they are sent."""
    total = 0
    for path in ("/", *(render.static(name) for name in ("desk.css", "desk.js", "htmx.min.js", "icon.svg"))):
        with urlopen(Request(base + path, headers={"Accept-Encoding": "gzip"}), timeout=60) as answer:
            total += len(answer.read())
    return total


def prepare(record: Record, statements: int) -> None:
    """Fill a record with invented readings, and do what ``onrecord add`` does with them."""
    add_synthetic(record, statements)
    for name, work in (
        ("people", record.identify),
        ("same words", record.compare),
        ("issue", lambda: follow(record)),
    ):
        began = time.perf_counter()
        work()
        print(f"  {name:<26} {time.perf_counter() - began:,.0f} s")


def follow(record: Record) -> None:
    """Follow an issue in the words of a position that somebody takes."""
    hits = record.search("", limit=200).hits
    action = next(
        (p.action.text for one in hits for p in one.statement.statement.positions), "selling the docks"
    )
    record.new_issue(ISSUE, action, by="benchmark")


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--statements", type=int, default=STATEMENTS, help="invented statements (%(default)s)"
    )
    parser.add_argument("--record", type=Path, metavar="FILE", help="a record that is there already")
    parser.add_argument("--times", type=int, default=TIMES, help="looks at each page (%(default)s)")
    parser.add_argument("--looks", type=int, default=LOOKS, help="pages of each reader (%(default)s)")
    parser.add_argument("--folder", type=Path, help="where the record is made")
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(dir=given.folder) as scratch,
        Record.open(given.record or Path(scratch, "synthetic.sqlite")) as record,
    ):
        if not given.record:
            prepare(record, given.statements)
        try:
            record.issue(ISSUE, limit=1)
        except InputError:
            follow(record)
        print(f"{record.stats().statements:,} statements")
        some = pages(record, given.times)
        with served(record) as base:
            taken = in_turns(base, some, given.times)
            waits, wrong = at_once(base, some, given.looks)
            size = first_view(base)
    tell(taken, waits, wrong, size)


def tell(taken: dict[str, list[float]], waits: Sequence[float], wrong: int, size: int) -> None:
    """Print what was measured beside what is wanted."""
    table = Table("page", "median, ms", "wanted", "95% within, ms", "wanted", "", box=None)
    for name, seconds in taken.items():
        median, late = (float(np.quantile(seconds, share)) * 1000 for share in (0.5, 0.95))
        good = "met" if median <= MEDIAN and late <= LATE else "MISSED"
        table.add_row(name, f"{median:,.0f}", f"{MEDIAN:,.0f}", f"{late:,.0f}", f"{LATE:,.0f}", good)
    console = Console(width=110)
    console.print(table)
    console.print(
        f"{READERS} readers at once: {wrong} errors of {len(waits) + wrong} looks, wanted 0"
        f" {'met' if not wrong else 'MISSED'};"
        f" median {np.median(waits) if waits else 0:.1f} s, longest {max(waits, default=0):.1f} s"
    )
    console.print(f"first view: {size:,} bytes, wanted {VIEW:,} {'met' if size <= VIEW else 'MISSED'}")


if __name__ == "__main__":
    main()
