"""Focus: who is on the reader's mind at a place in the text, and whom a pronoun there means.
 Every mention adds to its entity's salience by its grammatical place, and fades by half with each sentence
(Lappin and Leass, Computational Linguistics 1994); subjects outrank objects (centering: Grosz, Joshi and
Weinstein, Computational Linguistics 1995). Gender and number come in as odds, not as filters, as far as
they are only guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import ARTICLES, NOUNS, PAUSES, PREPOSITIONS, bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.ranking import (
    NOTHING,
    Asking,
    Event,
    Ranking,
    Standing,
    carried,
    features,
    fits,
)
from onrecord.reading.speakers.words import Words

# Weights and rates below were set on the tuning part.
SUBJECT = 1.0
OBJECT = 0.55
OBLIQUE = 0.5
MODIFIER = 0.25
SPEAKER = 1.6
QUOTED = 0.2
_FADE = 0.55
_SAME_SENTENCE = 1.5
_WORD_FADE = 0.995
_FAINT = 1e-3
_FORGOTTEN = 16.0  # sentences back beyond which a mention counts no longer

_VERBS = bag(
    "is was are were has had have will would can could should may might must did does do said says say "
    "told tells also now then never still just already later recently once went came made took got gave "
    "won lost ran began spoke wrote thought knew felt saw kept held put set let led met left brought "
    "stood found himself herself"
)

_CLAUSE_MARKS = PAUSES | {";", ":"}


class Candidate(NamedTuple):
    """Somebody who may be meant, with the odds among all candidates and the place of the latest mention."""

    entity: Entity
    odds: float
    at: int


def place_weight(words: Words, first: int, last: int) -> float:
    """Return the weight of a mention by its grammatical place, guessed from the words around it."""
    if words.quoted[first]:
        return QUOTED
    behind = words.lower[last] if last < len(words) else "."
    before = words.lower[first - 1] if first and not words.opens[first] else ""
    if behind == "'s":
        return OBLIQUE
    if behind in NOUNS:
        return MODIFIER
    if before in ("'s", "is", "was", "are") and words.lower[first - 2 : first - 1] == ["there"]:
        return SUBJECT
    verb = behind in _VERBS or (behind.endswith(("ed", "es")) and len(behind) > 4 and not behind[0].isupper())
    if before in PREPOSITIONS:
        return SUBJECT if _is_topic(words, first, behind) else OBLIQUE
    if not before or verb:
        return SUBJECT
    if before in (",", '"', "”", "and", "but", "“"):
        return 0.8
    return OBJECT


def _is_topic(words: Words, first: int, behind: str) -> bool:
    """Whether what stands at ``first`` is named to speak of it ("As for Ruiz", "For Ruiz, it was hard")."""
    while first > 1 and words.sentence[first - 1] == words.sentence[first] and _qualifies(words, first - 1):
        first -= 1
    if words.lower[first - 1] != "for" or first < 2:
        return False
    if words.lower[first - 2] == "as" and words.opens[first - 2]:
        return True
    return words.opens[first - 1] and behind == ","


def _qualifies(words: Words, at: int) -> bool:
    """Whether a word may stand between "as for" and a name ("the very moderate")."""
    word = words.lower[at]
    return word in ARTICLES or (word.isalpha() and word not in PREPOSITIONS and not words.capital[at])


def leads_sentence(words: Words, mention: Mention) -> bool:
    """Whether somebody named may be what a sentence, or its clause behind a comma, is about.

    Nobody is who only qualifies a noun ("Ruiz aides"), owns something, or has a verb or a preposition before.
    """
    last = mention.last
    if words.quoted[mention.first]:
        return False
    goes_on = last < len(words) and words.sentence[last] == words.sentence[last - 1]
    if goes_on and (words.lower[last] == "'s" or words.lower[last] in NOUNS or words.capital[last]):
        return False
    if mention.lead and _is_topic(words, mention.lead, words.lower[last] if last < len(words) else "."):
        return True
    if words.lower[mention.lead - 2 : mention.lead] in (["there", "'s"], ["there", "is"], ["there", "was"]):
        return True
    for k in range(mention.lead - 1, -1, -1):
        word = words.lower[k]
        if words.sentence[k] != words.sentence[mention.first] or word in _CLAUSE_MARKS:
            break
        if word in PREPOSITIONS or word in _VERBS or word.endswith("ing"):
            return False
    return True


class Focus:
    """The entities in focus, fed in the order of the text.

    Args:
        words: the article's words.
        entities: all entities; the list may grow.
        ranking: what weighs candidates; by default the one that the package carries.
    """

    def __init__(self, words: Words, entities: list[Entity], ranking: Ranking | None = None) -> None:
        self._words = words
        self._ranking = ranking or carried()
        self._entities = entities
        self._events: list[Event] = []
        self._places: list[int] = []  # the words of the events

    def note(self, at: int, entity: int, weight: float, leads: bool = False) -> None:
        """Bring an entity into focus at a word."""
        k = bisect_right(self._places, at)
        self._places.insert(k, at)
        self._events.insert(k, Event(at, entity, weight, leads))

    def note_mentions(self, mentions: Iterable[Mention]) -> None:
        """Bring named entities into focus where they are named."""
        led = -1
        for mention in mentions:
            if mention.entity < 0:
                continue
            weight = place_weight(self._words, mention.lead, mention.last)
            sentence = self._words.sentence[mention.first]
            leads = mention.kind == "person" and sentence != led and leads_sentence(self._words, mention)
            led = sentence if leads else led
            self.note(mention.first, mention.entity, weight, leads)

    def salience(self, at: int, wanted: Callable[[Entity], bool] = lambda _: True) -> dict[int, Standing]:
        """Return how much each entity is in focus before the word ``at``, the one mentioned last first.

        Args:
            at: the word.
            wanted: whether an entity is asked for; by default all are.
        """
        moment = self._words.moment
        oldest = bisect_left(moment, moment[at] - _FORGOTTEN)
        first, last = (bisect_left(self._places, word) for word in (oldest, at))
        noted: defaultdict[int, list[Event]] = defaultdict(list)
        for event in reversed(self._events[first:last]):
            noted[event.entity].append(event)
        return {
            entity: self._standing(at, events)
            for entity, events in noted.items()
            if wanted(self._entities[entity])
        }

    def _standing(self, at: int, events: Sequence[Event]) -> Standing:
        """Return how much an entity is in focus at the word ``at`` by what was noted of it, the latest first.

        Of each sentence the strongest mention counts.
        """
        moment, plain, sentence = self._words.moment, self._words.unquoted, self._words.sentence
        here, read, own = moment[at], plain[at], sentence[at]
        latest = events[0]
        value = best = 0.0
        when = moment[latest.at]
        for event in events:
            word = event.at
            weight = event.weight * _WORD_FADE ** (read - plain[word])
            if sentence[word] == own:
                weight *= _SAME_SENTENCE
            if moment[word] != when:
                value += best * _FADE ** (here - when)
                when, best = moment[word], weight
            elif weight > best:
                best = weight
        return Standing(value + best * _FADE ** (here - when), latest.at, latest.weight, len(events))

    def _leader(self, at: int, options: set[int]) -> Event | None:
        """Return who of the candidates leads the latest sentence before the word ``at``, its own included."""
        for k in range(bisect_left(self._places, at) - 1, -1, -1):
            event = self._events[k]
            if event.leads and event.entity in options:
                return event
            if self._words.moment[at] - self._words.moment[event.at] > _FORGOTTEN:
                break
        return None

    def candidates(
        self, at: int, pronoun: str, asking: Asking = NOTHING, barred: frozenset[str] = frozenset()
    ) -> list[Candidate]:
        """Return whom a pronoun at the word ``at`` may mean, the likeliest first.

        Args:
            at: the word.
            pronoun: the pronoun; any other word may mean anybody.
            asking: what is known of it beyond its place.
            barred: names of those who are not meant.
        """
        options = [
            (self._entities[number], standing)
            for number, standing in self.salience(at, lambda entity: fits(pronoun, entity)).items()
            if standing.value >= _FAINT
        ]
        if barred:
            options = [row for row in options if not barred & _names(row[0])]
        leader = self._leader(at, {entity.number for entity, _ in options})
        rows = [
            (
                entity,
                features(self._words, at, pronoun, entity, standing, asking, leader),
            )
            for entity, standing in options
        ]
        odds = self._ranking.odds(at, rows)
        found = [
            Candidate(entity, chance, standing.at)
            for (entity, standing), chance in zip(options, odds, strict=True)
        ]
        found.sort(key=lambda one: (-one.odds, -one.at))
        return found


def _names(entity: Entity) -> frozenset[str]:
    return frozenset({entity.name, *(one.name for one in entity.members)})
