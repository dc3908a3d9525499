"""Names of persons and of bodies (organisations, states), taken apart so that they can be compared.

Letters are folded to ASCII whatever their script; particles and titles are taken off; what is left are given names,
a surname and a suffix, or a body's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from onrecord.reading.speakers.countries import NATIONALITIES, country_of
from onrecord.reading.speakers.first_names import FIRST_NAMES, NICKNAMES
from onrecord.reading.speakers.lexicon import bag

_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[^\W\d_](?:\.[^\W\d_])+\b")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])(?!\w)")
_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = re.compile(r"[^\W\d_]")
_REPEATED = re.compile(r"(.)\1+")
_LONGEST: Final = 300
"""Characters of a name that are looked at."""

PARTICLES: Final = bag("al el bin ibn bint abu de da del della der den di do dos du la le les van von y")
SUFFIXES: Final = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
_LETTERS_BEHIND = bag("md phd esq dds cbe obe mbe qc kc mp mep")
TITLES: Final = bag("""
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron hon sen senator rep representative gov
    governor pres president premier chancellor pm pope king queen prince princess sheikh sultan emir ayatollah imam
    mullah rabbi cardinal archbishop bishop rev reverend father fr sister brother st saint gen general col colonel
    maj major capt captain lt lieutenant sgt sergeant cpl corporal pvt private adm admiral officer detective sheriff
    judge justice attorney secretary minister ambassador mayor coach chief congressman congresswoman
    """)
_MONONYM_TITLES = bag("pope king queen prince princess sheikh sultan emir sister brother father saint st")
EASTERN: Final = bag("""
    ahn ban cao chang chen cho choe choi chung deng gao guo han hu huang hwang hwangs jang jiang jung kang kim kwon lee
    li lim lin liu ma mao moon nguyen oh pak park ri ryu shin son song suh sun tran wang wen wu xi xu yang yi yoon
    yu zhang zhao zheng zhou zhu
    """)
"""Surnames that may stand in front."""

_NO_NAME = bag("""
    a an the this that these those some any no one two three another other others each every either neither both all
    many most much few several somebody someone anyone everyone nobody who whom whose which what he she it they we i you
    his her its their our my your former ex judge lawmaker president pres senator governor officer official officials
    republican republicans democrat democrats lawmakers hacker police reporter reporters analyst analysts
    spokesman spokeswoman spokesperson critics experts sources source aide aides member members voter voters
    monday tuesday wednesday thursday friday saturday sunday christian christians muslim muslims jew jews
    wife husband son daughter mother father brother sister friend lawyer attorney impersonator adviser advisor manager
    strategist diplomat minister ministers mayor economist editor author producer director owner candidate candidates
    research polling economy question answer narrator host moderator mom dad man woman men women people family
    """)
_LEGAL = bag("inc incorporated corp corporation llc llp ltd plc gmbh sa ag co company")
_BRITISH = {"defence": "defense", "labour": "labor", "centre": "center", "organisation": "organization"}
_SHORT = frozenset(("us", "uk", "usa", "uae"))
_SMALL = bag("the of and for in on at to a an by de la")
_OWNED = {
    "campaign": "campaign",
    "camp": "campaign",
    "administration": "administration",
    "government": "administration",
    "team": "team",
}
_INSTITUTION = bag("""
    ministry minister foreign defence defense interior justice health finance education trade home affairs office
    department dept government state states administration parliament senate house representatives commons lords
    cabinet council assembly court courts supreme high appeal appeals district federal national central bank police
    force army navy air military city county town university hospital school club association union party opposition
    committee commission board agency bureau authority service services security intelligence fire prosecutor
    prosecutors general public attorney embassy consulate ambassador election electoral labor
    socialist communist conservative liberal people peoples workers national front coalition medical
    examiner coroner sheriff transportation transport environment press news media local company group campaign
    treasury governor mayor district super pac
    """)
_BARE = bag("""
    state states court courts police government party city county town university hospital school club association
    union company group campaign office department ministry committee commission board agency bureau authority council
    army military media press bank team administration officials news embassy prosecutors opposition another neither
    governments nations countries companies lawmakers committee research super
    """)
_SOLE = frozenset(
    ("state department", "us state department", "department of state", "house of lords", "house of commons")
)
_ROOTS: Final = {
    short: formal for formal in sorted(NICKNAMES, reverse=True) for short in sorted(NICKNAMES[formal])
}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: given names (initials are single letters), surname, suffix; a single name is a surname.

    ``plain`` is the whole name, folded.
    """

    given: tuple[str, ...]
    family: str
    suffix: str
    plain: str

    @property
    def full(self) -> bool:
        """Whether it has more than a surname."""
        return bool(self.given)

    @property
    def eastern(self) -> bool:
        """Whether its first word may be the surname."""
        return self.plain.split()[0] in EASTERN


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of an organisation or a state.

    ``owner`` is whose campaign, administration or team it is; ``generic`` tells that there is one of the name in every
    country ("Supreme Court").
    """

    words: tuple[str, ...]
    owner: PersonName | None
    generic: bool
    plain: str


Name = PersonName | BodyName


def fold(text: str) -> str:
    """Return a text in small letters of ASCII, words between single spaces."""
    whole = _ABBREVIATED.sub(lambda found: found[0].replace(".", ""), text[:_LONGEST])
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", whole))
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", anyascii(bare)).casefold()))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return a word without what transliterations differ in: vowels, doubled letters, ``q`` or ``k``."""
    if len(word) < 5:
        return word
    same = word.translate(str.maketrans("qcgzvjx", "kkkswyk")).replace("ph", "f")
    bones = same[0] + "".join(c for c in same[1:] if c not in "aeiouhy")
    return _REPEATED.sub(r"\1", bones)


