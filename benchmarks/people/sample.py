"""Pairs of mentions to be judged, drawn by the score that the model gives each of them alone.

The population is every pair of mentions of different articles whose names share a key, so that it holds all that may
be one person. Of each name at most :data:`THINNED` mentions take part, drawn by digest: without that, nine pairs of ten
would be of the few whom every other article names in full, and the figures would tell of nothing else. Within a
stratum, each pair is as likely to be drawn as any other.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from onrecord.record.people.clusters import Cluster, Mention
from onrecord.record.people.commonness import Commonness
from onrecord.record.people.comparing import compare
from onrecord.record.people.names import keys

BOUNDS: Final = (-4.0, -1.0, 1.0, 3.0, 5.0)
"""Scores between the strata; the first one is of pairs whose names exclude each other."""

STRATA: Final = len(BOUNDS) + 2

SEED: Final = 20

THINNED: Final = 5
"""Mentions of one name and kind that take part."""

WANTED: Final = {0: 40, 1: 60, 2: 90, 3: 80, 4: 60, 5: 40, 6: 30}
"""Pairs that are judged of each stratum."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, each as article and name, and the stratum that they were drawn from."""

    one: tuple[str, str, str]
    other: tuple[str, str, str]
    stratum: int


def named(mention: Mention) -> tuple[str, str, str]:
    """Return what a mention is known by in every record: its article's key, its name, its kind."""
    return mention.place[1], mention.text, mention.kind


def thinned(mentions: Sequence[Mention], most: int = THINNED) -> list[Mention]:
    """Return the mentions of which at most so many have the same name and kind."""
    of: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        of[mention.text, mention.kind].append(mention)
    return [one for some in of.values() for one in sorted(some, key=_digest)[:most]]


def _digest(mention: Mention) -> str:
    return hashlib.sha256("\n".join(named(mention)).encode()).hexdigest()


def pairs(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield every pair of mentions of different articles whose names share a key, once."""
    blocks: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.place):
        for key in keys(mention.name):
            blocks[key].append(mention)
    for key in sorted(blocks):
        for one, other in combinations(blocks[key], 2):
            shared = [common for common in keys(one.name) if common in keys(other.name)]
            if one.article != other.article and shared[0] == key:
                yield one, other


def stratum_of(one: Mention, other: Mention, common: Commonness) -> int:
    """Return the stratum of a pair, by the score of the two alone."""
    found = compare(Cluster([one]), Cluster([other]), common)
    if found is None:
        return 0
    return 1 + sum(found.score >= bound for bound in BOUNDS)


def draw(
    mentions: Sequence[Mention], common: Commonness, wanted: Mapping[int, int]
) -> tuple[list[Pair], dict[int, int]]:
    """Draw pairs to be judged.

    Args:
        mentions: all mentions.
        common: how common names are among them.
        wanted: for each stratum, how many pairs.

    Returns:
        The pairs, and how many there are in each stratum in all.
    """
    chance = random.Random(SEED)
    kept: defaultdict[int, list[tuple[Mention, Mention]]] = defaultdict(list)
    sizes: defaultdict[int, int] = defaultdict(int)
    for one, other in pairs(mentions):
        stratum = stratum_of(one, other, common)
        sizes[stratum] += 1
        size = wanted.get(stratum, 0)
        if len(kept[stratum]) < size:
            kept[stratum].append((one, other))
        elif (place := chance.randrange(sizes[stratum])) < size:
            kept[stratum][place] = one, other
    drawn = [
        Pair(named(one), named(other), stratum) for stratum in sorted(kept) for one, other in kept[stratum]
    ]
    return drawn, dict(sizes)
