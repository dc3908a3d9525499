"""Ranking: who of those in focus a pronoun means, by a log-linear model of what speaks for each of them.

The odds of a candidate are the exponential of its weighted features, divided by the sum over all candidates (a
conditional logit: McFadden, 1974; for pronouns Denis and Baldridge, IJCAI 2007). ``training/resolution.py`` fits the
weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import HE, IT, SHE, THEY
from onrecord.reading.speakers.words import Words

Features = dict[str, float]

KNOWN = 1.5  # votes from which a gender counts as known
_SUBJECT = 0.8  # weight of a mention from which it counts as its sentence's subject
_MODIFIER = 0.3
_NEXT = 1.25  # sentences up to which one follows at once, a quoted one in between at most


class Event(NamedTuple):
    """An entity coming into focus: the word where, how strongly, and whether it is what its sentence is about."""

    at: int
    entity: int
    weight: float
    leads: bool = False


@dataclass(slots=True)  # not frozen, for they are made by the thousand
class Standing:
    """How much an entity is in focus at a place.

    Args:
        value: its salience.
        at: the word of its latest mention.
        weight: the grammatical weight of that.
        count: how often it came up.
    """

    value: float
    at: int
    weight: float
    count: int


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a pronoun beyond its place.

    Args:
        named: the entities that the statement's own content names.
        before: those who spoke last.
        fresh: whether nobody else was named since.
        spoken: those who spoke at all.
    """

    named: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()
    fresh: bool = False
    spoken: frozenset[int] = frozenset()


NOTHING = Asking()


def fits(pronoun: str, entity: Entity) -> bool:
    """Whether an entity may be meant by a pronoun at all; by any other word every one may."""
    if pronoun in HE or pronoun in SHE:
        lean = entity.he - entity.she if pronoun in HE else entity.she - entity.he
        return entity.kind == "person" and not entity.many and lean > -KNOWN
    if pronoun in IT:
        return entity.kind not in ("person", "group") and not entity.many
    return True


def features(  # noqa: PLR0917
    words: Words,
    at: int,
    pronoun: str,
    entity: Entity,
    standing: Standing,
    asking: Asking,
    leader: Event | None,
) -> Features:
    """Return what speaks for an entity to be meant by a pronoun at the word ``at``; what is left out is 0.

    Args:
        words: the article's words.
        at: where the pronoun stands.
        pronoun: the pronoun.
        entity: the candidate.
        standing: how much the candidate is in focus there.
        asking: what else is known of the pronoun.
        leader: who leads the latest sentence before it that somebody leads.
    """
    found: Features = {"salience": math.log(standing.value), "mentions": math.log1p(standing.count)}
    if pronoun in HE or pronoun in SHE:
        lean = entity.he - entity.she if pronoun in HE else entity.she - entity.he
        if lean < KNOWN:
            found["gender leans" if lean > 0 else "gender unknown" if lean == 0 else "gender against"] = 1.0
    elif pronoun in THEY:
        found["they"] = found["salience"]
        if not (entity.many or entity.kind == "group"):
            found["they: " + entity.kind] = 1.0
        elif entity.members:
            found["they: pair"] = 1.0
    elif pronoun in IT:
        found["it: " + entity.kind] = 1.0
    number = entity.number
    if number in asking.named:
        found["named in content"] = 1.0
    if number in asking.before:
        found["spoke before" if asking.fresh else "spoke before, others since"] = 1.0
    elif number in asking.spoken:
        found["has spoken"] = 1.0
    away = words.moment[at] - words.moment[standing.at]
    if words.sentence[at] == words.sentence[standing.at]:
        found["same sentence"] = 1.0
    elif away <= _NEXT:
        found["sentence before"] = 1.0
    else:
        found["further"] = math.log(away)
    if words.paragraph[at] == words.paragraph[standing.at]:
        found["same paragraph"] = 1.0
    if words.quoted[standing.at]:
        found["both quoted" if words.quoted[at] else "quoted"] = 1.0
    elif standing.weight >= _SUBJECT:
        found["subject"] = 1.0
        if away <= _NEXT and (words.opens[at] or words.opens[standing.at]):
            found["subject, opening"] = 1.0
    elif standing.weight <= _MODIFIER:
        found["modifier"] = 1.0
    singular = pronoun in HE or pronoun in SHE
    if leader is not None and leader.entity == number and singular:
        own = words.sentence[leader.at] == words.sentence[at]
        found["leads its sentence" if own else "leads the sentence before"] = 1.0
        if not own and words.paragraph[leader.at] == words.paragraph[at]:
            found["leads its paragraph"] = 1.0
    if not entity.named:
        found["nameless"] = 1.0
    return found


class Ranking:
    """Turns what speaks for candidates into odds.

    Args:
        weights: log-odds by feature; one without a weight counts for nothing.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)

    def odds(self, at: int, candidates: Sequence[tuple[Entity, Features]]) -> list[float]:
        """Return the odds of candidates for the pronoun at the word ``at``, which sum to 1; none for none."""
        del at
        weights = self.weights
        scores = [sum(weights.get(name, 0.0) * x for name, x in found.items()) for _, found in candidates]
        top = max(scores, default=0.0)
        values = [math.exp(score - top) for score in scores]
        total = sum(values)
        return [value / total for value in values]


@cache
def carried() -> Ranking:
    """Return the ranking by the weights that the package carries."""
    text = files("onrecord.reading.speakers").joinpath("ranking.json").read_text(encoding="utf-8")
    return Ranking(json.loads(text)["weights"])
