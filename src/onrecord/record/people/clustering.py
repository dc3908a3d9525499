"""Clusters of mentions, one for each person: who is put together with whom, and why.

What comes out depends on the set of mentions, not on their order. Full names come first; a bare surname, or an
abbreviation, then joins the one full name that it can be short for, or nobody: it never joins two, so that it cannot
chain them together. Every joining is one decision between two mentions, so that decisions and clusters say the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.record.people.clusters import Cluster, Mention, Place, is_short
from onrecord.record.people.commonness import Commonness
from onrecord.record.people.comparing import Features, Likelihood, compare, context, name_weight, told
from onrecord.record.people.names import BodyName, Name, PersonName, keys

THRESHOLD: Final = 1.0
"""The logarithm of the odds from which two clusters are put together."""

SHORT_THRESHOLD: Final = 2.2
"""The same for a short name, which must leave no doubt who of those that bear it is meant."""

NEAR_MISS: Final = -1.5
"""Scores from here to the threshold are noted, for people to look at."""

MOST: Final = 200
"""Clusters of a block that one is compared with, the largest first."""

Apart = Mapping[int, frozenset[int]]
"""For mentions about which people decided: with which ones they are not to be put together."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two mentions, and how likely they are one: put together, or left apart by little."""

    one: Mention
    other: Mention
    score: float
    features: Features


@dataclass(frozen=True, slots=True)
class Clustering:
    """What came out: the clusters, whom they were put together from, and what was left apart by little."""

    clusters: tuple[Cluster, ...]
    joins: tuple[Join, ...]
    misses: tuple[Join, ...]


