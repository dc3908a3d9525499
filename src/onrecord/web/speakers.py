"""Who speaks: all of them, and a page for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from onrecord.errors import InputError, RecordError
from onrecord.export import found as export
from onrecord.export.issue import holder_object
from onrecord.record.search import Filters, Speaker
from onrecord.stands import SCALE
from onrecord.statement import Kind
from onrecord.web.asked import Asked, TheAsked
from onrecord.web.charts import over_time
from onrecord.web.desk import Desk, NotHere, Number, TheDesk, speaker_address
from onrecord.web.issues import stands_of
from onrecord.web.search import found_of, shown
from onrecord.web.timeline import since
from onrecord.web.twins import Elsewhere, Made, Table, View, add_page

router = APIRouter()

PAGE: Final = 40
"""Speakers of a page."""


def all_view(
    desk: TheDesk,
    kind: Annotated[Kind | None, Query(description="a kind of speaker")] = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> View:
    """Return who speaks, who says most first."""
    filters = Filters(kind=(kind,)) if kind else Filters()
    found = desk.cache.get(
        f"speakers {kind} {page}", lambda: desk.shown.speakers(filters, page=page, limit=PAGE)
    )
    rows = [export.speaker_row(line) for line in found.lines]
    return View(
        "speakers.html.jinja",
        {"found": found, "kind": kind, "kinds": _KINDS, "pages": -(-found.total // PAGE)},
        {
            "total": found.total,
            "page": page,
            "speakers": [dict(zip(export.SPEAKER_COLUMNS, row, strict=True)) for row in rows],
        },
        Table(export.SPEAKER_COLUMNS, rows),
    )


_KINDS: Final = {
    "person": "People",
    "organisation": "Organisations",
    "state": "States",
    "group": "Groups",
    "document": "Documents",
}


def person_view(desk: TheDesk, number: Number, asked: TheAsked) -> Made:
    """Return what is known of a person, and what they said."""
    try:
        known = desk.shown.speaker(f"#{number}")
    except RecordError:
        raise
    except InputError:
        raise NotHere("There is no person of this number in the record.") from None
    if known.who.person not in (None, number):
        return Elsewhere(speaker_address(known.who))
    return _of(desk, known, asked)


def name_view(
    desk: TheDesk, asked: TheAsked, name: Annotated[str, Query(min_length=1, max_length=300)]
) -> Made:
    """Return what is known of whom a name means, and what they said."""
    try:
        known = desk.shown.speaker(name)
    except RecordError:
        raise
    except InputError as error:
        raise NotHere(str(error)) from None
    if known.who.person is not None:
        return Elsewhere(speaker_address(known.who))
    return _of(desk, known, asked)


def _of(desk: Desk, known: Speaker, asked: Asked) -> View:
    found, error = None, ""
    always = () if known.who.person is not None else (("name", known.who.name),)
    asked = replace(asked, always=always, part="#statements")
    try:
        found = found_of(desk, asked, speaker=known.who.reference)
    except RecordError:
        raise
    except InputError as wrong:
        error = str(wrong)
    home = speaker_address(known.who)

    def link(**given: str) -> str:
        """Return the address of this page with the statements that have something."""
        return home + ("&" if "?" in home else "?") + urlencode(given, errors="replace") + "#statements"

    stands = stands_of(desk, known.who)
    return View(
        "speaker.html.jinja",
        {
            "speaker": known,
            "stands": stands,
            "scale": SCALE,
            "since": since,
            "home": home,
            "asked": asked,
            "found": found,
            "error": error,
            "chart": over_time(known.months),
            "by_act": lambda count: link(act=count.value),
            "by_position": lambda count: link(position=count.value),
            "by_criticised": lambda count: link(act="criticise", target=count.label),
            "by_supported": lambda count: link(act="support", target=count.label),
            **shown(asked, found),
        },
        {
            **export.speaker_object(known),
            "stands": [{"issue": issue.name, **holder_object(holder)} for issue, holder in stands],
            "found": export.found_object(found) if found else {"error": error},
        },
        Table(export.COLUMNS, [export.hit_row(hit) for hit in found.hits] if found else ()),
        200 if found else 400,
    )


add_page(router, "/speakers", all_view, summary="Who speaks")
add_page(router, "/speakers/{number:int}", person_view, summary="A person who speaks")
add_page(router, "/speaker", name_view, summary="Who speaks by a name")
