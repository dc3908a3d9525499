"""Sets of variants as they are shown: who printed which words first, and how the others differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Select, func, select

from onrecord.record import loading
from onrecord.record.door import among
from onrecord.record.keys import name_key, spans_of
from onrecord.record.results import StoredStatement
from onrecord.record.schema import statements
from onrecord.record.search.filters import conditions
from onrecord.record.search.results import Filters, Who
from onrecord.record.variants.differences import difference
from onrecord.record.variants.finding import waiting
from onrecord.record.variants.results import Order, Variant, VariantSet, VariantSets
from onrecord.record.variants.tables import copies, quotations, variant_sets
from onrecord.record.variants.texts import texts_of
from onrecord.record.variants.words import Words
from onrecord.statement import Spans, slice_of

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

_ORDERS: Final[Mapping[Order, tuple[Any, ...]]] = {
    # Words that were changed tell more than words that were cut, and more so the more articles print them.
    "interesting": (
        (variant_sets.c.changes * 2 + variant_sets.c.wordings + variant_sets.c.articles).desc(),
        variant_sets.c.id,
    ),
    "widest": (variant_sets.c.articles.desc(), variant_sets.c.statements.desc(), variant_sets.c.id),
    "newest": (variant_sets.c.last.desc().nulls_last(), variant_sets.c.id.desc()),
    "oldest": (variant_sets.c.first.asc().nulls_last(), variant_sets.c.id),
}


def list_sets(
    record: RecordFile, filters: Filters, *, order: Order, articles: int, page: int, limit: int
) -> VariantSets:
    """Return a page of sets; see :meth:`onrecord.record.Record.variants`."""
    with record.reading() as connection:
        wanted: Select[Any] = select(variant_sets.c.id).where(variant_sets.c.articles >= articles)
        if filters:
            passing = select(statements.c.id).where(*conditions(connection, filters).where)
            having = select(quotations.c.set_id).where(quotations.c.statement_id.in_(passing))
            wanted = wanted.where(variant_sets.c.id.in_(having))
        total = connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        shown = wanted.order_by(*_ORDERS[order]).limit(limit).offset((page - 1) * limit)
        numbers = connection.scalars(shown).all()
        found = sets_of(connection, numbers)
        return VariantSets(
            tuple(found[number] for number in numbers if number in found),
            total,
            page,
            limit,
            waiting(connection),
        )


def set_with(record: RecordFile, statement: int) -> VariantSet | None:
    """Return the set that a statement is in; see :meth:`onrecord.record.Record.variant_set`."""
    with record.reading() as connection:
        number = connection.scalar(select(quotations.c.set_id).where(quotations.c.statement_id == statement))
        return sets_of(connection, [number]).get(number) if number is not None else None


def sets_of(connection: Connection, numbers: Sequence[int]) -> dict[int, VariantSet]:
    """Return the sets of these numbers that have two quotations or more, by their numbers."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for row in connection.execute(
        select(quotations.c.set_id, quotations.c.statement_id).where(quotations.c.set_id.in_(among(numbers)))
    ):
        members[row.set_id].append(row.statement_id)
    quoted = quoted_of(connection, [one for some in members.values() for one in some])
    found = {number: [quoted[one] for one in some if one in quoted] for number, some in members.items()}
    return {number: _set(number, some) for number, some in found.items() if len(some) > 1}


class Quoted:
    """A stored statement, its quoted words, and the report that its article is.

    Args:
        statement: the statement.
        spans: where its quoted words stand.
        text: the words.
        report: the number of the report.
    """

    __slots__ = ("report", "spans", "statement", "text", "words")

    def __init__(self, statement: StoredStatement, spans: Spans, text: str, report: int) -> None:
        self.statement = statement
        self.spans = spans
        self.text = text
        self.report = report
        self.words = Words.of(text)


def quoted_of(
    connection: Connection,
    numbers: Sequence[int],
    exact: Mapping[int, Spans] = {},
) -> dict[int, Quoted]:
    """Return quotations of statements that stand, by the statements' numbers.

    Args:
        connection: one that reads the record.
        numbers: the statements'.
        exact: where the words of those stand that may not have been compared; others are left out then.
    """
    rows = {
        row.id: row
        for row in connection.execute(
            select(statements.c.id, quotations.c.spans, statements.c.version_id, copies.c.report_id)
            .outerjoin(quotations, quotations.c.statement_id == statements.c.id)
            .outerjoin(copies, copies.c.version_id == statements.c.version_id)
            .where(statements.c.id.in_(among(numbers)))
            .where(statements.c.current, ~statements.c.rejected)
        )
        if row.spans is not None or row.id in exact
    }
    texts = texts_of(connection, {row.version_id for row in rows.values()})
    found = {}
    for one in loading.statements_by_id(connection, list(rows)):
        row = rows[one.id]
        spans = exact[one.id] if one.id in exact else spans_of(row.spans)
        report = row.report_id if row.report_id is not None else row.version_id
        found[one.id] = Quoted(one, spans, slice_of(texts[row.version_id], spans), report)
    return found


def when(one: Quoted) -> tuple[bool, str, int]:
    """Return what quotations are ordered by: the moment of publication, those of none last."""
    published = one.statement.published
    return published is None, published or "", one.statement.id


def _set(number: int, some: Sequence[Quoted]) -> VariantSet:
    some = sorted(some, key=when)
    fullest = max(some, key=lambda one: len(one.words.words))
    wordings: dict[tuple[str, ...], int] = {}
    for one in some:
        wordings.setdefault(one.words.words, len(wordings) + 1)
    variants = tuple(
        Variant(
            one.statement,
            one.text,
            one.spans,
            one.report,
            wordings[one.words.words],
            None if one is fullest else difference(fullest.text, one.text),
        )
        for one in some
    )
    return VariantSet(
        id=number,
        variants=variants,
        fullest=next(one for one in variants if one.difference is None),
        speakers=_speakers(some),
        articles=len({one.statement.article for one in some}),
        reports=len({one.report for one in some}),
        outlets=tuple(dict.fromkeys(one.statement.outlet for one in some if one.statement.outlet)),
        wordings=len(wordings),
    )


def _speakers(some: Sequence[Quoted]) -> tuple[Who, ...]:
    """Return who is said to have said something, who is named most often first."""
    named: defaultdict[int | str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in some:
        for speaker in one.statement.speakers:
            key = speaker.person if speaker.person is not None else name_key(speaker.name)
            named[key][speaker.name, speaker.kind] += 1
    found = []
    for key in sorted(named, key=lambda key: (-named[key].total(), str(key))):
        name, kind = named[key].most_common(1)[0][0]
        found.append(Who(key if isinstance(key, int) else None, name, kind))
    return tuple(found)
