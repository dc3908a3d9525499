from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import Article
from onrecord.errors import InputError, LanguageError
from onrecord.reading.many import AHEAD
from onrecord.reading.reader import Reader
from onrecord.statement import Reading

TEXTS = [f"Mayor Ana Ruiz said she would never sell dock {k}." for k in range(12)]


class Deadly(Article):
    """An article that ends every process that it comes to."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def _texts(outcomes: list[Reading | InputError]) -> list[str]:
    return [o.article.text if isinstance(o, Reading) else o.cause for o in outcomes]


def _workers() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_two_processes_read_what_one_reads_in_the_same_order(reader: Reader) -> None:
    assert list(reader.read_many(TEXTS, processes=2)) == list(reader.read_many(TEXTS, processes=1))


def test_articles_are_taken_as_they_are_needed(reader: Reader) -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(1)
            yield TEXTS[0]

    outcomes = reader.read_many(endless(), processes=2)
    assert not taken
    for read in range(1, 4):
        next(outcomes)
        assert len(taken) <= AHEAD * 2 + read


def test_no_articles_start_no_process(reader: Reader) -> None:
    assert list(reader.read_many([], processes=2)) == []
    assert not _workers()


@pytest.mark.parametrize("processes", [1, 2])
def test_what_cannot_be_read_is_told_in_its_place(reader: Reader, processes: int) -> None:
    german = Article("Es regnet.", id="regen", language="de")
    first, second, third = reader.read_many([TEXTS[0], german, TEXTS[1]], processes=processes)

    assert isinstance(first, Reading)
    assert isinstance(second, LanguageError)
    assert str(second).startswith("regen: ")
    assert isinstance(third, Reading)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_source_that_breaks_off_gives_first_what_it_gave(reader: Reader, processes: int) -> None:
    def breaking() -> Iterator[str]:
        yield from TEXTS[:3]
        raise OSError("the line went dead")

    outcomes = reader.read_many(breaking(), processes=processes)
    assert _texts([next(outcomes) for _ in range(3)]) == TEXTS[:3]
    with pytest.raises(OSError, match="the line went dead"):
        next(outcomes)


@pytest.mark.parametrize("processes", [0, -1])
def test_less_than_one_process_is_refused(reader: Reader, processes: int) -> None:
    with pytest.raises(ValueError, match="processes"):
        reader.read_many(TEXTS, processes=processes)


def test_an_article_that_its_process_dies_of_costs_itself_alone(reader: Reader) -> None:
    articles: list[Article | str] = [*TEXTS[:5], Deadly("Boom.", id="boom"), *TEXTS[5:]]
    outcomes = list(reader.read_many(articles, processes=2))

    error = outcomes.pop(5)
    assert isinstance(error, InputError)
    assert str(error) == "boom: the process that read it died, twice"
    assert _texts(outcomes) == TEXTS
    assert not _workers()


def test_a_process_that_is_killed_costs_nothing(reader: Reader) -> None:
    outcomes = reader.read_many(TEXTS * 4, processes=2)
    found = [next(outcomes)]
    os.kill(_workers()[0], signal.SIGKILL)
    found.extend(outcomes)

    assert _texts(found) == TEXTS * 4


def test_letting_go_half_way_ends_the_processes(reader: Reader) -> None:
    outcomes = reader.read_many(TEXTS * 20, processes=2)
    next(outcomes)
    assert _workers()
    outcomes.close()  # type: ignore[attr-defined]

    assert not _workers()


_LONG = """
import os, sys
import multiprocessing
import onrecord

def articles():
    while True:
        yield "Mayor Ana Ruiz said she would never sell the docks. " * 500

if __name__ == "__main__":
    outcomes = onrecord.read_many(articles(), processes=2)
    next(outcomes)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    for outcome in outcomes:
        pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize("delay", [0.05, 0.1, 0.2, 0.4])
def test_an_interrupt_while_processes_start_shows_none_of_their_tracebacks(
    tmp_path: Path, delay: float
) -> None:
    script = tmp_path / "long.py"
    script.write_text(_LONG.replace("    next", "    print(flush=True)\n    next"))
    process = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert told.count("Traceback") <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("group", [True, False])
def test_ending_the_process_ends_those_that_read_for_it(
    tmp_path: Path, sent: signal.Signals, group: bool
) -> None:
    script = tmp_path / "long.py"
    script.write_text(_LONG, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stdout
    workers = [int(pid) for pid in process.stdout.readline().split()]
    assert len(workers) == 2
    if group and sent == signal.SIGINT:  # as a terminal does
        os.killpg(process.pid, sent)
    else:
        os.kill(process.pid, sent)
    _, told = process.communicate(timeout=120)

    assert told.count("Traceback") <= 1  # the interrupt of the script itself, of no other process
    deadline = time.monotonic() + 120
    while any(_runs(pid) for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z")


def test_a_script_runs_once_though_it_has_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing
            import onrecord

            print("begun")
            texts = ["Mayor Ana Ruiz said she would never sell the docks."] * 3
            for outcome in onrecord.read_many(texts, processes=2):
                print(outcome.statements[0].speakers[0].name, len(multiprocessing.active_children()))
            assert __file__.endswith("unguarded.py")
            """
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", check=True, timeout=120
    )
    assert done.stdout.splitlines() == ["begun", *["Ana Ruiz 2"] * 3]
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such program")
def test_where_no_process_can_be_started_this_one_reads(reader: Reader) -> None:
    multiprocessing.set_executable("/bin/false")
    try:
        with pytest.warns(RuntimeWarning, match="no process could be started; reading in this one"):
            outcomes = list(reader.read_many(TEXTS[:3], processes=2))
    finally:
        multiprocessing.set_executable(sys.executable)
    assert _texts(outcomes) == TEXTS[:3]


def test_a_single_text_is_not_taken_for_articles_of_one_character(reader: Reader) -> None:
    with pytest.raises(TypeError, match="read_many reads several articles"):
        reader.read_many(TEXTS[0])
