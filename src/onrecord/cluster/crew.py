"""Processes that read parts: whoever dies costs the piece that it died of, and that only at the second time."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from onrecord.cluster.folder import Manifest
from onrecord.cluster.parts import Part
from onrecord.cluster.work import Job, Spot
from onrecord.errors import InputError, OnrecordError

TRIES: Final = 2
"""Processes that a piece may cost."""

STARTS: Final = 3
"""Processes in a row that may end before they are ready."""

PATIENCE: Final = 900.0
"""Seconds that a piece may take; a process that takes longer is ended."""


class _Hand:
    """One process, and what it is at."""

    def __init__(self, job: Job) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "onrecord.cluster.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C goes to all; who gave the work sees to it
            )
        self.pipe = Connection(ours.detach())
        self.part: Part | None = None
        self.at: Spot | None = None
        self.since = time.monotonic()
        self.ready = False
        self.pipe.send(job)

    def give(self, part: Part, deadly: set[Spot]) -> None:
        self.part, self.at, self.since = part, None, time.monotonic()
        self.pipe.send((part.to_dict(), deadly))

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self.pipe.close()


class Crew:
    """Processes that stay between calls of :meth:`run`; end them with :meth:`stop`.

    Args:
        count: how many.
        job: what all parts are read with.
    """

    def __init__(self, count: int, job: Job) -> None:
        self._count = count
        self._job = job
        self._hands: list[_Hand] = []
        self._deaths: Counter[Spot] = Counter()
        self._early = 0

    def run(self, parts: Iterable[Part]) -> Iterator[Manifest]:
        """Read parts, and yield the manifests of their partitions as they are written.

        Args:
            parts: the parts, taken as they are needed; the next ones are planned while others are read.

        Raises:
            OSError: a partition cannot be written.
            OnrecordError: processes cannot be started, keep dying, or cannot use the reader's device.
        """
        source = iter(parts)
        ahead: deque[Part] = deque()
        more = True
        while True:
            while more and len(ahead) < self._count:
                found = next(source, None)
                more = found is not None
                if found is not None:
                    ahead.append(found)
                    self._hand_out(ahead)
            self._hand_out(ahead)
            if not ahead and not any(hand.part for hand in self._hands):
                return
            yield from self._heard(ahead)

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        while self._hands:
            self._hands.pop().stop()

    def _hand_out(self, ahead: deque[Part]) -> None:
        while ahead:
            idle = next((hand for hand in self._hands if hand.part is None and hand.ready), None)
            if idle is not None:
                part = ahead.popleft()
                try:
                    idle.give(part, {spot for spot, deaths in self._deaths.items() if deaths >= TRIES})
                except ConnectionError:
                    self._buried(idle, ahead)
            elif sum(not hand.ready for hand in self._hands) < len(ahead) and len(self._hands) < self._count:
                self._hands.append(_Hand(self._job))
            else:
                return

    def _heard(self, ahead: deque[Part]) -> Iterator[Manifest]:
        """Hear what the processes say, and yield what they have done."""
        told = set(wait([hand.pipe for hand in self._hands], timeout=1.0))
        for hand in list(self._hands):
            if hand.pipe not in told:
                if hand.part is not None and time.monotonic() - hand.since > PATIENCE:
                    self._buried(hand, ahead)
                continue
            try:
                while hand.pipe.poll():
                    kind, what = hand.pipe.recv()
                    if (manifest := self._taken(hand, kind, what)) is not None:
                        yield manifest
            except (EOFError, ConnectionError):
                self._buried(hand, ahead)

    def _taken(self, hand: _Hand, kind: str, what: Any) -> Manifest | None:
        hand.since = time.monotonic()
        match kind:
            case "ready":
                hand.ready, self._early = True, 0
            case "at":
                hand.at = what
            case "fault":
                raise what
            case "done":
                hand.part = hand.at = None
                done: Manifest = what
                return done
        return None

    def _buried(self, hand: _Hand, ahead: deque[Part]) -> None:
        """Take leave of a process that has died, and have what it was at be read by another."""
        hand.stop()
        self._hands.remove(hand)
        if not hand.ready:
            self._early += 1
        if hand.part is not None:
            ahead.appendleft(hand.part)
            spot = hand.at or (hand.part.key, -1)
            self._deaths[spot] += 1
            if hand.at is None and self._deaths[spot] > TRIES:
                raise InputError(hand.part.slices[0].source, "every process that is to read it dies at once")
        if self._early >= STARTS:
            raise OnrecordError("no process could be started")
