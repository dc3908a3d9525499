"""What is told of a set of variants in lists, counted when the set changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, delete, select

from onrecord.record.door import among, insert_plain, plain_rows
from onrecord.record.keys import spans_of
from onrecord.record.schema import statements
from onrecord.record.variants.likeness import blocks
from onrecord.record.variants.tables import quotations, variant_sets
from onrecord.record.variants.texts import texts_of
from onrecord.record.variants.words import COMMON, words_in

MOST_WORDINGS: Final = 50
"""Wordings of a set that are laid beside the fullest, to count what changes."""


def summarise(connection: Connection, sets: Iterable[int]) -> None:
    """Count anew what sets have; a set of fewer than two statements is none."""
    numbers = list(sets)
    connection.execute(delete(variant_sets).where(variant_sets.c.id.in_(among(numbers))))
    members: defaultdict[int, list[_Member]] = defaultdict(list)
    for number, *member in plain_rows(
        connection,
        select(quotations.c.set_id, quotations.c.spans, statements.c.version_id, statements.c.day)
        .join(statements, statements.c.id == quotations.c.statement_id)
        .where(quotations.c.set_id.in_(among(numbers))),
    ):
        members[number].append(_Member(*member))
    sets_of_several = {number: some for number, some in members.items() if len(some) > 1}
    texts = texts_of(connection, {one.version for some in sets_of_several.values() for one in some})
    rows = [_counted(number, some, texts) for number, some in sets_of_several.items()]
    if rows:
        insert_plain(connection, variant_sets, [column.name for column in variant_sets.c], rows)


class _Member(NamedTuple):
    """A quotation of a set: where it stands in which version of an article, and when that was published."""

    spans: str
    version: int
    day: str | None


def _counted(number: int, some: Sequence[_Member], texts: Mapping[int, str]) -> tuple[Any, ...]:
    """Return the row of a set."""
    wordings = sorted({words_in(texts[one.version], spans_of(one.spans)) for one in some}, key=_fullness)
    days = [one.day for one in some if one.day]
    changes = {change for one in wordings[1:MOST_WORDINGS] for change in _changes(wordings[0], one)}
    return (
        number,
        len(some),
        len({one.version for one in some}),
        len(wordings),
        len(changes),
        min(days, default=None),
        max(days, default=None),
    )


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
