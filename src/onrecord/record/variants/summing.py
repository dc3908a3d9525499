"""What is told of a set of variants in lists, counted when the set changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from onrecord.record.door import among
from onrecord.record.keys import spans_of
from onrecord.record.schema import statements, versions
from onrecord.record.variants.likeness import blocks
from onrecord.record.variants.tables import quotations, variant_sets
from onrecord.record.variants.words import COMMON, Words

MOST_WORDINGS: Final = 50
"""Wordings of a set that are laid beside the fullest, to count what changes."""


def summarise(connection: Connection, sets: Iterable[int]) -> None:
    """Count anew what sets have; a set of fewer than two statements is none."""
    numbers = list(sets)
    connection.execute(delete(variant_sets).where(variant_sets.c.id.in_(among(numbers))))
    members: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(
            quotations.c.set_id,
            quotations.c.spans,
            statements.c.version_id,
            statements.c.day,
            versions.c.text,
        )
        .join(statements, statements.c.id == quotations.c.statement_id)
        .join(versions, versions.c.id == statements.c.version_id)
        .where(quotations.c.set_id.in_(among(numbers)))
    ):
        members[row.set_id].append(row)
    rows = [_counted(number, some) for number, some in members.items() if len(some) > 1]
    if rows:
        connection.execute(insert(variant_sets), rows)


def _counted(number: int, some: list[Any]) -> dict[str, Any]:
    wordings = sorted({Words.of(row.text, spans_of(row.spans)).words for row in some}, key=_fullness)
    days = [row.day for row in some if row.day]
    return {
        "id": number,
        "statements": len(some),
        "articles": len({row.version_id for row in some}),
        "wordings": len(wordings),
        "changes": len(
            {change for one in wordings[1:MOST_WORDINGS] for change in _changes(wordings[0], one)}
        ),
        "first": min(days, default=None),
        "last": max(days, default=None),
    }


def _fullness(words: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(words), words


def _changes(fuller: tuple[str, ...], words: tuple[str, ...]) -> set[str]:
    """Return the words that stand in the place of other ones."""
    found: set[str] = set()
    a = c = 0
    for block in blocks(fuller, words):
        if a < block.one and 0 < c < block.other:
            found.update(words[c : block.other])
        a, c = block.one + block.size, block.other + block.size
    return found - COMMON
