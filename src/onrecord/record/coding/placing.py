"""Codes hold on to their statements: when an article is read anew, has changed, or is covered in part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from onrecord.record import anchors
from onrecord.record.anchors import Anchor, Found
from onrecord.record.keys import anchor_of, spans_of, spans_to_text, storable
from onrecord.record.results import Place
from onrecord.record.schema import coded, codes, codings, statements
from onrecord.statement import Reading

_NEAREST_FIRST: Final = ("spans", "quote", "like")


def attach(connection: Connection, version: int, reading: Reading) -> None:
    """Have what was coded of a version hold on to the statements that it has now."""
    rows = connection.execute(select(coded).where(coded.c.version_id == version).order_by(coded.c.id)).all()
    held = _held(connection, version, rows, reading, same_text=True)
    if rows:
        connection.execute(
            update(coded).where(coded.c.id == bindparam("row")),
            [
                {"row": row.id, "statement_id": number, "placed": how}
                for row in rows
                for number, how in [held[row.id]]
            ],
        )


def carry(connection: Connection, before: int, place: Place, reading: Reading) -> None:
    """Have a new version of an article take over what was coded of the one before."""
    rows = connection.execute(select(coded).where(coded.c.version_id == before).order_by(coded.c.id)).all()
    held = _held(connection, place.version, rows, reading, same_text=False)
    contents = {anchor_of(one.id): one.content for one in reading.statements}
    anchor = dict(
        connection.execute(
            select(statements.c.id, statements.c.anchor).where(statements.c.version_id == place.version)
        ).all()
        if rows
        else ()
    )
    for row in rows:
        number, how = held[row.id]
        values: dict[str, Any] = {
            **row._mapping,
            "version_id": place.version,
            "statement_id": number,
            "from_id": row.id,
            "placed": how,
        }
        del values["id"]
        if number is not None:
            values |= _anchored(Anchor.of(reading.article.text, contents[anchor[number]]))
        made = connection.execute(insert(coded).values(**values).returning(coded.c.id)).scalar_one()
        for table in (codings, codes):
            given = connection.execute(select(table).where(table.c.coded_id == row.id)).all()
            if given:
                connection.execute(insert(table), [{**one._mapping, "coded_id": made} for one in given])


def cover(connection: Connection, version: int, text: str, going: ColumnElement[bool]) -> None:
    """Forget what was coded of statements that go, and how the others stood in a text that is covered in part.

    Args:
        connection: one that holds the write lock.
        version: the version.
        text: its text, covered.
        going: what holds of the rows of ``statements`` that go.
    """
    gone = select(statements.c.id).where(statements.c.version_id == version, going)
    lost = coded.c.statement_id.is_(None) | coded.c.statement_id.in_(gone)
    connection.execute(delete(coded).where(coded.c.version_id == version, lost))
    for row in connection.execute(select(coded).where(coded.c.version_id == version)).all():
        here = Anchor.of(text, spans_of(row.content))
        connection.execute(update(coded).where(coded.c.id == row.id).values(**_anchored(here)))


def _held(
    connection: Connection, version: int, rows: Sequence[Any], reading: Reading, *, same_text: bool
) -> dict[int, tuple[int | None, str]]:
    """Return which statement each row holds on to, and how it was found; no two hold on to the same one."""
    if not rows:
        return {}
    numbers = dict(
        connection.execute(
            select(statements.c.anchor, statements.c.id).where(statements.c.version_id == version)
        ).all()
    )
    contents = [one.content for one in reading.statements]
    found: list[tuple[int, Found]] = []
    for row in rows:
        anchor = Anchor(spans_of(row.content), row.exact, row.prefix, row.suffix)
        if place := anchors.find(anchor, reading.article.text, contents, same_text=same_text):
            found.append((row.id, place))
    held: dict[int, tuple[int | None, str]] = {row.id: (None, "lost") for row in rows}
    taken: set[int] = set()
    for row_id, place in sorted(found, key=lambda one: _NEAREST_FIRST.index(one[1].how)):
        if place.index not in taken:
            taken.add(place.index)
            held[row_id] = (numbers[anchor_of(reading.statements[place.index].id)], place.how)
    return held


def _anchored(anchor: Anchor) -> dict[str, str]:
    return {
        "content": spans_to_text(anchor.spans),
        "exact": storable(anchor.exact),
        "prefix": storable(anchor.prefix),
        "suffix": storable(anchor.suffix),
    }
