"""Which statements answer, and in what order.

A search must be quick however many statements answer, so it looks closely at no more than some thousands of them.

- Where at most :data:`POOL` statements have the words, all of them are looked at, and ranked by BM25. A word that more
  statements have than that says little about which of them are meant: it must be there, but it does not count in
  the ranking (nor would its weight, which falls with the number of statements that have it).
- Where more have the words, but the filters let few pass, all of those are looked at, and the newest come first.
- Else the :data:`SCAN` of them that were added last are looked at, and the newest come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.record import sqlite, words
from onrecord.record.schema import statements
from onrecord.record.search.filters import Conditions, Dated
from onrecord.record.search.query import Query, any_of, match
from onrecord.record.search.results import Order

POOL: Final = 20_000
"""Statements that are looked at."""

SCAN: Final = 60_000
"""Statements with the words that filters are held against, where more than :data:`POOL` have the words."""

FEW: Final = 1000
"""Statements that are asked one by one whether they have the words."""

STEPS: Final = 20
"""Classes of fitness between nothing and the best; within a class the newest come first."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The statements that answer, in order.

    Attributes:
        numbers: their numbers.
        exact: whether these are all.
        order: what they are ordered by.
        note: what is to be said of it.
    """

    numbers: Sequence[int]
    exact: bool
    order: Order
    note: str | None = None


def pool(connection: Connection, query: Query, asked: Conditions, order: Order) -> Pool:
    """Return the statements that answer a query and pass the filters."""
    if not query.groups:
        return _without_words(connection, query, asked, order)
    wanted = match_of(query)
    if _count(connection, wanted) <= POOL:
        rows = _rows(connection, _having(wanted).limit(POOL), asked.where, POOL)
        fits = _fits(connection, query)
        if order != "best" or not fits:
            return Pool(_by_day(rows, order), True, "oldest" if order == "oldest" else "newest")
        return Pool(_by_fit(rows, fits), True, order)
    order = "newest" if order == "best" else order
    few = asked.few(connection, FEW)
    if few is not None:
        having = _having(wanted).where(words.WORDS.c.rowid.in_(sqlite.among(row.id for row in few)))
        have: set[int] = set(connection.scalars(having))
        return Pool(_by_day([row for row in few if row.id in have], order), True, order)
    by_number = words.WORDS.c.rowid if order == "oldest" else words.WORDS.c.rowid.desc()
    rows = _rows(connection, _having(wanted).order_by(by_number).limit(SCAN), asked.where, POOL)
    side = "first" if order == "oldest" else "last"
    note = f"very many statements have these words; these are of the {SCAN:,} of them that were added {side}"
    return Pool(_by_day(rows, order), False, order, note)


def match_of(query: Query) -> str:
    """Return a query in the language of the index."""
    wanted = match(query.groups)
    return f"({wanted}) NOT ({any_of(query.without)})" if query.without else wanted


def without(query: Query) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a statement has no word that a query shuts out."""
    if not query.without:
        return ()
    having = select(words.WORDS.c.rowid).where(words.found_by(words.WORDS, any_of(query.without)))
    return (statements.c.id.not_in(having),)


def _without_words(connection: Connection, query: Query, asked: Conditions, order: Order) -> Pool:
    """Return the statements that pass the filters, the newest or the oldest first."""
    order = "oldest" if order == "oldest" else "newest"
    narrow = Conditions((*asked.where, *without(query)), asked.sources)
    few = narrow.few(connection, POOL)
    if few is not None:
        return Pool(_by_day(few, order), True, order)
    walk = select(statements.c.id).where(*narrow.where).limit(POOL + 1)
    if order == "newest":
        found = connection.scalars(walk.order_by(statements.c.day.desc(), statements.c.id.desc())).all()
    else:
        dated = walk.where(statements.c.day.is_not(None)).order_by(statements.c.day, statements.c.id)
        undated = walk.where(statements.c.day.is_(None)).order_by(statements.c.id)
        found = [*connection.scalars(dated), *connection.scalars(undated)][: POOL + 1]
    return Pool(found[:POOL], len(found) <= POOL, order)


def _having(wanted: str) -> Select[tuple[int]]:
    return select(words.WORDS.c.rowid.label("id")).where(words.found_by(words.WORDS, wanted))


def _count(connection: Connection, wanted: str) -> int:
    """Return how many statements have words, or one more than a pool holds if they are more."""
    some = _having(wanted).limit(POOL + 1).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _rows(
    connection: Connection, found: Select[tuple[int]], where: Iterable[ColumnElement[bool]], most: int
) -> list[Dated]:
    """Return those of the statements found that pass the filters, at most so many; the query begins with them."""
    some = found.subquery()
    wanted = (
        select(statements.c.id, statements.c.day)
        .join_from(some, statements, statements.c.id == some.c.id)
        .where(*where)
        .limit(most)
    )
    return [Dated(row.id, row.day) for row in connection.execute(wanted)]


def _fits(connection: Connection, query: Query) -> dict[int, float]:
    """Return how well statements fit the words of a query that are rare enough to tell, the better the lower."""
    rare = [group for group in query.groups if _count(connection, match([group])) <= POOL]
    if not rare:
        return {}
    wanted = words.found_by(words.WORDS, match(rare))
    scored = select(words.WORDS.c.rowid, words.fit(words.WORDS)).where(wanted)
    return dict(connection.execute(scored).tuples().all())


def _by_fit(rows: Iterable[Dated], fits: dict[int, float]) -> list[int]:
    """Return statements by how well they fit, in a few classes, and within one the newest first."""
    newest = _by_day(rows, "newest")
    best = min((fits[number] for number in newest), default=0.0) or -1.0
    return sorted(newest, key=lambda number: -round(STEPS * fits[number] / best))


def _by_day(rows: Iterable[Dated], order: Order) -> list[int]:
    """Return statements by the day that they were published; those of no day come last."""
    if order == "oldest":
        return [row.id for row in sorted(rows, key=lambda row: (row.day is None, row.day or "", row.id))]
    return [row.id for row in sorted(rows, key=lambda row: (row.day or "", row.id), reverse=True)]
