"""Other statements in the place of those that a version has: what people decided stays.

A statement that is found again in the same place keeps its number. Corrections hold on to their anchors; those whose
place is not found any more stay in the record, without a statement.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from onrecord.record import anchors
from onrecord.record.added import carried
from onrecord.record.anchors import Anchor
from onrecord.record.coding import placing
from onrecord.record.door import dialect_of
from onrecord.record.issues import placing as judged
from onrecord.record.keys import anchor_of, spans_of, spans_to_text, storable
from onrecord.record.loading import standing_corrections
from onrecord.record.people.leaving import hands, leave
from onrecord.record.prepared import row_of, rows_of
from onrecord.record.results import Place
from onrecord.record.schema import corrections, mentions, positions, speakers, statements, versions
from onrecord.record.typed import built
from onrecord.record.writing import add_parts, add_statements, link_within
from onrecord.statement import Reading, Statement, slice_of

REJECTED = "rejected"
"""A correction's field that is none of a statement's: somebody said that it is no statement."""


def replace(connection: Connection, place: Place, old: str, reading: Reading) -> None:
    """Put a reading's statements in the place of those that a version has.

    Args:
        connection: one that holds the write lock.
        place: the version.
        old: the text that the statements there now were written with.
        reading: the statements, and the version's text.
    """
    rows = connection.execute(
        select(statements.c.id, statements.c.anchor, statements.c.content).where(
            statements.c.version_id == place.version
        )
    ).all()
    here = {row.anchor: row.id for row in rows}
    all_rows = rows_of(reading)
    staying = {row.anchor: row for row in all_rows if row.anchor in here}
    _take_parts(connection, {row.id: slice_of(old, spans_of(row.content)) for row in rows})
    gone = [number for anchor, number in here.items() if anchor not in staying]
    if gone:
        connection.execute(
            delete(statements).where(statements.c.id == bindparam("gone")), [{"gone": n} for n in gone]
        )
    if staying:
        connection.execute(
            update(statements).where(statements.c.id == bindparam("number")),
            [
                {"number": here[anchor], "place": row.place, "data": row.data, "within_id": None}
                for anchor, row in staying.items()
            ],
        )
    fresh = [row for row in all_rows if row.anchor not in here]
    add_statements(connection, [(place, fresh)])
    link_within(connection, [(here[anchor], place, row) for anchor, row in staying.items()])
    changed = _attach(connection, place.version, reading)
    judged.attach(connection, place.version, reading)
    placing.attach(connection, place.version, reading)
    kept = [here[anchor] for anchor in staying]
    _write_parts(connection, place.article, reading.article.text, kept)
    refresh(connection, [number for number in changed if number not in set(kept)])
    prune(connection, [place.article])


def refresh(connection: Connection, numbers: Collection[int]) -> None:
    """Write the columns and parts of statements anew, as they stand after corrections."""
    if not numbers:
        return
    rows = connection.execute(
        select(statements.c.id, statements.c.content, versions.c.text, versions.c.article_id)
        .join(versions, statements.c.version_id == versions.c.id)
        .where(statements.c.id.in_(numbers))
        .order_by(statements.c.id)
    ).all()
    _take_parts(connection, {row.id: slice_of(row.text, spans_of(row.content)) for row in rows})
    for row in rows:
        _write_parts(connection, row.article_id, row.text, [row.id])
    prune(connection, {row.article_id for row in rows})


def prune(connection: Connection, of_articles: Collection[int]) -> None:
    """Take out who speaks in articles no more, but for those about whom a person decided something."""
    silent = set(
        connection.scalars(
            select(mentions.c.id).where(
                mentions.c.article_id.in_(of_articles),
                ~exists().where(speakers.c.mention_id == mentions.c.id),
            )
        )
    )
    gone = silent - hands(connection, silent)
    if gone:
        leave(connection, gone)
        connection.execute(
            delete(mentions).where(mentions.c.id == bindparam("gone")), [{"gone": n} for n in gone]
        )


def _take_parts(connection: Connection, texts: Mapping[int, str]) -> None:
    """Take out what stands of statements in tables of its own, by their numbers and the words of their contents."""
    dialect_of(connection).take(connection, ((number, storable(text)) for number, text in texts.items()))
    for table in (speakers, positions):
        if texts:
            connection.execute(
                delete(table).where(table.c.statement_id == bindparam("number")),
                [{"number": number} for number in texts],
            )


def _write_parts(connection: Connection, article: int, text: str, numbers: Sequence[int]) -> None:
    """Write columns and parts of statements of one version, whose parts were taken out."""
    if not numbers:
        return
    changes = standing_corrections(connection, numbers)
    data = dict(
        connection.execute(
            select(statements.c.id, statements.c.data).where(statements.c.id.in_(numbers))
        ).all()
    )
    some = {
        number: row_of(built(Statement, {**data[number], **changes.get(number, {})}), text)
        for number in numbers
    }
    columns: list[dict[str, Any]] = [
        {
            "number": number,
            **row.columns,
            "corrected": number in changes,
            "rejected": bool(changes.get(number, {}).get(REJECTED, False)),
        }
        for number, row in some.items()
    ]
    connection.execute(update(statements).where(statements.c.id == bindparam("number")), columns)
    add_parts(connection, [(number, article, row) for number, row in some.items()])


def _attach(connection: Connection, version: int, reading: Reading) -> set[int]:
    """Have a version's corrections hold on to its statements; return the numbers of those that have any."""
    rows = connection.execute(
        select(corrections).where(corrections.c.version_id == version, corrections.c.undone_at.is_(None))
    ).all()
    if not rows:
        return set()
    numbers = dict(
        connection.execute(
            select(statements.c.anchor, statements.c.id).where(statements.c.version_id == version)
        ).all()
    )
    contents = [one.content for one in reading.statements]
    held = set()
    for row in rows:
        anchor = Anchor(spans_of(row.content), row.exact, row.prefix, row.suffix)
        found = anchors.find(anchor, reading.article.text, contents, same_text=True)
        number = numbers[anchor_of(reading.statements[found.index].id)] if found else None
        connection.execute(
            update(corrections)
            .where(corrections.c.id == row.id)
            .values(statement_id=number, placed=found.how if found else "lost")
        )
        if number is not None:
            held.add(number)
    return held


