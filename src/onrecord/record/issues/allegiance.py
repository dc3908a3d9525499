"""For which state or party somebody speaks: by what they are, on whose behalf they speak, and their roles.

A state speaks for itself, and so do its offices: presidents, ministers, ambassadors. Who is only *from* somewhere, or
was in office once, speaks for nobody. Parties are told by their names and by the words for their members.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from onrecord.reading.speakers.countries import NATIONALITIES, countries_in, country_of
from onrecord.record.keys import name_key

_OFFICES: Final = re.compile(
    r"\b(?:president|premier|prime minister|minister|ministry|chancellor|secretary|ambassador|envoy|diplomat|king|queen"
    r"|monarch|emir|government|cabinet|defen[cs]e chief|foreign policy chief|spokes(?:man|woman|person)|leader"
    r"|vice president|general|admiral|chief of staff|attorney general|governor|head of state)\b",
    re.IGNORECASE,
)
_NOT_IN_OFFICE: Final = re.compile(
    r"\b(?:former|ex|late|candidate|nominee|contender|hopeful|front-?runner|rival|opponent|would-be|party|company|club"
    r"|union|club's|opposition|rebel|next|critic|campaign|wife|husband|son|daughter)\b",
    re.IGNORECASE,
)
_PARTY: Final = re.compile(r"\b((?:[^\W\d_a-z][\w'’-]*\s+){1,3})[Pp]arty\b")
_MEMBERS: Final = {
    "Republican Party": r"Republicans?|GOP|G\.O\.P\.",
    "Democratic Party": r"Democrats?|Democratic",
    "Labour Party": r"Labour|Labor",
    "Conservative Party": r"Conservatives|Tory|Tories",
    "Libertarian Party": r"Libertarians?",
    "Green Party": r"Greens",
}
_KNOWN: Final = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for name, words in _MEMBERS.items()
)
_AGAINST: Final = re.compile(
    r"\b(?:rival|opponent|critic|donor|pollster|voter|wife|husband)\b", re.IGNORECASE
)
_OF_STATE: Final = re.compile(
    r"\b(?:the|government|administration|ministry|of|in|state|kingdom|republic|army|military|officials?)\b",
    re.IGNORECASE,
)
_SEATS: Final = {"white house": "United States", "kremlin": "Russia", "downing street": "United Kingdom"}
_PEOPLE: Final = re.compile(r"(?:an|ish|ese)$")
"""What words for a people of no list end with; such a state goes by that word."""
_NO_PEOPLE: Final = re.compile("republican|christian|libertarian|partisan|catholic|chairman", re.IGNORECASE)
_STEM: Final = 4
"""Letters that the name of a state and of its people begin with alike."""
_ENDING: Final = 4
"""Letters that may follow these."""


def party_in(words: Iterable[str]) -> str | None:
    """Return the party that roles, or the words for whom somebody speaks, tell; the first that do."""
    for text in words:
        found = _PARTY.search(text)
        if found:
            name = re.sub(r"^(?:The|A)\s+", "", " ".join(found[1].split()))
            return next((known for known, some in _KNOWN if some.fullmatch(name)), f"{name} Party")
        if _AGAINST.search(text):
            continue
        for name, some in _KNOWN:
            if some.search(text):
                return name
    return None


def state_of_name(name: str) -> str | None:
    """Return the state that the name of one tells: "Tarvian government", "Tarvia"; ``None``: "some countries"."""
    bare = " ".join(_OF_STATE.sub(" ", name).split()).strip(" ,.")
    if not any(letter.isupper() for letter in bare):
        return None
    known = _SEATS.get(name_key(name)) or _SEATS.get(name_key(bare)) or country_of(bare)
    found = countries_in(bare.split())
    return known or (found.pop() if len(found) == 1 else bare)


def state_in(roles: Iterable[str], states: Collection[str]) -> str | None:
    """Return the state that an office among some roles is of; the first that tells.

    Args:
        roles: what somebody is called.
        states: names of states that speak in the record, by which those are known that are in no list.
    """
    for role in roles:
        if not _OFFICES.search(role) or _NOT_IN_OFFICE.search(role):
            continue
        words = [word.strip(".,").removesuffix("'s").removesuffix("’s") for word in role.split()]
        found = countries_in(words)
        if len(found) == 1:
            return found.pop()
        for word in words:
            if word[:1].isupper() and word.casefold() not in NATIONALITIES:
                like = [state for state in states if _same_people(word, state)]
                if len(like) == 1:
                    return like[0]
                if _PEOPLE.search(word) and not _NO_PEOPLE.search(word):
                    return word
    return None


def _same_people(word: str, state: str) -> bool:
    """Tell whether a word is a state's name, or what its people are called: Tarvian, of Tarvia."""
    one, other = word.casefold(), state.casefold()
    if one == other:
        return True
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return same >= _STEM and len(one) - same <= _ENDING and len(other) - same <= _ENDING
