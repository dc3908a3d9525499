"""The first page: search, what was said last, who speaks most; on an empty record, how to add something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter

from onrecord.export import found as export
from onrecord.export.issue import issue_object, moved_object
from onrecord.record.search import Filters, SpeakerLine
from onrecord.web.desk import TheDesk
from onrecord.web.issues import followed
from onrecord.web.twins import Table, View, add_page
from onrecord.web.words import pieces

router = APIRouter()

NEWEST: Final = 8
BUSIEST: Final = 12

LOOKED_AT: Final = 60
"""Of how many who speak most, those with a name of their own are shown."""


def view(desk: TheDesk) -> View:
    """Return the first page."""
    newest = desk.shown.search("", Filters(), order="newest", limit=NEWEST)
    busiest = named(desk.cache.get("busiest", lambda: desk.shown.speakers(limit=LOOKED_AT)).lines)
    counts = desk.cache.get("counts", desk.shown.stats)
    issues = desk.cache.get("issues", lambda: followed(desk.shown))
    return View(
        "home.html.jinja",
        {
            "empty": counts.articles == 0,
            "counts": counts,
            "hits": [(hit.statement, pieces(hit.statement.text), None) for hit in newest.hits],
            "busiest": busiest,
            "issues": issues,
        },
        {
            "articles": counts.articles,
            "statements": counts.statements,
            "newest": [export.hit_object(hit) for hit in newest.hits],
            "busiest": [
                dict(zip(export.SPEAKER_COLUMNS, export.speaker_row(line), strict=True)) for line in busiest
            ],
            "issues": [
                {**issue_object(one), "shifts": [moved_object(*move) for move in moves]}
                for one, moves in issues
            ],
        },
        Table(export.COLUMNS, map(export.hit_row, newest.hits)),
    )


def named(lines: Sequence[SpeakerLine]) -> list[SpeakerLine]:
    """Return those who have a name of their own, rather than "a source" or "the police"; all, where nobody has one."""
    own = [line for line in lines if line.who.person is not None or line.who.kind == "state"]
    return (own or list(lines))[:BUSIEST]


add_page(router, "/", view, summary="The first page", twin="/home")