@lru_cache(maxsize=65536)
def parse(name: str, kind: str) -> Name | None:
    """Take a speaker's name apart.

    Args:
        name: the name as the article gives it.
        kind: ``person``, ``organisation`` or ``state``.

    Returns:
        The name; ``None`` where the words only describe somebody ("a spokesman for the mayor").
    """
    return person(name) if kind == "person" else body(name, kind)


def person(name: str) -> PersonName | None:
    """Take a person's name apart; ``None`` where it is none."""
    if not _capitalised(name) or _POSSESSIVE.search(name):
        return None
    words = fold(name.replace(".", " ")).split()
    titles = []
    while len(words) > 1 and words[0] in TITLES:
        titles.append(words.pop(0))
    while len(words) > 1 and words[-1] in _LETTERS_BEHIND:
        words.pop()
    suffix = SUFFIXES.get(words[-1], "") if len(words) > 1 else ""
    if suffix:
        words.pop()
    if not words or len(words) > 7 or len(words[-1]) == 1 or words[-1].isdigit():
        return None
    # "Patty Judge", "David French": behind a first name, a word of any other meaning is a surname.
    named = len(words) in (2, 3) and words[0] in FIRST_NAMES
    described = any(len(word) > 1 and word in _NO_NAME for word in words) or words[-1] in NATIONALITIES
    if described and not (named and not any(word in _NO_NAME for word in words[:-1])):
        return None
    plain = " ".join(words)
    # "Al Gore" has a first name, "al-Sisi" a particle.
    first = words[:1] if len(words) == 2 and name.split()[-2:-1] == ["Al"] else []
    bare = first + [word for word in words[len(first) :] if word not in PARTICLES] or words
    if len(bare) == 1 and titles and titles[-1] in _MONONYM_TITLES:
        return PersonName((), bare[0], titles[-1] if titles[-1] not in ("st", "saint") else "", plain)
    return PersonName(tuple(bare[:-1]), bare[-1], suffix, plain)


