"""A process that works something out while this one writes to a record.

``python -m onrecord.record.aside`` is that process. It takes a function and what to give it, and answers with what it
returns, one after another. Should it die, or not start, the answer is worked out in this process.
"""

from __future__ import annotations

import gc
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import IO, Generic, Self, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Aside(Generic[A, B]):
    """Work that is given before its answer is needed.

    Args:
        function: what is to be done; a function of a module, which depends on what it is given alone.
        alone: whether to do without a process: each answer is worked out when it is taken.

    Attributes:
        process: the process, as long as there is one.
    """

    def __init__(self, function: Callable[[A], B], *, alone: bool = False) -> None:
        self._function = function
        self._asked: A | None = None
        self.process: subprocess.Popen[bytes] | None = None
        if alone:
            return
        with suppress(OSError):
            self.process = subprocess.Popen(
                [sys.executable, "-m", "onrecord.record.aside"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C goes to all; who asked for this sees to it
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, what: A) -> None:
        """Give the next work; the answer to the last must have been taken."""
        self._asked = what
        if self.process is not None and self.process.stdin is not None:
            try:
                pickle.dump((self._function, what), self.process.stdin, pickle.HIGHEST_PROTOCOL)
                self.process.stdin.flush()
            except OSError:
                self._end()

    def take(self) -> B | None:
        """Return the answer to what was asked last, once it is there; None if nothing was asked."""
        if self._asked is None:
            return None
        what, self._asked = self._asked, None
        if self.process is not None and self.process.stdout is not None:
            try:
                answer: B = pickle.load(self.process.stdout)
            except (EOFError, pickle.UnpicklingError, OSError):
                self._end()
            else:
                return answer
        return self._function(what)

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()
            for stream in (self.process.stdin, self.process.stdout):
                with suppress(OSError):  # what it was not yet told, nobody is there to hear
                    if stream is not None:
                        stream.close()
            self.process.wait()
        self.process = None


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nothing more is asked."""
    while True:
        try:
            function, what = pickle.load(asked)
        except EOFError:
            return
        pickle.dump(function(what), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what is answered holds no circles
    with suppress(BrokenPipeError):  # who asked is gone
        serve(sys.stdin.buffer, sys.stdout.buffer)
