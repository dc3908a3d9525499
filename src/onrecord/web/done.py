"""What pages show beside a statement that can be corrected, or judged: what can be chosen, and what was just done."""

from __future__ import annotations

from typing import Annotated, Any, Final, get_args

from fastapi import Query
from sqlalchemy import select

from onrecord.record.replacing import REJECTED
from onrecord.record.schema import corrections
from onrecord.statement import Act, Kind, Mode, Stand
from onrecord.web.desk import MOST, Desk

CHOICES: Final[dict[str, Any]] = {
    "acts": get_args(Act),
    "kinds": get_args(Kind),
    "modes": get_args(Mode),
    "stands": get_args(Stand),
}
"""The values that fields can have."""

Done = Annotated[
    list[Annotated[int, Query(ge=0, le=MOST)]],
    Query(max_length=50, description="corrections that were just made"),
]


Just = Annotated[str, Query(max_length=40, description="what was just said of an issue's statements")]


def done_of(desk: Desk, numbers: list[int]) -> dict[str, Any]:
    """Return what a page tells of corrections that were just made: what they did, and which they are."""
    if not numbers:
        return {"done": [], "done_told": ""}
    with desk.shown.reading() as connection:
        some = connection.execute(
            select(corrections.c.id, corrections.c.field, corrections.c.value)
            .where(corrections.c.id.in_(numbers), corrections.c.undone_at.is_(None))
            .order_by(corrections.c.id)
        ).all()
    fields = {row.field: row.value for row in some}
    if REJECTED in fields:
        what = "Deleted." if fields[REJECTED] else "Noted as right."
    elif "added" in fields:
        what = "Added."
    else:
        what = f"Corrected: {', '.join(name for name in fields if name != 'quote' or len(fields) == 1)}."
    return {"done": [row.id for row in some], "done_told": what}


def just_done(desk: Desk, name: str) -> dict[str, Any]:
    """Return what a page tells of what was just done to an issue, and the name to undo it by."""
    one = desk.undos.get(name)
    return {"did": name if one else "", "did_told": one.told if one else ""}
