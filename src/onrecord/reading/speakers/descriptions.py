"""Descriptions: the roles that an article gives people, and whom a description such as "the French leader"
means.
 Roles are read from titles and appositions; a description is matched to them by its head noun, its other
words and the country that both speak of (by name, nationality word or seat of government).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reading.speakers.countries import countries_in
from onrecord.reading.speakers.lexicon import OFFICES, REMEMBERED, TITLES, bag
from onrecord.reading.speakers.words import Words
from onrecord.statement import Passage

_ALIKE = [
    frozenset(words.split())
    for words in (
        "leader president premier chancellor minister king ruler dictator head chief monarch emperor",
        "senator lawmaker legislator politician sen",
        "representative congressman congresswoman lawmaker legislator politician rep",
        "candidate nominee hopeful contender front-runner frontrunner challenger standard-bearer",
        "businessman businesswoman billionaire mogul magnate tycoon entrepreneur millionaire developer",
        "spokesman spokeswoman spokesperson",
        "chairman chairwoman chair head",
        "governor gov executive",
        "executive ceo boss head chief",
        "adviser advisor aide strategist consultant operative",
        "professor academic scholar historian",
        "journalist reporter correspondent columnist anchor host moderator commentator",
        "physician doctor surgeon neurosurgeon",
        "officer policeman policewoman cop",
        "actor actress star",
        "attorney lawyer counsel prosecutor",
        "wife spouse partner",
        "husband spouse partner",
        "secretary minister official diplomat",
        "owner proprietor",
        "author writer novelist",
    )
]
_SYNONYMS = [
    frozenset(words.split())
    for words in (
        "judge justice magistrate",
        "lawyer attorney",
        "spokesman spokeswoman spokesperson",
        "chairman chairwoman chairperson chair",
        "doctor physician",
        "wife ex-wife",
        "husband ex-husband",
    )
]
_PARTY = {"gop": "republican", "republicans": "republican", "democratic": "democrat", "democrats": "democrat"}
_VICE = bag("vice vice-presidential vice-president deputy running")
_TICKET = bag("president nominee candidate contender hopeful")
_GENERALS = bag("inspector attorney secretary surgeon solicitor director auditor comptroller")
_YEAR = re.compile(r"(19|20)\d\d")
SAME = 1.8  # the score of a noun for the same office or relation
ELSEWHERE = 0.5  # what a country costs that the role does not speak of
_RANK = 1.0  # against a nominee for another office, or of another year
_EMPTY = bag("the a an of and in for to on at by from with 's . his her its their former who is was")


@dataclass(frozen=True, slots=True)
class Role:
    """What an article says somebody is.

    Args:
        passage: its words.
        words: the same, case-folded, without the small ones.
        countries: the countries that it speaks of.
    """

    passage: Passage
    words: frozenset[str]
    countries: frozenset[str]
    first: int


@lru_cache(maxsize=REMEMBERED)
def alike(noun: str) -> frozenset[str]:
    """Return the nouns that may name the same office or calling as ``noun``, itself included."""
    return frozenset({noun}).union(*(group for group in _ALIKE if noun in group))


@lru_cache(maxsize=REMEMBERED)
def synonyms(noun: str) -> frozenset[str]:
    """Return the nouns for the same office or relation as ``noun``, itself included."""
    return frozenset({noun}).union(*(group for group in _SYNONYMS if noun in group))


def content_words(words: Words, first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the telling words of a stretch, and the countries it speaks of."""
    found = frozenset(
        TITLES.get(w, w) or _PARTY.get(w, w)
        for w in words.lower[first:last]
        if w not in _EMPTY and w[0].isalnum()
    )
    raw = [words.forms[k] for k in range(first, last) if words.lower[k][0].isalnum()]
    unknown = {words.places[w] for w in words.lower[first:last] if w in words.places}
    return found, frozenset(countries_in(raw) | unknown)


def match(
    role_list: list[Role], noun: str, telling: frozenset[str], countries: frozenset[str]
) -> tuple[float, Role | None]:
    """Return how well a description matches a person's roles, and the role that matches best.

    Args:
        role_list: the person's roles.
        noun: the description's head noun, case-folded.
        telling: all its telling words.
        countries: the countries that it speaks of.

    Returns:
        0 for no match, below 0 for a contradiction; from 1.8 on, the same noun or one for the same thing.
    """
    best, found = 0.0, None
    kin = alike(noun)
    fuller = telling & _GENERALS if noun == "general" else frozenset()
    for role in role_list:
        score = 0.0
        if not fuller <= role.words:
            continue  # an inspector general is no general
        if noun in role.words:
            score = 2.0
        elif synonyms(noun) & role.words:
            score = SAME
        elif kin & role.words:
            score = 1.2
        elif noun == "representative" and OFFICES & role.words:
            continue  # the Harbour Board's representative is not its chairman
        shared = (telling - {noun}) & role.words
        score += 0.6 * len(shared)
        score -= _RANK * (noun in _TICKET and bool(telling & _VICE) != bool(role.words & _VICE)) * (score > 0)
        score -= (
            _RANK * any(_YEAR.fullmatch(word) and word not in telling for word in role.words) * (score > 0)
        )
        if countries and role.countries:
            score += 1.5 if countries & role.countries else -2.5
        elif countries and score > 0:
            score -= ELSEWHERE
        if score > best:
            best, found = score, role
        elif found is None and score < best:
            best = score
    return best, found
