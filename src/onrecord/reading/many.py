"""Many articles on many cores: in order, with bounded memory, and whatever one article does costs only itself.

Processes are spawned, not forked: the one that asks for them may hold threads (of a progress bar, of a server, of
the network's runtime), and a fork keeps the locks that those hold and not the threads that would let go of them.

Each process has a pipe and a thread here that waits for it, so that when one dies it is known what it was reading:
a pool of the standard library would lose all that it had been given, and would not let its process end before.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
import traceback
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.reading.devices import Device
    from onrecord.reading.reader import Reader

AHEAD: Final = 4
"""Articles to a process that wait, are being read, or have been read and not yet been asked for."""

TRIES: Final = 2
"""Processes that an article may cost."""

_SPAWN = multiprocessing.get_context("spawn")
_STARTING = threading.Lock()

Task = tuple[Article | str, "Future[Reading | InputError]"]


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def attempt(reader: Reader, article: Article | str) -> Reading | InputError:
    """Read an article, or return the error that it cannot be read for."""
    try:
        return reader.read(article)
    except InputError as error:
        return error


def read_in_processes(
    reader: Reader, articles: Iterable[Article | str], processes: int
) -> Iterator[Reading | InputError]:
    """Read articles in processes of their own, in order.

    An article whose process dies is read once more; where that process dies too, it is an error. Where no process
    can be started, the articles are read in this one, with a warning.

    Args:
        reader: whose weights are used.
        articles: the articles, or their texts; taken as they are needed.
        processes: how many processes.

    Yields:
        A reading for each article, or the error that it cannot be read for.
    """
    source = iter(articles)
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    waiting: deque[Task] = deque()
    hands: list[_Hand] = []
    fault: Exception | None = None
    alone = False

    def stop() -> None:
        while hands:  # once: threads that are frozen when the interpreter ends may hold locks
            hands.pop().stop()
            tasks.put(None)

    atexit.register(stop)  # an interrupted program may hold this iterator until it ends
    try:
        while True:
            while fault is None and len(waiting) < AHEAD * processes:
                try:
                    article = next(source)
                except StopIteration:
                    break
                except Exception as error:  # raised when what came before it is done with, as in one process
                    fault = error
                    break
                waiting.append((article, Future()))
                tasks.put(waiting[-1])
                if len(hands) < processes:
                    hands.append(_Hand((reader.encoder.folder, reader.encoder.device), tasks))
            if not waiting:
                break
            article, future = waiting.popleft()
            try:
                outcome = future.result()
            except _NoProcessError:
                if not alone:
                    told = "no process could be started; reading in this one"
                    warnings.warn(told, RuntimeWarning, stacklevel=2)
                alone = True
                outcome = attempt(reader, article)
            yield outcome
        if fault is not None:
            raise fault
    finally:
        atexit.unregister(stop)
        stop()


class _NoProcessError(Exception):
    """A process could not be started."""


class _Hand:
    """A thread that has articles read by a process, one after another, and by a new one where that dies."""

    def __init__(self, network: tuple[Path, Device], tasks: SimpleQueue[Task | None]) -> None:
        self._network = network
        self._tasks = tasks
        self._lock = threading.Lock()
        self._stopped = False
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        threading.Thread(target=self._work, daemon=True).start()

    def stop(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            self._stopped = True
            self._end()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None and not self._stopped:
            article, future = task
            try:
                future.set_result(self._read(article))
            except Exception as error:
                future.set_exception(error)

    def _read(self, article: Article | str) -> Reading | InputError:
        for _ in range(TRIES):
            pipe = self._begun()
            try:
                pipe.send(article)
                outcome: Reading | InputError | Exception = pipe.recv()
            except (EOFError, OSError):
                with self._lock:
                    self._end()
                continue
            if isinstance(outcome, Reading | InputError):
                return outcome
            raise outcome
        article = Article(article) if isinstance(article, str) else article
        return InputError(article.url or article.id, "the process that read it died, twice")

    def _begun(self) -> Connection:
        """Return the pipe of a process that is ready to read."""
        with self._lock:
            if self._stopped:
                raise _NoProcessError
            if self._pipe is not None:
                return self._pipe
            self._pipe, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=_serve, args=(*self._network, theirs), daemon=True)
            _hold_back_interrupts()
            with _without_script():
                self._process.start()
            theirs.close()
            pipe = self._pipe
        try:
            pipe.recv()
        except (EOFError, OSError):
            with self._lock:
                self._end()
            raise _NoProcessError from None
        return pipe

    def _end(self) -> None:
        if self._process is not None and self._process.pid is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


@contextmanager
def _without_script() -> Iterator[None]:
    """Have processes that are started meanwhile not run the program's script a second time.

    A spawned process imports the script that the program began with, for what is defined there. Nothing that these
    processes need is, and a script without ``if __name__ == "__main__":`` would do all its work again in each.
    """
    script = sys.modules["__main__"]
    with _STARTING:
        names = vars(script)
        kept: dict[str, Any] = {name: names[name] for name in ("__file__", "__spec__") if name in names}
        names["__spec__"] = None
        names.pop("__file__", None)
        try:
            yield
        finally:
            names.update(kept)


def _hold_back_interrupts() -> None:
    """Have what this thread starts be deaf to Ctrl-C, which goes to all: who gave the work sees to it.

    A process that ignores it by itself would show a traceback where it comes while that process starts.
    """
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # its start would undo what follows
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(folder: Path, device: Device, pipe: Connection) -> None:
    """Read what comes through a pipe, in a process of its own."""
    from onrecord.reading.encoder import Encoder
    from onrecord.reading.reader import Reader

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    reader = Reader(Encoder(folder, device))
    pipe.send(None)
    while True:
        try:
            pipe.send(attempt(reader, pipe.recv()))
        except (EOFError, BrokenPipeError):
            return
        except Exception as error:
            error.add_note(traceback.format_exc())
            pipe.send(error)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
