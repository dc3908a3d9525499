"""Kinds: whether a speaker is a person, an organisation, a state, a group, a document, anyone, or nobody."""

from __future__ import annotations

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import GROUP_NOUNS, QUANTIFIERS, bag, kind_of_noun, plural
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.words import Words
from onrecord.statement import Kind

_ONE = bag("one another a an each every another")


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
    if noun in (
        "group",
        "number",
        "host",
        "array",
        "collection",
        "constellation",
        "coalition",
        "crowd",
        "handful",
    ):
        if found.stop < found.last and lower[found.stop] == "of":
            return "group"
        return "organisation" if noun in ("group", "coalition") else "group"
    kind = kind_of_noun(noun)
    if kind == "person" and plural(noun):
        return "group"
    if kind is not None:
        return kind
    if plural(noun):
        return "group"
    if found.determiner in _ONE or noun in ("one", "another"):
        return "person"
    return (
        "person"
        if noun.endswith(("er", "or", "ist", "ian", "man", "ant", "ent", "ee", "eur"))
        else "document"
    )


def kind_of_name(entity: Entity, words: Words, mention: Mention) -> Kind:
    """Return the kind of a named speaker."""
    last = entity.name.casefold().split()[-1] if entity.name else ""
    if entity.kind == "person":
        return "person"
    if last == "administration" or last == "government":
        return "state"
    if entity.named and last in GROUP_NOUNS and last not in ("police", "press", "media", "team", "staff"):
        return "group"
    if entity.named and last in ("poll", "survey", "report", "study", "act", "bill", "law"):
        return "document"
    return entity.kind
