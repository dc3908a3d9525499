"""A search from what is asked to a page of what is found."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from onrecord.errors import InputError
from onrecord.record import loading
from onrecord.record.search.facets import facets_of
from onrecord.record.search.filters import conditions
from onrecord.record.search.pool import has, pool
from onrecord.record.search.query import parse
from onrecord.record.search.results import Filters, Found, Hit, Order
from onrecord.record.words import Query, Sample, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.record.file import RecordFile

MOST: Final = 1000
"""Statements of a page."""


def search(
    record: RecordFile, query: str, filters: Filters, *, order: Order, page: int, limit: int, facets: bool
) -> Found:
    """Return a page of the statements that answer; see :meth:`onrecord.record.Record.search`."""
    check_page(page, limit)
    asked = parse(query)
    with record.reading() as connection:
        found = pool(connection, asked, conditions(connection, filters), order)
        shown = found.numbers[(page - 1) * limit : page * limit]
        return Found(
            hits=hits_of(connection, shown, [list(chain(*asked.groups))]),
            total=len(found.numbers),
            exact=found.exact,
            order=found.order,
            page=page,
            limit=limit,
            facets=facets_of(connection, found.numbers) if facets else None,
            note=found.note if found.numbers else _why_nothing(connection, asked),
        )


def _why_nothing(connection: Connection, asked: Query) -> str | None:
    """Return which of several words no statement has, or that none has all of them; ``None`` where filters decide."""
    nowhere = [group for group in asked.groups if not has(connection, Query((group,)))]
    if nowhere:
        told = ", ".join(" OR ".join(term.text for term in group) for group in nowhere)
        return f"no statement has: {told}"
    if asked.groups and not has(connection, asked):
        return "every word is there, but in no statement together"
    return None


def search_meaning(
    record: RecordFile, query: str, filters: Filters, *, page: int, limit: int, facets: bool
) -> Found:
    """Return a page of the statements that are nearest in meaning; see :meth:`onrecord.record.Record.search`."""
    from onrecord.record.meaning import nearest, vectors

    check_page(page, limit)
    asked = parse(query)
    if not record.read_only:
        vectors.learn(record)
    with record.reading() as connection:
        waiting = vectors.unlearnt(connection)
        likeness = nearest.nearest(connection, asked, conditions(connection, filters))
        numbers = list(likeness)
        shown = numbers[(page - 1) * limit : page * limit]
        hits = hits_of(connection, shown, asked.groups)
        return Found(
            hits=tuple(replace(hit, likeness=likeness[hit.statement.id]) for hit in hits),
            total=len(numbers),
            exact=True,
            order="meaning",
            page=page,
            limit=limit,
            facets=facets_of(connection, numbers) if facets else None,
            note=f"the meaning of {waiting:,} statements is not known yet" if waiting else None,
        )


def check_page(page: int, limit: int) -> None:
    """Raise InputError where there can be no such page."""
    if page < 1:
        raise InputError(str(page), "pages are counted from 1")
    if not 1 <= limit <= MOST:
        raise InputError(str(limit), f"a page has 1 to {MOST:,} statements")


def hits_of(
    connection: Connection, numbers: Sequence[int], groups: Sequence[Sequence[Term]]
) -> tuple[Hit, ...]:
    """Return statements as hits, the words marked in those that have one term of each group."""
    some = loading.statements_by_id(connection, numbers)
    if not any(groups):
        return tuple(Hit(one, ()) for one in some)
    marks = Sample([one.text for one in some]).marks(groups)
    return tuple(Hit(one, spans) for one, spans in zip(some, marks, strict=True))
