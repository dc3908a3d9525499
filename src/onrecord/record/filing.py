"""Readings filed under their articles: a new article, a new version of one, or nothing where the text is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, exists, false, insert, select, update

from onrecord.article import Article
from onrecord.record.door import reserve
from onrecord.record.forgetting import forgotten_among, without_forgotten
from onrecord.record.keys import storable
from onrecord.record.loading import reading_of
from onrecord.record.migrations import now
from onrecord.record.prepared import Prepared
from onrecord.record.replacing import carry
from onrecord.record.results import Outcome, Place, Sourced, day_of
from onrecord.record.schema import articles, forgotten, originals, statements, tools, versions
from onrecord.record.writing import add_statements


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a reading, and how many statements were written."""

    outcome: Outcome
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands to a record.

    Attributes:
        outcome: ``new``; ``changed``: the article is there with other texts; ``known``: with this one;
            ``withdrawn``: with this one, and then came another; ``forgotten``.
        article: its number, if it has one.
        version: the number of the version that it has this text in.
        current: the number of the version that is the current one.
        last: the highest number that its versions count to.
    """

    outcome: Outcome
    article: int | None = None
    version: int | None = None
    current: int | None = None
    last: int = 0


def file(connection: Connection, group: Sequence[Prepared]) -> list[Filed]:
    """Write readings into a record; what is there already is let be.

    Args:
        connection: one that holds the write lock.
        group: the readings.

    Returns:
        What became of each.
    """
    return [filed for run in _runs(group) for filed in _file(connection, run)]


def _runs(group: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Yield the readings in runs that hold no article twice, for its texts are versions of one another."""
    run: list[Prepared] = []
    seen: set[str] = set()
    for one in group:
        if one.article.id in seen:
            yield run
            run, seen = [], set()
        seen.add(one.article.id)
        run.append(one)
    if run:
        yield run


def _file(connection: Connection, run: Sequence[Prepared]) -> list[Filed]:
    stands = standings(connection, [one.article for one in run])
    fresh = [
        (one, stand) for one, stand in zip(run, stands, strict=True) if stand.outcome in ("new", "changed")
    ]
    for stand in stands:
        if stand.outcome == "withdrawn":
            revive(connection, stand)
        elif stand.outcome == "changed" and stand.article is not None:
            _make_current(connection, stand.article, None)
    written = _versions(connection, fresh)
    add_statements(connection, [(place, one.rows) for place, one in written])
    for (_, stand), (place, one) in zip(fresh, written, strict=True):
        if stand.current is not None:
            _, old = reading_of(connection, stand.current)
            carry(connection, stand.current, place, old.article.text, one.reading)
    counts = iter(len(one.rows) for _, one in written)
    return [
        Filed(stand.outcome, next(counts))
        if stand.outcome in ("new", "changed")
        else Filed("changed" if stand.outcome == "withdrawn" else stand.outcome)
        for stand in stands
    ]


def standings(connection: Connection, some: Sequence[Article]) -> list[Standing]:
    """Return how articles stand to a record."""
    keys = [storable(article.id) for article in some]
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(
            articles.c.key,
            versions.c.article_id,
            versions.c.id,
            versions.c.digest,
            versions.c.current,
            versions.c.number,
        )
        .join(versions, versions.c.article_id == articles.c.id)
        .where(articles.c.key.in_(keys))
    ):
        rows[row.key].append(row)
    gone = forgotten_among(connection, "article", keys)
    return [
        Standing("forgotten" if key in gone else "new") if not rows[key] else _standing(rows[key], article)
        for key, article in zip(keys, some, strict=True)
    ]


def _standing(rows: Sequence[Any], article: Article) -> Standing:
    same = next((row for row in rows if row.digest == article.version), None)
    return Standing(
        "changed" if same is None else "known" if same.current else "withdrawn",
        rows[0].article_id,
        same.id if same else None,
        next((row.id for row in rows if row.current), None),
        max(row.number for row in rows),
    )


def revive(connection: Connection, stand: Standing) -> None:
    """Have an article's text that was withdrawn be its current one again."""
    assert stand.article is not None
    _make_current(connection, stand.article, stand.version)


def _versions(
    connection: Connection, fresh: Sequence[tuple[Prepared, Standing]]
) -> list[tuple[Place, Prepared]]:
    """Write versions, and the articles that are new."""
    if not fresh:
        return []
    wary = bool(connection.scalar(select(exists().where(forgotten.c.kind == "speaker"))))
    some = [_told(connection, one) if wary else one for one, _ in fresh]
    new = [storable(one.article.id) for one, stand in fresh if stand.article is None]
    made = reserve(connection, articles.name, len(new))
    if new:
        connection.execute(
            insert(articles), [{"id": number, "key": key} for number, key in zip(made, new, strict=True)]
        )
    rest = iter(made)
    numbers = [next(rest) if stand.article is None else stand.article for _, stand in fresh]
    places = [
        Place(number, version, day_of(one.article.published))
        for number, version, one in zip(
            numbers, reserve(connection, versions.name, len(fresh)), some, strict=True
        )
    ]
    known = cache(lambda name: tool(connection, name))
    moment = now()
    rows = [
        {
            "id": place.version,
            "article_id": place.article,
            "number": stand.last + 1,
            "digest": given.article.version,
            "text": one.article.text,
            "title": _stored(one.article.title),
            "outlet": _stored(one.article.outlet),
            "authors": [storable(name) for name in one.article.authors],
            "published": one.article.published,
            "language": one.article.language,
            "url": _stored(one.article.url),
            "source": storable(one.source),
            "extractor_id": known(one.extractor) if one.extractor else None,
            "added_at": moment,
            "model_id": known(one.model),
            "read_at": moment,
        }
        for place, one, (given, stand) in zip(places, some, fresh, strict=True)
    ]
    connection.execute(insert(versions), rows)
    kept = [
        {
            "version_id": place.version,
            "digest": original.digest,
            "address": storable(original.address),
            "content_type": _stored(original.content_type),
            "fetched_at": original.fetched_at,
            "size": len(original.data),
            "data": original.data,
        }
        for place, one, (given, _) in zip(places, some, fresh, strict=True)
        # The original of a text some of which was forgotten would tell it.
        if (original := given.original) is not None and one is given
    ]
    if kept:
        connection.execute(insert(originals), kept)
    return list(zip(places, some, strict=True))


def _told(connection: Connection, one: Prepared) -> Prepared:
    """Return a reading without what the record was told to forget."""
    told = without_forgotten(connection, one.reading)
    return one if told is one.reading else Prepared.of(Sourced(told, one.source, None, one.extractor))


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
