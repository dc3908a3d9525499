"""One statement closely: its words, why its fields are what they are, and what people put right."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter, Request

from onrecord.export import found as export
from onrecord.export.citation import citation_of
from onrecord.export.explain import explanation
from onrecord.export.words import one_line, shortened, who
from onrecord.record.results import Correction, StoredArticle, StoredStatement
from onrecord.record.search import Hit
from onrecord.record.search.choosing import Chosen, chosen_among
from onrecord.statement import Statement
from onrecord.web.desk import Desk, NotHere, Number, TheDesk, User
from onrecord.web.done import CHOICES, Done, Just, done_of, just_done
from onrecord.web.membership import memberships
from onrecord.web.passages import told
from onrecord.web.twins import Table, View, add_page
from onrecord.web.words import spaced

router = APIRouter()

AROUND: Final = 400
"""Characters of the article that are shown on either side of a statement."""

HISTORY: Final = ("id", "field", "value", "by", "at", "undone_by", "undone_at")


def view(  # noqa: PLR0917 - FastAPI reads the address's values from here
    request: Request,
    desk: TheDesk,
    user: User,
    number: Number,
    done: Done = [],  # noqa: B006
    did: Just = "",
) -> View:
    """Return a statement closely."""
    one, reading = statement_of(desk, number)
    history = desk.shown.corrections(statement=number)
    said, text = one.statement, reading.article.text
    citation = citation_of(reading, said)
    belonging = memberships(desk, number) if one.current and not one.rejected else []
    stored = desk.shown.article(one.article)
    version = next((v for v in stored.versions if v.id == one.version), None) if stored else None
    return View(
        "statement.html.jinja",
        {
            "one": one,
            "said": said,
            "who": who(reading, said),
            "language": reading.article.language,
            "around": around(text, said),
            "why": [line.split(": ", 1) for line in explanation(reading, said)],
            "citation": citation,
            "elsewhere": desk.shown.variant_set(number),
            "link": f"{str(request.base_url).rstrip('/')}/statements/{number}",
            "original": version and version.current and version.original,
            "version": version.number if version and not version.current else None,
            "history": history,
            "value_told": value_told,
            "fields": {name: told(text, getattr(said, name)) for name in ("content", "source", "cue")},
            "names": names_of(stored),
            "user": user,
            **CHOICES,
            "issues": belonging,
            **done_of(desk, done),
            **just_done(desk, did),
        },
        {
            **export.hit_object(Hit(one, ())),
            "model": one.model,
            "current": one.current,
            "rejected": one.rejected,
            "citation": citation,
            "issues": belonging,
            "corrections": [correction_object(correction) for correction in history],
        },
        Table(
            HISTORY,
            [
                [json.dumps(row[name]) if name == "value" else row[name] for name in HISTORY]
                for row in map(correction_object, history)
            ],
        ),
    )


def names_of(stored: StoredArticle | None) -> list[str]:
    """Return the names of all who speak in an article."""
    return sorted({s.name for one in stored.statements for s in one.speakers}) if stored else []


def around(text: str, said: Statement) -> list[tuple[str, str]]:
    """Return a statement in its place: pieces of the text, each with what it is: content, source, cue or nothing.

    The text is cut between words, :data:`AROUND` characters before and behind the content.
    """
    first, last = (said.content[0][0], said.content[-1][1]) if said.content else (0, 0)
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    start = text.find(" ", start, first) + 1 or start if start else 0
    end = text.rfind(" ", last, end) if end < len(text) and text.rfind(" ", last, end) >= 0 else end
    role: list[str] = [""] * (end - start)
    for name in ("cue", "source", "content"):
        for begin, stop in getattr(said, name):
            for at in range(max(begin, start), min(stop, end)):
                role[at - start] = name
    pieces = [("… ", "")] if start else []
    for name, run in groupby(range(start, end), key=lambda at: role[at - start]):
        places = list(run)
        pieces.append((spaced(text[places[0] : places[-1] + 1]), name))
    return [*pieces, (" …", "")] if end < len(text) else pieces


def statement_of(desk: Desk, number: int) -> tuple[StoredStatement, Chosen]:
    """Return a statement, and the reading that it is of, with it alone.

    Raises:
        NotHere: there is none of this number.
    """
    found = desk.shown.statements([number])
    if not found:
        raise NotHere("There is no statement of this number in the record.")
    with desk.shown.reading() as connection:
        [reading] = chosen_among(connection, [number])
    return found[0], reading


def correction_object(one: Correction) -> dict[str, Any]:
    """Return a correction as plain data."""
    return {
        "id": one.id,
        "statement": one.statement,
        "article": one.article,
        "field": one.field,
        "value": one.value,
        "exact": one.exact,
        "placed": one.placed,
        "by": one.by,
        "at": one.at,
        "undone_by": one.undone_by,
        "undone_at": one.undone_at,
    }


def value_told(one: Correction) -> str:
    """Return what somebody put in a field, in words."""
    value = one.value
    if one.field == "added":
        return shortened(one.exact, 120)
    if one.field == "rejected":
        return "no statement" if value else "right as it is"
    if one.field == "speakers":
        return " and ".join(one_line(speaker["name"]) for speaker in value) or "nobody"
    if one.field == "positions":
        return (
            "; ".join(f"{p['stand'].replace('_', ' ')}: {one_line(p['action']['text'])}" for p in value)
            or "none"
        )
    if isinstance(value, dict):
        return shortened(str(value.get("text", "")), 120)
    if isinstance(value, list):
        return (
            ", ".join(f"{a}–{b}" for a, b in value)
            if all(len(v) == 2 for v in value)
            else f"{len(value)} parts"
        )
    return one_line(str(value)) if value is not None else "none"


add_page(router, "/statements/{number:int}", view, summary="A statement closely")
