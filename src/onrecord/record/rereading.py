"""A record read anew by the present model: its statements are replaced, what people decided stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace as changed
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, update

from onrecord.article import Article
from onrecord.batch import outcomes
from onrecord.errors import InputError
from onrecord.record.added import with_added
from onrecord.record.correcting import corrections_of
from onrecord.record.filing import tool
from onrecord.record.forgetting import without_forgotten
from onrecord.record.loading import article_of
from onrecord.record.migrations import now
from onrecord.record.redacting import COVER
from onrecord.record.replacing import replace
from onrecord.record.results import Place, Reread
from onrecord.record.schema import articles, statements, tools, versions
from onrecord.statement import Reading, statement_id

if TYPE_CHECKING:
    from onrecord.record.store import Record


def reread(
    record: Record,
    numbers: Sequence[int] | None,
    *,
    again: bool,
    processes: int | None,
    tier: str,
    fail: Callable[[InputError], None],
    progress: Callable[[int, int], None],
) -> Reread:
    """Read a record's articles anew; see :meth:`onrecord.record.Record.reread`."""
    from onrecord.reading.reader import Reader

    reader = Reader(tier=tier)
    chosen = _chosen(record, numbers, None if again else reader.model)
    total = len(chosen)
    with record.reading() as connection:
        everything = connection.scalar(select(func.count()).select_from(versions)) or 0
    done = Reread(passed=(everything if numbers is None else len(_chosen(record, numbers, None))) - total)
    progress(0, total)
    waiting: list[int] = []
    with suppress(KeyboardInterrupt):
        done = changed(done, interrupted=True)
        for outcome in outcomes(reader, _texts(record, chosen, waiting), processes):
            version = waiting.pop(0)
            if isinstance(outcome, InputError):
                fail(outcome)
                done = changed(done, failed=done.failed + 1)
            else:
                before, after = record.write(partial(_replace, version=version, reading=outcome))
                done = changed(
                    done,
                    articles=done.articles + 1,
                    before=done.before + before,
                    after=done.after + after,
                )
            progress(done.articles + done.failed, total)
        done = changed(done, interrupted=False)
    with record.reading() as connection:
        lost = corrections_of(connection, None, lost=True)
    return changed(done, lost=lost)


def _chosen(record: Record, numbers: Sequence[int] | None, model: str | None) -> list[int]:
    """Return the versions of some articles, or all, but for those that a model has read."""
    query = select(versions.c.id).order_by(versions.c.id)
    if numbers is not None:
        query = query.where(versions.c.article_id.in_(numbers))
    if model is not None:
        query = query.join(tools, versions.c.model_id == tools.c.id).where(tools.c.name != model)
    with record.reading() as connection:
        for number in numbers or ():
            if connection.scalar(select(articles.c.id).where(articles.c.id == number)) is None:
                raise InputError(str(number), "there is no such article in the record")
        return list(connection.scalars(query))


def _texts(record: Record, chosen: Sequence[int], waiting: list[int]) -> Iterator[Article]:
    """Yield the versions' texts, and note which they are of; what is forgotten meanwhile is passed over."""
    for version in chosen:
        with record.reading() as connection:
            row = connection.execute(
                select(versions, articles.c.key)
                .join(articles, versions.c.article_id == articles.c.id)
                .where(versions.c.id == version)
            ).one_or_none()
        if row is not None:
            waiting.append(version)
            yield article_of(row, row.key)


def _replace(connection: Connection, version: int, reading: Reading) -> tuple[int, int]:
    """Put a reading in the place of a version's; return how many statements there were, and are now."""
    row = connection.execute(select(versions).where(versions.c.id == version)).one_or_none()
    if row is None or row.text != reading.article.text:  # forgotten meanwhile, or some of it
        return 0, 0
    count = select(func.count()).where(statements.c.version_id == version)
    before = connection.scalar(count) or 0
    anchored = with_added(connection, version, _anchored(reading, row.digest))
    right = without_forgotten(connection, anchored)
    if right is not anchored:
        connection.execute(update(versions).where(versions.c.id == version).values(text=right.article.text))
    connection.execute(
        update(versions)
        .where(versions.c.id == version)
        .values(model_id=tool(connection, reading.model), read_at=now())
    )
    replace(connection, Place.of(row), row.text, right)
    return before, len(right.statements)


def _anchored(reading: Reading, digest: str) -> Reading:
    """Return a reading with the statements' ids that they have under a version's name.

    A text some of which was forgotten keeps the name of the version that it was. What the model makes of the covered
    words is left out.
    """
    if reading.article.version == digest:
        return reading
    legible = [one for one in reading.statements if COVER not in reading.text_of((*one.source, *one.content))]
    names = {one.id: statement_id(digest, one.content) for one in legible}
    return changed(
        reading,
        statements=tuple(
            changed(one, id=names[one.id], within=names.get(one.within or "")) for one in legible
        ),
    )
