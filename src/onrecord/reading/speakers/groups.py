"""Groups: the names of an article by word, and the noun groups and names that stand before and behind a place."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    BREAKS,
    DEMONSTRATIVE,
    PAUSES,
    POSSESSIVE,
    PREPOSITIONS,
    TITLES,
    bag,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

_NAMED = bag("known called named calling identified identifying nicknamed")
_AFTER_NAMES = PAUSES | bag("( of who and")
_QUALIFIED = 8  # words of a prepositional phrase between a description and the name in apposition
_SUBJECTS = bag("i he she it we they you them him us me also")  # no part of a noun group
SORTS = bag("website site blog app source outlet publication startup start-up forum portal")
"""Nouns for bodies that are no bodies' elsewhere, where a body's name stands in apposition with them."""

_STRETCH = bag("do does did said says told has have had was were is are will would could should may might")


class Names:
    """The mentions of an article by the words that they cover."""

    def __init__(self, words: Words, found: Sequence[Mention]) -> None:
        self.at: list[Mention | None] = [None] * len(words)
        for mention in found:
            for k in range(mention.first, mention.last):
                self.at[k] = mention

    def ending(self, last: int) -> Mention | None:
        """Return the mention whose last word is ``last - 1``."""
        mention = self.at[last - 1] if last > 0 else None
        return mention if mention is not None and mention.last == last else None

    def add(self, mention: Mention) -> None:
        """Add a mention found later."""
        for k in range(mention.first, mention.last):
            self.at[k] = mention


def apposed(words: Words, names: Names, stop: int, last: int) -> Mention | None:
    """Return the person's name that stands behind a comma, a dash or "known as" in ``[stop, last)``, up to
    another or the end."""
    if stop < last and words.lower[stop] in _NAMED:
        at = next((k for k in range(stop + 1, min(stop + 3, last)) if names.at[k] is not None), last)
        mention = names.at[at] if at < last else None
        if mention is not None and mention.kind == "person":
            return mention
    for k in range(stop, last - 1):
        if words.lower[k] not in PAUSES:
            continue
        end = k + 1
        while end < last and words.lower[end] not in _AFTER_NAMES:
            mention = names.at[end]
            end = mention.last if mention is not None else end + 1
        mention = names.ending(end)
        if mention is not None and mention.kind == "person" and mention.lead >= k + 1:
            return mention
    return None


def apposed_body(words: Words, names: Names, stop: int, last: int) -> Mention | None:
    """Return the body's name that is all that stands behind the comma at ``stop``, up to another or the end."""
    if stop + 1 >= last or words.lower[stop] != ",":
        return None
    at = stop + 1 + (words.lower[stop + 1] == "the")
    mention = names.at[at] if at < last else None
    if mention is None or mention.lead != at or mention.kind != "organisation":
        return None
    return mention if mention.last >= last or words.lower[mention.last] in (",", "(") else None


def apposed_behind(words: Words, names: Names, last: int) -> Mention | None:
    """Return the person's name that a phrase ending at ``last`` is followed by in apposition (", Ana
    Ruiz,"), over a short prepositional phrase if need be."""
    if last < len(words) and words.lower[last] in PREPOSITIONS:
        behind = range(last, min(last + _QUALIFIED, len(words)))
        last = next((k for k in behind if not words.lower[k][0].isalnum() and words.lower[k] != "'s"), last)
    if last + 1 >= len(words) or words.lower[last] not in PAUSES:
        return None
    mention = names.at[last + 1]
    if mention is None:
        k = last + 1
        while k < min(last + 8, len(words)) and names.at[k] is None and words.lower[k][0].isalnum():
            k += 1
        mention = names.at[k] if k < len(words) else None
        if mention is None or mention.lead != last + 1:
            return None
    if mention.kind != "person" or mention.last >= len(words) or len(mention.key) < 2:
        return None
    return mention if words.lower[mention.last] == "." or words.lower[mention.last] in PAUSES else None


def names_go_on(words: Words, at: int) -> bool:
    """Whether the word at ``at``, with a full stop behind it, is a title or an initial before a name ("Ms. Ruiz")."""
    initial = len(words.lower[at]) == 1 and words.capital[at]
    return words.capital[at] and (initial or words.lower[at] in TITLES)


def phrase_before(words: Words, last: int, floor: int) -> tuple[int, int] | None:
    """Return the noun group that ends before the word ``last``, scanning back to ``floor``; ``None`` for
    none.

    It starts behind the next preposition, verb of the commonest, comma or relative pronoun to its left.
    """
    lower = words.lower
    end = last
    while end > floor and not lower[end - 1][0].isalnum():
        end -= 1
    first = end
    while first > floor:
        word = lower[first - 1]
        if word == "." and first - 2 >= floor and names_go_on(words, first - 2):
            first -= 2
            continue
        if (
            not (word[0].isalnum() or word == "'s")
            or word in PREPOSITIONS
            or word in BREAKS
            or word in _STRETCH
            or word in _SUBJECTS
        ):
            break
        if (
            word in ("and", "or", "but", "not", "then")
            or words.sentence[first - 1] != words.sentence[end - 1]
        ):
            break
        first -= 1
        if word in ARTICLES or word in DEMONSTRATIVE or word in POSSESSIVE:
            break
    return (first, end) if first < end else None
