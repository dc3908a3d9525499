"""Organisations, states and other bodies: which names are short for which."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from onrecord.reading.speakers.acronyms import stands_for
from onrecord.reading.speakers.countries import NATIONALITIES, country_of
from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.mentions import COMPANY, Mention
from onrecord.reading.speakers.words import Words

_CHAMBERS = bag("house senate congress court party state board council")
_KNOWN_AS = (["also", "known", "as"], ["better", "known", "as"], ["known", "as"], ["formerly", "known", "as"])
_OF = bag("for of on against")


def organisations(words: Words, found: list[Mention]) -> list[list[Mention]]:
    """Group the mentions of all that is no person by what they name."""
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in found:
        if " ".join(mention.key) in NATIONALITIES and mention.kind == "other":
            continue
        groups[mention.key].append(mention)
    parent = {key: key for key in groups}
    by_name = _also_known(words, found)
    index = _Index(groups)
    for key in groups:
        fuller = _fuller(words, key, groups, index) or by_name.get(key)
        if fuller is not None:
            parent[key] = fuller
    merged: dict[tuple[str, ...], list[Mention]] = {}
    for key, group in groups.items():
        root = key
        for _ in range(len(parent)):
            if parent[root] == root:
                break
            root = parent[root]
        merged.setdefault(root, []).extend(group)
    return list(merged.values())


def _also_known(words: Words, found: list[Mention]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the other names that the article says bodies have, each with the name that they stand behind.

    These are "the Harbour Front, also known as HAF" and capitals alone in a bracket ("the Harbour Front (HAF)").
    """
    others: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one, other in pairwise(found):
        if one.key == other.key or country_of(" ".join(one.key)) or country_of(" ".join(other.key)):
            continue
        if {"of", "and", "in"} & set(words.lower[max(0, one.lead - 2) : one.lead]):
            continue  # "the Front of Orlenia and Aden (FOA)"
        between = words.lower[one.last : other.first]
        behind = words.lower[other.last : other.last + 1]
        text = words.text[words.starts[other.first] : words.ends[other.last - 1]]
        bracketed = between == ["("] and behind == [")"] and text.isupper() and len(other.key) == 1
        if (bracketed or between[1:] in _KNOWN_AS) and other.key not in others.values():
            others.setdefault(other.key, others.get(one.key, one.key))
    return others


def _fuller(
    words: Words, key: tuple[str, ...], groups: dict[tuple[str, ...], list[Mention]], index: _Index
) -> tuple[str, ...] | None:
    """Return the longer name that ``key`` is short for, ``None`` for none."""
    mention = groups[key][0]
    if len(key) == 1 and key[0] in _CHAMBERS:
        return None
    whole = words.text[words.starts[mention.first] : words.ends[mention.last - 1]]
    letters = whole.replace(".", "").replace("&", "").casefold()
    country = country_of(whole)
    if country is not None:
        return _same_country(key, country, groups) if mention.kind == "state" else None
    options: list[tuple[int, int, tuple[str, ...]]] = []
    if len(key) == 1 and 2 <= len(letters) <= 6 and whole[0].isupper() and whole[-1].isupper():
        options.extend((1, len(groups[other]), other) for other in index.of_letters(letters))
    for other in index.by_last.get(key[-1], ()):
        if len(other) > len(key) and other[-len(key) :] == key:
            place = country_of(" ".join(other[: -len(key)]))
            if place in (None, "United States") or len(key) == 1:
                options.append((0, len(groups[other]), other))
    for other in index.by_first.get(key[0], ()):
        rest = other[len(key) :]
        if rest and other[: len(key)] == key and (set(rest) <= COMPANY or (rest[0] in _OF and len(key) > 1)):
            options.append((0, len(groups[other]), other))
    return max(options)[2] if options else None


class _Index:
    """Names of several words by their last and first word, organisations' only, and by what they begin with."""

    def __init__(self, groups: dict[tuple[str, ...], list[Mention]]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._initials: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key, group in groups.items():
            if len(key) < 2:
                continue
            for letter in {key[0][0], key[1][0] if key[0][0] == "u" else ""}:
                self._initials[letter].append(key)
            if group[0].kind == "organisation":
                self.by_first[key[0]].append(key)
                self.by_last[key[-1]].append(key)

    def of_letters(self, letters: str) -> list[tuple[str, ...]]:
        """Return the names that an acronym stands for, "U.S." or "United" before it left out or not."""
        return [
            key
            for key in self._initials.get(letters[0], ())
            if stands_for(letters, key) or (key[0][0] == "u" and stands_for(letters, key[1:]))
        ]


def _same_country(
    key: tuple[str, ...], country: str, groups: dict[tuple[str, ...], list[Mention]]
) -> tuple[str, ...] | None:
    """Return the name by which the article calls the country that a capital or an abbreviation stands
    for."""
    named = tuple(word.strip(".") for word in country.casefold().split())
    return named if named in groups and named != key else None
