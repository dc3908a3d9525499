"""Quotations that have some words as they stand: for words that say too little to be found by what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from onrecord.export.quoted import quoted_spans
from onrecord.reading.quotations import quotations
from onrecord.record.door import dialect_of
from onrecord.record.keys import spans_of
from onrecord.record.schema import statements
from onrecord.record.variants.texts import texts_of
from onrecord.record.variants.words import Words, bare_words_in
from onrecord.record.words import Query, Term, words_of
from onrecord.statement import Spans

SCAN: Final = 20_000
"""Statements with the words that are asked whether they are quotations."""

MOST: Final = 100
"""Quotations that are looked at, the earliest first."""


def word_for_word(connection: Connection, words: str) -> dict[int, Spans]:
    """Return the quotations that have some words side by side, and where what they quote stands in their texts.

    Args:
        connection: one that reads the record.
        words: at least one word; case and accents do not count.
    """
    bare = Words.of(words).bare()
    having = dialect_of(connection).having(Query(((Term(" ".join(words_of(words))),),)))
    rows = connection.execute(
        select(statements.c.id, statements.c.content, statements.c.quote, statements.c.version_id)
        .where(statements.c.id.in_(having.order_by(having.selected_columns.id).limit(SCAN)))
        .where(statements.c.current, ~statements.c.rejected, statements.c.quote != "indirect")
        .order_by(statements.c.day.asc().nulls_last(), statements.c.id)
        .limit(MOST)
    )
    by_version: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_version[row.version_id].append(row)
    found: dict[int, Spans] = {}
    for version, text in texts_of(connection, by_version).items():
        marked = quotations(text)
        for row in by_version[version]:
            spans = quoted_spans(text, spans_of(row.content), row.quote, marked)
            if _within(bare, bare_words_in(text, spans)):
                found[row.id] = spans
    return found


def _within(words: Sequence[str], others: Sequence[str]) -> bool:
    size = len(words)
    return any(others[n : n + size] == words for n in range(len(others) - size + 1))
