"""Surnames that two share: "Ana and Bo Ruiz" are Ana Ruiz and Bo Ruiz."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.mentions import SUFFIXES, Mention
from onrecord.reading.speakers.words import Words


def share_surnames(words: Words, found: Sequence[Mention]) -> None:
    """Give a first name the surname of whoever is named right behind it, in place.

    It is a first name where the lists have it, or where the article speaks of the family and names nobody by it
    again: "Lind and Bo Ruiz" are two families.

    Args:
        words: the article's words.
        found: its mentions, in order.
    """
    counts = Counter(mention.key for mention in found)
    for one, other in pairwise(found):
        if one.kind != "person" or other.kind != "person" or len(one.key) != 1 or len(other.key) < 2:
            continue
        if words.lower[one.last : other.first] != ["and"] or other.key[-1] in SUFFIXES or one.title:
            continue
        given, surname = one.key[0], other.key[-1]
        listed = given in FIRST_NAMES
        if listed or (counts[one.key] == 1 and _is_family(words, surname)):
            one.key = (given, surname)
            one.shared = other.last


def _is_family(words: Words, surname: str) -> bool:
    """Whether the article speaks of a family of that name: "the Ruizes", "the Ruiz family"."""
    for k in range(len(words) - 2):
        if words.lower[k] != "the" or not words.capital[k + 1]:
            continue
        word = words.lower[k + 1]
        if word in (surname + "s", surname + "es"):
            return True
        if word == surname and words.lower[k + 2] in ("family", "couple", "brothers", "sisters"):
            return True
    return False
