"""Bodies and places: whether a common noun ("the panel", "the network", "the city") fits a name."""

from __future__ import annotations

from onrecord.reading.speakers.countries import country_of
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import OUTLET_WORDS, bag

_PLACES = bag("city town village country nation state province")
_CITIES = bag("city town village")
_PAPERS = bag("newspaper paper daily tabloid broadsheet")
_BROADCASTERS = bag("network channel station broadcaster")
_OUTLETS = bag("outlet publication magazine site website") | _PAPERS | _BROADCASTERS
_ON_AIR = bag(
    "tv radio cnn bbc nbc cbs abc fox msnbc npr rt network television broadcasting cnbc espn univision telemundo"
)
_IN_PRINT = OUTLET_WORDS - _ON_AIR - bag("network agency wire")
_ALIKE = [
    bag(words)
    for words in (
        "panel committee commission subcommittee board council",
        "agency bureau office department administration service authority centre center",
        "department ministry",
        "court tribunal",
        "group organization organisation association coalition society alliance union committee fund foundation "
        "institute project league pac center centre council",
        "charity foundation fund trust society",
        "company firm corporation corp inc ltd llc plc co motors industries group holdings",
        "bank",
        "university college school institute",
        "party",
        "campaign camp",
    )
]


def alike(noun: str) -> frozenset[str]:
    """Return the nouns that bodies may be called by that are a ``noun``, itself included."""
    return frozenset({noun}).union(*(group for group in _ALIKE if noun in group))


def plain(entity: Entity) -> frozenset[str]:
    """Return the words of a name, case-folded, without marks."""
    return frozenset(word.strip(".,’'\"") for word in entity.name.casefold().split())


def is_a(entity: Entity, noun: str, said: frozenset[str] = frozenset()) -> bool:
    """Whether a common noun fits a named body or place.

    Args:
        entity: the body or place.
        noun: the noun, case-folded.
        said: the other words of the description, which the name must have.
    """
    name = plain(entity)
    if not said <= name:
        return False
    if noun in _PLACES:
        if entity.kind != "state":
            return noun in name and len(name) > 1
        return (noun in _CITIES) == (country_of(entity.name) is None)
    if noun in _OUTLETS:
        on_air, in_print = bool(name & _ON_AIR), bool(name & _IN_PRINT)
        return on_air if noun in _BROADCASTERS else in_print if noun in _PAPERS else on_air or in_print
    return len(name) > 1 and bool(name & alike(noun))
