"""Sets of variants that people read, and said to be the same words or not.

``judged.jsonl`` has a line for each: the quotations of the set by their articles' ids and the offsets of their words,
and whether all of them are the same words. There is none of the articles' text in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from onrecord.record import Record
from onrecord.record.keys import spans_of
from onrecord.record.schema import articles, statements, versions
from onrecord.record.variants.tables import quotations

JUDGED: Final = Path(__file__).with_name("judged.jsonl")

Place = tuple[str, int, int]
"""A quotation: its article's id, and where its words begin and end."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many of the judged sets are right, and how many of their pairs a record still puts together."""

    sets: int
    right: int
    found: int


def judged() -> list[dict[str, Any]]:
    """Return the judgements."""
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]


def sets_of(record: Record) -> dict[Place, int]:
    """Return the sets that quotations are in, by their places."""
    with record.reading() as connection:
        rows = connection.execute(
            select(articles.c.key, quotations.c.spans, quotations.c.set_id)
            .join(versions, versions.c.article_id == articles.c.id)
            .join(statements, statements.c.version_id == versions.c.id)
            .join(quotations, quotations.c.statement_id == statements.c.id)
        ).all()
    return {(row.key, spans_of(row.spans)[0][0], spans_of(row.spans)[-1][1]): row.set_id for row in rows}


def held_against(record: Record) -> Judged:
    """Hold the judgements against what a record has found: a set counts as found if two of its places are together."""
    sets = sets_of(record)
    known = judged()
    found = 0
    for one in known:
        tops = [sets[place] for place in (tuple(place) for place in one["places"]) if place in sets]
        found += len(tops) > len(set(tops))
    return Judged(len(known), sum(one["right"] for one in known), found)