def cluster(
    known: Sequence[Cluster],
    fresh: Iterable[Mention | Cluster],
    common: Commonness,
    apart: Apart | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Clustering:
    """Put mentions together that are one person's.

    Args:
        known: clusters that are there already; they are put together with others, and never taken apart.
        fresh: mentions to be put somewhere, or clusters of some that people have put together.
        common: how common names are.
        apart: which mentions are not to be put together.
        progress: is called with the share of the clusters that is done with.
    """
    new = [
        Cluster([one], marked=_marked(one, apart or {})) if isinstance(one, Mention) else one for one in fresh
    ]
    work = _Work(common, apart or {})
    done: list[Cluster] = []
    passed = 0
    for block in _blocks([*known, *new]):
        done.extend(work.block(block))
        passed += len(block)
        progress(passed / (len(known) + len(new)))
    return Clustering(tuple(done), tuple(work.joins), tuple(work.misses))


def _marked(mention: Mention, apart: Apart) -> tuple[int, ...]:
    return (mention.id,) if mention.id in apart else ()


def _blocks(clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    """Return the clusters in groups that share no key with one another."""
    leader = list(range(len(clusters)))

    def find(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    by_key: dict[str, int] = {}
    for n, one in enumerate(clusters):
        for name in one.names:
            for key in keys(name):
                first = by_key.setdefault(key, n)
                leader[find(n)] = find(first)
    groups: defaultdict[int, list[Cluster]] = defaultdict(list)
    for n, one in enumerate(clusters):
        groups[find(n)].append(one)
    return sorted(groups.values(), key=lambda group: min(one.first.place for one in group))


class _Work:
    """One run: its data, and the decisions taken so far."""

    def __init__(self, common: Commonness, apart: Apart) -> None:
        self.common = common
        self.apart = apart
        self.joins: list[Join] = []
        self.misses: list[Join] = []

    def block(self, members: list[Cluster]) -> list[Cluster]:
        """Return what becomes of the clusters of one block."""
        if len(members) == 1:
            return members
        whole: defaultdict[Name, list[Cluster]] = defaultdict(list)
        short: list[Cluster] = []
        for one in sorted(members, key=_order):
            if one.full:
                whole[_most(one)].append(one)
            else:
                short.append(one)
        groups = [found for some in whole.values() for found in self._same(some)]
        groups = self._agglomerate(groups, self._between(groups))
        bodies: defaultdict[Name, list[Cluster]] = defaultdict(list)
        for one in short:
            if isinstance(_most(one), BodyName):
                bodies[_most(one)].append(one)
        # An abbreviation means the same everywhere, a bare surname somebody else in every article.
        short = [one for one in short if isinstance(_most(one), PersonName)]
        short += [found for some in bodies.values() for found in self._same(some)]
        left, joined = self._assign(short, groups)
        by_name: defaultdict[Name, list[Cluster]] = defaultdict(list)
        for one in left:
            by_name[_most(one)].append(one)
        left = [found for some in by_name.values() for found in self._same(some)]
        return joined + self._agglomerate(left, self._between(left))

    def _same(self, some: list[Cluster]) -> list[Cluster]:
        """Put clusters of one and the same name together, each with the likeliest of those before it."""
        done: list[Cluster] = []
        parts: list[list[Cluster]] = []
        for one in some:
            best, likeliest = -1, None
            for n, other in enumerate(done[:MOST]):
                found = self._compared(other, one) if one.grown or other.grown else None
                if (
                    found
                    and found.score >= THRESHOLD
                    and (likeliest is None or found.score > likeliest.score)
                ):
                    best, likeliest = n, found
            if likeliest is None:
                done.append(one)
                parts.append([one])
                continue
            self._note(done[best], one, likeliest)
            parts[best].append(one)
            # The company is brought up to date while there is little of it, and later at times.
            size = len(parts[best])
            if size < 8 or size & (size - 1) == 0 or one.marked or one.person is not None:
                done[best] = parts[best][0].joined(parts[best][1:])
        return [part[0].joined(part[1:]) if len(part) > 1 else part[0] for part in parts]

    def _between(self, some: Sequence[Cluster]) -> list[tuple[int, int]]:
        """Return the pairs of a block that are looked at: two who are as they were in the record are two."""
        order = sorted(range(len(some)), key=lambda n: (-some[n].size, some[n].first.place))[:MOST]
        pairs = ((a, b) for place, a in enumerate(order) for b in order[place + 1 :])
        return [(a, b) for a, b in pairs if some[a].grown or some[b].grown]

    def _agglomerate(self, some: list[Cluster], pairs: Iterable[tuple[int, int]]) -> list[Cluster]:
        """Put clusters together, the likeliest two first, as long as there are two that are likely one."""
        current: dict[int, Cluster] = dict(enumerate(some))
        scores: dict[tuple[int, int], Likelihood] = {}
        for a, b in pairs:
            found = self._compared(current[a], current[b])
            if found:
                scores[a, b] = found
        while scores:
            (a, b), best = min(
                scores.items(),
                key=lambda item: (
                    -item[1].score,
                    current[item[0][0]].first.place,
                    current[item[0][1]].first.place,
                ),
            )
            if best.score < THRESHOLD:
                break
            keep, gone = (a, b) if _order(current[a]) <= _order(current[b]) else (b, a)
            self._note(current[keep], current[gone], best)
            current[keep] = current[keep].joined([current.pop(gone)])
            near = {n for pair in scores if a in pair or b in pair for n in pair} - {a, b}
            scores = {pair: found for pair, found in scores.items() if a not in pair and b not in pair}
            for n in sorted(near):
                found = self._compared(current[keep], current[n])
                if found:
                    scores[keep, n] = found
        for (a, b), found in scores.items():
            if found.score >= NEAR_MISS:
                self._miss(current[a], current[b], found)
        return list(current.values())

    def _assign(self, short: list[Cluster], whole: list[Cluster]) -> tuple[list[Cluster], list[Cluster]]:
        """Put short names to the full ones that they are short for.

        Returns:
            The short ones that stay alone, and the full ones with those that joined them.
        """
        left: list[Cluster] = []
        joining: defaultdict[int, list[Cluster]] = defaultdict(list)
        anew = any(one.grown for one in whole)
        for one in short:
            found = self._meant(one, whole) if one.grown or anew else None
            if found is None:
                left.append(one)
                continue
            place, likelihood = found
            if likelihood.score >= SHORT_THRESHOLD and self._allowed([whole[place], *joining[place]], one):
                self._note(whole[place], one, likelihood)
                joining[place].append(one)
            else:
                if likelihood.score >= NEAR_MISS:
                    self._miss(whole[place], one, likelihood)
                left.append(one)
        return left, [found.joined(joining[n]) if joining[n] else found for n, found in enumerate(whole)]

    def _meant(self, short: Cluster, whole: Sequence[Cluster]) -> tuple[int, Likelihood] | None:
        """Return whom a short name means: the likeliest, held against all others that it may mean.

        Those who are mentioned often are the likelier for it; somebody of whom the record knows nothing counts too.
        """
        weights: list[tuple[float, int, Features]] = []
        for n, other in enumerate(whole):
            names = [name_weight(mine, yours, self.common) for mine in short.names for yours in other.names]
            fitting = [found[1] for found in names if found and found[0] == "short"]
            if not fitting or not self._allowed([other], short):
                continue
            features = {"short": max(fitting), **context(short, other, "short")}
            if isinstance(_most(short), PersonName):
                features["known"] = math.log(other.size)
            weights.append((sum(features.values()), n, features))
        if not weights:
            return None
        weights.sort(key=lambda item: (-item[0], whole[item[1]].first.place))
        score, place, features = weights[0]
        rivals = math.log1p(sum(math.exp(min(50.0, other)) for other, _, _ in weights[1:]))
        if rivals:
            features["rivals"] = -rivals
        return place, Likelihood(score - rivals, told(features))

    def _compared(self, one: Cluster, other: Cluster) -> Likelihood | None:
        found = compare(one, other, self.common)
        return found if found and self._allowed([one], other) else None

    def _allowed(self, one: Sequence[Cluster], other: Cluster) -> bool:
        """Whether nobody decided that two clusters are to stay apart."""
        if not other.marked:
            return True
        mine = frozenset().union(*(part.marked for part in one))
        return not any(self.apart.get(number, frozenset()) & mine for number in other.marked)

    def _note(self, one: Cluster, other: Cluster, likelihood: Likelihood) -> None:
        self.joins.append(Join(one.first, other.first, round(likelihood.score, 2), likelihood.features))

    def _miss(self, one: Cluster, other: Cluster, likelihood: Likelihood) -> None:
        self.misses.append(Join(one.first, other.first, round(likelihood.score, 2), likelihood.features))


def _order(one: Cluster) -> tuple[bool, int, Place]:
    """Return the order that clusters are looked at in: those that are in the record first, the oldest before others."""
    return one.person is None, one.since, one.first.place


def _most(one: Cluster) -> Name:
    """Return the name that most of a cluster's mentions have, full ones first."""
    return min(one.names.items(), key=lambda item: (is_short(item[0]), -item[1], item[0].plain))[0]


def commonness(counted: Iterable[Name]) -> Commonness:
    """Return how common names are among the full names of a record."""
    givens: defaultdict[str, set[str]] = defaultdict(set)
    families: defaultdict[str, set[str]] = defaultdict(set)
    pairs = set()
    for name in counted:
        if isinstance(name, PersonName) and name.full and len(name.given[0]) > 1:
            givens[name.family].add(name.given[0])
            families[name.given[0]].add(name.family)
            pairs.add((name.given[0], name.family))
    return Commonness(
        {name: len(some) for name, some in givens.items()},
        {name: len(some) for name, some in families.items()},
        len(pairs),
    )
