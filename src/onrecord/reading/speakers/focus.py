"""Focus: who is on the reader's mind at a place in the text, and whom a pronoun there means.
 Every mention adds to its entity's salience by its grammatical place, and fades by half with each sentence
(Lappin and Leass, Computational Linguistics 1994); subjects outrank objects (centering: Grosz, Joshi and
Weinstein, Computational Linguistics 1995). Gender and number come in as odds, not as filters, as far as
they are only guessed.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import HE, IT, NOUNS, PREPOSITIONS, SHE, THEY, bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

# Weights and rates below were set on the tuning part.
SUBJECT = 1.0
OBJECT = 0.55
OBLIQUE = 0.5
MODIFIER = 0.25
SPEAKER = 1.6
QUOTED = 0.2
LAST_SPEAKER = 0.4  # log-odds that who spoke last goes on
_FADE = 0.55
_SAME_SENTENCE = 1.5
_WORD_FADE = 0.995
_NAMED_IN_CONTENT = 1.5
_SHARPNESS = 1.2
_KNOWN = 1.5  # votes from which a gender counts as known
_FAINT = 1e-3
_FORGOTTEN = 16.0  # sentences back beyond which a mention counts no longer
_LEANS, _UNKNOWN, _LEANS_AWAY = -0.5, -0.9, -2.5  # log-odds by the evidence for a gender

_VERBS = bag(
    "is was are were has had have will would can could should may might must did does do said says say "
    "told tells also now then never still just already later recently once went came made took got gave "
    "won lost ran began spoke wrote thought knew felt saw kept held put set let led met left brought "
    "stood found himself herself"
)


@dataclass(frozen=True, slots=True)
class Event:
    """An entity coming into focus: the word where, and how strongly."""

    at: int
    entity: int
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, with the odds among all candidates and the place of the latest mention."""

    entity: Entity
    odds: float
    at: int


def _place(event: Event) -> int:
    return event.at


def place_weight(words: Words, first: int, last: int) -> float:
    """Return the weight of a mention by its grammatical place, guessed from the words around it."""
    if words.quoted[first]:
        return QUOTED
    behind = words.lower[last] if last < len(words) else "."
    before = words.lower[first - 1] if first and not words.opens(first) else ""
    if behind == "'s":
        return OBLIQUE
    if behind in NOUNS:
        return MODIFIER
    if before in ("'s", "is", "was", "are") and words.lower[first - 2 : first - 1] == ["there"]:
        return SUBJECT
    verb = behind in _VERBS or (behind.endswith(("ed", "es")) and len(behind) > 4 and not behind[0].isupper())
    if before in PREPOSITIONS:
        return OBLIQUE
    if not before or verb:
        return SUBJECT
    if before in (",", '"', "”", "and", "but", "“"):
        return 0.8
    return OBJECT


class Focus:
    """The entities in focus, fed in the order of the text.

    Args:
        words: the article's words.
        entities: all entities; the list may grow.
    """

    def __init__(self, words: Words, entities: list[Entity]) -> None:
        self._words = words
        self._entities = entities
        self._events: list[Event] = []

    def note(self, at: int, entity: int, weight: float) -> None:
        """Bring an entity into focus at a word."""
        insort(self._events, Event(at, entity, weight), key=_place)

    def note_mentions(self, mentions: Iterable[Mention]) -> None:
        """Bring named entities into focus where they are named."""
        for mention in mentions:
            if mention.entity >= 0:
                self.note(
                    mention.first, mention.entity, place_weight(self._words, mention.lead, mention.last)
                )

    def salience(self, at: int) -> dict[int, tuple[float, int]]:
        """Return each entity's salience before the word ``at``, with its latest mention before it."""
        moment, plain = self._words.moment, self._words.unquoted
        best: dict[tuple[int, float], float] = {}
        latest: dict[int, int] = {}
        here = moment[at]
        for k in range(bisect_left(self._events, at, key=_place) - 1, -1, -1):
            event = self._events[k]
            if here - moment[event.at] > _FORGOTTEN:
                break
            key = event.entity, moment[event.at]
            weight = event.weight * _WORD_FADE ** (plain[at] - plain[event.at])
            if self._words.sentence[event.at] == self._words.sentence[at]:
                weight *= _SAME_SENTENCE
            best[key] = max(best.get(key, 0.0), weight)
            latest[event.entity] = max(latest.get(event.entity, -1), event.at)
        total: dict[int, float] = {}
        for (entity, when), weight in best.items():
            total[entity] = total.get(entity, 0.0) + weight * _FADE ** (here - when)
        return {entity: (value, latest[entity]) for entity, value in total.items()}

    def candidates(
        self, at: int, fits: Callable[[Entity], float], excluded: frozenset[int] = frozenset()
    ) -> list[Candidate]:
        """Return who may be meant at the word ``at``, the likeliest first.

        Args:
            at: the word.
            fits: the log-odds of an entity by all but its salience; minus infinity rules it out.
            excluded: entities that the statement's own content names, and who are thus less likely its
                speaker.
        """
        scored = []
        for number, (value, latest) in self.salience(at).items():
            entity = self._entities[number]
            fit = fits(entity)
            if fit == -math.inf or value < _FAINT:
                continue
            score = _SHARPNESS * math.log(value) + fit - _NAMED_IN_CONTENT * (number in excluded)
            scored.append((score, latest, entity))
        if not scored:
            return []
        scored.sort(key=lambda row: (-row[0], -row[1]))
        top = scored[0][0]
        mass = sum(math.exp(score - top) for score, _, _ in scored)
        return [Candidate(entity, math.exp(score - top) / mass, latest) for score, latest, entity in scored]


def fit_of(pronoun: str) -> Callable[[Entity], float]:
    """Return how well entities fit a pronoun, as log-odds."""
    if pronoun in HE or pronoun in SHE:
        masculine = pronoun in HE
        return lambda entity: _gender_fit(entity, masculine)
    if pronoun in THEY:
        return _they_fit
    if pronoun in IT:
        return _it_fit
    return lambda entity: 0.0


def _gender_fit(entity: Entity, masculine: bool) -> float:
    if entity.kind != "person" or entity.many:
        return -math.inf
    lean = entity.he - entity.she if masculine else entity.she - entity.he
    if lean <= -_KNOWN:
        return -math.inf
    if lean >= _KNOWN:
        return 0.0
    return _LEANS if lean > 0 else _UNKNOWN if lean == 0 else _LEANS_AWAY


def _they_fit(entity: Entity) -> float:
    if entity.many or entity.kind == "group":
        return 0.0
    if entity.kind == "organisation":
        return -0.9
    if entity.kind == "state":
        return -2.0
    return -3.0 if entity.kind == "person" else -2.5


def _it_fit(entity: Entity) -> float:
    if entity.kind in ("person", "group") or entity.many:
        return -math.inf
    return 0.0 if entity.kind == "organisation" else -0.4
