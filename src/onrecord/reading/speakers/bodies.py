"""Bodies, places and papers: which one "the panel", "the network", "the city" or "the poll" means."""

from __future__ import annotations

from functools import lru_cache

from onrecord.reading.speakers.countries import country_of
from onrecord.reading.speakers.descriptions import content_words
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    DEMONSTRATIVE,
    DOCUMENT_NOUNS,
    OUTLET_WORDS,
    REMEMBERED,
    bag,
)
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Step

LEDE = 4  # paragraphs that open an article, its headline among them
_FIRMS = bag(
    "company firm giant maker carmaker automaker chipmaker retailer manufacturer insurer startup start-up"
)
_BODIES = _FIRMS | bag(
    "agency department organisation organization group nonprofit non-profit charity bank union alliance bloc"
)
_ANY_BODY = bag(
    "federal national new nonpartisan non-partisan independent powerful influential news "
    "online media private public tech technology internet software search social chip phone retail food oil"
)
_FAINT = 0.5  # of the foremost body's salience, for one that is only of the same sort
_FAINTER = 0.1  # likewise for one that has the noun in its name
_CLEAR = 0.3
_PLAIN = bag("new latest recent same earlier other separate fresh nearly almost")
_AHEAD = 60  # words ahead to somebody who is not named yet
_PLACES = bag("city town village country nation state province")
_CITIES = bag("city town village")
_PAPERS = bag("newspaper paper daily tabloid broadsheet")
_BROADCASTERS = bag("network channel station broadcaster")
_SITES = bag("website site blog portal forum")
_OUTLETS = bag("outlet publication magazine site website") | _PAPERS | _BROADCASTERS
_ON_AIR = bag(
    "tv radio cnn bbc nbc cbs abc fox msnbc npr rt network television broadcasting cnbc espn univision telemundo"
)
_IN_PRINT = OUTLET_WORDS - _ON_AIR - bag("network agency wire")
_ALIKE = [
    bag(words)
    for words in (
        "panel committee commission subcommittee board council",
        "agency bureau office department administration service authority centre center",
        "department ministry",
        "court tribunal",
        "group organization organisation association coalition society alliance union committee fund foundation "
        "institute project league pac center centre council",
        "charity foundation fund trust society",
        "website site blog portal forum publication outlet",
        "newspaper paper daily tabloid broadsheet publication outlet magazine",
        "network channel station broadcaster",
        "company firm giant maker startup start-up manufacturer retailer publisher corporation "
        "corp inc ltd llc plc co motors industries group holdings",
        "bank",
        "university college school institute",
        "party",
        "campaign camp",
    )
]


@lru_cache(maxsize=REMEMBERED)
def alike(noun: str) -> frozenset[str]:
    """Return the nouns that bodies may be called by that are a ``noun``, itself included."""
    return frozenset({noun}).union(*(group for group in _ALIKE if noun in group))


def plain(entity: Entity) -> frozenset[str]:
    """Return the words of a name, case-folded, without marks."""
    return frozenset(word.strip(".,’'\"") for word in entity.name.casefold().split())


def is_a(entity: Entity, noun: str, said: frozenset[str] = frozenset()) -> bool:
    """Whether a common noun fits a named body or place.

    Args:
        entity: the body or place.
        noun: the noun, case-folded.
        said: the other words of the description, which the name must have.
    """
    name = plain(entity)
    if not said <= name:
        return False
    if noun in _PLACES:
        if entity.kind != "state":
            return noun in name and len(name) > 1
        return (noun in _CITIES) == (country_of(entity.name) is None)
    if noun in _OUTLETS:
        on_air, in_print = bool(name & _ON_AIR), bool(name & _IN_PRINT)
        return on_air if noun in _BROADCASTERS else in_print if noun in _PAPERS else on_air or in_print
    return len(name) > 1 and bool(name & alike(noun))


