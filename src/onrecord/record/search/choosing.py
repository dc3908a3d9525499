"""Every statement that answers, an article at a time: no page, no ranking, and no bound to how many there are."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Select, select

from onrecord.record.door import among, dialect_of
from onrecord.record.loading import article_of, codes_of, speakers_of, standing_corrections
from onrecord.record.schema import articles, statements, tools, versions
from onrecord.record.search.filters import conditions
from onrecord.record.search.pool import without
from onrecord.record.search.query import parse
from onrecord.record.search.results import Filters
from onrecord.record.typed import built
from onrecord.statement import Reading, Statement

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

GROUP: Final = 500
"""Statements that are loaded at once; those of one article are never parted."""


@dataclass(frozen=True, slots=True)
class Chosen(Reading):
    """The statements of an article that were asked for, as they stand after corrections.

    ``within`` names the innermost statement around one that was asked for too.

    Attributes:
        number: the article's number in the record.
        numbers: the numbers of the statements in the record, in the order of ``statements``.
        people: of each statement, for each of its speakers, the number of the person; ``None`` for a name that is
            nobody's yet.
        codes: of each statement, how people coded it: fields, and the code of each.
    """

    number: int
    numbers: tuple[int, ...]
    people: tuple[tuple[int | None, ...], ...]
    codes: tuple[tuple[tuple[str, str], ...], ...]


def chosen(record: RecordFile, query: str, filters: Filters, *, meaning: bool) -> Iterator[Chosen]:
    """Yield the articles with statements that answer; see :meth:`onrecord.record.Record.chosen`."""
    with record.reading() as connection:
        found, of_version = numbers_of(connection, query, filters, meaning=meaning)
        start = 0
        while start < len(found):
            end = min(start + GROUP, len(found))
            while end < len(found) and of_version[end] == of_version[end - 1]:
                end += 1
            yield from chosen_among(connection, found[start:end])
            start = end


def numbers_of(
    connection: Connection, query: str, filters: Filters, *, meaning: bool
) -> tuple[array[int], array[int]]:
    """Return the statements that answer, by article and in the order of its text, and the versions they are of."""
    asked, passing = parse(query), conditions(connection, filters)
    wanted: Select[int, int] = select(statements.c.id, statements.c.version_id)
    if meaning:
        from onrecord.record.meaning.nearest import nearest

        near = list(nearest(connection, asked, passing))
        wanted = wanted.where(statements.c.id.in_(among(near)))
    else:
        wanted = wanted.where(*passing.where, *without(connection, asked))
        if asked.groups:
            wanted = wanted.where(statements.c.id.in_(dialect_of(connection).having(asked)))
    found, of_version = array("q"), array("q")
    for number, version in connection.execute(wanted.order_by(statements.c.version_id, statements.c.place)):
        found.append(number)
        of_version.append(version)
    return found, of_version


def chosen_among(connection: Connection, numbers: Sequence[int]) -> Iterator[Chosen]:
    """Yield what there is of some statements, which are all that is asked for of their articles.

    Args:
        connection: one that reads.
        numbers: the statements' numbers; those that there are none of are passed over.
    """
    rows = connection.execute(
        select(
            statements.c.id,
            statements.c.version_id,
            statements.c.within_id,
            statements.c.corrected,
            statements.c.data,
        )
        .where(statements.c.id.in_(among(numbers)))
        .order_by(statements.c.version_id, statements.c.place)
    ).all()
    of_version = {row.version_id for row in rows}
    known = {
        row.id: row
        for row in connection.execute(
            select(versions, articles.c.key, tools.c.name.label("model"))
            .join(articles, versions.c.article_id == articles.c.id)
            .join(tools, versions.c.model_id == tools.c.id)
            .where(versions.c.id.in_(among(of_version)))
        )
    }
    who = speakers_of(connection, numbers)
    given = codes_of(connection, numbers)
    changed = [row.id for row in rows if row.corrected]
    changes = standing_corrections(connection, changed) if changed else {}
    around = _around(connection, of_version) if any(row.within_id for row in rows) else {}
    for version, group in groupby(rows, key=lambda row: int(row.version_id)):
        some = list(group)
        made = {row.id: built(Statement, {**row.data, **changes.get(row.id, {})}) for row in some}
        row = known[version]
        yield Chosen(
            article=article_of(row, row.key),
            statements=tuple(
                replace(one, within=_outer(number, around, made)) for number, one in made.items()
            ),
            model=row.model,
            number=row.article_id,
            numbers=tuple(made),
            people=tuple(tuple(speaker.person for speaker in who.get(number, ())) for number in made),
            codes=tuple(given.get(number, ()) for number in made),
        )


def _around(connection: Connection, of_version: set[int]) -> dict[int, int]:
    """Return the statement that each statement lies within, by their numbers."""
    inner = select(statements.c.id, statements.c.within_id).where(
        statements.c.version_id.in_(among(of_version)), statements.c.within_id.is_not(None)
    )
    return {row.id: row.within_id for row in connection.execute(inner)}


def _outer(number: int, around: dict[int, int], made: dict[int, Statement]) -> str | None:
    """Return the id of the innermost of some statements that one lies within."""
    seen = {number}
    outer = around.get(number)
    while outer is not None and outer not in made and outer not in seen:
        seen.add(outer)
        outer = around.get(outer)
    return made[outer].id if outer in made else None
