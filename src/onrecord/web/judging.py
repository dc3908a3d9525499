"""What people say of an issue's statements: put in, left out, turned round, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, Query
from sqlalchemy import func, select
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.export.words import number_of, shortened
from onrecord.record import loading
from onrecord.record.issues import Issue
from onrecord.record.schema import judgements, versions
from onrecord.web.desk import Desk, NotHere, TheDesk, User, issue_address
from onrecord.web.done import Just, just_done
from onrecord.web.issues import COUNTED, issue_here
from onrecord.web.twins import Table, View, add_page
from onrecord.web.undoing import Undo, said_of, undo

router = APIRouter()

Say = Literal["in", "as_put", "turned", "out", "score"]
"""That a statement belongs to an issue (and goes the same way, or the other way round), that it does not, or that its
score decides."""

SAID: Final[dict[Say, str]] = {
    "in": "Put in",
    "as_put": "Put in, counted as put",
    "turned": "Put in, counted the other way round",
    "out": "Left out",
    "score": "Taken back",
}

WAYS: Final[dict[Say, bool]] = {"as_put": False, "turned": True}

PAGE: Final = 50
"""Judgements of a page."""

COLUMNS: Final = (
    *("statement", "article", "published", "outlet", "speakers", "words"),
    *("belongs", "example", "turned", "by", "at"),
)
"""The columns of a list of judgements."""

_NUMBER = re.compile(r"(?:#|\S*/statements/)?(\d{1,18})")
_BACK = re.compile(r"/(?:issue(?:/judged|/tune)?|statements/\d{1,18}|articles/\d{1,18})")

Name = Annotated[str, Query(min_length=1, max_length=100, description="the issue's name")]
IssueName = Annotated[str, Form(min_length=1, max_length=100)]


def back_to(back: str, name: str, did: str = "") -> str:
    """Return where a form leads back to: a page of the desk that it was sent from, or else the issue's.

    Args:
        back: the address of the page as the form has it.
        name: the issue.
        did: the name of what can be undone.
    """
    try:
        parts = urlsplit(back)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme or parts.netloc or not _BACK.fullmatch(parts.path):
        parts = urlsplit(issue_address(name))
    kept = [one for one in parts.query.split("&") if one and not re.match(r"did=|done=", one)]
    kept += [f"did={quote(did)}"] if did else []
    return parts.path + ("?" + "&".join(kept) if kept else "")


def numbers_in(words: str) -> list[int]:
    """Return the numbers of statements in words: ``12``, ``#12``, or a statement's address.

    Raises:
        InputError: something else stands there, or nothing.
    """
    found = []
    for word in re.split(r"[\s,;]+", words.strip()):
        match = _NUMBER.fullmatch(word.rstrip("/"))
        if not match:
            raise InputError(
                shortened(word, 60) or "statements", "neither a statement's number nor its address"
            )
        found.append(int(match[1]))
    return list(dict.fromkeys(found))


def doing(
    desk: Desk,
    name: str,
    numbers: Collection[int],
    act: Callable[[], str],
    threshold: float | None = None,
) -> str:
    """Do something to an issue's statements, and return the name to undo it by.

    Args:
        desk: the desk.
        name: the issue.
        numbers: the statements of which something is said.
        act: does it, and returns what was done, in words.
        threshold: the threshold before, where it is moved.
    """
    before = said_of(desk.record, name, numbers)
    told = act()
    desk.cache.forget(*COUNTED)
    return desk.undos.keep(Undo(name, told, tuple(numbers), before, threshold))


def judge(desk: Desk, name: str, numbers: Sequence[int], say: Say, by: str) -> Issue:
    """Say of statements that they belong to an issue, that they do not, or take back what was said.

    Raises:
        InputError: there is no such issue or statement, or nothing was said that could be taken back.
        RecordError: the record cannot be written.
    """
    if say == "out":
        return desk.record.exclude(name, numbers, by=by)
    if say == "score":
        return desk.record.leave(name, numbers)
    return desk.record.include(name, numbers, turned=WAYS.get(say), by=by)


@router.post("/issue/statements", summary="Put statements into an issue, or leave them out", tags=["pages"])
def tell(  # noqa: PLR0917 - FastAPI reads a form's fields from here
    desk: TheDesk,
    user: User,
    name: IssueName,
    statements: Annotated[str, Form(max_length=20_000)],
    say: Annotated[Say, Form()] = "in",
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Note what somebody says of statements, and show the page that they said it on."""
    numbers = numbers_in(statements)

    def act() -> str:
        judge(desk, name, numbers, say, user)
        which = f"statement {numbers[0]}" if len(numbers) == 1 else number_of(len(numbers), "statement")
        return f"{SAID[say]}: {which}."

    return RedirectResponse(back_to(back, name, doing(desk, name, numbers, act)), 303)


@router.post("/issue/undo", summary="Undo what was just said of an issue's statements", tags=["pages"])
def take_back(
    desk: TheDesk,
    did: Annotated[str, Form(max_length=40)],
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Put an issue back to how it stood before, and show the page again."""
    one = desk.undos.get(did)
    if one is None:
        raise NotHere("This was undone already, or it was long ago.")
    undo(desk.record, one)
    desk.undos.forget(did)
    desk.cache.forget(*COUNTED)
    return RedirectResponse(back_to(back, one.issue), 303)


def judged_view(
    desk: TheDesk, name: Name, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1, did: Just = ""
) -> View:
    """Return what people said of an issue's statements, the newest first."""
    issue = issue_here(desk, name)
    with desk.shown.reading() as connection:
        here = (judgements.c.issue_id == issue.id) & versions.c.current
        joined = select(judgements).join(versions, judgements.c.version_id == versions.c.id).where(here)
        total = connection.scalar(select(func.count()).select_from(joined.subquery())) or 0
        rows = connection.execute(
            joined.order_by(judgements.c.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
        ).all()
        numbers = [row.statement_id for row in rows if row.statement_id is not None]
        there = {one.id: one for one in loading.statements_by_id(connection, numbers)}
    some = [(row, there.get(row.statement_id)) for row in rows]
    objects = [_object(row, one) for row, one in some]
    return View(
        "judged.html.jinja",
        {
            "issue": issue,
            "some": some,
            "total": total,
            "page": page,
            "pages": -(-total // PAGE),
            **just_done(desk, did),
        },
        {"issue": issue.name, "total": total, "page": page, "judged": objects},
        Table(
            COLUMNS, [["; ".join(v) if isinstance(v, list) else v for v in one.values()] for one in objects]
        ),
    )


def _object(row: Any, one: Any) -> dict[str, Any]:
    """Return a judgement as plain data; ``statement`` is null where it is not found any more in its article."""
    values = (
        row.statement_id,
        one.article if one else None,
        one.published if one else None,
        one.outlet if one else None,
        [who.name for who in one.speakers] if one else [],
        one.text if one else row.exact,
        row.belongs,
        row.example,
        row.turned,
        row.by,
        row.at,
    )
    return dict(zip(COLUMNS, values, strict=True))


add_page(router, "/issue/judged", judged_view, summary="What people said of an issue's statements")
