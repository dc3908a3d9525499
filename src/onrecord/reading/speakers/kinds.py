"""Kinds: whether a speaker is a person, an organisation, a state, a group, a document, anyone, or
nobody."""

from __future__ import annotations

from onrecord.reading.speakers.countries import NATIONALITIES
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import (
    COLLECTIVES,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    OUTLET_WORDS,
    QUANTIFIERS,
    kind_of_noun,
    plural,
    singular,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.words import Words
from onrecord.statement import Kind

_PERSON = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "eur")
_PEOPLE = ("ers", "ors", "ists", "ians", "ees", "ants", "men", "women", "folk", "goers")


def kind_of_phrase(words: Words, found: Phrase) -> Kind:
    """Return the kind of a nameless source by its head noun, its number and its determiner."""
    lower = words.lower
    noun = lower[found.head]
    if noun in QUANTIFIERS and noun not in ("one", "another", "each"):
        inner = next(
            (lower[k] for k in range(found.stop, found.last) if kind_of_noun(lower[k]) is not None), ""
        )
        kind = kind_of_noun(inner) if inner else None
        return kind if kind in ("organisation", "document", "state") and found.stop < found.last else "group"
    if singular(noun) in COLLECTIVES and found.stop < found.last and lower[found.stop] == "of":
        return "group"
    kind = kind_of_noun(noun)
    if kind is None and is_aged(words, found):
        return "group" if plural(noun) else "person"
    if kind == "group" and found.determiner in ("one", "another") and lower[found.first + 1] == "of":
        return "person"
    if kind == "person" and plural(noun):
        return "group"
    if (
        kind == "document"
        and words.capital[found.head]
        and (noun in OUTLET_WORDS or noun == "record")
        and found.head > found.first
    ):
        return "organisation"
    if kind is not None:
        return kind
    if noun.endswith("s") and noun[:-1] in NATIONALITIES:
        return "group"
    if words.capital[found.head] and not words.opens[found.head]:
        return "group" if plural(noun) else "organisation"
    if plural(noun):
        return "group" if noun.endswith(_PEOPLE) else "document"
    if noun in ("one", "another"):
        return "person"
    return "person" if noun.endswith(_PERSON) else "document"


def is_aged(words: Words, found: Phrase) -> bool:
    """Whether a phrase says where or how long ago somebody was born ("the Sorrel-born former model")."""
    return any(word.endswith(("-born", "-year-old")) for word in words.lower[found.first : found.stop])


def kind_of_name(entity: Entity, words: Words, mention: Mention) -> Kind:
    """Return the kind of a named speaker."""
    last = entity.name.casefold().split()[-1] if entity.name else ""
    if entity.kind == "person":
        return "person"
    if last in ("administration", "government"):
        return "state"
    if entity.named and last in GROUP_NOUNS and last not in ("police", "press", "media", "team", "staff"):
        return "group"
    if mention.kind == "other" and last in DOCUMENT_NOUNS:
        return "document"
    return entity.kind
