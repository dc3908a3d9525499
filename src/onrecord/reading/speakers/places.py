"""Places that no table knows, found by how the article speaks of them: "in Orlenia", "the Valdish president".

A network that never saw a country's name takes it for a person's or a body's. The article itself tells: people are
not stood "in", have no parliaments, and give no adjectives to offices. A city named for its government ("Karhov
denied") is a place by being named together with one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.reading.names import Name
from onrecord.reading.speakers.countries import country_of
from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.lexicon import (
    BREAKS,
    CALENDAR,
    DETERMINERS,
    PARTIES,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
    WELL_KNOWN,
    bag,
    kind_of_noun,
)
from onrecord.reading.speakers.mentions import PUBLIC, SUFFIXES, Mention
from onrecord.reading.speakers.words import Words

_WITHIN = bag("in across throughout inside outside within")
_TRIPS = bag("visit trip journey flight border road ambassador envoy troops refugees exports")
_OF_STATES = bag(
    "parliament government president army military ambassador embassy constitution capital king queen premier "
    "chancellor borders border territory citizens coast ministry"
)
_PAPERS = bag("courier herald tribune gazette chronicle globe telegraph examiner inquirer evening")
_BEFORE_OFFICES = bag("prime foreign defence defense interior trade finance deputy vice federal")
_ADJECTIVES = ("ians", "ian", "ans", "an", "ish", "ese", "ens", "en", "is", "i", "ic")
_NAME_ENDINGS = ("ia", "land", "a", "e", "o", "y", "")
_CLOSED = (
    CALENDAR | PARTIES | PRONOUNS | BREAKS | TITLES.keys() | WELL_KNOWN | PUBLIC | DETERMINERS | PREPOSITIONS
)
_SHORTEST = 4  # letters that a name and its adjective share at least
_SURE = 0.75  # the network's odds for another kind, from which one sign is not enough


def add_places(words: Words, found: Sequence[Mention], names: Sequence[Name]) -> list[Mention]:
    """Return the mentions with unknown places made states; ``words.places`` is filled.

    Their adjectives ("Valdish") are dropped, as they name nobody, and places that the network missed are added.

    Args:
        words: the article's words.
        found: its mentions in order, their kinds settled.
        names: the network's names, for their odds.
    """
    people = {
        (m.key[-2] if m.key[-1] in SUFFIXES and len(m.key) > 1 else m.key[-1])
        for m in found
        if m.kind == "person" and (len(m.key) > 1 or m.title)
    }
    unlisted = [k for k in words.capitalised() if _may_name(words, k, people)]
    places, adjectives = _by_adjectives(words, unlisted, people)
    votes = _votes(words, unlisted, people)
    odds: dict[str, float] = defaultdict(float)
    for name in names:
        if name.kind in ("person", "organisation"):
            word = words.text[slice(*name.span)].casefold()
            odds[word] = max(odds[word], name.odds)
    single = {(m.key[0], m.kind) for m in found if len(m.key) == 1}
    for word, kind in sorted(single):
        if kind in ("person", "organisation") and votes[word] >= (2 if odds[word] >= _SURE else 1):
            places.add(word)
    known = places | {word for word, kind in single if kind == "state" and word not in people}
    places |= _beside(words, found, known, people)
    words.places.update({word: word for word in places})
    words.places.update(adjectives)
    kept = [m for m in found if not (len(m.key) == 1 and m.key[0] in adjectives)]
    for mention in kept:
        if len(mention.key) == 1 and mention.key[0] in places:
            mention.kind = "state"
    taken = {k for m in kept for k in range(m.first, m.last)}
    kept.extend(
        Mention(k, k + 1, "state", "", (words.lower[k],), k)
        for k in words.capitalised()
        if words.lower[k] in places and k not in taken and _alone(words, k)
    )
    return sorted(kept, key=lambda m: m.first)


def _by_adjectives(
    words: Words, unlisted: Sequence[int], people: set[str]
) -> tuple[set[str], dict[str, str]]:
    """Return the names from whose stem the article forms an adjective for an office, a body or a people.

    Args:
        words: the article's words.
        unlisted: which of them may be such names.
        people: the surnames in it.
    """
    names = {words.lower[k] for k in unlisted}
    stems: dict[str, str] = {}
    for word in sorted(names):
        for ending in _NAME_ENDINGS:
            stem = word.removesuffix(ending)
            if word.endswith(ending) and len(stem) >= _SHORTEST:
                stems.setdefault(stem, word)
    places: set[str] = set()
    adjectives: dict[str, str] = {}
    for k in words.capitalised():
        word = words.lower[k]
        if not word.endswith(_ADJECTIVES) or word in people or not _qualifies(words, k):
            continue
        for ending in _ADJECTIVES:
            name = stems.get(word.removesuffix(ending)) if word.endswith(ending) else None
            if name is not None and name != word:
                places.add(name)
                adjectives[word] = name
                break
    return places - adjectives.keys(), adjectives


def _qualifies(words: Words, k: int) -> bool:
    """Whether the word at ``k`` stands before an office, a body or a people, or is the name of a people."""
    if words.lower[k].endswith("ans") and not words.opens[k]:
        return True
    if k + 1 >= len(words) or words.capital[k + 1]:
        return False
    behind = words.lower[k + 1]
    return behind in _BEFORE_OFFICES or kind_of_noun(behind) in ("person", "group", "state", "organisation")


def _may_name(words: Words, k: int, people: Iterable[str]) -> bool:
    """Whether the word at ``k`` may be a place's name of one word that no table has."""
    word = words.lower[k]
    if not words.capital[k] or not word.isalpha() or len(word) < _SHORTEST or word in people:
        return False
    if words.forms[k].isupper() or word in FIRST_NAMES:
        return False
    if word in _CLOSED or kind_of_noun(word) is not None:
        return False
    return country_of(word) is None and _alone(words, k)


