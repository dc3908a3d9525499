"""Filters as conditions on statements, and the few of them that a search may rather begin with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from onrecord.errors import InputError
from onrecord.record.door import dialect_of
from onrecord.record.schema import (
    code_fields,
    coded,
    codes,
    mentions,
    positions,
    speakers,
    statements,
    versions,
)
from onrecord.record.search.names import mentions_of, outlets_of
from onrecord.record.search.results import Filters
from onrecord.record.variants.tables import copies
from onrecord.record.words import words_of

OFFERED: Final = 10
"""Codes that are offered in the place of one that is not there."""

Numbers = Select[int]
"""A query for the numbers of statements."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Filters as SQL.

    Attributes:
        where: what holds of every statement that passes.
        sources: for some of the filters, all statements that it lets pass: where these are few, it is quicker to
            begin with them.
        along: the same as ``where``, for going along all statements by their days: it keeps SQLite from beginning
            with what is not few.
    """

    where: tuple[ColumnElement[bool], ...]
    sources: tuple[Numbers, ...]
    along: tuple[ColumnElement[bool], ...]

    def few(self, connection: Connection, most: int) -> Numbers | None:
        """Return a query for the statements that pass, if one of the sources has at most ``most`` statements."""
        for source in self.sources:
            some = source.limit(most + 1).subquery()
            if (connection.scalar(select(func.count()).select_from(some)) or 0) <= most:
                return select(statements.c.id).where(statements.c.id.in_(source), *self.where)
        return None


def conditions(connection: Connection, filters: Filters) -> Conditions:
    """Return filters as SQL.

    Raises:
        InputError: a name means nobody in the record.
    """
    where: list[ColumnElement[bool]] = [statements.c.current, ~statements.c.rejected]
    sources: list[Numbers] = []
    along: dict[int, ColumnElement[bool]] = {}
    if filters.speaker:
        meant = [mentions_of(connection, name) for name in filters.speaker]
        theirs = select(speakers.c.statement_id).where(
            or_(*(speakers.c.mention_id.in_(some) for some in meant))
        )
        along[len(where)] = (statements.c.id + 0).in_(theirs)
        where.append(statements.c.id.in_(theirs))
        sources.append(theirs)
    if filters.target:
        found = [_aimed_at(connection, name) for name in filters.target]
        where.append(or_(*(statements.c.id.in_(some) for some in found)))
        sources.extend(found if len(found) == 1 else [])
    if filters.position:
        taken = positions.c.stand.in_(filters.position)
        where.append(exists().where(positions.c.statement_id == statements.c.id, taken))
        sources.append(select(positions.c.statement_id).where(taken))
    if filters.outlet:
        spelt = [outlet for name in filters.outlet for outlet in outlets_of(connection, name)]
        theirs = select(versions.c.id).where(versions.c.outlet.in_(spelt))
        where.append(statements.c.version_id.in_(theirs))
        sources.append(select(statements.c.id).where(statements.c.version_id.in_(theirs)))
    days: list[Any] = []
    if filters.since:
        days.append(statements.c.day >= filters.since)
    if filters.until:
        days.append(statements.c.day <= filters.until)
    if days:
        where.extend(days)
        sources.append(select(statements.c.id).where(*days))
    if filters.kind:
        of_kind = mentions.c.kind.in_(filters.kind)
        spoken = select(speakers.c.mention_id).join(mentions).where(of_kind)
        where.append(spoken.where(speakers.c.statement_id == statements.c.id).exists())
    if filters.act:
        where.append(statements.c.act.in_(filters.act))
    if filters.quote:
        where.append(statements.c.quote.in_(filters.quote))
    if filters.once:
        again = select(copies.c.version_id).where(copies.c.report_id != copies.c.version_id)
        where.append(statements.c.version_id.not_in(again))
    for theirs in _coded_as(connection, filters.code):
        where.append(statements.c.id.in_(theirs))
        sources.append(theirs)
    return Conditions(
        tuple(where), tuple(sources), tuple(along.get(place, one) for place, one in enumerate(where))
    )


def _coded_as(connection: Connection, asked: Sequence[str]) -> Iterator[Numbers]:
    """Yield for each field that is asked for a query for the statements that people coded so.

    Raises:
        InputError: nothing is coded by such a field, or there is no such code.
    """
    by_field: defaultdict[str, list[str]] = defaultdict(list)
    for text in asked:
        field, equals, code = text.partition("=")
        name = _field(connection, field)
        by_field[name] += [_code(connection, name, code)] if equals else []
    for name, some in by_field.items():
        theirs = select(coded.c.statement_id).join_from(codes, coded, codes.c.coded_id == coded.c.id)
        theirs = theirs.where(codes.c.field == name, coded.c.statement_id.is_not(None))
        yield theirs.where(codes.c.code.in_(some)) if some else theirs


def _field(connection: Connection, given: str) -> str:
    name = given.strip().casefold()
    known = connection.scalars(select(code_fields.c.name).order_by(code_fields.c.name)).all()
    if name not in known:
        told = f"there are {', '.join(known)}" if known else "nothing in this record is coded"
        raise InputError(given, f"no field that statements are coded by; {told}")
    return name


def _code(connection: Connection, field: str, given: str) -> str:
    """Return a code of a field, as it is kept, for one that is given in any case."""
    row = connection.execute(select(code_fields.c.codes).where(code_fields.c.name == field)).one()
    used = connection.scalars(select(codes.c.code).where(codes.c.field == field).distinct()).all()
    known: dict[str, str] = {code.casefold(): code for code in (*sorted(used), *row.codes)}
    code = " ".join(given.split()).casefold()
    if code not in known:
        listed = ", ".join(row.codes or sorted(used)[:OFFERED]) or "none yet"
        raise InputError(f"{field}={given}", f"no code of this field; there are {listed}")
    return known[code]


def _aimed_at(connection: Connection, name: str) -> Numbers:
    asked = words_of(name)
    if not asked:
        raise InputError(name, "there is no word in it that could be searched for")
    return dialect_of(connection).aimed_at(asked)
