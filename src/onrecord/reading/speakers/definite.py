"""Definite descriptions: whom "the French leader" means, and "a judge" whose name comes later."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.reading.speakers.bodies import LEDE
from onrecord.reading.speakers.descriptions import (
    ELSEWHERE,
    SAME,
    Role,
    content_words,
    match,
    synonyms,
)
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.focus import Candidate
from onrecord.reading.speakers.heroes import VEILED, hero, only_one
from onrecord.reading.speakers.kinds import is_aged
from onrecord.reading.speakers.lexicon import (
    BREAKS,
    HE_NOUNS,
    OFFICES,
    PARTIES,
    PREPOSITIONS,
    SHE_NOUNS,
    bag,
    gender_of_noun,
    kind_of_noun,
)
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.reading.speakers.words import Words
from onrecord.statement import Step

_MANY = bag(
    "supporter aide adviser advisor spokesman spokeswoman ally critic friend rival opponent colleague "
    "official"
)

# Scores from which a description is taken to mean somebody; set on the tuning part.
_LEAST = 1.2
_LEAST_TIED = 1.0  # "Ruiz's lawyer", and one person alone is a lawyer for Ruiz
_LEAST_OWNED = 1.75  # "his chairman": only by the role's own noun
_FOCUS = 0.8
_HERO = 0.4  # for whom the whole article is about
_NEAR = 3.0  # sentences back to somebody whom a description means by focus alone
_CLAUSES = bag("and or but so then said says")
_UNNAMED = bag("woman man mother father girl boy wife husband widow guy")
_LEGION = bag(
    "user commenter poster reader viewer caller fan voter resident"
)  # too many to be one named later
_SENDING = bag("spokesman spokeswoman spokesperson correspondent reporter")
_RANKS = bag("deputy senior chief former longtime national press top")
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
        if noun in _UNNAMED and self._d.told_of(found.first, found.stop):
            return None
        telling, countries = content_words(words, found.first, found.stop)
        ranked = [
            _Match(entity, score - 1.5 * (entity.number in excluded), role, found.first)
            for entity, score, role in self._d.by_role(noun, telling, countries, found.first)
        ]
        ranked = [one for one in ranked if not self._ahead(one.entity, found)] or ranked
        if noun in VEILED:
            ranked = [one for one in ranked if one.role is not None and synonyms(noun) & one.role.words]
        ranked = [one for one in ranked if one.role is None or not self._anothers(found, noun, one.role)]
        sent = noun == "representative" and any(
            m is not None for m in self._d.names.at[found.first : found.head]
        )
        linkable = (
            found.owner is None and noun not in VEILED and not sent
        )  # "the Harbour Front representative"
        aged = is_aged(words, found)
        if (
            lone
            and linkable
            and (
                noun in OFFICES | HE_NOUNS | SHE_NOUNS | PARTIES
                or len(telling) > 1
                or aged
                or found.determiner == "the"
            )
        ):
            taken = {one.entity.number for one in ranked}
            ranked.extend(
                m for m in self._in_focus(found, noun, countries, excluded) if m.entity.number not in taken
            )
        ranked.sort(key=lambda one: -one.score)
        exact = [one for one in ranked if one.role is not None and synonyms(noun) & one.role.words]
        least = _LEAST if found.owner is None or (len(exact) == 1 and noun not in _MANY) else _LEAST_OWNED
        if found.owner is not None:
            owner = frozenset(words.lower[slice(*found.owner)])
            tied = [one for one in ranked if one.role is not None and owner & one.role.words]
            ranked, least = (tied, _LEAST_TIED) if len(tied) == 1 else (ranked, least)
        if not ranked or ranked[0].score < least:
            return only_one(self._d, found) if lone else None
        best = ranked[0]
        if not best.entity.named and best.entity.noun == noun:
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

    def _anothers(self, found: Phrase, noun: str, role: Role) -> bool:
        """Whether "the Ruiz family spokesman" speaks for others than somebody does with the same office."""
        if noun not in _SENDING:
            return False
        sent = {w for m in self._d.names.at[found.first : found.head] if m is not None for w in m.key}
        return bool(sent) and not sent & role.words and bool(role.words - synonyms(noun) - _RANKS)

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
        behind = self._behind(found)
        aged = is_aged(words, found)
        about = hero(self._d) if found.stop == found.last else None
        people = self._d.focus.salience(found.first, lambda one: one.kind == "person" and not one.many)
        for number, standing in people.items():
            value, at = standing.value, standing.at
            entity = self._d.entities[number]
            if number in behind or words.moment[found.first] - words.moment[at] > _NEAR:
                continue
            if self._one_clause(at, found.first):
                continue
            if not entity.named and entity.noun != noun and noun not in ("man", "woman"):
                continue
            if lean and entity.gender and lean != entity.gender:
                continue
            if number != about and kind_of_noun(noun) is None and noun.endswith(("er", "or")) and not aged:
                continue  # nothing but its form tells that "the tanker" or "the executioner" is a person
            known = frozenset[str]().union(*(r.countries for r in roles.get(number, ())))
            fit = -2.0 * bool(countries and known and not countries & known) + 0.5 * bool(countries & known)
            fit += (
                _HERO * (number == about) + 0.8 * (not entity.named) + 0.5 * aged - 1.5 * (number in excluded)
            )
            matches.append(_Match(entity, _FOCUS + 0.7 * min(value, 2.0) + fit, None, at))
        return matches

    def _one_clause(self, named: int, at: int) -> bool:
        """Whether somebody is named in the clause of a description, which then means somebody else.

        In "Ruiz said to the candidate" Ruiz is not the candidate (principle C: Chomsky, 1981).
        """
        words = self._d.words
        if words.sentence[named] != words.sentence[at] or words.quoted[named] != words.quoted[at]:
            return False
        mention = self._d.names.at[named]
        if mention is not None and words.lower[mention.last : mention.last + 1] == ["'s"]:
            return False
        between = words.lower[named + 1 : at]
        if between and between[-1] in PREPOSITIONS and "said" in between[-2:-1]:
            between = between[:-2]  # "said to the candidate"
        return not any(word in BREAKS or word in _CLAUSES or not word[0].isalnum() for word in between)

    def _behind(self, found: Phrase) -> frozenset[int]:
        """Return who is named in the clause of a description behind it ("The man asked Ruiz")."""
        words = self._d.words
        named = set()
        for k in range(found.last, len(words)):
            word = words.lower[k]
            if words.sentence[k] != words.sentence[found.head] or words.quoted[k] != words.quoted[found.head]:
                break
            if word in BREAKS or word in _CLAUSES or not word[0].isalnum():
                break
            mention = self._d.names.at[k]
            if mention is not None and mention.entity >= 0:
                named.add(mention.entity)
        return frozenset(named)

    def ahead(self, found: Phrase) -> Verdict | None:
        """Return who is named only after a description that opens the article; ``None`` where that is open.

        News tells first what somebody is and then who: "A judge stopped the sale. Judge Ana Ruiz wrote". It is
        the one person named further on with that role, or the first one who fits a woman or a man.
        """
        words = self._d.words
        noun = words.lower[found.head]
        telling, countries = content_words(words, found.first, found.stop)
        opens = words.paragraph[found.first] < (2 * LEDE if noun in _UNNAMED else LEDE)
        if found.determiner not in ("a", "an", "the", "") or not opens or noun in _LEGION:
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
            if any(
                synonyms(noun) & role.words and match([role], noun, telling, countries)[0] >= SAME - ELSEWHERE
                for role in self._d.roles.get(e.number, ())
            )
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


def _begins(words: Words, at: int) -> bool:
    """Whether the word at ``at`` is the first of its sentence but for marks."""
    while at > 0 and not words.opens[at] and not words.lower[at - 1][0].isalnum():
        at -= 1
    return words.opens[at]
