"""How likely two clusters of mentions are one person: a sum of weights of evidence, each with a name.

After Fellegi and Sunter (A Theory for Record Linkage, JASA 1969): every feature adds the logarithm of how much more
often it is seen where two mentions are one person than where they are two; the sum is the logarithm of the odds. A
name's weight is how few people are to be expected to bear it. The weights were set by
hand, looking at what came out on articles of the corpus before any pair was judged (see ``docs/people.md``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import JaroWinkler

from onrecord.record.people.clusters import Cluster, is_short
from onrecord.record.people.commonness import WORLD, Commonness
from onrecord.record.people.contexts import cosine
from onrecord.record.people.names import BodyName, Name, PersonName, initials, root, skeleton
from onrecord.record.people.roles import likeness

Relation = Literal[
    "same name", "middle name", "short form", "initial", "spelling", "part", "generic", "short"
]

COMPANY: Final = ((0.02, -0.9), (0.05, -0.3), (0.10, 0.6), (0.20, 1.7), (0.35, 3.0), (1.01, 4.0))
"""Cosines below a bound, and what they weigh."""

ROLES: Final = {
    "same throne": 3.0,
    "same office": 1.5,
    "same words": 1.2,
    "same field": 0.3,
    "unlike": -0.3,
    "other field": -1.3,
    "unknown": 0.0,
}
COUNTRIES: Final = {"same": 0.5, "other": -0.7, "unknown": 0.0}

NAMED: Final = 1.0
"""That news speaks again of whom it has spoken of, rather than of somebody of the same name."""
CLEAREST: Final = 6.0
FAINTEST: Final = -3.5
MIDDLE: Final = 2.0
SHORT_FORM: Final = -0.5
SPELLING: Final = -1.5
ALIKE: Final = 0.8
PART: Final = -1.0
OTHER_MIDDLE: Final = -3.0
OTHER_SUFFIX: Final = -6.0
ONE_SUFFIX: Final = -6.0
CROWDED: Final = 1.7
"""The most that company weighs between a name and the same with a suffix: father and son keep the same."""
INITIAL: Final = 0.06
"""The share of people whose first name begins with a letter."""
ONE_INITIAL: Final = -1.0
GENERIC: Final = -1.5
GENERIC_COUNTRIES: Final = {"same": 2.5, "other": -2.5, "unknown": -1.0}
BODY: Final = 5.0
OTHER_GENDER: Final = -4.0
SAME_GENDER: Final = 0.4
ROLE_COUNTRIES: Final = -1.0
PARTIES: Final = -1.0
SAME_ARTICLE: Final = -1.5
SHORT_IN_ARTICLE: Final = 0.5
"""An article that has a full name and what is short for it speaks of one, as a rule, though it was read as two."""
SAME_DAYS: Final = 0.3
FAR_DAYS: Final = -0.7
NEAR: Final = 3
FAR: Final = 15 * 365
SAME_OUTLET: Final = 0.1
OTHER_KIND: Final = -0.5
SINGLE: Final = 1.3
"""A single name that is nobody's first name, and no common surname: of a band, a site, somebody known by it."""
UNSEEN: Final = 0.05
"""Of the people of a surname, the share that an article may call by it without having named them."""
OWNED: Final = 2.5
"""A campaign or an administration by the same surname."""
OWNER: Final = -0.3
"""A campaign by a surname, and one by a full name with it."""
ACRONYM: Final = 2.0
EXPANSIONS: Final = {2: 3.0, 3: 0.5}
"""Other bodies to be expected behind an abbreviation of so many letters; fewer behind longer ones."""
KNOWN: Final = 0.5
BEST_KNOWN: Final = 2.0
"""That somebody of whom a record speaks often is the one that an article speaks of."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely two clusters are one: the logarithm of the odds, and what it is the sum of."""

    score: float
    features: Features