def _alone(words: Words, k: int) -> bool:
    """Whether no other capitalised word stands right beside the word at ``k`` in its sentence."""
    before = k > 0 and not words.opens[k] and words.capital[k - 1] and not words.opens[k - 1]
    behind = k + 1 < len(words) and words.sentence[k + 1] == words.sentence[k] and words.capital[k + 1]
    return not before and not behind


def _votes(words: Words, unlisted: Sequence[int], people: set[str]) -> dict[str, int]:
    """Count the signs that a word names a place: "in Orlenia", "a visit to Tavrin", "Orlenia's parliament",
    "the Harnholm Courier"."""
    votes: dict[str, int] = defaultdict(int)
    for k, (word, behind) in enumerate(pairwise(words.lower)):
        if behind in _PAPERS and k and word not in people:
            votes[word] += words.capital[k] and words.capital[k + 1]
    for k in unlisted:
        word = words.lower[k]
        owns = k + 2 < len(words) and words.lower[k + 1] == "'s"
        before = words.lower[k - 1] if k else ""
        if owns:
            votes[word] += words.lower[k + 2] in _OF_STATES
        elif before in _WITHIN:
            votes[word] += 1
        elif before in ("to", "with", "from") and k > 1:
            votes[word] += words.lower[k - 2] in _TRIPS
    return votes


def _beside(words: Words, found: Sequence[Mention], known: set[str], people: set[str]) -> set[str]:
    """Return the names of one word that are named together with a place ("Tavrin and Karhov")."""
    single = {m.first: m.key[0] for m in found if len(m.key) == 1 and not m.title}
    beside = set()
    for at, word in single.items():
        if word in known and at + 2 < len(words) and words.lower[at + 1] == "and":
            beside.add(single.get(at + 2, ""))
        if word in known and at > 1 and words.lower[at - 1] == "and":
            beside.add(single.get(at - 2, ""))
    return {word for at, word in single.items() if word in beside and _may_name(words, at, people)}
