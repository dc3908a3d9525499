"""Statements into the record's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.sql.compiler import SQLCompiler

from onrecord.record.door import dialect_of, reserve
from onrecord.record.keys import anchor_of, name_key, spans_to_text, storable
from onrecord.record.results import Place, day_of
from onrecord.record.schema import mentions, positions, speakers, statements
from onrecord.record.typed import fields_of
from onrecord.statement import Passage, Reading, Speaker, Statement


def add_statements(
    connection: Connection, of_readings: Sequence[tuple[Place, Reading, Sequence[Statement]]]
) -> None:
    """Write statements that are not there yet.

    Args:
        connection: one that holds the write lock.
        of_readings: rows to write them under, readings, and those of the readings' statements that are new.
    """
    fresh = [(place, reading, one) for place, reading, some in of_readings for one in some]
    if not fresh:
        return
    order = {id(one): n for _, reading, _ in of_readings for n, one in enumerate(reading.statements)}
    numbers = reserve(connection, statements.name, len(fresh))
    rows = [
        {
            "id": number,
            "version_id": place.version,
            "anchor": anchor_of(one.id),
            "place": order[id(one)],
            "day": place.day,
            "data": fields_of(one),
            **columns_of(one),
        }
        for number, (place, _, one) in zip(numbers, fresh, strict=True)
    ]
    connection.execute(insert(statements), rows)
    link_within(
        connection, [(number, place, one) for number, (place, _, one) in zip(numbers, fresh, strict=True)]
    )
    add_parts(
        connection,
        [
            (number, place.article, one, reading.text_of(one.content))
            for number, (place, reading, one) in zip(numbers, fresh, strict=True)
        ],
    )


def link_within(connection: Connection, written: Iterable[tuple[int, Place, Statement]]) -> None:
    """Note which statement stands within which."""
    for number, place, one in written:
        if one.within is None:
            continue
        outer = (
            select(statements.c.id)
            .where(statements.c.version_id == place.version, statements.c.anchor == anchor_of(one.within))
            .scalar_subquery()
        )
        connection.execute(update(statements).where(statements.c.id == number).values(within_id=outer))


def columns_of(one: Statement) -> dict[str, Any]:
    """Return the columns of a statement that are searched."""
    return {
        "content": spans_to_text(one.content),
        "quote": one.quote,
        "mode": one.mode,
        "act": one.act,
        "target": _words(one.target),
        "said": day_of(one.when.date) if one.when else None,
        "confidence": one.confidence.statement,
    }


def add_parts(connection: Connection, some: Sequence[tuple[int, int, Statement, str]]) -> None:
    """Write what stands in tables of its own: speakers, positions, and words in the index.

    Args:
        connection: one that holds the write lock.
        some: statements' numbers, their articles', the statements, and the words of their contents.
    """
    known = _mentions(
        connection, [(article, speaker) for _, article, one, _ in some for speaker in one.speakers]
    )
    said_by = [
        {
            "statement_id": number,
            "place": place,
            "mention_id": known[article, storable(speaker.name), speaker.kind],
            "confidence": speaker.confidence,
        }
        for number, article, one, _ in some
        for place, speaker in enumerate(one.speakers)
    ]
    if said_by:
        _insert_plain(connection, speakers, said_by)
    stands = [
        {
            "statement_id": number,
            "place": place,
            "stand": position.stand,
            "action": _words(position.action),
            "condition": _words(position.condition),
        }
        for number, _, one, _ in some
        for place, position in enumerate(one.positions)
    ]
    if stands:
        _insert_plain(connection, positions, stands)
    dialect_of(connection).put(
        connection, ((number, storable(text), _words(one.target)) for number, _, one, text in some)
    )


def _mentions(
    connection: Connection, named: Iterable[tuple[int, Speaker]]
) -> dict[tuple[int, str, str], int]:
    """Return the numbers of who speaks in articles, and write those who are new."""
    roles: dict[tuple[int, str, str], dict[str, None]] = {}
    for article, speaker in named:
        of = roles.setdefault((article, storable(speaker.name), speaker.kind), {})
        of.update(dict.fromkeys(storable(role.text) for role in speaker.roles))
    numbers: dict[tuple[int, str, str], int] = {}
    for row in connection.execute(
        select(mentions).where(mentions.c.article_id.in_({article for article, _, _ in roles}))
    ):
        key = (row.article_id, row.name, row.kind)
        numbers[key] = row.id
        if key in roles and (more := [role for role in roles[key] if role not in row.roles]):
            connection.execute(update(mentions).where(mentions.c.id == row.id).values(roles=row.roles + more))
    fresh = [key for key in roles if key not in numbers]
    if fresh:
        found = reserve(connection, mentions.name, len(fresh))
        connection.execute(
            insert(mentions),
            [
                {
                    "id": number,
                    "article_id": article,
                    "name": name,
                    "kind": kind,
                    "key": name_key(name),
                    "roles": list(roles[article, name, kind]),
                }
                for number, (article, name, kind) in zip(found, fresh, strict=True)
            ],
        )
        numbers.update(zip(fresh, found, strict=True))
    return numbers


def _insert_plain(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one shape whose values a database takes as they are.

    They go to the driver at once: to look at each value of very many short rows took SQLAlchemy longer than
    writing them takes the database.
    """
    names = list(rows[0])
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=names)
    assert isinstance(compiled, SQLCompiler)
    order = compiled.positiontup
    connection.exec_driver_sql(
        str(compiled),
        [dict(row) for row in rows]
        if order is None
        else [tuple(row[name] for name in order) for row in rows],
    )


def _words(passage: Passage | None) -> str | None:
    return storable(passage.text) if passage else None