def name_weight(one: Name, other: Name, common: Commonness) -> tuple[Relation, float] | None:
    """Return how two names are related and what that weighs; ``None`` where they cannot be one's."""
    if isinstance(one, PersonName):
        return _persons(one, other, common) if isinstance(other, PersonName) else None
    return _bodies(one, other, common) if isinstance(other, BodyName) else None


def _persons(one: PersonName, other: PersonName, common: Commonness) -> tuple[Relation, float] | None:
    if not one.full or not other.full:
        return _surname(one, other, common)
    first = _given(one.given[0], other.given[0])
    if first is None and one.family == other.family and len(one.given) == len(other.given) == 1:
        return None
    # Where the two differ, the commoner counts.
    shared = min(_expected(common, name.given[0], name.family) for name in (one, other))
    if one.family != other.family:
        if one.eastern and other.eastern and one.plain.replace(" ", "") == other.plain.replace(" ", ""):
            return "same name", shared + NAMED
        if _alike(one.family, other.family) and _alike(one.given[0], other.given[0]):
            return "spelling", shared + SPELLING
        return None
    suffix = 0.0
    if one.suffix != other.suffix:
        suffix = OTHER_SUFFIX if one.suffix and other.suffix else ONE_SUFFIX
    if first is None:
        if len(one.given) > 1 and other.given[0] in one.given[1:]:
            return "part", _expected(common, other.given[0], one.family) + PART + suffix
        if len(other.given) > 1 and one.given[0] in other.given[1:]:
            return "part", shared + PART + suffix
        return None
    relation: Relation = "same name"
    if first == "initial":
        relation = first
        shared = _clipped(-math.log(WORLD * INITIAL * common.family(one.family))) + ONE_INITIAL
    elif first == "short form":
        relation, shared = first, shared + SHORT_FORM
    elif first == "spelling":
        relation, shared = first, shared + SPELLING
    middles = _middles(one.given[1:], other.given[1:])
    if middles > 0 and relation == "same name":
        relation = "middle name"
    return relation, _clipped(shared + NAMED) + middles + suffix


def _surname(one: PersonName, other: PersonName, common: Commonness) -> tuple[Relation, float] | None:
    """Return what a bare surname weighs, of which there are ``UNSEEN`` others."""
    bare, whole = (one, other) if not one.full else (other, one)
    front = whole.plain.split()[0] if whole.eastern else ""
    if bare.family not in (whole.family, front):
        return None
    if bare.suffix and whole.suffix and bare.suffix != whole.suffix:
        return None
    share = common.family(bare.family) + (0.0 if whole.full else common.listed(bare.family))
    known_as = SINGLE if not whole.full and common.single(bare.family) else 0.0
    return "short", known_as - math.log(1 + UNSEEN * WORLD * share)


def _bodies(one: BodyName, other: BodyName, common: Commonness) -> tuple[Relation, float] | None:
    if one.owner and other.owner:
        if one.words[-1] != other.words[-1]:
            return None
        found = _persons(one.owner, other.owner, common)
        if found and found[0] == "short":
            return ("same name", OWNED) if one.words == other.words else ("short", OWNER)
        return found
    if one.owner or other.owner:
        return None
    if one.words == other.words:
        return ("generic", GENERIC) if one.generic else ("same name", BODY)
    long = min(len(one.words), len(other.words)) > 2
    if long and all(map(_like_words, one.words, other.words)) and len(one.words) == len(other.words):
        return "spelling", BODY + SPELLING
    short, whole = (one, other) if len(one.words) == 1 else (other, one)
    letters = short.words[0]
    if len(short.words) == 1 and len(whole.words) > 1 and letters == initials(whole.words):
        return "short", ACRONYM - math.log(1 + EXPANSIONS.get(len(letters), 0.2))
    return None


def _given(one: str, other: str) -> Relation | None:
    if one == other:
        return "same name"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else None
    if root(one) == root(other):
        return "short form"
    return "spelling" if _alike(one, other) else None


