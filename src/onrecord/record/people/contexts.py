"""The company that speakers keep: the names and the countries that an article is about."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.reading.speakers.countries import NAMES, NATIONALITIES, SEATS
from onrecord.reading.speakers.lexicon import bag
from onrecord.record.people.names import fold

TERMS: Final = 32
"""Terms of an article that are kept."""

COUNTRIES: Final = 3
"""Countries of an article that are kept."""

READ: Final = 60_000
"""Characters of an article that are looked at."""

PRIOR: Final = 200
"""Articles without any of its terms that a record is thought to have beside its own, so that rarity means something
in a record of two articles too."""

# A capital inside a sentence: not the first word of one, which every word may be.
_NAMES = re.compile(
    r"(?<![.!?:\"“”'’)\s])\s((?:(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]*)(?:\s+(?=[^\W\d_a-z]))?)+)"
)
_EMPTY = bag("""
    i mr mrs ms dr sen rep gov president prime minister monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december english
    """)


@dataclass(frozen=True, slots=True)
class Context:
    """What an article is about: terms and countries, each with how often it is named, the most frequent first."""

    terms: Mapping[str, int]
    countries: Mapping[str, int]

    def to_text(self) -> str:
        """Return it as a column holds it."""
        return "|".join(
            ";".join(f"{word}:{count}" for word, count in some.items())
            for some in (self.terms, self.countries)
        )

    @classmethod
    def of(cls, text: str) -> Context:
        """Return what :meth:`to_text` wrote."""
        first, _, second = text.partition("|")
        return cls(_counts(first), _counts(second))


def _counts(text: str) -> dict[str, int]:
    pairs = (item.rpartition(":") for item in text.split(";") if item)
    return {word: int(count) for word, _, count in pairs}


def context_of(text: str) -> Context:
    """Return what an article is about.

    Terms are the single words of names inside sentences. What is kept depends on the text alone.
    """
    terms: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for found in _NAMES.finditer(text[:READ]):
        words = found[1].replace("’s", "").replace("'s", "").split()
        at = 0
        while at < len(words):
            country, size = _country(words, at)
            if country:
                countries[country] += 1
            else:
                word = fold(words[at])
                if len(word) > 1 and word not in _EMPTY:
                    terms[word] += 1
            at += size
    return Context(_most(terms, TERMS), _most(countries, COUNTRIES))


def _country(words: list[str], at: int) -> tuple[str | None, int]:
    for size in (3, 2, 1):
        if at + size > len(words):
            continue
        name = " ".join(words[at : at + size]).rstrip(".,;")
        key = name if len(name) < 4 and name.isupper() else name.casefold()
        country = NAMES.get(key) or NATIONALITIES.get(key) or SEATS.get(key)
        if country:
            return country, size
    return None, 1


def _most(counts: Counter[str], number: int) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:number])


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare terms are: in how many of a record's articles each one stands."""

    counts: Mapping[str, int]
    articles: int

    def vector(self, context: Context) -> dict[str, float]:
        """Return an article's terms weighted by how often it has them and how rare they are, of length 1."""
        total = self.articles + PRIOR
        weights = {
            term: (1 + math.log(count)) * math.log(total / (1 + self.counts.get(term, 0)))
            for term, count in context.terms.items()
        }
        return normalised(weights)


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return a vector of length 1 in the same direction."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def cosine(one: Mapping[str, float], other: Mapping[str, float], without: Iterable[str] = ()) -> float:
    """Return the cosine of two vectors, leaving out some terms: the names that are compared themselves.

    Args:
        one: a vector.
        other: a vector.
        without: terms that do not count.
    """
    if len(one) > len(other):
        one, other = other, one
    product = sum(weight * other[term] for term, weight in one.items() if term in other)
    lengths = [sum(weight * weight for weight in some.values()) for some in (one, other)]
    for term in sorted(set(without)):  # in one order, for sums of floats depend on it
        first, second = one.get(term, 0.0), other.get(term, 0.0)
        product -= first * second
        lengths = [lengths[0] - first * first, lengths[1] - second * second]
    if min(lengths) <= 1e-9:
        return 0.0
    return max(0.0, min(1.0, product / math.sqrt(lengths[0] * lengths[1])))
