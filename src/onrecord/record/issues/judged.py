"""What belongs to an issue, as conditions of SQL: what somebody said stands, else the score decides."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from onrecord.record.schema import gathered, judgements


def belonging(issue: Any) -> ColumnElement[bool]:
    """Return the condition that a row of ``gathered``, with what was said of it, belongs to an issue."""
    return or_(
        judgements.c.belongs.is_(True),
        and_(judgements.c.id.is_(None), gathered.c.score >= issue.threshold),
    )


def told_of(issue: Any) -> ColumnElement[bool]:
    """Return the condition that joins what was said of a statement to a row of ``gathered``."""
    return and_(judgements.c.issue_id == issue.id, judgements.c.statement_id == gathered.c.statement_id)
