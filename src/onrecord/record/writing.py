"""Statements into the record's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select, update

from onrecord.record.door import dialect_of, insert_plain, reserve
from onrecord.record.prepared import Mention, Row
from onrecord.record.results import Place
from onrecord.record.schema import mentions, positions, speakers, statements


def add_statements(connection: Connection, of_versions: Sequence[tuple[Place, Iterable[Row]]]) -> None:
    """Write statements that are not there yet.

    Args:
        connection: one that holds the write lock.
        of_versions: rows to write them under, and the statements' own.
    """
    fresh = [(place, row) for place, rows in of_versions for row in rows]
    if not fresh:
        return
    numbers = reserve(connection, statements.name, len(fresh))
    columns = ("id", "version_id", "anchor", "place", "day", "data", *fresh[0][1].columns)
    insert_plain(
        connection,
        statements,
        columns,
        [
            (number, place.version, row.anchor, row.place, place.day, row.data, *row.columns.values())
            for number, (place, row) in zip(numbers, fresh, strict=True)
        ],
    )
    link_within(
        connection, [(number, place, row) for number, (place, row) in zip(numbers, fresh, strict=True)]
    )
    add_parts(
        connection,
        [(number, place.article, row) for number, (place, row) in zip(numbers, fresh, strict=True)],
    )


def link_within(connection: Connection, written: Iterable[tuple[int, Place, Row]]) -> None:
    """Note which statement stands within which."""
    for number, place, row in written:
        if row.within is None:
            continue
        outer = (
            select(statements.c.id)
            .where(statements.c.version_id == place.version, statements.c.anchor == row.within)
            .scalar_subquery()
        )
        connection.execute(update(statements).where(statements.c.id == number).values(within_id=outer))


def add_parts(connection: Connection, some: Sequence[tuple[int, int, Row]]) -> None:
    """Write what stands in tables of its own: speakers, positions, and words in the index.

    Args:
        connection: one that holds the write lock.
        some: statements' numbers, their articles', and their rows.
    """
    known = _mentions(connection, [(article, who) for _, article, row in some for who in row.speakers])
    said_by = [
        (number, place, known[article, who.name, who.kind], who.confidence)
        for number, article, row in some
        for place, who in enumerate(row.speakers)
    ]
    if said_by:
        insert_plain(connection, speakers, ("statement_id", "place", "mention_id", "confidence"), said_by)
    stands = [
        (number, place, *position) for number, _, row in some for place, position in enumerate(row.positions)
    ]
    if stands:
        insert_plain(connection, positions, ("statement_id", "place", "stand", "action", "condition"), stands)
    dialect_of(connection).put(
        connection, ((number, row.words, row.columns["target"]) for number, _, row in some)
    )


def _mentions(
    connection: Connection, named: Iterable[tuple[int, Mention]]
) -> dict[tuple[int, str, str], int]:
    """Return the numbers of who speaks in articles, and write those who are new."""
    roles: dict[tuple[int, str, str], dict[str, None]] = {}
    keys: dict[str, str] = {}
    for article, who in named:
        keys[who.name] = who.key
        roles.setdefault((article, who.name, who.kind), {}).update(dict.fromkeys(who.roles))
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
                    "key": keys[name],
                    "roles": list(roles[article, name, kind]),
                }
                for number, (article, name, kind) in zip(found, fresh, strict=True)
            ],
        )
        numbers.update(zip(fresh, found, strict=True))
    return numbers
