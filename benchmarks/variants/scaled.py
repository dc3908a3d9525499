"""Very many quotations, made of those of a record, and how long it takes to find variants among them.

Words follow one another as they do in the record's quotations (a Markov chain of the first order; Shannon, 1948), so
that phrases of everybody come as often as they do in news; one quotation in five is an edited one of those before.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.variants.planted import EDITS, edit, readings
from onrecord.errors import InputError
from onrecord.record import Record

TOGETHER: Final = 16
"""Quotations of an article."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many quotations were compared, in how many seconds by the clock, and of this process on the cores."""

    quotations: int
    wall: float
    cpu: float


def made(texts: Sequence[str], count: int, seed: int = 1) -> list[str]:
    """Return so many quotations like those given."""
    rng = random.Random(seed)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        words = ["", *text.split(), ""]
        for one, other in pairwise(words):
            after[one].append(other)
    found: list[str] = []
    while len(found) < count:
        if found and rng.random() < 0.2:
            text = rng.choice(found)
            found.append(edit(text, rng.choice(EDITS), rng) if len(text.split()) > 4 else text)
            continue
        words, word = [], rng.choice(after[""])
        while word and len(words) < 60:
            words.append(word)
            word = rng.choice(after[word])
        found.append(" ".join(words))
    return found


def fill(path: Path, texts: Sequence[str]) -> Taken:
    """Make a record of these quotations, find the variants, and say how long finding them took."""
    with Record.open(path) as record:
        record.add_readings(readings(texts, TOGETHER))
        wall, cpu = time.perf_counter(), time.process_time()
        done = record.compare()
        return Taken(done.quotations, time.perf_counter() - wall, time.process_time() - cpu)


def checks(path: Path, texts: Sequence[str], count: int = 100) -> list[tuple[float, float]]:
    """Return how long checks of the words of some quotations take, by the clock and on the cores."""
    rng = random.Random(2)
    taken = []
    with Record.open(path, read_only=True) as record:
        long = [text for text in rng.sample(texts, min(len(texts), 4 * count)) if len(text.split()) > 8]
        for text in long[:count]:
            words = " ".join(text.split()[:12])
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                record.check(words)
            except InputError:
                continue
            taken.append((time.perf_counter() - wall, time.process_time() - cpu))
    return taken
