"""Issues made, changed and taken away, and what people say of statements; what is gathered is up to date after each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Text, case, cast, delete, func, insert, select, update

from onrecord.errors import InputError
from onrecord.record.door import among
from onrecord.record.issues import judging
from onrecord.record.issues.gathering import NONE, gather, refresh, waiting
from onrecord.record.issues.judged import belonging, told_of
from onrecord.record.issues.naming import checked_about, checked_name, checked_threshold, issue_of
from onrecord.record.issues.results import Issue
from onrecord.record.issues.scoring import USUAL
from onrecord.record.migrations import now
from onrecord.record.schema import gathered, issues, judgements, mentions, speakers, statements, versions

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

# A person's number, or the name of somebody who is nobody's yet.
_WHO: Final = case(
    (mentions.c.person_id.is_not(None), cast(mentions.c.person_id, Text)), else_=mentions.c.key
)


def new(
    record: RecordFile, name: str, about: str, *, like: Iterable[int], threshold: float | None, by: str
) -> Issue:
    """Make an issue; see :meth:`onrecord.record.Record.new_issue`."""
    told = checked_about(about)
    least = checked_threshold(USUAL if threshold is None else threshold)
    with record.writing() as connection:
        number = connection.execute(
            insert(issues)
            .values(
                name=checked_name(connection, name),
                about=told,
                threshold=least,
                model="",
                by=by,
                created_at=now(),
            )
            .returning(issues.c.id)
        ).scalar_one()
        judging.judge(connection, number, list(dict.fromkeys(like)), belongs=True, example=True, by=by)
    return _gathered(record, number)


def change(
    record: RecordFile, name: str, about: str | None, threshold: float | None, rename: str | None
) -> Issue:
    """Change an issue; see :meth:`onrecord.record.Record.change_issue`."""
    values: dict[str, Any] = {}
    if about is not None:
        values |= {"about": checked_about(about), "model": ""}
    if threshold is not None:
        values["threshold"] = checked_threshold(threshold)
    with record.writing() as connection:
        number = issue_of(connection, name).id
        if rename is not None:
            values["name"] = checked_name(connection, rename)
        if values:
            connection.execute(update(issues).where(issues.c.id == number).values(**values))
    return _gathered(record, number)


def remove(record: RecordFile, name: str) -> Issue:
    """Take an issue away; see :meth:`onrecord.record.Record.delete_issue`."""
    with record.writing() as connection:
        row = issue_of(connection, name)
        told = described(connection, [row])[0]
        connection.execute(delete(issues).where(issues.c.id == row.id))
    return told


def judge(
    record: RecordFile, name: str, numbers: Iterable[int], *, belongs: bool, turned: bool | None, by: str
) -> Issue:
    """Note what somebody says of statements; see :meth:`onrecord.record.Record.include`."""
    some = _some(numbers)
    with record.writing() as connection:
        number = issue_of(connection, name).id
        judging.judge(connection, number, some, belongs=belongs, example=False, turned=turned, by=by)
    return _gathered(record, number)


def leave(record: RecordFile, name: str, numbers: Iterable[int]) -> Issue:
    """Take back what somebody said of statements; see :meth:`onrecord.record.Record.leave`."""
    some = _some(numbers)
    with record.writing() as connection:
        number = issue_of(connection, name).id
        examples = connection.scalar(
            select(func.count()).where(
                judgements.c.issue_id == number,
                judgements.c.statement_id.in_(among(some)),
                judgements.c.example,
            )
        )
        if judging.leave(connection, number, some) < len(some):
            told = ", ".join(map(str, some)) if len(some) <= 5 else f"{len(some):,} statements"
            raise InputError(told, "nothing was said of it, or of some of them, that could be taken back")
        refresh(connection, number, some)
        if examples:
            connection.execute(update(issues).where(issues.c.id == number).values(model=""))
    return _gathered(record, number)


def every(record: RecordFile) -> tuple[Issue, ...]:
    """Return all issues; see :meth:`onrecord.record.Record.issues`."""
    with record.reading() as connection:
        rows = connection.execute(select(issues).order_by(issues.c.name)).all()
        return tuple(described(connection, rows))


def described(connection: Connection, rows: Iterable[Any]) -> list[Issue]:
    """Return issues with how much belongs to them."""
    new = waiting(connection)
    found = []
    for row in rows:
        theirs = (
            select(statements.c.id, statements.c.day)
            .join_from(gathered, statements, statements.c.id == gathered.c.statement_id)
            .outerjoin(judgements, told_of(row))
            .where(
                gathered.c.issue_id == row.id,
                gathered.c.place != NONE,
                statements.c.current,
                ~statements.c.rejected,
                belonging(row),
            )
            .distinct()
            .subquery()
        )
        many, first, last = connection.execute(
            select(func.count(), func.min(theirs.c.day), func.max(theirs.c.day)).select_from(theirs)
        ).one()
        voices = connection.scalar(
            select(func.count(_WHO.distinct()))
            .join_from(speakers, mentions, speakers.c.mention_id == mentions.c.id)
            .where(speakers.c.statement_id.in_(select(theirs.c.id)), mentions.c.kind != "none")
        )
        of_now = versions.c.current & (judgements.c.issue_id == row.id)
        told = connection.execute(
            select(
                func.count(case((judgements.c.belongs, 1))),
                func.count(case((~judgements.c.belongs, 1))),
                func.count(case((judgements.c.statement_id.is_(None), 1))),
            )
            .join_from(judgements, versions, judgements.c.version_id == versions.c.id)
            .where(of_now)
        ).one()
        found.append(
            Issue(
                name=row.name,
                about=row.about,
                threshold=row.threshold,
                by=row.by,
                created_at=row.created_at,
                statements=many,
                speakers=voices or 0,
                first=first,
                last=last,
                included=told[0],
                excluded=told[1],
                lost=told[2],
                waiting=new,
            )
        )
    return found


def _some(numbers: Iterable[int]) -> Collection[int]:
    some = list(dict.fromkeys(numbers))
    if not some:
        raise InputError("statements", "say which, by their numbers")
    return some


def _gathered(record: RecordFile, number: int) -> Issue:
    """Look at what is new, and return an issue as it is then."""
    gather(record)
    with record.reading() as connection:
        row = connection.execute(select(issues).where(issues.c.id == number)).one()
        return described(connection, [row])[0]
