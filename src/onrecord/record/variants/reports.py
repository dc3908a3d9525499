"""Reports that are printed more than once, as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from onrecord.record.door import among
from onrecord.record.schema import versions
from onrecord.record.variants.copies import runs_of, share, waiting
from onrecord.record.variants.results import Copy, Report, Reports
from onrecord.record.variants.tables import copies

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile


def list_reports(record: RecordFile, page: int, limit: int) -> Reports:
    """Return a page of reports; see :meth:`onrecord.record.Record.reports`."""
    with record.reading() as connection:
        printed = (
            select(copies.c.report_id, func.count().label("n"))
            .group_by(copies.c.report_id)
            .having(func.count() > 1)
        )
        total = connection.scalar(select(func.count()).select_from(printed.subquery())) or 0
        shown = printed.order_by(func.count().desc(), copies.c.report_id)
        numbers = [row.report_id for row in connection.execute(shown.limit(limit).offset((page - 1) * limit))]
        found = _reports(connection, numbers)
        return Reports(tuple(found[number] for number in numbers), total, page, limit, waiting(connection))


def report_of(record: RecordFile, article: int) -> Report | None:
    """Return the report that an article prints; see :meth:`onrecord.record.Record.report`."""
    with record.reading() as connection:
        number = connection.scalar(
            select(copies.c.report_id)
            .join(versions, versions.c.id == copies.c.version_id)
            .where(versions.c.article_id == article, versions.c.current)
        )
        return _reports(connection, [number])[number] if number is not None else None


def _reports(connection: Connection, numbers: Sequence[int]) -> dict[int, Report]:
    members: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(versions, copies.c.report_id)
        .join(copies, copies.c.version_id == versions.c.id)
        .where(copies.c.report_id.in_(among(numbers)))
    ):
        members[row.report_id].append(row)
    return {number: _report(number, some) for number, some in members.items()}


def _report(number: int, some: Sequence[Any]) -> Report:
    some = sorted(some, key=lambda row: (row.published is None, row.published or "", row.id))
    first = runs_of(some[0].text)
    return Report(
        number,
        tuple(
            Copy(
                row.article_id,
                row.id,
                row.title,
                row.outlet,
                row.url,
                row.published,
                1.0 if row is some[0] else round(share(first, runs_of(row.text)), 3),
            )
            for row in some
        ),
    )
