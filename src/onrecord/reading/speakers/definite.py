"""Definite descriptions: whom "the French leader", which body "the committee", which paper "the poll"
means."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.reading.speakers.bodies import is_a, plain
from onrecord.reading.speakers.descriptions import Role, content_words, match
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.focus import Candidate
from onrecord.reading.speakers.kinds import is_aged
from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    DEMONSTRATIVE,
    DOCUMENT_NOUNS,
    HE_NOUNS,
    OFFICES,
    OUTLET_WORDS,
    PARTIES,
    SHE_NOUNS,
    bag,
    gender_of_noun,
)
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.reading.speakers.words import Words
from onrecord.statement import Step

# Descriptions that are not linked to whoever is in focus: they are how news keeps people nameless.
_VEILED = bag(
    "source official spokesman spokeswoman spokesperson reporter voter resident witness person expert "
    "analyst aide adviser advisor insider member supporter student teacher critic ally friend neighbor "
    "judge author child teen worker employee victim protester commenter user caller reader organizer "
    "strategist pollster operative driver clerk nurse officer soldier"
)
_MANY = bag(
    "supporter aide adviser advisor spokesman spokeswoman ally critic friend rival opponent colleague "
    "official"
)
_BODIES = bag(
    "company firm agency department organisation organization group nonprofit non-profit charity bank union "
    "alliance bloc"
)
_ANY_BODY = bag(
    "federal national new nonpartisan non-partisan independent powerful influential news "
    "online media private public"
)
_FAINT = 0.5  # of the foremost body's salience, for one that is only of the same sort
_CLEAR = 0.3
_PLAIN = bag("new latest recent same earlier other separate fresh")

# Scores from which a description is taken to mean somebody; set on the tuning part.
_LEAST = 1.2
_LEAST_TIED = 1.0  # "Ruiz's lawyer", and one person alone is a lawyer for Ruiz
_LEAST_OWNED = 1.75  # "his chairman": only by the role's own noun
_FOCUS = 0.8
_NEAR = 3.0  # sentences back to somebody whom a description means by focus alone
_UNNAMED = bag("woman man mother father girl boy wife husband widow guy")
LEDE = 4  # paragraphs that open an article, its headline among them
_FURTHER = 200  # words to whom an opening description may mean
_AHEAD = 60  # words ahead to somebody who is not named yet


@dataclass(frozen=True, slots=True)
class _Match:
    entity: Entity
    score: float
    role: Role | None
    at: int


class Definite:
    """Finds what definite descriptions mean.

    Args:
        discourse: the article.
    """

    def __init__(self, discourse: Discourse) -> None:
        self._d = discourse

    def person(
        self, found: Phrase, excluded: frozenset[int] = frozenset(), lone: bool = True
    ) -> Verdict | None:
        """Return whom a description of one person means; ``None`` where it stays nameless.

        Args:
            found: the description.
            excluded: people whom the statement's content names.
            lone: whether being in focus is enough, without a role that matches.
        """
        words = self._d.words
        noun = words.lower[found.head]
        telling, countries = content_words(words, found.first, found.stop)
        ranked = [
            _Match(entity, score - 1.5 * (entity.number in excluded), role, found.first)
            for entity, score, role in self._d.by_role(noun, telling, countries, found.first)
        ]
        ranked = [one for one in ranked if not self._ahead(one.entity, found)] or ranked
        linkable = found.owner is None and noun not in _VEILED
        aged = is_aged(words, found)
        if (
            lone
            and linkable
            and (noun in OFFICES | HE_NOUNS | SHE_NOUNS | PARTIES or len(telling) > 1 or aged)
        ):
            taken = {one.entity.number for one in ranked}
            ranked.extend(
                m for m in self._in_focus(found, noun, countries, excluded) if m.entity.number not in taken
            )
        ranked.sort(key=lambda one: -one.score)
        exact = [one for one in ranked if one.role is not None and noun in one.role.words]
        least = _LEAST if found.owner is None or (len(exact) == 1 and noun not in _MANY) else _LEAST_OWNED
        if found.owner is not None:
            owner = frozenset(words.lower[slice(*found.owner)])
            tied = [one for one in ranked if one.role is not None and owner & one.role.words]
            ranked, least = (tied, _LEAST_TIED) if len(tied) == 1 else (ranked, least)
        if not ranked or ranked[0].score < least:
            return None
        best = ranked[0]
        if not best.entity.named:
            return None
        margin = best.score - ranked[1].score if len(ranked) > 1 else 2.0
        confidence = min(0.95, 0.4 + 0.15 * min(best.score, 3.0) + 0.1 * min(margin, 2.0))
        steps = [Step((words.span(found.first, found.last),), "description")]
        if best.role is not None:
            steps.append(Step(best.role.passage.spans, "the same role"))
        else:
            steps[0] = Step(steps[0].spans, "description of who is most in focus")
            confidence -= 0.15
        steps.append(Step((best.entity.span,), "full name"))
        mass = sum(math.exp(one.score) for one in ranked)
        options = tuple(Candidate(one.entity, math.exp(one.score) / mass, one.at) for one in ranked[:3])
        return Verdict(
            best.entity.name, "person", tuple(steps), confidence, best.entity, options, found.first
        )

    def _ahead(self, entity: Entity, found: Phrase) -> bool:
        """Whether somebody is named for the first time far behind the description."""
        first = entity.mentions[0].first if entity.mentions else 0
        return first > found.last + _AHEAD

    def _in_focus(
        self, found: Phrase, noun: str, countries: frozenset[str], excluded: frozenset[int]
    ) -> list[_Match]:
        """Return who is in focus and may be meant, though the article does not say the role of them."""
        lean = gender_of_noun(noun)
        words, roles = self._d.words, self._d.roles
        matches = []
        aged = is_aged(words, found)
        for number, standing in self._d.focus.salience(found.first).items():
            value, at = standing.value, standing.at
            entity = self._d.entities[number]
            if entity.kind != "person" or entity.many or words.moment[found.first] - words.moment[at] > _NEAR:
                continue
            if not entity.named and entity.noun != noun:
                continue
            if lean and entity.gender and lean != entity.gender:
                continue
            known = frozenset[str]().union(*(r.countries for r in roles.get(number, ())))
            fit = -2.0 * bool(countries and known and not countries & known) + 0.5 * bool(countries & known)
            fit += 0.8 * (not entity.named) + 0.5 * aged - 1.5 * (number in excluded)
            matches.append(_Match(entity, _FOCUS + 0.7 * min(value, 2.0) + fit, None, at))
        return matches

    def body(self, found: Phrase) -> Verdict | None:
        """Return the organisation or place that "the committee", "the newspaper", "the city" means."""
        words = self._d.words
        noun = words.lower[found.head]
        said = frozenset(words.lower[found.first + 1 : found.head]) - _ANY_BODY
        if found.stop < found.last or found.owner is not None or len(said) > 2:
            return None
        best: tuple[float, Entity] | None = None
        foremost = self._foremost(found.first) if noun in _BODIES and not said else None
        for number, standing in self._d.focus.salience(found.first).items():
            entity = self._d.entities[number]
            if not entity.named or entity.kind == "person" or entity.many or not is_a(entity, noun, said):
                continue
            faint = (
                foremost is not None and standing.value < _FAINT * foremost[0] and noun not in plain(entity)
            )
            if not faint and (best is None or standing.value > best[0]):
                best = standing.value, entity
        best = best or foremost
        if best is None:
            return None
        entity = best[1]
        steps = (
            Step((words.span(found.first, found.last),), "description"),
            Step((entity.span,), "full name"),
        )
        return Verdict(entity.name, entity.kind, steps, 0.75, entity, at=found.first)

    def named_body(self, found: Phrase) -> Verdict | None:
        """Return the one body that a description means whose name comes later ("a harbour panel").

        It is the only one whose name holds all that the description says; where an article opens with it, the next
        one that is of the sort.
        """
        words = self._d.words
        noun = words.lower[found.head]
        said = frozenset(w for w in words.lower[found.first : found.head] if w[0].isalnum())
        said -= _ANY_BODY | ARTICLES | DEMONSTRATIVE
        if found.stop < found.last or found.owner is not None or noun in DOCUMENT_NOUNS:
            return None
        fitting = [
            e
            for e in self._d.entities
            if e.named and e.mentions and e.kind == "organisation" and is_a(e, noun, said)
        ]
        fitting.sort(key=lambda e: e.mentions[0].first)
        later = [e for e in fitting if found.last < e.mentions[0].first]
        entity = fitting[0] if len(fitting) == 1 else None
        if found.determiner in ("the", "this", "that"):
            entity = entity if entity is not None and (said or noun in plain(entity)) else None
        elif not later or not said:
            entity = None
        if entity is None:
            soon = [e for e in later if e.mentions[0].first <= found.last + _AHEAD]
            if len(soon) != 1 or later != fitting or words.paragraph[found.first] >= LEDE:
                return None
            entity = soon[0]
        steps = (
            Step((words.span(found.first, found.last),), "description"),
            Step((entity.span,), "the body so named"),
        )
        return Verdict(entity.name, entity.kind, steps, 0.65, entity, at=found.first)

    def ahead(self, found: Phrase) -> Verdict | None:
        """Return who is named only after a description that opens the article; ``None`` where that is open.

        News tells first what somebody is and then who: "A judge stopped the sale. Judge Ana Ruiz wrote". It is
        the one person named further on with that role, or the first one who fits a woman or a man.
        """
        words = self._d.words
        noun = words.lower[found.head]
        telling, countries = content_words(words, found.first, found.stop)
        opens = words.paragraph[found.first] < (2 * LEDE if noun in _UNNAMED else LEDE)
        if found.determiner not in ("a", "an", "the", "") or not opens:
            return None
        later = [
            e
            for e in self._d.entities
            if e.kind == "person"
            and e.named
            and e.mentions
            and found.last < min(m.first for m in e.mentions) <= found.last + _FURTHER
        ]
        later.sort(key=lambda e: e.mentions[0].first)
        holders = [
            e
            for e in later
            if any(match([r], noun, telling, countries)[0] >= 2.0 for r in self._d.roles.get(e.number, ()))
        ]
        lean = gender_of_noun(noun)
        step, entity, confidence = "the same role, named later", None, 0.65
        if len(holders) == 1:
            entity = holders[0]
        elif lean is not None and noun in _UNNAMED and not holders:
            entity = next(
                (e for e in later if e.gender in (None, lean) and _begins(words, e.mentions[0].lead)), None
            )
            step, confidence = "the next who is named", 0.45
        if entity is None:
            return None
        steps = (Step((words.span(found.first, found.last),), "description"), Step((entity.span,), step))
        return Verdict(entity.name, "person", steps, confidence, entity, at=found.first)

    def _foremost(self, at: int) -> tuple[float, Entity] | None:
        """Return the organisation that is by far the most in focus; ``None`` where two are close."""
        ranked = sorted(
            (
                (standing.value, -number)
                for number, standing in self._d.focus.salience(at).items()
                if self._d.entities[number].named
                and self._d.entities[number].kind == "organisation"
                and not set(self._d.entities[number].name.casefold().split()) & OUTLET_WORDS
            ),
            reverse=True,
        )
        if not ranked or ranked[0][0] < _CLEAR or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
            return None
        return ranked[0][0], self._d.entities[-ranked[0][1]]

    def document(self, found: Phrase) -> Verdict | None:
        """Return the document that "the poll", or a bare "poll", means by the fuller name that it has
        elsewhere."""
        words = self._d.words
        noun = words.lower[found.head]
        said = content_words(words, found.first, found.stop)[0] - _PLAIN
        if noun not in DOCUMENT_NOUNS or said != {noun} or found.stop < found.last:
            return None
        titled = self._d.documents.get(noun, [])
        labels = {label.casefold() for _, label, _ in titled}
        before = [row for row in titled if row[0] < found.first]
        if found.determiner in ("a", "an", "another") or not found.determiner:
            if len(labels) != 1:
                return None
            row = titled[0]
        elif before:
            row = before[-1]
        elif len(labels) == 1:
            row = titled[0]
        else:
            return None
        _, label, span = row
        entity = self._d.document(noun, label, span)
        steps = (
            Step((words.span(found.first, found.last),), "description"),
            Step((span,), "its fuller name"),
        )
        return Verdict(label, "document", steps, 0.7, entity, at=found.first)


def _begins(words: Words, at: int) -> bool:
    """Whether the word at ``at`` is the first of its sentence but for marks."""
    while at > 0 and not words.opens(at) and not words.lower[at - 1][0].isalnum():
        at -= 1
    return words.opens(at)
