"""What people say of statements: that they belong to an issue, or do not. It stands whatever the scores are.

Each word of theirs has an anchor, as a correction has, so that it finds its statement again when the article is read
anew or has changed; one that does not stays, and is counted as lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from onrecord.errors import InputError
from onrecord.record import anchors
from onrecord.record.anchors import Anchor
from onrecord.record.door import among
from onrecord.record.issues.gathering import refresh
from onrecord.record.keys import anchor_of, spans_of, spans_to_text, storable
from onrecord.record.migrations import now
from onrecord.record.results import Place
from onrecord.record.schema import judgements, statements, versions
from onrecord.statement import Reading

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
                **_anchored(anchor),
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


def attach(connection: Connection, version: int, reading: Reading) -> None:
    """Have what was said of a version's statements hold on to the statements that it has now."""
    rows = connection.execute(select(judgements).where(judgements.c.version_id == version)).all()
    held = _held(connection, version, rows, reading, same_text=True)
    if rows:
        connection.execute(
            update(judgements).where(judgements.c.id == bindparam("row")),
            [{"row": row.id, "statement_id": held[row.id][0], "placed": held[row.id][1]} for row in rows],
        )


def carry(connection: Connection, before: int, place: Place, reading: Reading) -> None:
    """Have a new version of an article take over what was said of the statements of the one before."""
    rows = connection.execute(
        select(judgements).where(judgements.c.version_id == before).order_by(judgements.c.id)
    ).all()
    held = _held(connection, place.version, rows, reading, same_text=False)
    made = []
    for row in rows:
        number, how, anchor = held[row.id]
        values: dict[str, Any] = {
            **row._mapping,
            "version_id": place.version,
            "statement_id": number,
            "placed": how,
            **(_anchored(anchor) if anchor else {}),
        }
        del values["id"]
        made.append(values)
    if made:
        connection.execute(insert(judgements), made)


def cover(connection: Connection, version: int, text: str, going: ColumnElement[bool]) -> None:
    """Forget what was said of statements that go, and how the others stood in a text that is covered in part.

    Args:
        connection: one that holds the write lock.
        version: the version.
        text: its text, covered.
        going: what holds of the rows of ``statements`` that go.
    """
    gone = select(statements.c.id).where(statements.c.version_id == version, going)
    lost = judgements.c.statement_id.is_(None) | judgements.c.statement_id.in_(gone)
    connection.execute(delete(judgements).where(judgements.c.version_id == version, lost))
    for row in connection.execute(select(judgements).where(judgements.c.version_id == version)).all():
        here = Anchor.of(text, spans_of(row.content))
        connection.execute(update(judgements).where(judgements.c.id == row.id).values(**_anchored(here)))


def _held(
    connection: Connection, version: int, rows: Sequence[Any], reading: Reading, *, same_text: bool
) -> dict[int, tuple[int | None, str, Anchor | None]]:
    """Return which statement each row holds on to, how it was found, and its anchor now.

    Of one issue, no two hold on to the same statement: the first that was said does.
    """
    if not rows:
        return {}
    text = reading.article.text
    numbers = dict(
        connection.execute(
            select(statements.c.anchor, statements.c.id).where(statements.c.version_id == version)
        ).all()
    )
    contents = [one.content for one in reading.statements]
    held: dict[int, tuple[int | None, str, Anchor | None]] = {}
    taken: set[tuple[int, int]] = set()
    for row in rows:
        anchor = Anchor(spans_of(row.content), row.exact, row.prefix, row.suffix)
        found = anchors.find(anchor, text, contents, same_text=same_text)
        number = numbers[anchor_of(reading.statements[found.index].id)] if found else None
        if found is None or number is None or (row.issue_id, number) in taken:
            held[row.id] = (None, "lost", None)
            continue
        taken.add((row.issue_id, number))
        held[row.id] = (number, found.how, Anchor.of(text, contents[found.index]))
    return held


def _anchored(anchor: Anchor) -> dict[str, str]:
    return {
        "content": spans_to_text(anchor.spans),
        "exact": storable(anchor.exact),
        "prefix": storable(anchor.prefix),
        "suffix": storable(anchor.suffix),
    }
