"""The record's rows back to articles and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select

from onrecord.article import Article
from onrecord.intake.addresses import article_id, is_web_address
from onrecord.intake.original import Original
from onrecord.record.keys import spans_of, storable
from onrecord.record.results import Place, StoredArticle, StoredSpeaker, StoredStatement, StoredVersion
from onrecord.record.schema import (
    articles,
    coded,
    codes,
    corrections,
    mentions,
    originals,
    speakers,
    statements,
    tools,
    versions,
)
from onrecord.record.typed import built
from onrecord.statement import Reading, Statement, slice_of

ADDED: Final = "added"
"""The field of the correction that a statement which a person added is kept as: see :mod:`onrecord.record.added`."""

UNSAID: Final = frozenset(("id", "within", "confidence"))
"""Fields that are not for people to say."""

GROUP: Final = 500
"""Rows that are asked for at once by their numbers."""


def statements_by_id(connection: Connection, numbers: Sequence[int]) -> list[StoredStatement]:
    """Return the statements of these numbers, in their order; numbers that there are none of are passed over."""
    found: dict[int, StoredStatement] = {}
    for group in _groups(numbers):
        rows = connection.execute(
            select(
                statements,
                versions.c.article_id,
                versions.c.text,
                versions.c.title,
                versions.c.outlet,
                versions.c.url,
                versions.c.published,
                tools.c.name.label("model"),
            )
            .join(versions, statements.c.version_id == versions.c.id)
            .join(tools, versions.c.model_id == tools.c.id)
            .where(statements.c.id.in_(group))
        ).all()
        who = speakers_of(connection, group)
        changed = [row.id for row in rows if row.corrected]
        changes = standing_corrections(connection, changed) if changed else {}
        given = codes_of(connection, group)
        for row in rows:
            fields = {**row.data, **changes.get(row.id, {})}
            one = built(Statement, fields)
            found[row.id] = StoredStatement(
                id=row.id,
                article=row.article_id,
                version=row.version_id,
                statement=one,
                text=slice_of(row.text, one.content),
                speakers=who.get(row.id, ()),
                title=row.title,
                outlet=row.outlet,
                url=row.url,
                published=row.published,
                model=row.model,
                current=row.current,
                corrected=row.corrected,
                rejected=row.rejected,
                codes=given.get(row.id, ()),
            )
    return [found[number] for number in numbers if number in found]


def speakers_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[StoredSpeaker, ...]]:
    """Return who said statements, by the statements' numbers."""
    found: defaultdict[int, list[StoredSpeaker]] = defaultdict(list)
    for group in _groups(numbers):
        for row in connection.execute(
            select(speakers, mentions.c.name, mentions.c.kind, mentions.c.person_id)
            .join(mentions, speakers.c.mention_id == mentions.c.id)
            .where(speakers.c.statement_id.in_(group))
            .order_by(speakers.c.statement_id, speakers.c.place)
        ):
            found[row.statement_id].append(
                StoredSpeaker(row.mention_id, row.person_id, row.name, row.kind, row.confidence)
            )
    return {number: tuple(some) for number, some in found.items()}


def codes_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return how people coded statements, field by field, by the statements' numbers."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for group in _groups(numbers):
        for row in connection.execute(
            select(coded.c.statement_id, codes.c.field, codes.c.code)
            .join(codes, codes.c.coded_id == coded.c.id)
            .where(coded.c.statement_id.in_(group))
            .order_by(codes.c.field, codes.c.coded_id)
        ):
            found[row.statement_id].append((row.field, row.code))
    return {number: tuple(some) for number, some in found.items()}


