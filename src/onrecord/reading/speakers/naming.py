"""Naming: from a phrase and the entity behind it to the name that is printed, with the chain of
evidence."""

from __future__ import annotations

from onrecord.reading.speakers.countries import SEATS
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.documents import made_by
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.focus import Candidate
from onrecord.reading.speakers.kinds import kind_of_name
from onrecord.reading.speakers.lexicon import ARTICLES, DASHES, DEMONSTRATIVE, IT, POSSESSIVE, THEY, bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.phrases import PARTICIPLES, Phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Alternative, Kind, Passage, Speaker, Step

# How often each form was resolved rightly on the labelled articles.
_FULL, _SHORT, _NAME, _NAMELESS, _APPOSED = 0.97, 0.97, 0.88, 0.85, 0.92
_IT, _THEY = 0.6, 0.88  # of the odds' confidence, for "it" and "they"
_NEARLY = 0.2  # odds from which somebody else is listed as an alternative
_OWNER = 6  # words of a nameless owner that stands in for "their"
_DAYS = bag("monday tuesday wednesday thursday friday saturday sunday today yesterday")


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
        confidence = _FULL
        if text[slice(*span)] == entity.name or span == entity.span:
            steps.append(Step((span,), "full name" if len(mention.key) > 1 else "name"))
            confidence = _FULL if len(mention.key) > 1 else _NAME
        else:
            reason = (
                "surname"
                if entity.kind == "person" and mention.key[-1:] == self._key(entity)
                else "short name"
            )
            steps.extend((Step((span,), reason), Step((entity.span,), "full name")))
            confidence = _SHORT
        kind = kind_of_name(entity, words, mention)
        confidence = min(confidence, _APPOSED) if step else confidence
        return Verdict(entity.name, kind, tuple(steps), confidence, entity, at=mention.first)

    def _key(self, entity: Entity) -> tuple[str, ...]:
        return max((mention.key for mention in entity.mentions), key=len)[-1:]

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
        confidence = (0.25 + 0.7 * best.odds) * (_IT if word in IT else _THEY if word in THEY else 1.0)
        return Verdict(entity.name, kind, tuple(steps), confidence, entity, tuple(options[:3]), at)

    def nameless(self, found: Phrase, kind: Kind, owner: Verdict | None) -> Verdict:
        """Return the verdict for a source that stays nameless: its noun phrase, a possessor resolved."""
        words, text = self._d.words, self._d.text
        first, last = found.first, self._cut(found, kind)
        while (
            first < last - 1
            and (
                words.lower[first] in ARTICLES
                or (words.lower[first] in DEMONSTRATIVE and found.stop > first + 1)
            )
            and words.lower[first + 1] not in ("of", "'s")
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
            pronoun = end - begin == 1 and words.lower[begin] in (*POSSESSIVE, "whose")
            short = owner is not None and (owner.kind == "person" or len(owner.name.split()) <= _OWNER)
            if owner is not None and owner.name and owner.kind != "author" and rest and short:
                mark = "’s" if "’" in text else "'s"
                name = f"{before}{owner.name}{mark} {rest}"
                steps.extend(owner.via)
            elif pronoun and rest:
                name = f"{before}{rest}"
                span = words.starts[tail], span[1]
        entity = self._d.nameless(found.first, last, words.lower[found.head], name)
        steps.append(Step((words.span(first, last),), "nameless source"))
        if (
            last - first == 1
            and owner is None
            and found.determiner in ("the", "those", "these")
            and entity.name != name
        ):
            name = entity.name
            steps.append(Step((entity.span,), "first mentioned"))
            kind = entity.kind
        confidence = _NAMELESS if owner is None else _NAMELESS * owner.confidence
        if kind == "state" and name.casefold() in SEATS:
            confidence = 0.8
        self._d.take_for(entity, kind, many=kind == "group")
        return Verdict(name, kind, tuple(steps), confidence, entity, at=found.first)

    def _cut(self, found: Phrase, kind: Kind) -> int:
        """Return where a nameless source's phrase ends: before a comma, a dash or a bracket."""
        words = self._d.words
        for k in range(found.stop, found.last):
            if (words.lower[k] in (",", "(", ";", ":") or words.lower[k] in DASHES) and self._d.names.at[
                k
            ] is None:
                return self._without_time(found.stop, k)
            verb = (
                words.lower[k] in PARTICIPLES
                and not words.capital[k]
                and not words.lower[k - 1].endswith("ly")
            )
            if kind == "document" and verb:
                return made_by(words, self._d.names, k, found.last) or k
        return self._without_time(found.stop, found.last)

    def _without_time(self, stop: int, last: int) -> int:
        """Leave out a weekday at a phrase's end ("a rally on Monday")."""
        lower = self._d.words.lower
        if last > stop and lower[last - 1] in _DAYS:
            last -= 1
            if last > stop and lower[last - 1] == "on":
                last -= 1
        elif last > stop and lower[last - 1] in ("alike", "here"):
            last -= 1
        return last


def speaker_of(discourse: Discourse, verdict: Verdict) -> Speaker:
    """Put a verdict into the contract's form."""
    entity = verdict.entity
    passages: tuple[Passage, ...] = ()
    if entity is not None and entity.kind == "person":
        passages = tuple(role.passage for role in discourse.roles.get(entity.number, ()))
    others = tuple(
        Alternative(option.entity.name, round(option.odds, 2))
        for option in verdict.options
        if option.odds >= _NEARLY and option.entity.name != verdict.name
    )
    return Speaker(
        verdict.name, verdict.kind, passages, verdict.via, round(verdict.confidence, 2), others[:3]
    )
