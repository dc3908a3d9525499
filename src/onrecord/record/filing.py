"""Readings filed under their articles: a new article, a new version of one, or nothing where the text is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, false, insert, select, update

from onrecord.article import Article
from onrecord.record.forgetting import is_forgotten, without_forgotten
from onrecord.record.keys import storable
from onrecord.record.loading import reading_of
from onrecord.record.migrations import now
from onrecord.record.replacing import carry
from onrecord.record.results import Outcome, Place, Sourced, day_of
from onrecord.record.schema import articles, originals, statements, tools, versions
from onrecord.record.writing import add_statements
from onrecord.statement import Reading


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a reading, and how many statements were written."""

    outcome: Outcome
    statements: int = 0


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A reading whose version was written, and the version that was current before."""

    place: Place
    reading: Reading
    before: int | None


def file(connection: Connection, group: Sequence[Sourced]) -> list[Filed]:
    """Write readings into a record; what is there already is let be.

    Args:
        connection: one that holds the write lock.
        group: the readings.

    Returns:
        What became of each.
    """
    filed = []
    fresh: list[_Fresh] = []
    for sourced in group:
        article = sourced.reading.article
        outcome, number = standing(connection, article)
        if outcome == "withdrawn":
            revive(connection, article)
            outcome = "changed"
        elif outcome in ("new", "changed"):
            if number in {one.place.article for one in fresh}:  # two texts of one article
                _complete(connection, fresh)
                fresh.clear()
            fresh.append(_version(connection, sourced, number))
            filed.append(Filed(outcome, len(fresh[-1].reading.statements)))
            continue
        filed.append(Filed(outcome))
    _complete(connection, fresh)
    return filed


def _complete(connection: Connection, fresh: Sequence[_Fresh]) -> None:
    """Write the statements of versions that are written, and have them take over what people corrected."""
    add_statements(connection, [(one.place, one.reading, one.reading.statements) for one in fresh])
    for one in fresh:
        if one.before is not None:
            _, old = reading_of(connection, one.before)
            carry(connection, one.before, one.place, old.article.text, one.reading)


def standing(connection: Connection, article: Article) -> tuple[Outcome, int | None]:
    """Return how an article stands to a record, and its number there.

    Returns:
        ``new``; ``changed``: the article is there with other texts; ``known``: with this one; ``withdrawn``: with
        this one, and then came another; ``forgotten``.
    """
    rows = connection.execute(
        select(articles.c.id, versions.c.digest, versions.c.current)
        .join(versions, versions.c.article_id == articles.c.id)
        .where(articles.c.key == storable(article.id))
    ).all()
    if not rows:
        return ("forgotten" if is_forgotten(connection, "article", storable(article.id)) else "new"), None
    for row in rows:
        if row.digest == article.version:
            return ("known" if row.current else "withdrawn"), row.id
    return "changed", rows[0].id


def revive(connection: Connection, article: Article) -> None:
    """Have an article's text that was there before be its current one again."""
    row = connection.execute(
        select(versions.c.id, versions.c.article_id)
        .join(articles, versions.c.article_id == articles.c.id)
        .where(articles.c.key == storable(article.id), versions.c.digest == article.version)
    ).one()
    _make_current(connection, row.article_id, row.id)


def _version(connection: Connection, sourced: Sourced, number: int | None) -> _Fresh:
    """Write a version, and its article where that is new."""
    article = sourced.reading.article
    reading = without_forgotten(connection, sourced.reading)
    covered = reading is not sourced.reading
    before, last = None, 0
    if number is None:
        number = connection.execute(
            insert(articles).values(key=storable(article.id)).returning(articles.c.id)
        ).scalar_one()
    else:
        for row in connection.execute(
            select(versions.c.id, versions.c.number, versions.c.current).where(
                versions.c.article_id == number
            )
        ):
            last = max(last, row.number)
            before = row.id if row.current else before
        _make_current(connection, number, None)
    moment = now()
    version = connection.execute(
        insert(versions)
        .values(
            article_id=number,
            number=last + 1,
            digest=article.version,
            text=reading.article.text,
            title=_stored(reading.article.title),
            outlet=_stored(article.outlet),
            authors=[storable(name) for name in reading.article.authors],
            published=article.published,
            language=article.language,
            url=_stored(article.url),
            source=storable(sourced.source),
            extractor_id=tool(connection, sourced.extractor) if sourced.extractor else None,
            added_at=moment,
            model_id=tool(connection, reading.model),
            read_at=moment,
        )
        .returning(versions.c.id)
    ).scalar_one()
    original = sourced.original
    if original is not None and not covered:
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
    return _Fresh(Place(number, version, day_of(article.published)), reading, before)


def _make_current(connection: Connection, article: int, version: int | None) -> None:
    """Have one version of an article be its current one, or none of those that are there."""
    of_article = select(versions.c.id).where(versions.c.article_id == article)
    connection.execute(
        update(versions)
        .where(versions.c.article_id == article)
        .values(current=false() if version is None else versions.c.id == version)
    )
    connection.execute(
        update(statements)
        .where(statements.c.version_id.in_(of_article))
        .values(current=false() if version is None else statements.c.version_id == version)
    )


def tool(connection: Connection, name: str) -> int:
    """Return the number of a model or an extractor, which is noted if it is new."""
    number = connection.scalar(select(tools.c.id).where(tools.c.name == name))
    if number is None:
        number = connection.execute(insert(tools).values(name=name).returning(tools.c.id)).scalar_one()
    return int(number)


def _stored(text: str | None) -> str | None:
    return None if text is None else storable(text)
