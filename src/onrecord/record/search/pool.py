"""Which statements answer, and in what order.

A search must be quick however many statements answer, so it looks closely at no more than some thousands of them.

- Where at most :data:`POOL` statements have the words, all of them are looked at, and ranked by BM25. A word that more
  statements have than that says little about which of them are meant: it must be there, but it does not count in
  the ranking (nor would its weight, which falls with the number of statements that have it).
- Where more have the words, but the filters let few pass, all of those are looked at, and the newest come first.
- Else the :data:`SCAN` of them that were added last are looked at, and the newest come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.record.door import among, dialect_of
from onrecord.record.schema import statements
from onrecord.record.search.filters import Conditions, Numbers
from onrecord.record.search.results import Order
from onrecord.record.words import Query

POOL: Final = 5000
"""Statements that are looked at."""

SCAN: Final = 20_000
"""Statements with the words that filters are held against, where more than :data:`POOL` have the words."""

SOURCE: Final = 50_000
"""Statements that one filter lets pass, with which a search without words begins."""

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
    by_day: Order = "oldest" if order == "oldest" else "newest"
    if not query.groups:
        return _without_words(connection, query, asked, by_day)
    having = dialect_of(connection).having(query)
    if _count(connection, having) <= POOL:
        numbers = _sorted(connection, _passing(having.limit(POOL), asked.where), by_day)
        fits = _fits(connection, query) if order == "best" else {}
        if fits:
            return Pool(_by_fit(numbers, fits), True, "best")
        return Pool(numbers, True, by_day)
    few = asked.few(connection, FEW)
    if few is not None:
        numbers = _sorted(connection, few, by_day)
        have = set(connection.scalars(having.where(having.selected_columns.id.in_(among(numbers)))))
        return Pool([number for number in numbers if number in have], True, by_day)
    by_number, of_number = (
        number if by_day == "oldest" else number.desc()
        for number in (having.selected_columns.id, statements.c.id)
    )
    some = _passing(having.order_by(by_number).limit(SCAN), asked.where).limit(POOL)
    if not dialect_of(connection).keeps_order:
        some = some.order_by(of_number)
    side = "first" if by_day == "oldest" else "last"
    note = f"very many statements have these words; these are of the {SCAN:,} of them that were added {side}"
    chosen = select(statements.c.id).where(statements.c.id.in_(some))
    return Pool(_sorted(connection, chosen, by_day), False, by_day, note)


def has(connection: Connection, query: Query) -> bool:
    """Tell whether any statement has what is asked for."""
    return connection.scalar(dialect_of(connection).having(query).limit(1)) is not None


def without(connection: Connection, query: Query) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a statement has no word that a query shuts out."""
    if not query.without:
        return ()
    return (statements.c.id.not_in(dialect_of(connection).having(Query((query.without,)))),)


def _without_words(connection: Connection, query: Query, asked: Conditions, order: Order) -> Pool:
    """Return the statements that pass the filters, by the day that they were published."""
    shut = without(connection, query)
    wanted = asked.few(connection, SOURCE)
    wanted = select(statements.c.id).where(*asked.along) if wanted is None else wanted
    wanted = wanted.where(*shut)
    found = _sorted(connection, wanted.limit(POOL + 1), order)
    return Pool(found[:POOL], len(found) <= POOL, order)


def _passing(found: Numbers, where: Iterable[ColumnElement[bool]]) -> Numbers:
    """Return a query for those of the statements found that pass the filters, which begins with those found."""
    some = found.subquery()
    return select(statements.c.id).join_from(some, statements, statements.c.id == some.c.id).where(*where)


def _count(connection: Connection, having: Numbers) -> int:
    """Return how many statements are found, or one more than a pool holds if they are more."""
    some = having.limit(POOL + 1).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _sorted(connection: Connection, found: Numbers, order: Order) -> Sequence[int]:
    """Return statements by the day that they were published; those of no day come last."""
    day, number = statements.c.day, statements.c.id
    if order == "oldest":
        return connection.scalars(found.order_by(day.asc().nulls_last(), number)).all()
    return connection.scalars(found.order_by(day.desc().nulls_last(), number.desc())).all()


def _fits(connection: Connection, query: Query) -> dict[int, float]:
    """Return how well statements fit the words of a query that are rare enough to tell, the better the lower."""
    dialect = dialect_of(connection)
    rare = [group for group in query.groups if _count(connection, dialect.having(Query((group,)))) <= POOL]
    return dialect.fits(connection, rare) if rare else {}


def _by_fit(newest: Sequence[int], fits: Mapping[int, float]) -> list[int]:
    """Return statements by how well they fit, in a few classes, which leave them in their order."""
    best = min((fits[number] for number in newest), default=0.0) or -1.0
    return sorted(newest, key=lambda number: -round(STEPS * fits[number] / best))
