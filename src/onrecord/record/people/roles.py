"""Roles: the offices, fields and parties that an article gives somebody, as far as they can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from onrecord.reading.speakers.countries import NATIONALITIES, country_of
from onrecord.reading.speakers.lexicon import bag
from onrecord.record.people.names import fold

_FIELDS: Final = {
    "politics": """president senator representative governor congressman congresswoman minister premier chancellor mp
        lawmaker candidate nominee democrat republican politician mayor secretary speaker leader whip delegate
        ambassador diplomat legislator councilman councilwoman commissioner premier king queen prince monarch
        front-runner rival challenger adviser strategist operative spokesman spokeswoman chairman chairwoman
        campaign party pollster envoy""",
    "force": """general colonel major captain lieutenant sergeant corporal soldier officer police detective sheriff
        commander marine trooper fighter militant jihadist terrorist gunman rebel insurgent veteran""",
    "law": "judge justice attorney lawyer prosecutor counsel solicitor barrister",
    "business": "executive ceo founder entrepreneur investor developer owner analyst trader banker billionaire",
    "media": """reporter journalist correspondent columnist editor anchor host blogger commentator writer presenter
        photographer publisher pundit moderator""",
    "arts": """actor actress singer rapper musician star comedian filmmaker artist author novelist designer model
        director producer""",
    "sport": "player coach quarterback footballer athlete striker midfielder goalkeeper manager boxer referee",
    "science": """professor scientist researcher historian economist psychologist physicist biologist director expert
        scholar astronomer engineer""",
    "health": "doctor physician surgeon nurse epidemiologist virologist dermatologist psychiatrist",
    "church": "pope cardinal archbishop bishop pastor reverend priest imam rabbi cleric ayatollah",
}
_KIN: Final = """wife husband son daughter mother father brother sister cousin uncle aunt friend neighbor
    neighbour witness resident victim student teacher voter supporter girlfriend boyfriend"""
_SHORT: Final = {
    "sen": "senator",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "gov": "governor",
    "pres": "president",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "cpl": "corporal",
    "prof": "professor",
    "rev": "reverend",
    "dr": "doctor",
    "democratic": "democrat",
    "frontrunner": "candidate",
    "nominee": "candidate",
    "contender": "candidate",
    "hopeful": "candidate",
    "chairwoman": "chairman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "actress": "actor",
}
_FIELD_OF: Final = {
    word: field for field, words in _FIELDS.items() for word in words.split()
} | dict.fromkeys(_KIN.split(), "private")
_PARTIES: Final = bag(
    "democrat republican labor labour tory conservative liberal libertarian green socialist"
)
_THRONES: Final = frozenset(("pope",))
_EMPTY: Final = bag(
    "the a an of for and in at on to his her their former ex then who is was one mr mrs ms miss new old top senior "
    "chief deputy vice two first last"
)
_MEN: Final = bag(
    "mr sir lord king prince congressman businessman husband son father brother uncle actor pope "
    "spokesman chairman councilman boyfriend"
)
_WOMEN: Final = bag(
    "mrs ms miss dame lady queen princess congresswoman businesswoman wife daughter mother sister "
    "aunt actress spokeswoman chairwoman councilwoman girlfriend"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """What roles tell.

    ``offices`` are their words for an office or an occupation, ``words`` their other telling words, ``fields`` what
    walks of life they belong to, ``women`` and ``men`` how many titles are a woman's and a man's.
    """

    offices: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    men: int = 0
    women: int = 0

    def __or__(self, other: Roles) -> Roles:
        return Roles(
            self.offices | other.offices,
            self.words | other.words,
            self.fields | other.fields,
            self.parties | other.parties,
            self.countries | other.countries,
            self.men + other.men,
            self.women + other.women,
        )


Likeness = Literal[
    "same throne", "same office", "same words", "same field", "other field", "unlike", "unknown"
]


def roles_of(texts: Iterable[str]) -> Roles:
    """Return what the roles that an article gives somebody tell."""
    found = Roles()
    for text in texts:
        found |= _roles(text)
    return found


@lru_cache(maxsize=16384)
def _roles(text: str) -> Roles:
    offices: set[str] = set()
    rest: set[str] = set()
    countries: set[str] = set()
    plain = fold(text).split()
    for word in plain:
        full = _SHORT.get(word, word)
        if full in _FIELD_OF:
            offices.add(full)
        elif full not in _EMPTY and len(full) > 1:
            rest.add(full)
    for word in text.replace("'s", "").replace("’s", "").split():
        country = NATIONALITIES.get(word.casefold()) or (
            country_of(word.strip(".,")) if word[:1].isupper() else None
        )
        if country:
            countries.add(country)
    return Roles(
        frozenset(offices - _PARTIES),
        frozenset(rest),
        frozenset(_FIELD_OF[word] for word in offices),
        frozenset((offices | rest) & _PARTIES),
        frozenset(countries),
        sum(word in _MEN for word in plain),
        sum(word in _WOMEN for word in plain),
    )


def likeness(one: Roles, other: Roles) -> Likeness:
    """Return how the roles of two mentions agree."""
    if not (one.offices or one.words) or not (other.offices or other.words):
        return "unknown"
    if one.offices & other.offices & _THRONES:
        return "same throne"
    if one.offices & other.offices:
        return "same office"
    if one.words & other.words:
        return "same words"
    if one.fields and other.fields:
        return "same field" if one.fields & other.fields else "other field"
    return "unlike"