class Bodies:
    """Finds which named body, place or paper a description means.

    Args:
        discourse: the article.
    """

    def __init__(self, discourse: Discourse) -> None:
        self._d = discourse

    def body(self, found: Phrase) -> Verdict | None:
        """Return the organisation or place that "the committee", "the newspaper", "the city" means."""
        words = self._d.words
        noun = words.lower[found.head]
        said = frozenset(words.lower[found.first + 1 : found.head]) - _ANY_BODY
        if found.stop < found.last or found.owner is not None or len(said) > 2:
            return None
        best: tuple[float, Entity] | None = None
        foremost = self._foremost(found.first, noun) if noun in _BODIES and not said else None
        bodies = self._d.focus.salience(
            found.first, lambda one: one.named and one.kind != "person" and not one.many
        )
        for number, standing in bodies.items():
            entity = self._d.entities[number]
            told = bool(alike(noun) & self._d.sorts.get(number, frozenset()))
            if not told and (noun in _SITES or not is_a(entity, noun, said)):
                continue
            so_called = noun in plain(entity) | self._d.sorts.get(number, frozenset())
            least = _FAINTER if so_called else _FAINT
            faint = foremost is not None and standing.value < least * foremost[0]
            if not faint and (best is None or standing.value > best[0]):
                best = standing.value, entity
        best = best or foremost
        if best is None or self._described_since(found, best[1], said):
            return None
        entity = best[1]
        steps = (
            Step((words.span(found.first, found.last),), "description"),
            Step((entity.span,), "full name"),
        )
        return Verdict(entity.name, entity.kind, steps, 0.75, entity, at=found.first)

    def site(self, found: Phrase) -> Verdict | None:
        """Return the site that "the website" means; ``None`` where the article names none, or for another document."""
        return self.body(found) if self._d.words.lower[found.head] in _SITES else None

    def _described_since(self, found: Phrase, named: Entity, said: frozenset[str]) -> bool:
        """Whether a nameless body of the same noun was spoken of after a named one ("an Orlenian panel")."""
        noun = self._d.words.lower[found.head]
        if named.kind != "organisation":
            return False
        salience = self._d.focus.salience(
            found.first, lambda one: one is named or (not one.named and one.noun == noun)
        )
        own = salience.pop(named.number, None)
        if own is None:
            return False
        since = [plain(self._d.entities[number]) for number, one in salience.items() if one.at > own.at]
        return any(len(name) > 1 and said <= name for name in since)

    def tail(self, found: Phrase) -> Verdict | None:
        """Return the one body whose name begins or ends with the words ("the board of docks", "the Wharf")."""
        words = self._d.words
        if found.determiner != "the" or found.owner is not None or found.last - found.first < 2:
            return None
        last = next((k for k in range(found.first, found.last) if words.lower[k] in (",", "(")), found.last)
        said = tuple(w for w in words.lower[found.first + 1 : last] if w[0].isalnum())
        single = len(said) == 1
        capital = words.capital[found.first + 1] and not words.opens[found.first + 1]
        if not said or (single and not capital):
            return None
        if not single and (found.stop == found.last or "of" not in said):
            return None
        fitting = [
            e
            for e in self._d.entities
            if e.named
            and e.kind == "organisation"
            and any(
                len(m.key) > len(said) and (m.key[-len(said) :] == said or (single and m.key[:1] == said))
                for m in e.mentions
            )
        ]
        if len(fitting) != 1:
            return None
        steps = (
            Step((words.span(found.first, last),), "short name"),
            Step((fitting[0].span,), "full name"),
        )
        return Verdict(fitting[0].name, "organisation", steps, 0.8, fitting[0], at=found.first)

    def named_body(self, found: Phrase) -> Verdict | None:
        """Return the one body that a description means whose name comes later ("a harbour panel").

        It is the only one whose name holds all that the description says; where an article opens with it, the next
        one that is of the sort.
        """
        words = self._d.words
        noun = words.lower[found.head]
        said = frozenset(w for w in words.lower[found.first : found.head] if w[0].isalnum())
        said -= _ANY_BODY | ARTICLES | DEMONSTRATIVE
        if found.stop < found.last or noun in DOCUMENT_NOUNS:
            return None
        if found.owner is not None:  # "the country's top harbour agency"
            if words.lower[found.owner[1] - 1] not in _PLACES or words.paragraph[found.first] >= LEDE:
                return None
            said = frozenset()
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
        if not said and self._described_since(found, entity, said):
            return None
        steps = (
            Step((words.span(found.first, found.last),), "description"),
            Step((entity.span,), "the body so named"),
        )
        return Verdict(entity.name, entity.kind, steps, 0.65, entity, at=found.first)

    def _foremost(self, at: int, noun: str) -> tuple[float, Entity] | None:
        """Return the organisation that is by far the most in focus; ``None`` where two are close.

        What is said to be of another sort than ``noun`` is left out, and what is named after another ("Ruizline Ferry"
        beside "Ruizline"), which it brings into focus: that one makes or has it.
        """
        standing: dict[int, float] = {}
        for number, found in self._d.focus.salience(at).items():
            entity = self._d.entities[number]
            outlet = set(entity.name.casefold().split()) & OUTLET_WORDS
            other = number in self._d.sorts and not self._d.sorts[number] & alike(noun)
            if entity.named and not outlet and not other and self._may_be_body(entity, noun):
                standing[number] = found.value
        for number in list(standing):
            name = self._d.entities[number].name
            maker = next((k for k in standing if name.startswith(self._d.entities[k].name + " ")), None)
            if maker is not None:
                standing[maker] = max(standing[maker], standing.pop(number))
        ranked = sorted(((value, -number) for number, value in standing.items()), reverse=True)
        if not ranked or ranked[0][0] < _CLEAR or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
            return None
        entity = self._d.entities[-ranked[0][1]]
        self._d.take_for(entity, "organisation", entity.many)
        return ranked[0][0], entity

    def _may_be_body(self, entity: Entity, noun: str) -> bool:
        """Whether a name is an organisation's, or a firm's taken for a person of whom nothing personal is said."""
        if entity.kind == "organisation":
            return True
        personal = entity.he != entity.she or bool(self._d.roles.get(entity.number))
        single = all(len(m.key) == 1 and not m.title and m.key[0] not in FIRST_NAMES for m in entity.mentions)
        return noun in _FIRMS and entity.kind == "person" and single and not personal

    def document(self, found: Phrase) -> Verdict | None:
        """Return the document that "the poll", or a bare "poll", means by the fuller name that it has
        elsewhere."""
        words = self._d.words
        noun = words.lower[found.head]
        said = {
            word
            for word in content_words(words, found.first, found.stop)[0] - _PLAIN
            if not (word[0].isdigit() and "-" in word)  # "the 30-second ad"
        }
        if noun not in DOCUMENT_NOUNS or said != {noun} or found.stop < found.last:
            return None
        titled = self._d.documents.get(noun, [])
        labels = {label.casefold() for _, label, _ in titled}
        before = [row for row in titled if row[0] < found.first]
        if found.determiner in ("a", "an", "another") or not found.determiner:
            soon = bool(titled) and found.last <= titled[0][0] <= found.last + _AHEAD
            if len(labels) != 1 and not (soon and words.paragraph[found.first] < LEDE):
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
