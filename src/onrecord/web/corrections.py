"""What people put right: all of it, how far they agree, and their labels to train with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Final

from fastapi import APIRouter, Query
from sqlalchemy import func, select
from starlette.responses import StreamingResponse

from onrecord.record.correcting import corrections_where
from onrecord.record.schema import corrections
from onrecord.web.desk import Desk, TheDesk
from onrecord.web.statements import HISTORY, correction_object, value_told
from onrecord.web.twins import Table, View, add_page

router = APIRouter()

PAGE: Final = 50
"""Corrections of a page."""


def view(desk: TheDesk, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> View:
    """Return corrections, the newest first, and how far those who made them agree."""
    with desk.shown.reading() as connection:
        total = connection.scalar(select(func.count()).select_from(corrections)) or 0
        newest = connection.scalars(
            select(corrections.c.id).order_by(corrections.c.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
        ).all()
        some = corrections_where(connection, corrections.c.id.in_(newest))[::-1]
    agreed = desk.cache.get("agreement", desk.shown.agreement)
    rows = list(map(correction_object, some))
    return View(
        "corrections.html.jinja",
        {
            "some": some,
            "total": total,
            "page": page,
            "pages": -(-total // PAGE),
            "agreement": agreed,
            "value_told": value_told,
        },
        {"total": total, "page": page, "agreement": asdict(agreed), "corrections": rows},
        Table(
            HISTORY,
            [[json.dumps(row[name]) if name == "value" else row[name] for name in HISTORY] for row in rows],
        ),
    )


@router.get(
    "/corrections/labels.jsonl",
    summary="Corrections as training labels, an article a line",
    response_class=StreamingResponse,
    tags=["data"],
)
def labels(desk: TheDesk) -> StreamingResponse:
    """Return what people put right as labels to train with: see :meth:`onrecord.record.Record.labels`."""
    return StreamingResponse(_lines(desk), media_type="application/x-ndjson")


def _lines(desk: Desk) -> Iterator[bytes]:
    for one in desk.shown.labels():
        yield json.dumps(one, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


add_page(router, "/corrections", view, summary="What people put right")