def carry(connection: Connection, before: int, place: Place, old: str, reading: Reading) -> None:
    """Have a new version of an article take over what people corrected and coded in the one before.

    Args:
        connection: one that holds the write lock.
        before: the number of the version before.
        place: the new version.
        old: the text of the version before.
        reading: the new version's text and statements.
    """
    judged.carry(connection, before, place, reading)
    placing.carry(connection, before, place, reading)
    rows = connection.execute(
        select(corrections)
        .where(corrections.c.version_id == before, corrections.c.undone_at.is_(None))
        .order_by(corrections.c.id)
    ).all()
    if not rows:
        return
    reading = carried(connection, rows, place, old, reading)
    numbers = dict(
        connection.execute(
            select(statements.c.anchor, statements.c.id).where(statements.c.version_id == place.version)
        ).all()
    )
    new = reading.article.text
    held = set()
    for row in rows:
        anchor = Anchor(spans_of(row.content), row.exact, row.prefix, row.suffix)
        found = anchors.find(anchor, new, [one.content for one in reading.statements], same_text=False)
        copied = {
            **row._mapping,
            "id": None,
            "version_id": place.version,
            "statement_id": None,
            "placed": "lost",
        }
        if found:
            one = reading.statements[found.index]
            shift = one.content[0][0] - anchor.spans[0][0] if one.content and anchor.spans else 0
            value, whole = anchors.moved_value(row.value, old, new, shift)
            if whole:
                here = Anchor.of(new, one.content)
                copied |= {
                    "statement_id": numbers[anchor_of(one.id)],
                    "value": value,
                    "placed": found.how,
                    "content": spans_to_text(here.spans),
                    "exact": storable(here.exact),
                    "prefix": storable(here.prefix),
                    "suffix": storable(here.suffix),
                }
                held.add(copied["statement_id"])
        del copied["id"]
        connection.execute(corrections.insert().values(**copied))
    refresh(connection, held)
