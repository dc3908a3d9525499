"""Appositions behind a name: "Ana Ruiz, a nurse", "Harbour Watch, a group", "Bo Lind of Orlenia, a Democrat"."""

from __future__ import annotations

from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import ARTICLES, PARTIES, PREPOSITIONS, bag, plural
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.words import Words
from onrecord.statement import Kind

_OPENING = bag("when while as asked unlike although though because if once")
_BRACKET = 6  # words in a bracket behind a name


def apposed_before(words: Words, names: Names, found: Phrase, kind: Kind) -> Mention | None:
    """Return the name that a description stands behind, in apposition; ``None`` for none.

    Args:
        words: the article's words.
        names: its mentions by word.
        found: the description.
        kind: what it describes: a person or an organisation.
    """
    noun = words.lower[found.head]
    bare = not found.determiner and words.lower[found.stop : found.stop + 1] == ["who"] and not plural(noun)
    party = bare or (not found.determiner and noun in PARTIES and found.head == found.first)
    if (found.determiner not in ARTICLES and not party) or found.first < 2:
        return None
    if words.lower[found.first - 1] != ",":
        return None
    if kind == "organisation":
        mention = names.ending(found.first - 1)
        indefinite = found.determiner in ("a", "an")
        return mention if mention is not None and mention.kind == "organisation" and indefinite else None
    mention = _named(words, names, found.first - 1)
    if mention is None:
        return None
    opening = mention.lead
    while opening > 0 and not words.opens[opening]:
        opening -= 1
        if words.lower[opening] == ",":
            return mention
    word = words.lower[opening]
    clause = opening < mention.lead and (word in PREPOSITIONS or word in _OPENING or word.endswith("ing"))
    return None if clause and found.determiner == "the" else mention  # "After she met Ruiz, the mayor left"


def member_of(words: Words, names: Names, found: Phrase) -> Mention | None:
    """Return the body's name behind which "one of Orlenia's papers" stands in apposition; ``None`` for none."""
    if found.first < 2 or words.lower[found.first - 1 : found.first + 2 : 2] != [",", "of"]:
        return None
    mention = names.ending(found.first - 1)
    return mention if mention is not None and mention.kind == "organisation" and mention.entity >= 0 else None


def _named(words: Words, names: Names, last: int) -> Mention | None:
    """Return the person's name that ends at ``last``, over a bracket or the place that they are of."""
    if words.lower[last - 1] == ")":
        begin = next((k for k in range(last - 2, max(0, last - _BRACKET), -1) if words.lower[k] == "("), last)
        last = begin
    mention = names.ending(last)
    if mention is not None and mention.kind != "person" and words.lower[mention.lead - 1] in ("of", "from"):
        mention = names.ending(mention.lead - 1)
    return mention if mention is not None and mention.kind == "person" else None
