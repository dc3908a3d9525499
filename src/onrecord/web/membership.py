"""How a statement stands to the issues of a record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from onrecord.record.issues.gathering import NONE
from onrecord.record.schema import gathered, issues, judgements
from onrecord.web.desk import Desk


def memberships(desk: Desk, statement: int) -> list[dict[str, Any]]:
    """Return how a statement stands to each issue: its score, what was said of it, and what comes of both."""
    with desk.shown.reading() as connection:
        scored = (
            select(
                gathered.c.issue_id,
                func.max(gathered.c.score).label("score"),
                func.max(gathered.c.place).label("place"),
            )
            .where(gathered.c.statement_id == statement)
            .group_by(gathered.c.issue_id)
            .subquery()
        )
        rows = connection.execute(
            select(
                issues.c.name,
                issues.c.about,
                issues.c.threshold,
                scored.c.score,
                scored.c.place,
                judgements.c.belongs,
                judgements.c.turned,
                judgements.c.by,
                judgements.c.at,
            )
            .outerjoin(scored, scored.c.issue_id == issues.c.id)
            .outerjoin(
                judgements,
                (judgements.c.issue_id == issues.c.id) & (judgements.c.statement_id == statement),
            )
            .order_by(issues.c.name)
        ).all()
    return [
        {
            "name": row.name,
            "about": row.about,
            "belongs": row.belongs if row.by is not None else (row.score or 0.0) >= row.threshold,
            "takes_position": row.place is not None and row.place != NONE,
            "score": row.score,
            "judged": None if row.by is None else ("in" if row.belongs else "out"),
            "turned": row.turned,
            "by": row.by,
            "at": row.at,
        }
        for row in rows
    ]
