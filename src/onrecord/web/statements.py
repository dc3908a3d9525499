"""One statement closely: its words, why its fields are what they are, and what people put right."""

from __future__ import annotations

from typing import Any, Final, get_args

from fastapi import APIRouter

from onrecord.export import found as export
from onrecord.export.citation import citation_of
from onrecord.export.explain import explanation
from onrecord.export.words import one_line, shortened, who
from onrecord.record.results import Correction, StoredStatement
from onrecord.record.search import Hit
from onrecord.record.search.choosing import Chosen, chosen_among
from onrecord.statement import Act, Kind, Mode, Stand
from onrecord.web.desk import Desk, NotHere, Number, TheDesk
from onrecord.web.passages import told
from onrecord.web.twins import Table, View, add_page

router = APIRouter()

AROUND: Final = 400
"""Characters of the article that are shown on either side of a statement."""

HISTORY: Final = ("id", "field", "value", "by", "at", "undone_by", "undone_at")


def view(desk: TheDesk, number: Number) -> View:
    """Return a statement closely."""
    one, reading = statement_of(desk, number)
    history = desk.shown.corrections(statement=number)
    said = one.statement
    return View(
        "statement.html.jinja",
        {
            "one": one,
            "said": said,
            "who": who(reading, said),
            "text": reading.article.text,
            "before": one_line_end(reading.article.text[: _first(one)]),
            "why": list(explanation(reading, said)),
            "citation": citation_of(reading, said),
            "history": history,
            "value_told": value_told,
            "fields": {
                name: told(reading.article.text, getattr(said, name)) for name in ("content", "source", "cue")
            },
            "acts": get_args(Act),
            "kinds": get_args(Kind),
            "modes": get_args(Mode),
            "stands": get_args(Stand),
            "names": sorted({s.name for other in reading.statements for s in other.speakers}),
        },
        {
            **export.hit_object(Hit(one, ())),
            "model": one.model,
            "current": one.current,
            "rejected": one.rejected,
            "citation": citation_of(reading, said),
            "corrections": [correction_object(correction) for correction in history],
        },
        Table(HISTORY, [tuple(row[name] for name in HISTORY) for row in map(correction_object, history)]),
    )


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


def one_line_end(text: str) -> str:
    """Return the end of a text, cut between words."""
    line = one_line(text[-AROUND:])
    return line if len(text) <= AROUND else "…" + line[line.find(" ") :]


def _first(one: StoredStatement) -> int:
    return one.statement.content[0][0] if one.statement.content else 0


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