def body(name: str, kind: str = "organisation") -> BodyName | None:
    """Take the name of an organisation or a state apart; ``None`` where it is none."""
    country = country_of(name.strip().rstrip(".")) or country_of(
        name.strip().removeprefix("the ").rstrip(".")
    )
    if country and (kind == "state" or name.strip() not in NATIONALITIES):
        plain = fold(country)
        return BodyName(tuple(plain.split()), None, False, plain)
    words = fold(name).split()
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words.pop(0)
    if not words or len(words) > 9 or words[0] in _NO_NAME or words[0].isdigit():
        return None
    if not _capitalised(name.removeprefix("the "), _INSTITUTION):
        return _government(name, words)
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    if len(words) == 1 and words[0] in _BARE:
        return None
    plain = " ".join(words)
    words = _of_country(
        [_BRITISH.get(word, word) for word in words if word not in _SMALL and word != "presidential"] or words
    )
    owner = None
    if len(words) > 1 and words[-1] in _OWNED:
        last = words.pop()
        of_country = country_of(" ".join(words)) is not None
        owner = None if of_country else person(_POSSESSIVE.sub("", " ".join(_before(name))))
        words.append(last if of_country else _OWNED[last])
    generic = owner is None and plain not in _SOLE and all(word in _INSTITUTION for word in words)
    return BodyName(tuple(words), owner, generic, plain)


def _before(name: str) -> list[str]:
    """Return the words before a body's last one, without those that tell nothing of its owner."""
    return [
        word for word in name.split()[:-1] if word.casefold() not in ("the", "presidential", "entire", "own")
    ]


def _of_country(words: list[str]) -> list[str]:
    """Return words with the country's name in the place of its adjective and its abbreviation."""
    for size in (2, 1):
        first = " ".join(words[:size])
        country = NATIONALITIES.get(first) or (country_of(first.upper()) if first in _SHORT else None)
        if country and len(words) > size:
            rest = words[size:]
            return rest if country == "United States" and len(rest) > 1 else [*fold(country).split(), *rest]
    return words


def _government(name: str, words: list[str]) -> BodyName | None:
    """Return the name that a described government has: "the government in Riyadh" is that of Saudi Arabia."""
    if len(words) < 3 or words[0] != "government" or words[1] not in ("of", "in"):
        return None
    country = country_of(" ".join(name.replace("the ", "").split()[2:]))
    if country is None:
        return None
    plain = f"{fold(country)} government"
    return BodyName(tuple(plain.split()), None, False, plain)


def root(given: str) -> str:
    """Return the formal first name that a short form stands for, or the name itself."""
    return _ROOTS.get(given, given)


def initials(words: tuple[str, ...]) -> str:
    """Return the first letters of a body's words."""
    return "".join(word[0] for word in words)


def keys(name: Name) -> tuple[str, ...]:
    """Return the keys of the blocks that a name is looked for in: only names that share one are ever compared."""
    if isinstance(name, PersonName):
        found = [f"p:{skeleton(name.family)}"]
        first = name.plain.split()[0]
        if name.given and first in EASTERN and first != name.family:
            found.append(f"p:{skeleton(first)}")
        return tuple(found)
    if name.owner is not None:
        return (f"o:{name.words[-1]} {skeleton(name.owner.family)}",)
    found = [f"b:{' '.join(name.words)}"]
    if len(name.words) == 1 and 2 <= len(name.words[0]) <= 6:
        found.append(f"a:{name.words[0]}")
    elif 2 <= len(name.words) <= 6:
        found.append(f"a:{initials(name.words)}")
    return tuple(found)


def _capitalised(name: str, small: frozenset[str] = frozenset()) -> bool:
    """Whether all words but particles, and those that may be ``small`` behind the first, have a capital (``eBay``)."""
    words = name.split()
    if not words or not any(_LETTERS.search(word) for word in words):
        return False
    for place, word in enumerate(words):
        letters = _LETTERS.findall(word)
        plain = word.casefold().strip(".,'’\"“”()")
        if (
            not letters
            or (place and (plain in small or plain in _OWNED or plain == "presidential"))
            or plain in PARTICLES
            or plain in _SMALL
            or any(c.isupper() or not c.islower() for c in letters)
        ):
            continue
        return False
    head = words[0].casefold()
    return any(c.isupper() or not c.islower() for c in words[0]) or head.split("-")[0] in PARTICLES
