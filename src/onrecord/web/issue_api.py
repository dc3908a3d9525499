"""Issues over HTTP for programs: followed, changed, tuned, and told what belongs to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from onrecord.export.issue import issue_object
from onrecord.record.issues import Issue
from onrecord.web.desk import MOST, Desk, TheDesk, User
from onrecord.web.issues import COUNTED, issue_here
from onrecord.web.judging import Say, judge
from onrecord.web.tuning import changing, tuned
from onrecord.web.twins import Json

router = APIRouter(prefix="/api/issues", tags=["api"])

Number = Annotated[int, Field(ge=0, le=MOST)]
Numbers = Annotated[list[Number], Field(max_length=10_000)]
About = Annotated[str, Field(min_length=1, max_length=1000)]
Threshold = Annotated[float, Field(ge=0, le=1)]
Title = Annotated[str, Field(min_length=1, max_length=100)]
Name = Annotated[str, Path(min_length=1, max_length=100, description="the issue's name")]


class NewIssue(BaseModel):
    """An issue to follow; what is like the statements ``like`` is nearer to it."""

    model_config = ConfigDict(extra="forbid")

    name: Title
    about: About
    threshold: Threshold | None = None
    like: Numbers = []


class Change(BaseModel):
    """What of an issue shall be otherwise."""

    model_config = ConfigDict(extra="forbid")

    about: About | None = None
    threshold: Threshold | None = None
    rename: Title | None = None


class Said(BaseModel):
    """What is said of statements: that they belong, that they do not, or (null) that their scores decide again.

    ``turned``: their actions go the other way round than the issue, or do not; null: as their words say.
    """

    model_config = ConfigDict(extra="forbid")

    statements: Annotated[Numbers, Field(min_length=1)]
    belong: bool | None
    turned: bool | None = None


class Answers(BaseModel):
    """Statements that belong to an issue, and statements that do not."""

    model_config = ConfigDict(extra="forbid")

    yes: Numbers = []
    no: Numbers = []


@router.post("", summary="Follow an issue", status_code=201, response_class=Response)
def follow(desk: TheDesk, user: User, body: NewIssue) -> Response:
    """Make an issue and gather what belongs to it; return it."""
    made = desk.record.new_issue(
        body.name.strip(), body.about.strip(), like=body.like, threshold=body.threshold, by=user
    )
    return _told(desk, made, 201)


@router.post(
    "/{name}", summary="Change what an issue is about, its threshold or its name", response_class=Response
)
def change(desk: TheDesk, name: Name, body: Change) -> Response:
    """Change an issue; what was said of its statements stays. Return it."""
    now = changing(desk, name, body.about, body.threshold, (body.rename or "").strip())
    return _told(desk, next(one for one in desk.record.issues() if one.name == now))


@router.delete("/{name}", summary="Follow an issue no more", response_class=Response)
def delete(desk: TheDesk, name: Name) -> Response:
    """Take an issue away, with what was said of its statements; return it as it was."""
    return _told(desk, desk.record.delete_issue(issue_here(desk, name).name))


@router.post(
    "/{name}/statements", summary="Put statements into an issue, or leave them out", response_class=Response
)
def say(desk: TheDesk, user: User, name: Name, body: Said) -> Response:
    """Note what is said of statements, of all or of none; return the issue."""
    issue_here(desk, name)
    numbers = list(dict.fromkeys(body.statements))
    said: Say = "in" if body.turned is None else ("turned" if body.turned else "as_put")
    if not body.belong:
        said = "score" if body.belong is None else "out"
    return _told(desk, judge(desk, name, numbers, said, user))


@router.post("/{name}/tune", summary="Fit an issue to answers", response_class=Response)
def tune(desk: TheDesk, user: User, name: Name, body: Answers) -> Response:
    """Move an issue's threshold to where it parts all answers best; return what came of it."""
    issue_here(desk, name)
    done, _ = tuned(desk, name, body.yes, body.no, user)
    return Json(
        {
            "issue": issue_object(done.issue),
            "before": done.before,
            "after": done.after,
            "answers": done.answers,
            "agreeing": done.agreeing,
        }
    )


def _told(desk: Desk, issue: Issue, status: int = 200) -> Response:
    desk.cache.forget(*COUNTED)
    return Json(issue_object(issue), status)
