"""Same words: what was printed of one and the same quotation, side by side, and whether some words were said."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request

from onrecord.errors import InputError, RecordError
from onrecord.export import variants as export
from onrecord.export.citation import citation_of
from onrecord.export.words import one_line
from onrecord.record.search.choosing import chosen_among
from onrecord.record.variants.results import Order, Variant, VariantSet, VariantSets
from onrecord.web.desk import Desk, NotHere, Number, TheDesk
from onrecord.web.twins import Elsewhere, Made, Table, View, add_page
from onrecord.web.words import spaced

router = APIRouter()

SETS: Final = 12
"""Sets of a page."""

VARIANTS: Final = 40
"""Variants of a set that a page shows, the earliest of them; its twins have all."""

ORDERS: Final[dict[Order, str]] = {
    "interesting": "Most different",
    "widest": "Most articles",
    "newest": "Newest",
    "oldest": "Oldest",
}

VERDICTS: Final = {
    "said": "It is on the record.",
    "by_others": "It is on the record, but said by others than who was asked for.",
    "near": "Not in these words, but there is something near them in this record.",
    "nothing": "There is nothing like it in this record. That does not mean that it was never said.",
}


def every_view(
    desk: TheDesk, order: Order = "interesting", page: Annotated[int, Query(ge=1, le=1_000_000)] = 1
) -> View:
    """Return quotations that several articles print."""

    def listed() -> tuple[VariantSets, dict[str, Any]]:
        found = desk.shown.variants(order=order, page=page, limit=SETS)
        told = {
            "total": found.total,
            "page": found.page,
            "waiting": found.waiting,
            "sets": [export.set_object(one) for one in found.sets],
        }
        return found, told

    found, told = desk.cache.get(f"same {order} {page}", listed)
    return View(
        "same.html.jinja",
        {"found": found, "order": order, "orders": ORDERS},
        told,
        Table(export.SETS, map(export.list_row, found.sets)),
    )


def view(request: Request, desk: TheDesk, number: Number) -> Made:
    """Return a quotation as each article prints it."""
    found = desk.shown.variant_set(number)
    if found is None:
        if desk.shown.statements([number]):
            raise NotHere("The words of this statement are nowhere else in the record.")
        raise NotHere("There is no statement of this number in the record.")
    if found.id != number:
        return Elsewhere(f"/same/{found.id}")
    return View(
        "variants.html.jinja",
        {
            "found": found,
            "variants": [(one, pieces_of(one)) for one in found.variants[:VARIANTS]],
            "citations": citations(desk, found),
            "base": str(request.base_url).rstrip("/"),
        },
        export.set_object(found),
        Table(export.COLUMNS, export.set_rows(found)),
    )


def pieces_of(one: Variant) -> list[tuple[str, str, str]]:
    """Return the words of a variant in pieces: what each is, its words, and those of the fullest in their place."""
    if one.difference is None:
        return [("same", spaced(one.text), "")]
    found: list[tuple[str, str, str]] = []
    for piece in one.difference.pieces:
        told = piece.kind, spaced(piece.text), spaced(piece.fuller)
        # Where the shorter text ends, what was left out behind it has no space before it.
        begins = told[1] if told[0] in ("same", "put_in") else told[2]
        if found and begins[:1].isalnum() and (found[-1][1] or found[-1][2])[-1:].strip():
            found.append(("same", " ", ""))
        found.append(told)
    return found


def citations(desk: Desk, found: VariantSet) -> dict[int, str]:
    """Return the citations of the variants that are shown, by the numbers of their statements."""
    numbers = [one.statement.id for one in found.variants[:VARIANTS]]
    told: dict[int, str] = {}
    with desk.shown.reading() as connection:
        for number in numbers:
            for reading in chosen_among(connection, [number]):
                told[number] = citation_of(reading, reading.statements[0])
    return told


def check_view(
    desk: TheDesk,
    words: Annotated[str, Query(max_length=2000, description="the words")] = "",
    speaker: Annotated[str, Query(max_length=300, description="who is said to have said them")] = "",
) -> View:
    """Return what the record knows of some words."""
    asked, who = one_line(words), one_line(speaker)
    error, found = "", None
    try:
        found = desk.shown.check(asked, speaker=who or None) if asked else None
    except RecordError:
        raise
    except InputError as wrong:
        error = str(wrong)
    data: dict[str, Any] = export.checked_object(found) if found else {"error": error or None}
    return View(
        "check.html.jinja",
        {
            "words": asked,
            "speaker": who,
            "found": found,
            "verdict": VERDICTS[found.verdict] if found else "",
            "matches": [(one, pieces_of(one.variant)) for one in found.matches] if found else [],
            "near": [(one, pieces_of(one.variant)) for one in found.near] if found else [],
            "error": error,
        },
        data,
        Table(export.MATCHES, export.match_rows(found) if found else ()),
        400 if error else 200,
    )


add_page(router, "/same", every_view, summary="The same words in several articles")
add_page(router, "/same/{number:int}", view, summary="A quotation as each article prints it")
add_page(router, "/check", check_view, summary="Whether words were said")
