"""Naming: from a phrase and the entity behind it to the name that is printed, with the chain of evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading.speakers.countries import SEATS, country_of
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.focus import Candidate
from onrecord.reading.speakers.kinds import kind_of_name
from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    DEMONSTRATIVE,
    HE_NOUNS,
    OFFICES,
    OUTLET_WORDS,
    POSSESSIVE,
    SHE_NOUNS,
    bag,
    gender_of_noun,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.phrases import Phrase
from onrecord.statement import Kind, Span, Step

# Descriptions that are not linked to whoever is in focus: they are how news keeps people nameless.
_VEILED = bag(
    "source official spokesman spokeswoman spokesperson reporter voter resident witness person "
    "expert analyst aide adviser advisor insider member supporter student teacher critic ally friend "
    "neighbor judge author child teen worker employee victim protester commenter user caller reader "
    "organizer strategist pollster operative driver clerk nurse officer soldier"
)
_STRONG = 2.0
_WEAK = 1.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is meant, before it is put into the contract's form.

    Args:
        name: as printed.
        kind: what it is.
        via: the chain of evidence.
        confidence: probability that it is right.
        entity: who, among the article's entities.
        options: those weighed, the likeliest first.
        at: the word where it came into focus.
    """

    name: str
    kind: Kind
    via: tuple[Step, ...]
    confidence: float
    entity: Entity | None = None
    options: tuple[Candidate, ...] = ()
    at: int | None = None

    def because(self, span: Span, reason: str, factor: float = 0.95) -> Verdict:
        """Return the verdict with a step put before its chain, a little less certain for it."""
        return replace(
            self,
            via=(Step((span,), reason), *self.via),
            confidence=self.confidence * factor,
            options=(),
            at=None,
        )


