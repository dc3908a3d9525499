"""The discourse: an article's words, names, entities and roles, and who is in focus, put together once an
article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.names import Name
from onrecord.reading.quotations import Quotation
from onrecord.reading.speakers import gender
from onrecord.reading.speakers.attribution import Attribution
from onrecord.reading.speakers.descriptions import Role, content_words, match
from onrecord.reading.speakers.documents import titled
from onrecord.reading.speakers.entities import Entity, entities
from onrecord.reading.speakers.focus import OBJECT, SUBJECT, Focus
from onrecord.reading.speakers.groups import Names, apposed_behind, phrase_before
from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    COUNTS,
    DEMONSTRATIVE,
    DETERMINERS,
    HE,
    INDEFINITE,
    NOUNS,
    OFFICES,
    POSSESSIVE,
    RELATIVE,
    SHE,
    bag,
    gender_of_noun,
    kind_of_noun,
    plural,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.missed import all_mentions
from onrecord.reading.speakers.openings import with_sources
from onrecord.reading.speakers.pairs import pairs
from onrecord.reading.speakers.ranking import Ranking
from onrecord.reading.speakers.roles import roles
from onrecord.reading.speakers.sorts import Sorts, sorts
from onrecord.reading.speakers.voices import Voices
from onrecord.reading.speakers.words import Words, words
from onrecord.statement import Kind, Span

_POINTING = ARTICLES | DEMONSTRATIVE
_DOING = bag("is are was were be been also still now")
_TOLD_OF = HE | SHE | (NOUNS - DETERMINERS)
_FORGOTTEN = 0.05  # salience below which somebody is no longer on the reader's mind


@dataclass(frozen=True, slots=True)
class Known:
    """How many entities of an article are known, and the nameless ones by what they are called."""

    entities: int
    nameless: dict[str, int]


class Discourse:
    """What is known of an article before its first source is looked at, and grows while they are resolved.

    Args:
        text: the article's text.
        found: its names.
        attributions: its statements' spans.
        quotations: its quotations.
        title: its headline, where it is not part of the text.
        authors: the names in its byline, who are not in focus for being named there.
        ranking: what weighs whom a pronoun means; by default the one that the package carries.
    """

    def __init__(  # noqa: PLR0917
        self,
        text: str,
        found: Sequence[Name],
        attributions: Sequence[Attribution],
        quotations: tuple[Quotation, ...],
        title: str | None = None,
        authors: tuple[str, ...] = (),
        ranking: Ranking | None = None,
    ) -> None:
        self.text = text
        self.quotations = quotations
        self.words: Words = words(text, quotations)
        self._quote_lone(attributions)
        marked = all_mentions(self.words, found)
        self.names = Names(self.words, marked)
        marked = with_sources(self.words, self.names, marked, attributions)
        self.mentions: list[Mention] = marked
        self.entities: list[Entity] = entities(self.words, marked)
        self.names = Names(self.words, [m for m in marked if m.entity >= 0])
        gender.learn(self.words, self.names, self.entities, title or "")
        self.roles: dict[int, list[Role]] = roles(self.words, self.names, marked)
        self.sorts: Sorts = sorts(self.words, marked)
        gender.learn_from_roles(self.roles, self.entities)
        self.focus = Focus(self.words, self.entities, ranking)
        writers = {author.casefold() for author in authors}
        self.focus.note_mentions(
            m for m in marked if m.entity >= 0 and self.entities[m.entity].name.casefold() not in writers
        )
        self._nameless: dict[str, int] = {}
        self._before: list[tuple[Entity, Kind, bool]] = []  # what they were taken for before
        self.voices = Voices(self.words, self.entities)
        self.documents = titled(self.words, self.names)
        for at, pair in pairs(self.words, marked, self.entities):
            self.focus.note(at, pair.number, SUBJECT)
        self._pending = [
            k
            for k, word in enumerate(self.words.lower)
            if word in _TOLD_OF
            and not self.words.quoted[k]
            and self.names.at[k] is None
            and (word in HE or word in SHE or self._heads(k))
        ]
        self._pending.reverse()

    def _quote_lone(self, attributions: Sequence[Attribution]) -> None:
        """Count as quoted what is ascribed without source or cue: block quotations that lost their marks."""
        for attribution in attributions:
            if not attribution.source and not attribution.cue:
                for span in attribution.content:
                    first, last = self.words.within(span)
                    self.words.quoted[first:last] = [True] * (last - first)

    def document(self, noun: str, label: str, span: Span) -> Entity:
        """Return the entity of a document that has a fuller name."""
        number = self._nameless.get(label.casefold())
        if number is None:
            entity = Entity(len(self.entities), "document", label, span, named=False, noun=noun)
            self.entities.append(entity)
            self._nameless[label.casefold()] = number = entity.number
        return self.entities[number]

    def _heads(self, k: int) -> bool:
        """Whether the common noun at ``k`` heads a noun group."""
        if k + 1 < len(self.words) and self.words.sentence[k + 1] == self.words.sentence[k]:
            behind = self.words.lower[k + 1]
            if behind == "'s" or behind in NOUNS or self.names.at[k + 1] is not None:
                return False
        return True

    def advance(self, at: int) -> None:
        """Bring into focus what the running text speaks of up to the word ``at``: pronouns and nameless
        people."""
        while self._pending and self._pending[-1] < at:
            k = self._pending.pop()
            word = self.words.lower[k]
            if word in HE or word in SHE:
                options = self.focus.candidates(k, word)
                if options and options[0].odds > 0.5:
                    subject = word in ("he", "she")
                    weight = (SUBJECT if subject else 0.35) * options[0].odds
                    self.focus.note(k, options[0].entity.number, weight, subject and self.words.opens[k])
                continue
            self._note_noun(k)

    def _note_noun(self, k: int) -> None:
        group = phrase_before(self.words, k + 1, max(0, k - 8))
        if group is None:
            return
        first, last = self._counted(*group)
        doing = self.words.lower[first].endswith("ing") and self.words.lower[first - 1] in _DOING
        first += doing and last - first > 1  # "was running ads"
        noun = self.words.lower[k]
        last = self._with_body(last) if plural(noun) else last
        determiner = self.words.lower[first]
        person = kind_of_noun(noun) == "person"
        if (
            person
            and determiner not in ARTICLES
            and determiner not in INDEFINITE
            and determiner not in POSSESSIVE
        ):
            return
        if person and apposed_behind(self.words, self.names, last) is not None:
            return
        if (
            person
            and first > 1
            and self.words.lower[first - 1] == ","
            and self.names.at[first - 2] is not None
        ):
            return  # in apposition behind a name
        weight = SUBJECT if self.words.opens[first] else OBJECT * 0.7
        if person and determiner == "the":
            named = self.by_role(noun, *content_words(self.words, first, last), k)
            if named and named[0][1] >= 2.0:
                self.focus.note(k, named[0][0].number, weight)
                return
            if noun in OFFICES:
                return
        self.focus.note(k, self.nameless(first, last, noun).number, weight)

    def _counted(self, first: int, last: int) -> tuple[int, int]:
        """Widen a noun group to what it is counted by: "voters" to "tens of thousands of voters"."""
        lower = self.words.lower
        while first > 2 and lower[first - 1] == "of" and lower[first - 2] in COUNTS:
            first -= 2
            if lower[first - 1] in ("a", "an", "the", "some", "perhaps", "about"):
                first -= lower[first - 1] in ("a", "an", "the")
                break
        return first, last

    def _with_body(self, last: int) -> int:
        """Widen a group to the body or place that it is of: "members" to "members of the Harbour Board"."""
        if last + 1 >= len(self.words) or self.words.lower[last] not in ("of", "on", "in", "at", "from"):
            return last
        at = last + 1 + (self.words.lower[last + 1] in ARTICLES)
        mention = self.names.at[at] if at < len(self.words) else None
        body = mention is not None and mention.kind == "organisation" and mention.lead == at
        return mention.last if mention is not None and body else last

    def told_of(self, first: int, last: int) -> bool:
        """Whether "the tall man" points back to "a tall man", who has no name there."""
        label = self.text[slice(*self.words.span(first + 1, last))] if last - first > 2 else ""
        return self.words.lower[first] == "the" and label.casefold() in self._nameless

    def take_for(self, entity: Entity, kind: Kind, many: bool) -> None:
        """Say what an entity turns out to be, which :meth:`forget` makes undone."""
        if (entity.kind, entity.many) != (kind, many):
            self._before.append((entity, entity.kind, entity.many))
            entity.kind, entity.many = kind, many

    def known(self) -> Known:
        """Return what is known by now, for :meth:`forget`."""
        self._before.clear()
        return Known(len(self.entities), dict(self._nameless))

    def forget(self, known: Known) -> None:
        """Make undone what was looked up since: who was made up then is forgotten."""
        if len(self.entities) > known.entities:
            del self.entities[known.entities :]
            self._nameless = dict(known.nameless)
        for entity, kind, many in reversed(self._before):
            entity.kind, entity.many = kind, many
        self._before.clear()

    def by_role(
        self, noun: str, telling: frozenset[str], countries: frozenset[str], at: int
    ) -> list[tuple[Entity, float, Role]]:
        """Return the people whose roles match a description, the best first, with how well, salience
        counting in."""
        lean = gender_of_noun(noun)
        holders: dict[int, tuple[float, Role]] = {}
        for number, known in self.roles.items():
            entity = self.entities[number]
            score, role = match(known, noun, telling, countries)
            if role is not None and score >= 1.2 and not (lean and entity.gender and lean != entity.gender):
                holders[number] = score, role
        salience = self.focus.salience(at, lambda one: one.number in holders) if holders else {}
        found = []
        for number, (score, role) in holders.items():
            value = min(salience[number].value if number in salience else 0.0, 2.0)
            found.append((self.entities[number], score + 0.7 * value - 0.6 * (value < _FORGOTTEN), role))
        found.sort(key=lambda row: -row[1])
        return found

    def nameless(self, first: int, last: int, noun: str, name: str | None = None) -> Entity:
        """Return the entity of a nameless source, the one of the same noun where the article points back to
        it.

        Args:
            first: the noun phrase's first word.
            last: one past its last word.
            noun: its head noun, case-folded.
            name: what to call it; the phrase's words without article where left out.
        """
        determiner = self.words.lower[first]
        begin = first
        while begin < last - 1 and (
            self.words.lower[begin] in _POINTING or not self.words.lower[begin][0].isalnum()
        ):
            begin += 1
        span: Span = self.words.span(begin, last)
        label = name or self.text[slice(*span)]
        behind = self.words.lower[last] if last < len(self.words) else ""
        defined = behind in RELATIVE  # "those voters who"
        defined = defined or (noun == "those" and behind.endswith("ing"))
        pointing = determiner in ("the", "this", "that", "these", "those") and not defined
        key = label.casefold()
        number = self._nameless.get(key)
        if pointing and last - begin == 1:
            number = self._nameless.get("noun:" + noun, number)
        if number is None:
            number = self._nameless.get(f"at:{begin}")
        if number is not None and determiner not in ("a", "an", "another"):
            return self.entities[number]
        kind: Kind = kind_of_noun(noun) or ("group" if plural(noun) else "person")
        entity = Entity(len(self.entities), kind, label, span, named=False, noun=noun)
        entity.many = kind == "group" or plural(noun)
        lean = gender_of_noun(noun)
        entity.he, entity.she = 3.0 * (lean == "he"), 3.0 * (lean == "she")
        self.entities.append(entity)
        self._nameless[key] = self._nameless[f"at:{begin}"] = entity.number
        tells = last - begin > 1 and not {"and", "all"}.intersection(self.words.lower[begin:last])
        if tells or "noun:" + noun not in self._nameless:
            self._nameless["noun:" + noun] = entity.number
        return entity
