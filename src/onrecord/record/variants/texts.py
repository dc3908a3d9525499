"""The texts that quotations stand in, and the quotations' words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from onrecord.record.door import among, plain_rows
from onrecord.record.keys import spans_of
from onrecord.record.schema import statements, versions
from onrecord.record.variants.tables import quotations
from onrecord.record.variants.words import Words, bare_words_in
from onrecord.statement import Spans


def texts_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the texts of versions, by the numbers of their rows."""
    some = select(versions.c.id, versions.c.text).where(versions.c.id.in_(among(numbers)))
    return {row.id: row.text for row in connection.execute(some)}


def words_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Words]:
    """Return the words of quotations that were compared, by the statements' numbers."""
    return {number: Words.of(text, spans) for number, text, spans in _stretches(connection, numbers)}


def bare_words_of(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the words of quotations that were compared, without what an outlet put in."""
    return {number: bare_words_in(text, spans) for number, text, spans in _stretches(connection, numbers)}


def _stretches(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str, Spans]]:
    """Yield statements' numbers, their articles' texts, and where the quotations stand in these."""
    by_version: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, spans, version in plain_rows(
        connection,
        select(quotations.c.statement_id, quotations.c.spans, statements.c.version_id)
        .join(statements, statements.c.id == quotations.c.statement_id)
        .where(quotations.c.statement_id.in_(among(numbers))),
    ):
        by_version[version].append((number, spans))
    for version, text in texts_of(connection, by_version).items():
        yield from ((number, text, spans_of(spans)) for number, spans in by_version[version])
