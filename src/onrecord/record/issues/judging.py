"""What people say of statements: that they belong to an issue, or do not. It stands whatever the scores are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from onrecord.errors import InputError
from onrecord.record.anchors import Anchor
from onrecord.record.door import among
from onrecord.record.issues.gathering import refresh
from onrecord.record.issues.placing import anchored
from onrecord.record.keys import spans_of
from onrecord.record.migrations import now
from onrecord.record.schema import judgements, statements, versions

MOST: Final = 10_000
"""Statements that are judged at once."""


def judge(
    connection: Connection,
    issue: int,
    numbers: Collection[int],
    *,
    belongs: bool,
    example: bool,
    turned: bool | None = None,
    by: str,
) -> None:
    """Note of statements that they belong to an issue, or that they do not, in the place of what was said before.

    Args:
        connection: one that holds the write lock.
        issue: the number of the issue.
        numbers: those of the statements.
        belongs: whether they do.
        example: whether what is like them shall be scored by it.
        turned: whether their actions go the other way round; ``None``: as their words say.
        by: who says so.

    Raises:
        InputError: there is no such statement, or it is of an older version of its article.
    """
    rows = _standing(connection, numbers)
    leave(connection, issue, numbers)
    made = []
    for row in rows:
        anchor = Anchor.of(row.text, spans_of(row.content))
        made.append(
            {
                "issue_id": issue,
                "version_id": row.version_id,
                "statement_id": row.id,
                **anchored(anchor),
                "placed": "spans",
                "belongs": belongs,
                "example": example,
                "turned": turned,
                "by": by,
                "at": now(),
            }
        )
    if made:
        connection.execute(insert(judgements), made)
        refresh(connection, issue, numbers)


def leave(connection: Connection, issue: int, numbers: Collection[int]) -> int:
    """Take back what was said of statements; return of how many something had been said."""
    done = connection.execute(
        delete(judgements).where(
            judgements.c.issue_id == issue, judgements.c.statement_id.in_(among(numbers))
        )
    )
    return done.rowcount


def _standing(connection: Connection, numbers: Collection[int]) -> Sequence[Any]:
    """Return the rows of statements, in the order of their numbers.

    Raises:
        InputError: there is no such statement, or it does not stand any more.
    """
    if len(numbers) > MOST:
        raise InputError(f"{len(numbers):,} statements", f"at most {MOST:,} at once")
    rows = connection.execute(
        select(
            statements.c.id,
            statements.c.version_id,
            statements.c.content,
            statements.c.current,
            statements.c.rejected,
            versions.c.text,
        )
        .join(versions, statements.c.version_id == versions.c.id)
        .where(statements.c.id.in_(among(numbers)))
        .order_by(statements.c.id)
    ).all()
    there = {row.id for row in rows}
    for number in numbers:
        if number not in there:
            raise InputError(str(number), "there is no such statement in the record")
    for row in rows:
        if not row.current:
            raise InputError(str(row.id), "this statement is of an older version of its article")
        if row.rejected:
            raise InputError(str(row.id), "somebody said of this statement that it is none")
    return rows
