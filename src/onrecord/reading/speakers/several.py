"""Several behind one phrase: a family's name, a description with names behind it, two who were named before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.speakers.descriptions import content_words, match
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import (
    PAUSES,
    bag,
    gender_of_noun,
    kind_of_noun,
    plural,
    singular,
)
from onrecord.reading.speakers.naming import Naming
from onrecord.reading.speakers.phrases import Phrase, phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Step

_COUPLE = bag("both two neither pair duo couple")
_ALONE = bag("both two neither pair duo couple men women")
_LONGEST = 5  # words of "the two rival party candidates"
_FOREMOST = 3  # times that the two whom an article is about are named more than a third
_IN_FOCUS = 0.15  # salience from which somebody may be one of two
_FARTHER = 0.3  # how much less in focus a third one must be than the second


def listed(discourse: Discourse, naming: Naming, found: Phrase) -> list[Verdict]:
    """Return the people whom a description of several is followed by: "the senators, Ana Ruiz and Bo Lee"."""
    words = discourse.words
    if not plural(words.lower[found.head]):
        return []
    marks = [k for k in range(found.stop, found.last) if words.lower[k] == ":" or words.lower[k] in PAUSES]
    for mark in marks:
        people: dict[int, Verdict] = {}
        first = next((m for m in discourse.names.at[mark + 1 : found.last] if m is not None), None)
        close = first is not None and first.lead == mark + 1
        if not close and words.lower[mark] == ",":
            continue
        for k in range(mark, found.last):
            mention = discourse.names.at[k]
            if (
                mention is not None
                and mention.first == k
                and mention.kind == "person"
                and mention.entity >= 0
            ):
                people.setdefault(mention.entity, naming.named(mention, found, "list"))
        if len(people) > 1:
            return list(people.values())
    return []


def family(discourse: Discourse, found: Phrase) -> list[Verdict]:
    """Return the people whom a plural surname means ("the Ruizes", "the Lees")."""
    words = discourse.words
    word = words.lower[found.head]
    if found.determiner != "the" or not words.capital[found.head] or not word.endswith("s"):
        return []
    names = {word[:-1], word.removesuffix("es")} - {word}
    people = [
        e
        for e in discourse.entities
        if e.kind == "person" and any(m.key[-1] in names and len(m.key) > 1 for m in e.mentions)
    ]
    span = words.span(found.first, found.last)
    steps = [(e, (Step((span,), "plural surname"), Step((e.span,), "full name"))) for e in people]
    return [Verdict(e.name, "person", via, 0.8, e) for e, via in steps] if len(people) > 1 else []


def another(discourse: Discourse, found: Phrase, before: Sequence[Verdict]) -> Verdict | None:
    """Return "another supporter" for a bare "another" after one nameless one spoke; ``None`` for anything else.

    Args:
        discourse: the article.
        found: the phrase.
        before: who spoke right before.
    """
    words = discourse.words
    entity = next((v.entity for v in before if v.entity is not None), None)
    if words.lower[found.first] != "another" or found.last - found.first > 1 or entity is None:
        return None
    if entity.named or entity.kind != "person" or entity.many:
        return None
    first, last = words.within(entity.span)
    while first < last - 1 and words.lower[first] in ("one", "another", "a", "an", "the"):
        first += 1
    sort = phrase(words, discourse.names, first, last)
    if sort.form != "description":
        return None
    span = words.span(found.first, found.last)
    name = f"{discourse.text[slice(*span)].lower()} {discourse.text[slice(*words.span(first, sort.stop))]}"
    steps = Step((span,), "another of the same sort"), Step((entity.span,), "who spoke before")
    return Verdict(name, "person", steps, 0.75, at=found.first)


def couple(discourse: Discourse, found: Phrase, before: list[Verdict]) -> list[Verdict]:
    """Return the two whom "both", "the two women" or "neither company" means, or "the senators" where two are.

    They are the two of the noun's kind and gender who hold its role or else are the most in focus, those named
    together first; nobody where a third is nearly as much in focus.

    Args:
        discourse: the article.
        found: the phrase.
        before: those who spoke right before, where they were several.
    """
    words = discourse.words
    inner = words.lower[found.first : found.stop]
    noun = words.lower[found.head]
    counted = bool(_COUPLE.intersection(inner)) or words.lower[found.first - 1 : found.first] == ["both"]
    bare = noun in _ALONE
    if noun == "couple" and (found.determiner != "the" or len(inner) > 2):
        return []  # "a couple", "the Sorrel couple"
    if inner[0] == "two" and len(inner) > 1:
        return []  # "two senators" are new to the reader
    if found.stop < found.last or found.owner is not None or len(inner) > _LONGEST:
        return []
    if not counted and not (found.determiner == "the" and plural(noun)):
        return []
    single = singular(noun)
    kind = None if bare and noun not in ("men", "women") else kind_of_noun(single)
    if kind in ("document", "group") or (kind is None and not bare):
        return []
    if counted and len(before) == 2 and all(kind in (None, v.kind) for v in before):
        return before
    two = _by_role(discourse, found, single) if kind == "person" else None
    if two is None and counted:
        gender = gender_of_noun(single)
        two = _together(discourse, found, kind, gender)
        if two is None and noun != "couple":
            two = _in_focus(discourse, found, kind, gender)
        if two is None and kind == "person":
            two = _foremost(discourse, found, gender)
    if two is None:
        return []
    span = words.span(found.first, found.last)
    return [
        Verdict(
            e.name,
            e.kind,
            (Step((span,), "two named before"), Step((e.span,), "full name")),
            0.65,
            e,
            at=found.first,
        )
        for e in two
    ]


def _by_role(discourse: Discourse, found: Phrase, noun: str) -> Sequence[Entity] | None:
    """Return the two people named before whose roles match; ``None`` where there are not just two."""
    words = discourse.words
    telling, countries = content_words(words, found.first, found.stop)
    telling = (telling - {words.lower[found.head]} - _COUPLE) | {noun}
    salience = discourse.focus.salience(found.first)
    holders = [
        discourse.entities[number]
        for number, known in discourse.roles.items()
        if number in salience and match(known, noun, telling, countries)[0] >= 2.0 + 0.6 * (len(telling) - 1)
    ]
    return holders if len(holders) == 2 else None


def _together(
    discourse: Discourse, found: Phrase, kind: str | None, gender: str | None
) -> Sequence[Entity] | None:
    """Return the two of a kind and gender who were last named together."""
    latest: tuple[int, Entity] | None = None
    for number, standing in discourse.focus.salience(found.first).items():
        pair = discourse.entities[number]
        if not pair.members or kind not in (None, pair.kind):
            continue
        if gender is not None and any(one.gender not in (None, gender) for one in pair.members):
            continue
        if latest is None or standing.at > latest[0]:
            latest = standing.at, pair
    return latest[1].members if latest is not None else None


def _in_focus(
    discourse: Discourse, found: Phrase, kind: str | None, gender: str | None
) -> Sequence[Entity] | None:
    """Return the two most in focus of a kind and gender; ``None`` where a third is nearly as much so."""
    ranked: list[tuple[float, int, Entity]] = []
    for number, standing in discourse.focus.salience(found.first).items():
        entity = discourse.entities[number]
        alike = (
            entity.kind == kind if kind is not None else entity.kind in ("person", "organisation", "state")
        )
        if not entity.named or not alike or entity.many or standing.value < _IN_FOCUS:
            continue
        if gender is not None and entity.gender not in (None, gender):
            continue
        ranked.append((standing.value, -number, entity))
    ranked.sort(reverse=True)
    for one, other in pairwise(ranked[:3]):
        if kind is None and one[2].kind != other[2].kind:
            return None
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][0] > _FARTHER * ranked[1][0]):
        return None
    return ranked[0][2], ranked[1][2]


def _foremost(discourse: Discourse, found: Phrase, gender: str | None) -> Sequence[Entity] | None:
    """Return the two people whom the article is about: both named before, and far more often than a third."""
    ranked = sorted(
        (
            (len(e.mentions), -e.number, e)
            for e in discourse.entities
            if e.kind == "person"
            and e.named
            and e.mentions
            and e.mentions[0].first < found.first
            and not (gender is not None and e.gender not in (None, gender))
        ),
        reverse=True,
    )
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[1][0] < _FOREMOST * ranked[2][0]):
        return None
    return sorted((ranked[0][2], ranked[1][2]), key=lambda e: e.mentions[0].first)
