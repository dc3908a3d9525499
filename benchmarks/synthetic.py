"""Invented readings in any number, shaped like a corpus of news.

Shapes are those of PolNeAR's training part: 4,560 characters and 24 statements an article, contents of 65 characters
at the median and 88 in the mean. Words, speakers and outlets come as often as words do in a language (Zipf, 1935):
the n-th commonest with a probability that falls as 1/n. The same seed gives the same readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.article import Article
from onrecord.statement import (
    Act,
    Confidence,
    Passage,
    Position,
    Quote,
    Reading,
    Speaker,
    Stand,
    Statement,
    Step,
    statement_id,
)

STATEMENTS: Final = 24
"""Statements to an article."""

WORDS: Final = 40_000
PEOPLE: Final = 20_000
OUTLETS: Final = 60
FIRST_DAY: Final = date(2014, 1, 1)
DAYS: Final = 3650

_BEGINNINGS: Final = tuple("b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w".split())  # noqa: SIM905
_MIDDLES: Final = tuple("a ai e ea i ie o oo u".split())  # noqa: SIM905
_ENDINGS: Final = tuple("b ck d l ll m n nd ng nt p r rd rt s ss st t th x".split())  # noqa: SIM905
_ROLES: Final = ("spokesman", "senator", "minister", "mayor", "economist", "president", "governor", "analyst")
_ACTS: Final = get_args(Act)
_QUOTES: Final = get_args(Quote)
_STANDS: Final = get_args(Stand)


@dataclass(frozen=True, slots=True)
class World:
    """What articles are made of: words and speakers, the commonest first, and their cumulated shares."""

    words: NDArray[Any]
    word_shares: NDArray[np.float64]
    people: tuple[tuple[str, str], ...]
    people_shares: NDArray[np.float64]
    outlets: tuple[str, ...]

    @classmethod
    def made(cls, rng: np.random.Generator) -> World:
        """Return a world of its own words and names."""
        words = _invented(rng, WORDS, 1)
        names = [name.title() for name in _invented(rng, 4000, 2)]
        pairs = rng.integers(0, len(names), (PEOPLE, 2))
        people = tuple((f"{names[a]} {names[b]}", _ROLES[n % len(_ROLES)]) for n, (a, b) in enumerate(pairs))
        outlets = tuple(f"{name} Courier" for name in names[:OUTLETS])
        return cls(np.array(words), _zipf(WORDS), people, _zipf(PEOPLE), outlets)


def readings(statements: int, seed: int = 1) -> Iterator[Reading]:
    """Yield readings until there are this many statements."""
    rng = np.random.default_rng(seed)
    world = World.made(rng)
    for number in count():
        if statements <= 0:
            return
        reading = _reading(rng, world, number, min(statements, STATEMENTS))
        statements -= len(reading.statements)
        yield reading


def _reading(rng: np.random.Generator, world: World, number: int, size: int) -> Reading:
    lengths = np.maximum(2, rng.lognormal(2.11, 0.75, size).astype(int))
    gaps = rng.integers(2, 14, size)
    drawn = world.words[_drawn(rng, world.word_shares, int(lengths.sum() + gaps.sum()))]
    cast = _drawn(rng, world.people_shares, 6)
    pieces: list[str] = []
    places: list[tuple[int, int, int, int, int]] = []
    at = used = 0
    for length, gap in zip(lengths, gaps, strict=True):
        who = int(cast[int(rng.integers(0, len(cast)))])
        name, role = world.people[who]
        content = " ".join(drawn[used : used + length])
        rest = " ".join(drawn[used + length : used + length + gap])
        used += length + gap
        before = f"{role.title()} {name} said "
        start = at + len(before)
        places.append((who, at, at + len(before) - 6, start, start + len(content)))
        pieces.append(f"{before}{content}. {rest}.\n\n")
        at += len(pieces[-1])
    text = "".join(pieces)
    day = (FIRST_DAY + timedelta(days=int(rng.integers(0, DAYS)))).isoformat()
    outlet = world.outlets[int(rng.integers(0, OUTLETS) * rng.random())]
    host = outlet.split()[0].lower()
    article = Article(
        text,
        id=f"https://{host}.example/{day}/{number}",
        url=f"https://{host}.example/{day}/{number}",
        outlet=outlet,
        title=text[:60],
        authors=(world.people[int(cast[0])][0],),
        published=f"{day}T08:00:00Z",
        language="en",
    )
    return Reading(article, tuple(_statement(rng, world, article, *place) for place in places), "synthetic-1")


def _statement(rng: np.random.Generator, world: World, article: Article, who: int, *place: int) -> Statement:
    source_start, source_end, start, end = place
    name, role = world.people[who]
    text = article.text
    chance = rng.random(4)
    named = (source_end - len(name), source_end)
    positions: tuple[Position, ...] = ()
    if chance[0] < 0.3:
        stand = _STANDS[int(rng.integers(0, len(_STANDS)))]
        positions = (Position(stand, Passage.of(text, ((start, min(end, start + 25)),))),)
    sure = round(float(0.5 + chance[1] / 2), 2)
    return Statement(
        id=statement_id(article.version, ((start, end),)),
        content=((start, end),),
        source=((source_start, source_end),),
        cue=((source_end + 1, source_end + 5),),
        quote=_QUOTES[int(rng.integers(0, len(_QUOTES)))],
        confidence=Confidence(sure, speakers=sure, act=sure, positions=sure),
        speakers=(
            Speaker(
                name,
                "person",
                (Passage.of(text, ((source_start, source_start + len(role)),)),),
                (Step((named,), "surname"), Step((named,), "full name")),
                sure,
            ),
        ),
        mode="said",
        act=_ACTS[int(rng.integers(0, len(_ACTS)))],
        target=Passage.of(text, ((start, min(end, start + 18)),)) if chance[2] < 0.4 else None,
        positions=positions,
    )


def _zipf(size: int) -> NDArray[np.float64]:
    shares = 1 / np.arange(1, size + 1)
    return np.cumsum(shares / shares.sum())


def _drawn(rng: np.random.Generator, shares: NDArray[np.float64], size: int) -> NDArray[np.int64]:
    return np.minimum(np.searchsorted(shares, rng.random(size)), len(shares) - 1)


def _invented(rng: np.random.Generator, size: int, least: int) -> list[str]:
    """Return words of one to three syllables or more, none of them twice, the shorter ones first."""
    found: dict[str, None] = {}
    while len(found) < size:
        syllables = least + (len(found) > 300) + (len(found) > 6000)
        draws = rng.integers(0, 1000, (syllables, 3))
        word = "".join(
            _BEGINNINGS[a % len(_BEGINNINGS)] + _MIDDLES[b % len(_MIDDLES)] + _ENDINGS[c % len(_ENDINGS)]
            for a, b, c in draws
        )
        found[word] = None
    return list(found)
