"""What was said of statements holds on to them: when an article is read anew, has changed, or is covered in part.

Each word of somebody has an anchor, as a correction has. One that does not find its statement again stays in the
record, and is counted as lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from onrecord.record import anchors
from onrecord.record.anchors import Anchor
from onrecord.record.keys import anchor_of, spans_of, spans_to_text, storable
from onrecord.record.results import Place
from onrecord.record.schema import judgements, statements
from onrecord.statement import Reading


def attach(connection: Connection, version: int, reading: Reading) -> None:
    """Have what was said of a version's statements hold on to the statements that it has now."""
    rows = connection.execute(
        select(judgements).where(judgements.c.version_id == version).order_by(judgements.c.id)
    ).all()
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
            **(anchored(anchor) if anchor else {}),
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
        connection.execute(update(judgements).where(judgements.c.id == row.id).values(**anchored(here)))


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


def anchored(anchor: Anchor) -> dict[str, str]:
    """Return an anchor as the columns hold it."""
    return {
        "content": spans_to_text(anchor.spans),
        "exact": storable(anchor.exact),
        "prefix": storable(anchor.prefix),
        "suffix": storable(anchor.suffix),
    }