class Naming:
    """Gives entities and phrases their printed names."""

    def __init__(self, discourse: Discourse) -> None:
        self._d = discourse

    def named(self, mention: Mention, found: Phrase, step: str) -> Verdict:
        """Return the verdict for a source that names somebody.

        Args:
            mention: the name.
            found: the phrase that it stands in.
            step: ``apposition`` where the phrase is a description beside the name.
        """
        words = self._d.words
        entity = self._d.entities[mention.entity]
        span = words.span(mention.first, mention.last)
        steps = []
        if step:
            steps.append(Step((words.span(found.first, found.last),), step))
        text = self._d.text
        confidence = 0.97
        if text[slice(*span)] == entity.name or span == entity.span:
            steps.append(Step((span,), "full name" if len(mention.key) > 1 else "name"))
        else:
            reason = (
                "surname"
                if entity.kind == "person" and mention.key[-1:] == self._key(entity)
                else "short name"
            )
            steps.extend((Step((span,), reason), Step((entity.span,), "full name")))
            confidence = 0.94
        kind = kind_of_name(entity, words, mention)
        return Verdict(entity.name, kind, tuple(steps), confidence, entity, at=mention.first)

    def _key(self, entity: Entity) -> tuple[str, ...]:
        fullest = max(entity.mentions, key=lambda m: len(m.key))
        return fullest.key[-1:]

    def chosen(self, options: list[Candidate], at: int, word: str) -> Verdict:
        """Return the verdict for a pronoun, whose candidates are given, the likeliest first."""
        words = self._d.words
        best = options[0]
        entity = best.entity
        steps = [Step((words.span(at, at + 1),), f"{word}: most in focus")]
        near = words.span(best.at, best.at + 1)
        mention = self._d.names.at[best.at]
        if mention is not None:
            near = words.span(mention.first, mention.last)
        steps.append(Step((near,), "mentioned last"))
        if entity.span and entity.span != near:
            steps.append(Step((entity.span,), "full name" if entity.named else "first mentioned"))
        kind = kind_of_name(entity, words, entity.mentions[0]) if entity.mentions else entity.kind
        confidence = 0.25 + 0.7 * best.odds
        return Verdict(entity.name, kind, tuple(steps), confidence, entity, tuple(options[:3]), at)

    def by_role(
        self,
        found: Phrase,
        noun: str,
        telling: frozenset[str],
        countries: frozenset[str],
        excluded: frozenset[int],
        lone: bool = True,
    ) -> Verdict | None:
        """Return whom a description of one person means, by role or by focus; ``None`` where it stays nameless."""
        words = self._d.words
        ranked = [
            row
            for row in self._d.by_role(noun, telling, countries, found.first)
            if not self._later(row[0], found)
        ]
        ranked = [(e, score - 1.5 * (e.number in excluded), role) for e, score, role in ranked]
        ranked.sort(key=lambda row: -row[1])
        span = words.span(found.first, found.last)
        if ranked and (ranked[0][1] >= _STRONG or (ranked[0][1] >= _WEAK and found.owner is None)):
            entity, score, role = ranked[0]
            margin = score - ranked[1][1] if len(ranked) > 1 else 2.0
            confidence = min(0.95, 0.5 + 0.15 * min(score, 3.0) * min(1.0, 0.4 + margin))
            steps = (
                Step((span,), "description"),
                Step(role.passage.spans, "the same role"),
                Step((entity.span,), "full name"),
            )
            options = tuple(
                Candidate(e, max(0.05, confidence - (score - s) * 0.4), found.first) for e, s, _ in ranked[:3]
            )
            return Verdict(entity.name, "person", steps, confidence, entity, options, found.first)
        if not lone or found.owner is not None or noun in _VEILED:
            return None
        if noun not in OFFICES | HE_NOUNS | SHE_NOUNS and len(telling) < 2:
            return None
        return self._in_focus(found, noun, countries, excluded)

    def _later(self, entity: Entity, found: Phrase) -> bool:
        """Whether somebody is named for the first time far behind the description."""
        first = entity.mentions[0].first if entity.mentions else 0
        return first > found.last + 60

    def _in_focus(
        self, found: Phrase, noun: str, countries: frozenset[str], excluded: frozenset[int]
    ) -> Verdict | None:
        """Return whom a description means that no role matches: who is in focus, if nothing speaks against it."""
        lean = gender_of_noun(noun)
        roles = self._d.roles

        def fits(entity: Entity) -> float:
            if entity.kind != "person" or entity.many:
                return float("-inf")
            if not entity.named:
                return 1.0 if entity.noun == noun else float("-inf")
            if lean and entity.gender and lean != entity.gender:
                return float("-inf")
            known = frozenset[str]().union(*(r.countries for r in roles.get(entity.number, ())))
            return -2.0 * bool(countries and known and not countries & known) + 0.5 * bool(countries & known)

        options = self._d.focus.candidates(found.first, fits, excluded)
        if not options or options[0].odds < 0.5 or not options[0].entity.named:
            return None
        words = self._d.words
        best = options[0]
        if words.moment[found.first] - words.moment[best.at] > 3.0:
            return None
        steps = (
            Step((words.span(found.first, found.last),), "description: most in focus"),
            Step((best.entity.span,), "full name"),
        )
        confidence = 0.2 + 0.5 * best.odds
        return Verdict(
            best.entity.name, "person", steps, confidence, best.entity, tuple(options[:3]), found.first
        )

    def by_class(self, found: Phrase, noun: str, kind: Kind) -> Verdict | None:
        """Return the organisation or state that "the committee", "the newspaper", "the country" means."""
        words = self._d.words
        if found.stop - found.first > 2 or found.stop < found.last:
            return None
        salience = self._d.focus.salience(found.first)
        best: tuple[float, Entity] | None = None
        for number, (value, _) in salience.items():
            entity = self._d.entities[number]
            if not entity.named or entity.kind == "person":
                continue
            tail = entity.name.casefold().split()
            fits = tail[-1] == noun or (
                noun
                in (
                    "newspaper",
                    "paper",
                    "magazine",
                    "outlet",
                    "publication",
                    "network",
                    "channel",
                    "station",
                )
                and bool(set(tail) & OUTLET_WORDS)
            )
            fits = fits or (
                noun in ("country", "nation")
                and entity.kind == "state"
                and country_of(entity.name) is not None
            )
            if fits and len(tail) > 1 - (noun in ("country", "nation", "network", "paper", "newspaper")):
                score = value
                if best is None or score > best[0]:
                    best = score, entity
        if best is None:
            return None
        entity = best[1]
        steps = (
            Step((words.span(found.first, found.last),), "description"),
            Step((entity.span,), "full name"),
        )
        return Verdict(entity.name, entity.kind, steps, 0.75, entity, at=found.first)

    def nameless(self, found: Phrase, kind: Kind, owner: Verdict | None) -> Verdict:
        """Return the verdict for a source that stays nameless: its noun phrase, a possessor resolved."""
        words, text = self._d.words, self._d.text
        first, last = found.first, self._cut(found)
        while (
            first < last - 1
            and words.lower[first] in ARTICLES | DEMONSTRATIVE
            and words.lower[first + 1] != "of"
        ):
            first += 1
        steps: list[Step] = []
        span = words.span(first, last)
        name = text[slice(*span)]
        if found.owner is not None:
            begin, end = found.owner
            tail = end + (words.lower[end] in ("'s", "'", "’") if end < len(words) else 0)
            rest = text[words.starts[tail] : span[1]] if tail < last else ""
            before = text[words.starts[first] : words.starts[begin]] if first < begin else ""
            pronoun = end - begin == 1 and words.lower[begin] in POSSESSIVE
            if owner is not None and owner.name and owner.kind != "author" and rest:
                mark = "’s" if "’" in text else "'s"
                name = f"{before}{owner.name}{mark} {rest}"
                steps.extend(owner.via)
            elif pronoun and rest:
                name = f"{before}{rest}"
                span = words.starts[tail], span[1]
        entity = self._d.nameless(found.first, last, words.lower[found.head], name)
        steps.append(Step((words.span(first, last),), "nameless source"))
        confidence = 0.85 if owner is None else 0.85 * owner.confidence
        if kind == "state" and name.casefold() in SEATS:
            confidence = 0.8
        entity.kind = kind
        entity.many = kind == "group"
        return Verdict(name, kind, tuple(steps), confidence, entity, at=found.first)

    def _cut(self, found: Phrase) -> int:
        """Return where a nameless source's phrase ends: before a comma, a dash or a bracket."""
        words = self._d.words
        for k in range(found.stop, found.last):
            if words.lower[k] in (",", "(", "—", "–", "―", ";", ":") and self._d.names.at[k] is None:
                return k
        return found.last