def texts_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the words of statements' contents, by the statements' numbers."""
    found: dict[int, str] = {}
    for group in _groups(numbers):
        places: defaultdict[int, list[Any]] = defaultdict(list)
        for row in connection.execute(
            select(statements.c.id, statements.c.version_id, statements.c.content).where(
                statements.c.id.in_(group)
            )
        ):
            places[row.version_id].append(row)
        for version in connection.execute(
            select(versions.c.id, versions.c.text).where(versions.c.id.in_(places))
        ):
            for row in places[version.id]:
                found[row.id] = slice_of(version.text, spans_of(row.content))
    return found


def standing_corrections(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what people put in the place of statements' fields, by the statements' numbers; the last one holds."""
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for row in connection.execute(
        select(corrections.c.statement_id, corrections.c.field, corrections.c.value)
        .where(corrections.c.statement_id.in_(numbers), corrections.c.undone_at.is_(None))
        .order_by(corrections.c.id)
    ):
        if row.field == ADDED:  # the whole statement: what the model says of it does not count
            found[row.statement_id] |= {name: row.value[name] for name in row.value.keys() - UNSAID}
        else:
            found[row.statement_id][row.field] = row.value
    return found


def article_of(row: Any, key: str) -> Article:
    """Return the article of a row of ``versions``."""
    return Article(
        text=row.text,
        id=key,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        authors=tuple(row.authors),
        published=row.published,
        language=row.language,
    )


def reading_of(connection: Connection, version: int) -> tuple[Place, Reading]:
    """Return a version's reading as the model gave it, and the rows that it stands under."""
    row = connection.execute(
        select(versions, articles.c.key, tools.c.name.label("model"))
        .join(articles, versions.c.article_id == articles.c.id)
        .join(tools, versions.c.model_id == tools.c.id)
        .where(versions.c.id == version)
    ).one()
    data = connection.scalars(
        select(statements.c.data).where(statements.c.version_id == version).order_by(statements.c.place)
    )
    some = tuple(built(Statement, fields) for fields in data)
    return Place.of(row), Reading(article_of(row, row.key), some, row.model)


def article_by_id(connection: Connection, number: int) -> StoredArticle | None:
    """Return an article with its versions, and the statements of its current one; ``None`` if there is none."""
    key = connection.scalar(select(articles.c.key).where(articles.c.id == number))
    if key is None:
        return None
    extractors = tools.alias()
    rows = connection.execute(
        select(
            versions,
            tools.c.name.label("model"),
            extractors.c.name.label("extractor"),
            originals.c.size,
            select(func.count())
            .where(statements.c.version_id == versions.c.id)
            .scalar_subquery()
            .label("statements"),
        )
        .join(tools, versions.c.model_id == tools.c.id)
        .outerjoin(extractors, versions.c.extractor_id == extractors.c.id)
        .outerjoin(originals, originals.c.version_id == versions.c.id)
        .where(versions.c.article_id == number)
        .order_by(versions.c.number)
    ).all()
    current = next(row for row in rows if row.current)
    known = tuple(
        StoredVersion(
            id=row.id,
            number=row.number,
            digest=row.digest,
            current=row.current,
            source=row.source,
            added_at=row.added_at,
            extractor=row.extractor,
            model=row.model,
            read_at=row.read_at,
            statements=row.statements,
            original=row.size,
        )
        for row in rows
    )
    numbers = connection.scalars(
        select(statements.c.id).where(statements.c.version_id == current.id).order_by(statements.c.place)
    ).all()
    return StoredArticle(
        id=number,
        article=article_of(current, key),
        version=next(version for version in known if version.current),
        statements=tuple(statements_by_id(connection, numbers)),
        versions=known,
    )


def article_number(connection: Connection, key: str) -> int | None:
    """Return the number of an article by its number, its address, or its id; ``None`` if there is none."""
    if key.isascii() and key.isdecimal():
        return connection.scalar(select(articles.c.id).where(articles.c.id == int(key)))
    keys = [storable(key)] + ([article_id(key)] if is_web_address(key) else [])
    return connection.scalar(select(articles.c.id).where(articles.c.key.in_(keys)).order_by(articles.c.id))


def original_of(connection: Connection, version: int) -> Original | None:
    """Return the bytes that a version was read from; ``None`` if they were not kept."""
    row = connection.execute(select(originals).where(originals.c.version_id == version)).one_or_none()
    return Original(row.data, row.address, row.fetched_at, row.content_type) if row else None


def _groups(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), GROUP):
        yield numbers[start : start + GROUP]
