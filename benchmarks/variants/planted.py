"""Quotations that were edited as outlets edit them, and how many of them are found to be the same words.

Of every set of variants of a record, one quotation is taken, so that none has a variant among the others but the one
that is made of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from onrecord.article import Article
from onrecord.record import Record
from onrecord.record.door import among
from onrecord.record.variants.likeness import compare
from onrecord.record.variants.sets import quoted_of
from onrecord.record.variants.tables import quotations
from onrecord.record.variants.words import Words
from onrecord.statement import Confidence, Reading, Statement, statement_id

LEAST_WORDS: Final = 10
"""Words of the shortest quotation that is edited."""

EDITS: Final = ("cut", "ellipsis", "brackets", "marks", "one word", "two words", "three words", "inside")


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs planted and found by the kind of edit, and pairs put together that were not planted, of all that were."""

    planted: dict[str, int]
    found: dict[str, int]
    joined: int
    false: int


def texts_of(record: Record) -> list[str]:
    """Return one quotation of each set of a record, and all that are in none."""
    with record.reading() as connection:
        numbers = connection.scalars(
            quotations.select().with_only_columns(quotations.c.set_id).distinct()
        ).all()
        return [one.text for one in quoted_of(connection, numbers).values()]


def measure(texts: Sequence[str], count: int, seed: int = 1) -> Found:
    """Edit ``count`` of the texts, look for variants among all of them, and count."""
    rng = random.Random(seed)
    long = [text for text in texts if len(Words.of(text).words) >= LEAST_WORDS and not _says_too_little(text)]
    sources = rng.sample(long, min(count, len(long)))
    kinds = [EDITS[n % len(EDITS)] for n in range(len(sources))]
    edited = [edit(text, kind, rng) for text, kind in zip(sources, kinds, strict=True)]
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "planted.sqlite") as record:
        record.add_readings(readings([*sources, *edited]))
        record.compare()
        everything = range(1, 2 * len(sources) + 1)
        with record.reading() as connection:
            where = quotations.c.statement_id.in_(among(everything))
            sets = {
                row.statement_id: row.set_id for row in connection.execute(quotations.select().where(where))
            }
    planted = dict.fromkeys(EDITS, 0)
    found = dict.fromkeys(EDITS, 0)
    for n, kind in enumerate(kinds, 1):
        planted[kind] += 1
        found[kind] += sets.get(n, -1) == sets.get(n + len(sources), -2)
    members: dict[int, list[int]] = {}
    for number, top in sets.items():
        members.setdefault(top, []).append((number - 1) % len(sources))
    pairs = [pair for some in members.values() for pair in combinations(some, 2)]
    return Found(planted, found, len(pairs), sum(a != b for a, b in pairs))


def _says_too_little(text: str) -> bool:
    """Tell whether a quotation says too little to be a variant of anything."""
    words = Words.of(text).bare()
    return not compare(words, words).alike


def edit(text: str, kind: str, rng: random.Random) -> str:
    """Return a quotation as an outlet may print it."""
    words = text.split()
    size = len(words)
    match kind:
        case "cut":
            keep = max(size * 6 // 10, 8)
            start = rng.randint(0, size - keep) if size > keep else 0
            return " ".join(words[start : start + keep])
        case "ellipsis":
            start = rng.randint(2, max(2, size - 4))
            return " ".join([*words[:start], "...", *words[start + max(1, size // 5) :]])
        case "brackets":
            place = rng.randrange(size)
            return " ".join([*words[:place], "[the company]", *words[place + 1 :]])
        case "marks":
            turned = str.maketrans({"'": "’", "’": "'", "—": "-", "-": "–", "“": "‘", "”": "’", ",": ""})
            return text.translate(turned).upper()
        case "inside":
            return f"{_invented(rng)}. {text} {_invented(rng)}."
        case _:
            for place in rng.sample(range(size), ("one word", "two words", "three words").index(kind) + 1):
                words[place] = rng.choice(("thing", "harbour", "quickly", "other", "lantern", "perhaps"))
            return " ".join(words)


def _invented(rng: random.Random) -> str:
    """Return words of no language, so that nothing but the quotation is shared."""
    return " ".join("".join(rng.choice(pair) for pair in ("bdfgklmnprst", "aeiou") * 3) for _ in range(6))


def readings(texts: Sequence[str], together: int = 1) -> Iterator[Reading]:
    """Yield articles that print these quotations, so many of them each."""
    for start in range(0, len(texts), together):
        text = ""
        spans = []
        for one in texts[start : start + together]:
            bare = " ".join(one.replace('"', " ").replace("“", " ").replace("”", " ").split())
            text += f"Article {start} has it that somebody said: "
            spans.append((len(text), len(text) + len(bare) + 2))
            text += f"“{bare}”\n\n"
        article = Article(text, id=f"https://planted.example/{start}")
        yield Reading(
            article,
            tuple(
                Statement(
                    id=statement_id(article.version, (span,)),
                    content=(span,),
                    source=(),
                    cue=(),
                    quote="direct",
                    confidence=Confidence(0.9),
                )
                for span in spans
            ),
            "planted",
        )
