"""Called: names that no network knows, given away by the noun that they stand behind.

Such are the users of a site ("a commenter named dock_9", "Harbourtalk user @ropes"), and who or what is told by its
sort first ("An Orlenian paper, Courier Mensual,").
"""

from __future__ import annotations

from onrecord.reading.names import NameKind
from onrecord.reading.speakers.groups import SORTS, Names
from onrecord.reading.speakers.lexicon import ARTICLES, INDEFINITE, bag, kind_of_noun, plural
from onrecord.reading.speakers.mentions import Mention, clean
from onrecord.reading.speakers.words import Words

_USERS = bag("user commenter poster blogger tweeter redditor gamer youtuber member")
_CALLED = bag("named called dubbed nicknamed")
_MARKS = frozenset("@\"“‘'")
_LONGEST = 5  # words of a name that stands in apposition


def user(words: Words, names: Names, first: int, last: int) -> Mention | None:
    """Return the mention of the handle that a source ends in, behind the noun for who has one; ``None`` for none.

    Args:
        words: the article's words.
        names: its mentions by word.
        first: the source's first word.
        last: one past the words up to its first comma or bracket.
    """
    noun = next((k for k in range(first, last - 1) if words.lower[k] in _USERS), None)
    if noun is None or names.at[noun] is not None:
        return None
    at = noun + 1
    at += words.lower[at] in _CALLED
    marked = at < last and words.lower[at] in _MARKS
    while at < last and words.lower[at] in _MARKS:
        at += 1
    end = last
    while end > at and not words.lower[end - 1][0].isalnum():
        end -= 1
    if end - at != 1 or names.at[at] is not None:
        return None
    handle = words.lower[at]
    if not (marked or words.capital[at] or "_" in handle or any(map(str.isdigit, handle))):
        return None
    return Mention(at, end, "person", "", (handle,), at)


def sorted_first(words: Words, names: Names, first: int, stop: int, last: int) -> Mention | None:
    """Return the mention of the name that stands between commas behind what it is the name of; ``None`` for none.

    Args:
        words: the article's words.
        names: its mentions by word.
        first: the source's first word.
        stop: where its first comma is.
        last: one past its last word.
    """
    if stop + 1 >= last or words.lower[stop] != "," or words.lower[first] not in ARTICLES | INDEFINITE:
        return None
    noun = words.lower[stop - 1]
    body = kind_of_noun(noun) == "organisation" or noun in SORTS
    if words.capital[stop - 1] or plural(noun) or not (body or kind_of_noun(noun) == "person"):
        return None
    at = stop + 1 + (words.lower[stop + 1] == "the")
    end = next((k for k in range(at, last) if not words.lower[k][0].isalnum()), last)
    if not 0 < end - at <= _LONGEST or words.lower[end : end + 1] not in ([","], ["("], []):
        return None
    inner = range(at, end)
    if any(names.at[k] is not None or not words.capital[k] or kind_of_noun(words.lower[k]) for k in inner):
        return None
    kind: NameKind = "organisation" if body else "person"
    return clean(words, at, end, kind) if body or end - at > 1 else None
