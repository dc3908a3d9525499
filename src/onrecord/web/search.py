"""Search: words or meaning, facets, and pages of what is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import APIRouter

from onrecord.errors import InputError, RecordError
from onrecord.export import found as export
from onrecord.record.search import Found, Order
from onrecord.web.asked import Asked, TheAsked
from onrecord.web.desk import Desk, TheDesk
from onrecord.web.twins import Table, View, add_page
from onrecord.web.words import pieces

router = APIRouter()

FACETS: Final = {
    "speaker": "Speaker",
    "kind": "Kind of speaker",
    "act": "Act",
    "position": "Position",
    "outlet": "Outlet",
    "year": "Year",
}
"""What facets are called."""

ORDERS: Final[dict[Order, str]] = {"best": "Best first", "newest": "Newest first", "oldest": "Oldest first"}


def found_of(desk: Desk, asked: Asked, **more: str) -> Found:
    """Return the page of statements that is asked for.

    Args:
        desk: the desk.
        asked: what is asked.
        more: filters beside those that are asked for.

    Raises:
        InputError: a filter has no such value, or there is no word in the query.
    """
    return desk.shown.search(
        asked.query,
        asked.chosen(**more),
        meaning=asked.meaning,
        order=asked.order,
        page=asked.page,
        limit=asked.limit,
        facets=True,
    )


def view(desk: TheDesk, asked: TheAsked) -> View:
    """Return what a search finds."""
    error, found = "", None
    try:
        found = found_of(desk, asked)
    except RecordError:
        raise
    except InputError as wrong:
        error = str(wrong)
    values = {"asked": asked, "found": found, "error": error, **shown(asked, found)}
    if found is None:
        return View("search.html.jinja", values, {"error": error}, Table(("error",), [(error,)]), 400)
    return View(
        "search.html.jinja",
        values,
        export.found_object(found),
        Table(export.COLUMNS, map(export.hit_row, found.hits)),
    )


def shown(asked: Asked, found: Found | None) -> dict[str, object]:
    """Return what the templates of lists of statements take beside what was asked and found."""
    labels = {
        (facet.name, count.value): count.label
        for facet in (found.facets.facets if found and found.facets else ())
        for count in facet.counts
    }
    return {
        "hits": [(hit.statement, pieces(hit.statement.text, hit.marks), hit.likeness) for hit in found.hits]
        if found
        else [],
        "facet_names": FACETS,
        "orders": ORDERS,
        "without": [(name, labels.get((name, v), v), to) for name, v, to in asked.shown()],
        "sorted_by": [
            (asked_for, told, replace(asked, order=asked_for).address()) for asked_for, told in ORDERS.items()
        ],
    }


add_page(router, "/search", view, summary="Search statements")
