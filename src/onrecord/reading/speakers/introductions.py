"""Introductions: the common nouns by which an article says beside a name what bears it."""

from __future__ import annotations

from onrecord.reading.speakers.lexicon import PREPOSITIONS, RELATIVE, bag
from onrecord.reading.speakers.words import Words

_ARTICLES = bag("the a an another one")
_ENDING = PREPOSITIONS | RELATIVE


def heads_alone(words: Words, noun: int) -> bool:
    """Whether a common noun heads a phrase with an article that no preposition stands before."""
    if words.capital[noun]:
        return False
    article = next((k for k in range(noun - 1, max(-1, noun - 6), -1) if words.lower[k] in _ARTICLES), None)
    return article is not None and (article == 0 or words.lower[article - 1] not in PREPOSITIONS)


def noun_behind(words: Words, at: int, person: bool = False) -> str:
    """Return the noun that says behind a comma what a name is that ends before ``at``; empty for none.

    It may also be somebody's ("Ruizline, Orlenia's largest company"), but no person is introduced so.

    Args:
        words: the article's words.
        at: one past the name's last word.
        person: whether a person's name is asked for ("Ana Radio, the chemistry researcher").
    """
    lower = words.lower
    if at + 1 >= len(words) or lower[at] != ",":
        return ""
    behind = range(at + 1, min(at + 8, len(words)))
    end = next(
        (k for k in behind if not (lower[k][0].isalnum() or lower[k] == "'s") or lower[k] in _ENDING), 0
    )
    opened = lower[at + 1] in ("a", "an") or (person and lower[at + 1] == "the")
    owned = not person and "'s" in lower[at + 1 : end]
    return lower[end - 1] if end > at + 2 and (opened or owned) else ""
