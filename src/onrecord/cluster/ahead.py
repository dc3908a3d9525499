"""A batch's folder unpacked by a process of its own, while this one writes what it has unpacked into a record.

``python -m onrecord.cluster.ahead FOLDER`` is that process. It sends, part by part, its readings made ready in chunks,
and behind them either ``None`` or the error that the part cannot be read for. It waits where nobody takes them, so
that memory stays bounded. Should it die, the rest is unpacked in this process.
"""

from __future__ import annotations

import gc
import pickle
import signal
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import IO, Any, Final

from onrecord.errors import InputError
from onrecord.reading.many import cores
from onrecord.record.prepared import Prepared, prepared
from onrecord.record.results import Sourced

CHUNK: Final = 20
"""Articles that are sent at once."""

FEW: Final = 3
"""Parts up to which a process is not worth its start."""


def unpacked(folder: str, parts: Sequence[Iterator[Sourced]]) -> Generator[Iterator[Prepared], None, None]:
    """Yield the readings of each part of a folder, made ready for a record.

    Args:
        folder: the folder.
        parts: its parts, as this process would read them.

    Yields:
        For each part its readings; to take them raises InputError where the part cannot be read.
    """
    if len(parts) <= FEW or cores() < 2:
        yield from (prepared(part) for part in parts)
        return
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord.cluster.ahead", folder],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C goes to all; who asked for this sees to it
    )
    assert process.stdout is not None
    try:
        for part in parts:
            yield _taken(process.stdout, part)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _taken(stream: IO[bytes], part: Iterator[Sourced]) -> Iterator[Prepared]:
    taken = 0
    while True:
        try:
            told: list[Prepared] | InputError | None = pickle.load(stream)
        except (EOFError, pickle.UnpicklingError, OSError):
            yield from prepared(islice(part, taken, None))
            return
        if told is None:
            return
        if isinstance(told, InputError):
            raise told
        yield from told
        taken += len(told)


def send(parts: Iterable[Iterator[Sourced]], stream: IO[bytes]) -> None:
    """Write the readings of parts to a stream."""

    def put(what: Any) -> None:
        pickle.dump(what, stream, pickle.HIGHEST_PROTOCOL)

    for part in parts:
        try:
            ready = prepared(part)
            while chunk := list(islice(ready, CHUNK)):
                put(chunk)
            put(None)
        except InputError as error:
            put(error)
        stream.flush()


if __name__ == "__main__":
    from onrecord.cluster.stored import parts_of

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # rows hold no circles, and to look for some among so many took half of the time
    with suppress(BrokenPipeError):  # who asked for this process is gone
        send(parts_of(sys.argv[1]), sys.stdout.buffer)
