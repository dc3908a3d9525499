"""Correcting on the desk: forms to corrections, undone as easily as made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.export.words import one_line, shortened
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.record.keys import name_key
from onrecord.record.replacing import REJECTED
from onrecord.statement import Spans, Speaker, Statement
from onrecord.web import render
from onrecord.web.desk import NotHere, Number, TheDesk, User
from onrecord.web.passages import placed, spans_given, told
from onrecord.web.statements import statement_of
from onrecord.web.twins import Json

router = APIRouter(tags=["pages"])

SPANS: Final = ("content", "source", "cue")
BETWEEN: Final = "|"
"""Parts the names of several speakers."""

Words = Annotated[str | None, Form(max_length=20_000)]
Line = Annotated[str | None, Form(max_length=2000)]
Lines = Annotated[list[str], Form(max_length=20)]


def _given(  # noqa: PLR0917 - FastAPI reads a form's fields from here
    content: Words = None,
    source: Words = None,
    cue: Words = None,
    content_spans: Line = None,
    source_spans: Line = None,
    cue_spans: Line = None,
    speaker: Line = None,
    kind: Line = None,
    act: Line = None,
    mode: Line = None,
    target: Line = None,
    stand: Lines = [],  # noqa: B006
    action: Lines = [],  # noqa: B006
    condition: Lines = [],  # noqa: B006
) -> dict[str, Any]:
    """Return a form as it was sent; what was not in it is ``None``."""
    return {
        "content": content,
        "source": source,
        "cue": cue,
        "content_spans": content_spans,
        "source_spans": source_spans,
        "cue_spans": cue_spans,
        "speaker": speaker,
        "kind": kind,
        "act": act,
        "mode": mode,
        "target": target,
        "positions": [
            (one, words, condition[place] if place < len(condition) else "")
            for place, (one, words) in enumerate(zip(stand, action, strict=False))
        ]
        if stand
        else None,
    }


Given = Annotated[dict[str, Any], Depends(_given)]


@router.post("/statements/{number:int}/correct", summary="Correct a statement")
def correct(request: Request, desk: TheDesk, user: User, number: Number, given: Given) -> Response:
    """Take what a form says otherwise than the record, and show the statement as it stands then."""
    one, reading = statement_of(desk, number)
    values = changes(given, one.statement, reading.article.text)
    if not values:
        return _shown(request, one.article, number)
    made = desk.record.correct_fields(number, values, by=user)
    if "speakers" in values:
        desk.record.identify()
    return _shown(request, one.article, number, [correction.id for correction in made])


@router.post("/statements/{number:int}/delete", summary="Say that something is no statement")
def delete(request: Request, desk: TheDesk, user: User, number: Number) -> Response:
    """Take a statement out: it is kept, and can be put back."""
    one, _ = statement_of(desk, number)
    made = desk.record.correct(number, REJECTED, True, by=user)
    return _shown(request, one.article, number, [made.id])


@router.post("/statements/{number:int}/confirm", summary="Say that a statement is right as it is")
def confirm(request: Request, desk: TheDesk, user: User, number: Number) -> Response:
    """Note that somebody looked at a statement and found it right."""
    one, _ = statement_of(desk, number)
    made = desk.record.correct(number, REJECTED, False, by=user)
    return _shown(request, one.article, number, [made.id])


@router.post("/articles/{number:int}/statements", summary="Add a statement that was missed")
def add(request: Request, desk: TheDesk, user: User, number: Number, given: Given) -> Response:
    """Add a statement to an article, and show it there."""
    found = desk.shown.article(number)
    if found is None:
        raise NotHere("There is no article of this number in the record.")
    values = changes(given, None, found.article.text)
    made = desk.record.add_statement(number, values, by=user)
    desk.record.identify()
    first = desk.record.corrections(statement=made)[0]
    return _shown(request, number, made, [first.id])


@router.post("/corrections/undo", summary="Undo corrections")
def undo(
    request: Request,
    desk: TheDesk,
    user: User,
    correction: Annotated[list[int], Form(max_length=50)],
) -> Response:
    """Undo corrections, the last first, and show what stands then."""
    if not all(0 <= one < 2**63 for one in correction):
        raise NotHere("There is no such correction in the record.")
    undone = [desk.record.undo_correction(one, by=user) for one in sorted(set(correction), reverse=True)]
    if any(one.field in ("speakers", "added", REJECTED) for one in undone):
        desk.record.identify()
    last = undone[-1]
    return _shown(
        request, last.article, last.statement if desk.shown.statements([last.statement or 0]) else None
    )


@router.post(
    "/api/statements/{number:int}", summary="Correct a statement, with values as in schema 1", tags=["api"]
)
def correct_by_api(desk: TheDesk, user: User, number: Number, values: dict[str, Any]) -> Response:
    """Correct fields of a statement, as :meth:`onrecord.record.Record.correct_fields` does."""
    statement_of(desk, number)
    if len(values) > 20:
        raise InputError("values", "more fields than a statement has")
    made = desk.record.correct_fields(number, values, by=user)
    return Json({"corrections": [one.id for one in made]})


def changes(given: Mapping[str, Any], now: Statement | None, text: str) -> dict[str, Any]:
    """Return the fields that a form says otherwise than a statement, as the record takes them.

    Args:
        given: the form; what is ``None`` in it stays as it is.
        now: the statement as it stands; ``None`` if there is none yet.
        text: its article's text.

    Raises:
        InputError: words do not stand in the article.
    """
    values: dict[str, Any] = {}
    near = now.content[0][0] if now and now.content else 0
    for name in SPANS:
        spans = spans_given(given[f"{name}_spans"] or "")
        before: Spans = getattr(now, name) if now else ()
        if not spans and given[name] is not None and one_line(given[name]) != told(text, before):
            spans = placed(name, given[name], text, near)
            if not spans:
                values |= {name: []} if before else {}
        if spans and [tuple(span) for span in spans] != list(before):
            values[name] = spans
            near = spans[0][0] if name == "content" else near
    if now and "content" in values:
        content: Spans = tuple((start, end) for start, end in values["content"])
        quote = QuotedWords(text, quotations(text)).quote(content) if _inside(content, text) else now.quote
        values |= {"quote": quote} if quote != now.quote else {}
    values |= _speakers(given, now.speakers if now else ())
    for name in ("act", "mode"):
        if given[name] is not None and (given[name] or None) != (getattr(now, name) if now else None):
            values[name] = given[name] or None
    if given["target"] is not None:
        before_target = one_line(now.target.text) if now and now.target else ""
        if one_line(given["target"]) != before_target:
            values["target"] = (
                _passage("target", given["target"], text, near) if given["target"].strip() else None
            )
    return values | _positions(given, now, text, near)


def _inside(spans: Spans, text: str) -> bool:
    return all(0 <= start < end <= len(text) for start, end in spans)


def _passage(field: str, words: str, text: str, near: int) -> dict[str, Any]:
    return {"spans": placed(field, words, text, near)}


def _speakers(given: Mapping[str, Any], before: tuple[Speaker, ...]) -> dict[str, Any]:
    if given["speaker"] is None:
        return {}
    names = [name for part in given["speaker"].split(BETWEEN) if (name := one_line(part))]
    kind = given["kind"] or None
    kinds = {speaker.kind for speaker in before}
    if names == [one_line(speaker.name) for speaker in before] and (
        not names or kind is None or {kind} == kinds
    ):
        return {}
    known = {name_key(speaker.name): speaker for speaker in before}
    made = []
    for name in names:
        same = known.get(name_key(name))
        fields = same.to_dict() if same else {"kind": kind or "person"}
        made.append({**fields, "name": name, "confidence": 1.0, "kind": kind or fields["kind"]})
    return {"speakers": made}


def _positions(given: Mapping[str, Any], now: Statement | None, text: str, near: int) -> dict[str, Any]:
    if given["positions"] is None:
        return {}
    before = [
        (p.stand, one_line(p.action.text), one_line(p.condition.text) if p.condition else "")
        for p in (now.positions if now else ())
    ]
    actions = {action for _, action, _ in before}
    wanted = [
        (stand, one_line(action), one_line(condition))
        for stand, action, condition in given["positions"]
        # An action that was there, and now has no stand, is taken out.
        if stand or (action.strip() and one_line(action) not in actions)
    ]
    if wanted == before:
        return {}
    made = []
    for stand, action, condition in wanted:
        if not stand:
            raise InputError("position", f"say where it stands: {shortened(action, 80)}")
        if not action:
            raise InputError("position", f"say on what it is {stand.replace('_', ' ')}")
        made.append(
            {
                "stand": stand,
                "action": _passage("position", action, text, near),
                "condition": _passage("condition", condition, text, near) if condition else None,
            }
        )
    return {"positions": made}


def _shown(request: Request, article: int, statement: int | None, made: list[int] | None = None) -> Response:
    """Lead to where a statement is seen as it stands: in its article, or on its own page."""
    query = "&".join([f"open={statement}"] * (statement is not None) + [f"done={one}" for one in made or ()])
    if render.is_part(request) or statement is None:
        return RedirectResponse(f"/articles/{article}?{query}", 303)
    return RedirectResponse(f"/statements/{statement}?{query.partition('&')[2]}", 303)
