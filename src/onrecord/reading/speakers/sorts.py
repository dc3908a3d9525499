"""Sorts: what an article says that its bodies are ("the rights group Harbour Watch", "Ruizline, a shipper")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.reading.speakers.groups import SORTS
from onrecord.reading.speakers.introductions import heads_alone, noun_behind
from onrecord.reading.speakers.lexicon import ARTICLES, bag, kind_of_noun, plural
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

Sorts = Mapping[int, frozenset[str]]
"""By entity: the common nouns that say what it is, case-folded."""

_TOLD = bag("told tells asked asks gave showed sent")


def sorts(words: Words, mentions: Sequence[Mention]) -> Sorts:
    """Return what the article says that each body is.

    Args:
        words: the article's words.
        mentions: its mentions, with their entities.
    """
    found: defaultdict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.entity < 0 or mention.kind in ("person", "other"):
            continue
        for noun in (_before(words, mention), noun_behind(words, mention.last), _predicate(words, mention)):
            if noun and is_sort(noun):
                found[mention.entity].add(noun)
    return {entity: frozenset(nouns) for entity, nouns in found.items()}


def is_sort(noun: str) -> bool:
    """Whether a common noun says what sort of a body something is."""
    return not plural(noun) and (kind_of_noun(noun) == "organisation" or noun in SORTS)


def _before(words: Words, mention: Mention) -> str:
    """Return the noun right before a name, over an article or a comma that another comma answers; empty for none."""
    lower = words.lower
    at = mention.lead - 1
    if at > 1 and lower[at] == "the" and not words.opens[at]:
        at -= 1
    if at > 1 and lower[at] == ",":
        if lower[mention.last : mention.last + 1] != [","] or not heads_alone(words, at - 1):
            return ""
        at -= 1
    if at < 1 or words.sentence[at] != words.sentence[mention.first] or words.capital[at]:
        return ""
    article = next((k for k in range(at - 1, max(-1, at - 6), -1) if lower[k] in ARTICLES), at)
    return "" if lower[article - 1] in _TOLD else lower[at]


def _predicate(words: Words, mention: Mention) -> str:
    """Return the noun by which a name is said to be something ("Ruizline is a company"); empty for none."""
    at = mention.last
    is_one = words.lower[at : at + 2] in (["is", "a"], ["is", "an"])
    if not is_one:
        return ""
    end = next((k for k in range(at + 2, min(at + 8, len(words))) if is_sort(words.lower[k])), None)
    return words.lower[end] if end is not None and all(map(str.isalpha, words.lower[at:end])) else ""
