"""What is to be forgotten, taken out for good: from tables, texts, originals, the index and the file itself."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from onrecord.errors import InputError
from onrecord.record.anchors import Anchor
from onrecord.record.coding import placing
from onrecord.record.door import among, dialect_of
from onrecord.record.issues import placing as judged
from onrecord.record.keys import anchor_of, name_key, spans_of, storable
from onrecord.record.loading import reading_of
from onrecord.record.migrations import now
from onrecord.record.people.leaving import leave
from onrecord.record.people.rows import forsake
from onrecord.record.redacting import redacted, sliced
from onrecord.record.replacing import replace
from onrecord.record.results import Forgotten, Kind
from onrecord.record.schema import (
    articles,
    corrections,
    facts,
    forgotten,
    forgotten_keys,
    mentions,
    originals,
    people,
    statements,
    versions,
)
from onrecord.statement import Reading, slice_of

if TYPE_CHECKING:
    from onrecord.record.store import Record


def forget_article(record: Record, number: int, because: str, by: str) -> Forgotten:
    """Take an article out of a record; see :meth:`onrecord.record.Record.forget_article`."""
    with record.writing() as connection:
        key = connection.scalar(select(articles.c.key).where(articles.c.id == number))
        if key is None:
            raise InputError(str(number), "there is no such article in the record")
        rows = connection.execute(
            select(statements.c.id, statements.c.content, versions.c.text)
            .join(versions, statements.c.version_id == versions.c.id)
            .where(versions.c.article_id == number)
        ).all()
        dialect_of(connection).take(
            connection, ((row.id, storable(slice_of(row.text, spans_of(row.content)))) for row in rows)
        )
        forsake(connection, [number])
        leave(
            connection, connection.scalars(select(mentions.c.id).where(mentions.c.article_id == number)).all()
        )
        connection.execute(delete(articles).where(articles.c.id == number))
        note = Forgotten("article", 1, len(rows), because, by, now())
        _note(connection, note, [key])
        _clear(connection)
    record.shrink()
    return note


def forget_speaker(record: Record, name: str, because: str, by: str) -> Forgotten:
    """Take what somebody said out of a record; see :meth:`onrecord.record.Record.forget_speaker`."""
    with record.writing() as connection:
        keys: defaultdict[int, set[str]] = defaultdict(set)
        who = _mentions_of(connection, name)
        for row in who:
            keys[row.article_id].add(row.key)
        count = select(func.count()).select_from(statements)
        before = connection.scalar(count) or 0
        for row in connection.execute(
            select(versions.c.id, versions.c.article_id)
            .where(versions.c.article_id.in_(among(keys)))
            .order_by(versions.c.id)
        ).all():
            _redact(connection, row.id, keys[row.article_id])
        forsake(connection, keys)
        leave(connection, [row.id for row in who])
        connection.execute(delete(mentions).where(mentions.c.id.in_(among(row.id for row in who))))
        after = connection.scalar(count) or 0
        note = Forgotten("speaker", len(keys), before - after, because, by, now())
        _note(connection, note, set().union(*keys.values()))
        _clear(connection)
    record.shrink()
    return note


def forgotten_among(connection: Connection, kind: Kind, keys: Collection[str]) -> set[str]:
    """Return which keys of articles, or of speakers, a record was told to forget."""
    if not keys or not connection.scalar(select(exists().where(forgotten.c.kind == kind))):
        return set()
    salt = _salt(connection)
    digests = {_digest(salt, kind, key): key for key in keys}
    found = connection.scalars(select(forgotten_keys.c.digest).where(forgotten_keys.c.digest.in_(digests)))
    return {digests[digest] for digest in found}


def without_forgotten(connection: Connection, reading: Reading) -> Reading:
    """Return a reading without what the record was told to forget of its speakers."""
    spoken = {name_key(speaker.name) for one in reading.statements for speaker in one.speakers}
    keys = forgotten_among(connection, "speaker", spoken)
    return redacted(reading, keys) if keys else reading


def _mentions_of(connection: Connection, name: str) -> Sequence[Any]:
    """Return the mentions of a speaker, by a name or by ``#`` and the number of a person."""
    wanted = mentions.c.key == name_key(name)
    if name.startswith("#") and name[1:].isdecimal():
        wanted = mentions.c.person_id == int(name[1:])
    rows = connection.execute(select(mentions).where(wanted)).all()
    if not rows:
        raise InputError(name, "nobody in the record speaks by this name")
    known = sorted({row.person_id for row in rows if row.person_id is not None})
    if len(known) > 1:
        numbers = ", ".join(f"#{number}" for number in known)
        raise InputError(name, f"several people have this name; say which one: {numbers}")
    if not known:
        return rows
    return connection.execute(select(mentions).where(or_(wanted, mentions.c.person_id == known[0]))).all()


def _redact(connection: Connection, version: int, keys: Collection[str]) -> None:
    """Cover what somebody said in a version's text, and take out what was read there."""
    place, reading = reading_of(connection, version)
    covered = redacted(reading, keys)
    text = covered.article.text
    connection.execute(delete(originals).where(originals.c.version_id == version))
    connection.execute(
        update(versions)
        .where(versions.c.id == version)
        .values(text=text, title=covered.article.title, authors=list(covered.article.authors))
    )
    staying = {anchor_of(one.id) for one in covered.statements}
    going = select(statements.c.id).where(
        statements.c.version_id == version, statements.c.anchor.not_in(staying)
    )
    connection.execute(delete(corrections).where(corrections.c.statement_id.in_(going)))
    judged.cover(connection, version, text, statements.c.anchor.not_in(staying))
    placing.cover(connection, version, text, statements.c.anchor.not_in(staying))
    for row in connection.execute(select(corrections).where(corrections.c.version_id == version)).all():
        here = Anchor.of(text, spans_of(row.content))
        connection.execute(
            update(corrections)
            .where(corrections.c.id == row.id)
            .values(
                exact=storable(here.exact),
                prefix=storable(here.prefix),
                suffix=storable(here.suffix),
                value=sliced(row.value, text, keys),
            )
        )
    replace(connection, place, reading.article.text, covered)


def _note(connection: Connection, note: Forgotten, keys: Collection[str]) -> None:
    number = connection.execute(
        insert(forgotten)
        .values(
            kind=note.kind,
            articles=note.articles,
            statements=note.statements,
            because=note.because,
            by=note.by,
            at=note.at,
        )
        .returning(forgotten.c.id)
    ).scalar_one()
    salt = _salt(connection)
    digests = {_digest(salt, note.kind, key) for key in keys}
    connection.execute(delete(forgotten_keys).where(forgotten_keys.c.digest.in_(digests)))
    connection.execute(
        insert(forgotten_keys), [{"digest": digest, "forgotten_id": number} for digest in digests]
    )


def _clear(connection: Connection) -> None:
    """Take out people whom nobody speaks as any more, and what the index still holds of words that are gone."""
    connection.execute(delete(people).where(~exists().where(mentions.c.person_id == people.c.id)))
    dialect_of(connection).purge(connection)


def _salt(connection: Connection) -> str:
    return str(connection.execute(select(facts.c.value).where(facts.c.name == "id")).scalar_one())


def _digest(salt: str, kind: Kind, key: str) -> str:
    """Return what a key is noted as: the note must not tell what was forgotten."""
    return hashlib.sha256(f"{salt}\n{kind}\n{key}".encode("utf-8", "replace")).hexdigest()
