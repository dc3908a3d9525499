"""Pairs: two of a kind that are named together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import NOUNS, bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

_WED = bag("wife husband partner fiance fiancee girlfriend boyfriend")
_TITLE = 4  # words of a title between two names


def pairs(words: Words, mentions: Sequence[Mention], entities: list[Entity]) -> list[tuple[int, Entity]]:
    """Return two of a kind named together ("Ana Ruiz and Bo Lee") as one, for a "they" that follows, and where.

    Args:
        words: the article's words.
        mentions: its mentions, in order.
        entities: its entities, to which the pairs are added.
    """
    found: list[tuple[int, Entity]] = []
    known: dict[tuple[int, int], Entity] = {}
    second: Mention | None = None
    for one, other in pairwise([m for m in mentions if m.kind != "other" and _names_alone(words, m)]):
        if one.kind != other.kind or one.entity == other.entity or words.quoted[one.first]:
            continue
        aged = one.last + 1 < other.lead and words.lower[one.last + 1].isdigit()
        begin = one.last + 2 * aged  # "Ana Ruiz, 27, and Bo Lee"
        between = words.lower[begin : other.lead]
        joint = 2 if between[:2] == [",", "and"] else 1
        titles = range(begin + joint, other.lead)
        wed = between[joint : joint + 1] in (["his"], ["her"]) and between[joint + 2 :] == [","]
        plain = (wed and between[joint + 1] in _WED) or all(
            words.capital[k] or words.lower[k] in NOUNS for k in titles
        )
        if between[joint - 1 : joint] != ["and"] or len(titles) > _TITLE or not plain:
            continue
        if joint == 2 and second is one:
            continue  # "Ana and Bo Ruiz, and Lee"
        second = other
        key = one.entity, other.entity
        if key not in known:
            members = entities[one.entity], entities[other.entity]
            name = f"{members[0].name} | {members[1].name}"
            kind = members[0].kind
            known[key] = Entity(len(entities), kind, name, members[0].span, many=True, members=members)
            entities.append(known[key])
        found.append((other.first, known[key]))
    return found


def _names_alone(words: Words, mention: Mention) -> bool:
    """Whether a name is not part of what stands behind it ("Harbour Board chairman Bo Lee")."""
    at = mention.last
    if mention.entity < 0 or at >= len(words) or words.sentence[at] != words.sentence[at - 1]:
        return mention.entity >= 0
    return words.lower[at] not in NOUNS and not words.capital[at]
