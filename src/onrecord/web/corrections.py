"""What people put right: all of it."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.desk import TheDesk
from onrecord.web.statements import HISTORY, correction_object, value_told
from onrecord.web.twins import Table, View, add_page

router = APIRouter()


def view(desk: TheDesk) -> View:
    """Return all corrections, the newest first."""
    some = desk.shown.corrections()[::-1]
    rows = list(map(correction_object, some))
    return View(
        "corrections.html.jinja",
        {"some": some, "value_told": value_told},
        {"corrections": rows},
        Table(HISTORY, [tuple(row[name] for name in HISTORY) for row in rows]),
    )


add_page(router, "/corrections", view, summary="What people put right")
