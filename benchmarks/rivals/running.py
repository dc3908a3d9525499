"""Running readers: each in a process of its own, a rival in an environment of its own, in turns on one core."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import ONE_THREAD, Times
from training.corpus import ROOT

HERE = Path(__file__).parent
ENVIRONMENT = ROOT / "build" / "rivals"
"""Where the rivals are installed, unless told otherwise."""


class RivalError(Exception):
    """A reader or its environment could not be had; the message says in one line which and why."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What one reader did with a list of texts.

    Args:
        reader: its name.
        times: the median of its passes.
        found: of each text the statements' spans by role.
        errors: of each text why it was given up, or ``None``.
    """

    reader: str
    times: Times
    found: list[list[dict[str, Any]]]
    errors: list[str | None]


def environment(folder: Path = ENVIRONMENT) -> Path:
    """Return the interpreter of the rivals' environment, which is made at first use.

    Raises:
        RivalError: it cannot be made.
    """
    python = folder / "bin" / "python"
    wanted = (HERE / "requirements.txt").read_text(encoding="utf-8")
    stamp = folder / "installed.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"installing the rivals into {folder} ...", file=sys.stderr)
    venv.create(folder, with_pip=True)
    options = ("--quiet", "--disable-pip-version-check")
    command = [str(python), "-m", "pip", "install", *options, "-r", str(HERE / "requirements.txt")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["pip failed"]
        raise RivalError(f"the rivals cannot be installed: {lines[-1]}")
    stamp.write_text(wanted, encoding="utf-8")
    return python


class Worker:
    """A reader that is loaded and warm.

    Args:
        process: its process.
        reader: its name.
    """

    def __init__(self, process: subprocess.Popen[str], reader: str) -> None:
        self._process = process
        self._reader = reader

    def ask(self, order: object) -> Any:
        """Give an order, and return the answer.

        Raises:
            RivalError: it has ended.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            said = (self._process.stderr.read() if self._process.stderr else "").strip().splitlines()
            raise RivalError(f"{self._reader} broke off: {said[-1] if said else 'no reason given'}")
        return json.loads(line)


@contextmanager
def started(python: Path, reader: str, texts: Sequence[str], core: int) -> Iterator[Worker]:
    """Start a reader on one core, with one thread, and give it the texts."""
    with subprocess.Popen(
        [str(python), str(HERE / "worker.py"), reader, str(core)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | ONE_THREAD,
    ) as process:
        worker = Worker(process, reader)
        try:
            worker.ask(list(texts))
            yield worker
        finally:
            process.kill()


def in_turns(
    readers: dict[str, Path], texts: Sequence[str], rounds: int, core: int | None = None
) -> list[Passed]:
    """Let readers read the same texts, one after the other in every round.

    Args:
        readers: the interpreter of each reader, by its name in ``worker.READERS``.
        texts: the articles.
        rounds: how often.
        core: the core that all run on; the first that this process may use unless given.

    Returns:
        What each did, in the order given.

    Raises:
        RivalError: a reader broke off.
    """
    core = min(os.sched_getaffinity(0)) if core is None else core
    taken: dict[str, list[Times]] = {name: [] for name in readers}
    with ExitStack() as running:
        workers = {
            name: running.enter_context(started(python, name, texts, core))
            for name, python in readers.items()
        }
        for _ in range(rounds):
            for name, worker in workers.items():
                taken[name].append(Times(**worker.ask("pass")))
        told = {name: worker.ask("tell") for name, worker in workers.items()}
    return [
        Passed(
            name,
            Times(
                statistics.median(one.wall for one in taken[name]),
                statistics.median(one.cpu for one in taken[name]),
            ),
            [row["statements"] for row in told[name]],
            [row["error"] for row in told[name]],
        )
        for name in readers
    ]
