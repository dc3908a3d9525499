"""How much there is in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from onrecord.record.results import Stats
from onrecord.record.schema import (
    SCHEMA,
    articles,
    corrections,
    forgotten,
    mentions,
    originals,
    people,
    statements,
    tools,
    versions,
)
from onrecord.record.variants.copies import copied

if TYPE_CHECKING:
    from onrecord.record.store import Record


def stats(record: Record) -> Stats:
    """Count what is in a record; see :meth:`onrecord.record.Record.stats`."""
    standing = statements.c.current & ~statements.c.rejected
    with record.reading() as connection:

        def count(query: Select[Any]) -> int:
            return connection.scalar(query) or 0

        days = connection.execute(
            select(func.min(statements.c.day), func.max(statements.c.day)).where(standing)
        ).one()
        return Stats(
            articles=count(select(func.count()).select_from(articles)),
            versions=count(select(func.count()).select_from(versions)),
            statements=count(select(func.count()).where(standing)),
            rejected=count(select(func.count()).where(statements.c.current, statements.c.rejected)),
            corrected=count(select(func.count()).where(statements.c.current, statements.c.corrected)),
            lost=count(
                select(func.count()).where(corrections.c.placed == "lost", corrections.c.undone_at.is_(None))
            ),
            speakers=count(
                select(func.count(mentions.c.key.distinct())).where(
                    mentions.c.kind.in_(("person", "organisation", "state"))
                )
            ),
            people=count(select(func.count()).select_from(people)),
            outlets=count(select(func.count(versions.c.outlet.distinct()))),
            originals=count(select(func.count()).select_from(originals)),
            copies=copied(connection),
            first_day=days[0],
            last_day=days[1],
            models=_counts(
                connection,
                select(tools.c.name, func.count())
                .join(versions, versions.c.model_id == tools.c.id)
                .where(versions.c.current)
                .group_by(tools.c.name),
            ),
            acts=_counts(
                connection,
                select(statements.c.act, func.count())
                .where(standing, statements.c.act.is_not(None))
                .group_by(statements.c.act),
            ),
            quotes=_counts(
                connection,
                select(statements.c.quote, func.count()).where(standing).group_by(statements.c.quote),
            ),
            forgotten=count(select(func.count()).select_from(forgotten)),
            bytes=record.door.size(),
            schema=SCHEMA,
        )


def _counts(connection: Connection, query: Select[tuple[Any, int]]) -> tuple[tuple[str, int], ...]:
    """Return values and how often there are, the commonest first."""
    rows = connection.execute(query).all()
    return tuple(sorted(((str(name), n) for name, n in rows), key=lambda pair: (-pair[1], pair[0])))
