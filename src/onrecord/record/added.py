"""Statements that people added: they stay where the model does not find them.

What somebody adds is kept as a correction of a field of its own, whose value is the whole statement, and stands as a
statement among those that the model found. Where a later model finds it too, the person's fields win over the
model's, as with every other correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from onrecord.record import anchors
from onrecord.record.door import dialect_of
from onrecord.record.keys import anchor_of, spans_of, storable
from onrecord.record.loading import ADDED
from onrecord.record.prepared import rows_of
from onrecord.record.results import Place
from onrecord.record.schema import corrections, positions, speakers, statements, versions
from onrecord.record.typed import built
from onrecord.record.writing import add_statements
from onrecord.statement import Reading, Statement, slice_of, statement_id


def with_added(connection: Connection, version: int, reading: Reading) -> Reading:
    """Return a reading with the statements that people added to a version, but for those that it has itself."""
    digest = connection.scalar(select(versions.c.digest).where(versions.c.id == version))
    values = connection.scalars(
        select(corrections.c.value)
        .where(
            corrections.c.version_id == version,
            corrections.c.field == ADDED,
            corrections.c.undone_at.is_(None),
        )
        .order_by(corrections.c.id)
    )
    known = {one.id for one in reading.statements}
    some = [built(Statement, value) for value in values]
    fresh = [
        replace(one, id=name) for one in some if (name := statement_id(str(digest), one.content)) not in known
    ]
    return _joined(reading, fresh)


def carried(connection: Connection, rows: Sequence[Any], place: Place, old: str, reading: Reading) -> Reading:
    """Write into a new version what people added to the one before, where its words still stand.

    Args:
        connection: one that holds the write lock.
        rows: the standing corrections of the version before.
        place: the new version.
        old: the text of the version before.
        reading: the new version's text and statements.

    Returns:
        The reading with what was written.
    """
    new = reading.article.text
    fresh: list[Statement] = []
    for row in rows:
        if row.field != ADDED:
            continue
        anchor = anchors.Anchor(spans_of(row.content), row.exact, row.prefix, row.suffix)
        if anchors.find(anchor, new, [one.content for one in reading.statements], same_text=False):
            continue
        value, whole = anchors.moved_value(row.value, old, new, 0)
        if whole:
            one = built(Statement, value)
            fresh.append(replace(one, id=statement_id(reading.article.version, one.content)))
    if fresh:
        reading = _joined(reading, fresh)
        mine = {anchor_of(one.id) for one in fresh}
        add_statements(connection, [(place, [row for row in rows_of(reading) if row.anchor in mine])])
        in_order(connection, place.version)
    return reading


def remove(connection: Connection, number: int) -> None:
    """Take out a statement that a person added."""
    row = connection.execute(
        select(statements.c.content, versions.c.text)
        .join(versions, statements.c.version_id == versions.c.id)
        .where(statements.c.id == number)
    ).one()
    words = slice_of(row.text, spans_of(row.content))
    dialect_of(connection).take(connection, [(number, storable(words))])
    for table in (speakers, positions):
        connection.execute(delete(table).where(table.c.statement_id == number))
    connection.execute(delete(statements).where(statements.c.id == number))


def in_order(connection: Connection, version: int) -> None:
    """Number a version's statements by where they begin."""
    rows = connection.execute(
        select(statements.c.id, statements.c.content).where(statements.c.version_id == version)
    ).all()
    order = sorted(rows, key=lambda row: (spans_of(row.content), row.id))
    connection.execute(
        update(statements).where(statements.c.id == bindparam("number")).values(place=bindparam("at")),
        [{"number": row.id, "at": at} for at, row in enumerate(order)],
    )


def number_of(connection: Connection, version: int, one: Statement) -> int:
    """Return the number of a version's statement in the record."""
    found = connection.execute(
        select(statements.c.id).where(
            statements.c.version_id == version, statements.c.anchor == anchor_of(one.id)
        )
    )
    return int(found.scalar_one())


def _joined(reading: Reading, fresh: Sequence[Statement]) -> Reading:
    if not fresh:
        return reading
    return replace(
        reading, statements=tuple(sorted((*reading.statements, *fresh), key=lambda one: one.content))
    )