def _alike(one: str, other: str) -> bool:
    """Whether two words may be one in two spellings: they differ in what transliterations differ in, and little."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or skeleton(one) != skeleton(other):
        return False
    return float(JaroWinkler.similarity(one, other)) >= ALIKE


def _like_words(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s") or _alike(one, other)


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    pairs = zip(one, other, strict=False)
    agree = all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)
    if agree or set(one) & set(other):
        return MIDDLE
    return OTHER_MIDDLE


def _expected(common: Commonness, given: str, family: str) -> float:
    return _clipped(-math.log(max(common.namesakes(given, family), 1e-9)))


def _clipped(weight: float) -> float:
    return max(FAINTEST, min(CLEAREST, weight))


def compare(one: Cluster, other: Cluster, common: Commonness) -> Likelihood | None:
    """Return how likely two clusters are one; ``None`` where a name of one cannot be a name of the other."""
    relation, weight = "", -math.inf
    for first in one.names:
        for second in other.names:
            found = name_weight(first, second, common)
            if found is None:
                if is_short(first) or is_short(second):
                    continue
                return None
            if found[1] > weight:
                relation, weight = found
    if not relation:
        return None
    features: Features = {relation: weight}
    if _kinds(one) != _kinds(other):
        features["other kind"] = OTHER_KIND
    features.update(context(one, other, relation))
    if suffix(one) == suffix(other):
        features["known"] = min(BEST_KNOWN, KNOWN * math.log(max(one.size, other.size)))
    else:
        features["company"] = min(features.get("company", 0.0), CROWDED)
    return Likelihood(sum(features.values()), told(features))


def told(features: Features) -> Features:
    """Return features as they are stored: rounded, without those that weigh nothing."""
    return {name: round(value, 2) for name, value in features.items() if round(value, 2)}


def suffix(one: Cluster) -> bool:
    """Whether a cluster has a name with a suffix: Jr., Sr., II."""
    return any(isinstance(name, PersonName) and name.full and bool(name.suffix) for name in one.names)


def context(one: Cluster, other: Cluster, relation: str = "") -> Features:
    """Return what the articles of two clusters weigh: company, roles, countries, gender, time and outlet."""
    features: Features = {}
    if one.terms and other.terms:
        company = cosine(one.terms, other.terms, one.words | other.words)
        features["company"] = next(weight for bound, weight in COMPANY if company < bound)
    features["roles"] = ROLES[likeness(one.roles, other.roles)]
    table = GENERIC_COUNTRIES if relation == "generic" else COUNTRIES
    features["countries"] = table[shared_countries(one.countries, other.countries)]
    mine, yours = one.roles, other.roles
    if mine.countries and yours.countries and not mine.countries & yours.countries:
        features["role's country"] = ROLE_COUNTRIES
    if mine.parties and yours.parties and not mine.parties & yours.parties:
        features["party"] = PARTIES
    # Of two whose first names agree, what tells of different genders is a slip of the reading.
    if one.gender and other.gender and relation in ("short", "initial", "part"):
        features["gender"] = SAME_GENDER if (one.gender > 0) == (other.gender > 0) else OTHER_GENDER
    if one.articles & other.articles:
        features["same article"] = SHORT_IN_ARTICLE if relation == "short" else SAME_ARTICLE
    if one.days and other.days:
        gap = max(one.days[0] - other.days[1], other.days[0] - one.days[1], 0)
        features["time"] = SAME_DAYS if gap <= NEAR else FAR_DAYS if gap > FAR else 0.0
    if one.outlets & other.outlets:
        features["outlet"] = SAME_OUTLET
    return features


def shared_countries(one: Mapping[str, int], other: Mapping[str, int]) -> Literal["same", "other", "unknown"]:
    """Return whether the articles of two clusters are about the same countries."""
    if not one or not other:
        return "unknown"
    return "same" if one.keys() & other.keys() else "other"


def _kinds(cluster: Cluster) -> bool:
    return cluster.first.kind == "person"
