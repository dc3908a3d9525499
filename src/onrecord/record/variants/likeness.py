"""Whether two quotations are the same words.

They are laid beside one another by the longest sequence of words that both have, in order (the longest common
subsequence; Hunt and Szymanski, 1977). What counts are the words that carry meaning; everyday words and small ones
count less. A word of the one that stands alone, far from the next that both have, is chance and counts nothing.

They are the same words if most of the shorter quotation is in the longer one, or if they share a long run. That is
told from their words alone, so that it holds whatever else is in a record, and in whatever order it came there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

from onrecord.record.variants.words import telling, weight

LEAST_TELLING: Final = 3
"""Words that carry meaning which two quotations must share; one fewer does where all but the whole is shared."""

WHOLE: Final = 0.9
"""How much of the shorter one is all but the whole."""

LEAST_WEIGHT: Final = 3.5
"""What all words that they share must count."""

SHARE: Final = 0.62
"""How much of the shorter one must be in the longer, by what its words count."""

LITTLE: Final = 5.0
SHARE_OF_LITTLE: Final = 0.7
"""What they share is little if it counts less than this, and then more of the shorter one must be in the longer."""

RUN_WEIGHT: Final = 4.0
RUN_SMALL: Final = 3
"""A run that is shared word for word, and makes them the same words whatever stands around it: what its words that
carry meaning must count, and how many small ones must be among them, of which names and titles have few."""

APART: Final = 3
"""From how many words on between it and the next that both have a lone word is chance."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words that two quotations share: where it begins in the one and in the other, and how long it is."""

    one: int
    other: int
    size: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two quotations are.

    Attributes:
        share: how much of the shorter one is in the longer, from 0 to 1, by what its words count.
        telling: words that carry meaning which both have.
        weight: what all words count that both have.
        run: whether they have a long run word for word.
    """

    share: float
    telling: int
    weight: float
    run: bool

    @property
    def alike(self) -> bool:
        """Whether they are the same words."""
        least = SHARE if self.weight >= LITTLE else SHARE_OF_LITTLE
        if self.weight >= LEAST_WEIGHT and self.share >= least:
            return self.telling >= LEAST_TELLING - (self.share >= WHOLE)
        return self.run


def compare(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """Return how like two quotations are, whichever is given first.

    Args:
        one: words of the one, without those that the outlet put in.
        other: words of the other.
    """
    shorter, longer = sorted((tuple(one), tuple(other)), key=lambda words: (len(words), words))
    runs = [shorter[block.one : block.one + block.size] for block in blocks(shorter, longer)]
    shared = [word for run in runs for word in run]
    whole = weight(shorter)
    return Likeness(
        share=weight(shared) / whole if whole else 0.0,
        telling=len(telling(shared)),
        weight=weight(shared),
        run=any(_is_long(run) for run in runs),
    )


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two quotations are the same words, as :func:`compare` has it, and mostly sooner."""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    return _can_be_alike(_Weighed.of(shorter), _Weighed.of(longer)) and compare(one, other).alike


class _Weighed(NamedTuple):
    """A quotation's words that carry meaning, the same each once, and what its small words and all of it count."""

    telling: tuple[str, ...]
    known: frozenset[str]
    small: float
    whole: float

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def of(words: tuple[str, ...]) -> _Weighed:
        some = tuple(telling(words))
        whole = weight(words)
        return _Weighed(some, frozenset(some), whole - weight(some), whole)


def _can_be_alike(shorter: _Weighed, longer: _Weighed) -> bool:
    """Tell whether two quotations share words enough, in whatever order they have them."""
    shared = weight(word for word in shorter.telling if word in longer.known)
    most = shared + shorter.small
    return (most >= LEAST_WEIGHT and most >= SHARE * shorter.whole) or shared >= RUN_WEIGHT


def blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Return the runs of words that two quotations share, in order, without those that are chance."""
    found = [
        Block(code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(one, other)
        if code.tag == "equal"
    ]
    return [block for n, block in enumerate(found) if not _is_chance(one, found, n)]


def _is_chance(one: Sequence[str], found: Sequence[Block], n: int) -> bool:
    block = found[n]
    run = one[block.one : block.one + block.size]
    if block.size > 2 or (block.size == 2 and len(telling(run))):
        return False
    gaps = []
    for left, right in ((n - 1, n), (n, n + 1)):
        if left >= 0 and right < len(found):
            a, b = found[left], found[right]
            gaps.append(max(b.one - a.one - a.size, b.other - a.other - a.size))
    return min(gaps, default=0) >= APART


def _is_long(run: Sequence[str]) -> bool:
    some = telling(run)
    return weight(some) >= RUN_WEIGHT and len(run) - len(some) >= RUN_SMALL
