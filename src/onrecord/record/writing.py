"""Readings into the record's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.record import words
from onrecord.record.keys import anchor_of, name_key, spans_to_text, storable
from onrecord.record.migrations import now
from onrecord.record.results import Sourced
from onrecord.record.schema import (
    articles,
    mentions,
    originals,
    positions,
    speakers,
    statements,
    tools,
    versions,
)
from onrecord.statement import Passage, Reading, Speaker, Statement


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a reading: ``new``, ``changed`` or ``known``, and how many statements were written."""

    outcome: str
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The rows that a reading's statements belong to."""

    article: int
    version: int
    day: str | None


def write(connection: Connection, group: Sequence[Sourced]) -> list[Written]:
    """Write readings; what is there already is let be.

    Args:
        connection: one that holds the write lock.
        group: the readings.

    Returns:
        What became of each.
    """
    outcomes = []
    fresh: list[tuple[Place, Reading]] = []
    for sourced in group:
        outcome, place = _version(connection, sourced)
        outcomes.append(Written(outcome, len(sourced.reading.statements) if place else 0))
        if place:
            fresh.append((place, sourced.reading))
    add_statements(connection, [(place, reading, reading.statements) for place, reading in fresh])
    return outcomes


def _version(connection: Connection, sourced: Sourced) -> tuple[str, Place | None]:
    """Write an article and its version; no place where this version is there already."""
    article = sourced.reading.article
    key = storable(article.id)
    number = connection.scalar(select(articles.c.id).where(articles.c.key == key))
    last = 0
    if number is None:
        number = connection.execute(insert(articles).values(key=key).returning(articles.c.id)).scalar_one()
    else:
        here = versions.c.article_id == number
        known = {
            row.digest: row
            for row in connection.execute(
                select(versions.c.id, versions.c.digest, versions.c.current, versions.c.number).where(here)
            )
        }
        if (row := known.get(article.version)) is not None:
            if not row.current:
                _retire(connection, number)
                _revive(connection, row.id)
                return "changed", None
            return "known", None
        last = max((row.number for row in known.values()), default=0)
        _retire(connection, number)
    moment = now()
    version = connection.execute(
        insert(versions)
        .values(
            article_id=number,
            number=last + 1,
            digest=article.version,
            text=article.text,
            title=_stored(article.title),
            outlet=_stored(article.outlet),
            authors=[storable(name) for name in article.authors],
            published=article.published,
            language=article.language,
            url=_stored(article.url),
            source=storable(sourced.source),
            extractor_id=tool(connection, sourced.extractor) if sourced.extractor else None,
            added_at=moment,
            model_id=tool(connection, sourced.reading.model),
            read_at=moment,
        )
        .returning(versions.c.id)
    ).scalar_one()
    if (original := sourced.original) is not None:
        connection.execute(
            insert(originals).values(
                version_id=version,
                digest=original.digest,
                address=storable(original.address),
                content_type=_stored(original.content_type),
                fetched_at=original.fetched_at,
                size=len(original.data),
                data=original.data,
            )
        )
    day = article.published[:10] if article.published else None
    return "changed" if last else "new", Place(number, version, day)


def _retire(connection: Connection, article: int) -> None:
    of_article = select(versions.c.id).where(versions.c.article_id == article)
    connection.execute(update(versions).where(versions.c.article_id == article).values(current=False))
    connection.execute(
        update(statements).where(statements.c.version_id.in_(of_article)).values(current=False)
    )


def _revive(connection: Connection, version: int) -> None:
    connection.execute(update(versions).where(versions.c.id == version).values(current=True))
    connection.execute(update(statements).where(statements.c.version_id == version).values(current=True))


def tool(connection: Connection, name: str) -> int:
    """Return the number of a model or an extractor, which is noted if it is new."""
    number = connection.scalar(select(tools.c.id).where(tools.c.name == name))
    if number is None:
        number = connection.execute(insert(tools).values(name=name).returning(tools.c.id)).scalar_one()
    return int(number)


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
    rows = [
        {
            "version_id": place.version,
            "anchor": anchor_of(one.id),
            "place": order[id(one)],
            "day": place.day,
            "data": one.to_dict(),
            **columns_of(one),
        }
        for place, _, one in fresh
    ]
    numbers = list(
        connection.scalars(insert(statements).returning(statements.c.id, sort_by_parameter_order=True), rows)
    )
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
        "said": one.when.date[:10] if one.when and one.when.date else None,
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
        connection.execute(insert(speakers), said_by)
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
        connection.execute(insert(positions), stands)
    words.put(connection, ((number, storable(text)) for number, _, _, text in some))


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
        found = connection.scalars(
            insert(mentions).returning(mentions.c.id, sort_by_parameter_order=True),
            [
                {
                    "article_id": article,
                    "name": name,
                    "kind": kind,
                    "key": name_key(name),
                    "roles": list(roles[article, name, kind]),
                }
                for article, name, kind in fresh
            ],
        )
        numbers.update(zip(fresh, found, strict=True))
    return numbers


def _words(passage: Passage | None) -> str | None:
    return storable(passage.text) if passage else None


def _stored(text: str | None) -> str | None:
    return None if text is None else storable(text)
