"""An issue fitted to what somebody says of shown statements; changed, renamed, and followed no more."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import Response

from onrecord.errors import InputError
from onrecord.export import issue as export
from onrecord.export.words import number_of
from onrecord.record.issues import Tuned
from onrecord.web import render
from onrecord.web.desk import Desk, TheDesk, User, issue_address
from onrecord.web.done import Just, just_done
from onrecord.web.issues import COUNTED, issue_here
from onrecord.web.judging import IssueName, Name, back_to, doing
from onrecord.web.twins import Table, View, add_page

router = APIRouter()

SHOWN: Final = 10
"""Examples of a page."""

COLUMNS: Final = ("statement", "article", "published", "outlet", "speakers", "text", "score", "stands")
"""The columns of a list of examples."""

_ANSWER = re.compile(r"answer-(\d{1,18})")


def tune_view(
    desk: TheDesk, name: Name, limit: Annotated[int, Query(ge=1, le=200)] = SHOWN, did: Just = ""
) -> View:
    """Return statements around an issue's threshold, to be told whether they belong to it."""
    row = issue_here(desk, name)
    found = desk.shown.issue_examples(row.name, limit)
    objects = [export.example_object(one) for one in found]
    every = desk.cache.get("all issues", desk.shown.issues)
    return View(
        "tune.html.jinja",
        {
            "issue": next((one for one in every if one.name == row.name), None) or row,
            "threshold": row.threshold,
            "parts_of": [
                (
                    "Above the threshold: these count as of the issue",
                    [e for e in found if e.score >= row.threshold],
                ),
                ("Below it: these do not", [e for e in found if e.score < row.threshold]),
            ],
            **just_done(desk, did),
        },
        {"issue": row.name, "threshold": row.threshold, "examples": objects},
        Table(
            COLUMNS, [["; ".join(v) if isinstance(v, list) else v for v in one.values()] for one in objects]
        ),
    )


async def _answers(request: Request) -> dict[int, bool]:
    """Return the answers of a form: a field ``answer-12`` says ``yes`` or ``no`` of statement 12, or nothing."""
    found: dict[int, bool] = {}
    for field, value in (await request.form()).multi_items():
        match = _ANSWER.fullmatch(field)
        if match and value in ("yes", "no"):
            found[int(match[1])] = value == "yes"
        elif match and value:
            raise InputError(field, "the answer is yes, no, or nothing")
    return found


@router.post("/issue/tune", summary="Fit an issue to answers", tags=["pages"])
def tune_form(
    request: Request,
    desk: TheDesk,
    user: User,
    name: IssueName,
    answers: Annotated[dict[int, bool], Depends(_answers)],
) -> Response:
    """Take answers, move the threshold to where it parts them best, and show what is around it now."""
    if not answers:
        raise InputError(name, "say of one statement at least whether it belongs to the issue")
    yes = [number for number, belongs in answers.items() if belongs]
    no = [number for number, belongs in answers.items() if not belongs]
    _, did = tuned(desk, name, yes, no, user)
    return render.led(request, back_to(f"/issue/tune?name={_quoted(name)}", name, did))


def tuned(desk: Desk, name: str, yes: list[int], no: list[int], by: str) -> tuple[Tuned, str]:
    """Fit an issue to answers.

    Returns:
        What came of it, and the name to undo it by.

    Raises:
        InputError: there is no such issue or statement, or no answer.
        RecordError: the record cannot be written.
    """
    found: list[Tuned] = []

    def act() -> str:
        found.append(desk.record.tune_issue(name, yes, no, by=by))
        one = found[0]
        moved = (
            f"The threshold stays at {one.after:.2f}"
            if one.before == one.after
            else f"The threshold went from {one.before:.2f} to {one.after:.2f}"
        )
        return f"{moved}; it agrees with {one.agreeing} of {number_of(one.answers, 'answer')}."

    did = doing(desk, name, {*yes, *no}, act, issue_here(desk, name).threshold)
    return found[0], did


@router.post(
    "/issue/change", summary="Change what an issue is about, its threshold or its name", tags=["pages"]
)
def change(  # noqa: PLR0917 - FastAPI reads a form's fields from here
    request: Request,
    desk: TheDesk,
    name: IssueName,
    about: Annotated[str | None, Form(max_length=1000)] = None,
    threshold: Annotated[float | None, Form()] = None,
    rename: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Change an issue, and show it as it is then; what was said of its statements stays."""
    changed = changing(desk, name, about, threshold, rename.strip())
    return render.led(request, issue_address(changed))


def changing(desk: Desk, name: str, about: str | None, threshold: float | None, rename: str) -> str:
    """Change what of an issue is told to be otherwise; return its name."""
    row = issue_here(desk, name)
    told = about.strip() if about is not None and about.strip() != row.about else None
    done = desk.record.change_issue(
        row.name,
        about=told,
        threshold=threshold if threshold is not None and threshold != row.threshold else None,
        rename=rename if rename and rename.casefold() != row.name else None,
    )
    desk.cache.forget(*COUNTED)
    return done.name


@router.post("/issue/delete", summary="Follow an issue no more", tags=["pages"])
def delete(
    request: Request, desk: TheDesk, name: IssueName, sure: Annotated[Literal["yes"], Form()]
) -> Response:
    """Take an issue away, with what was said of its statements; the statements stay."""
    desk.record.delete_issue(issue_here(desk, name).name)
    desk.cache.forget(*COUNTED)
    return render.led(request, "/issues")


def _quoted(name: str) -> str:
    return issue_address(name).partition("=")[2]


add_page(router, "/issue/tune", tune_view, summary="Statements around an issue's threshold")
