"""Issues: all of them, where everybody stands on one, what two outlets print of it, and who is against whom."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError, RecordError
from onrecord.export import issue as export
from onrecord.record import Record
from onrecord.record.issues import By, Holder, Issue, Shift, Standing
from onrecord.record.issues.naming import issue_of
from onrecord.record.search import Who
from onrecord.web import render
from onrecord.web.desk import Desk, NotHere, TheDesk, User, issue_address
from onrecord.web.done import Just, just_done
from onrecord.web.network import network
from onrecord.web.timeline import LANES, since, timeline
from onrecord.web.twins import Table, View, add_page

router = APIRouter()

HOLDERS: Final = 12
"""Holders of a page."""

SHOWN: Final = 8
"""Positions of a holder that a page shows, the latest of them; its table has all."""

MOVES: Final = 8
"""Latest shifts that a page shows."""

EDGES: Final = 60
"""Of who is against whom, what a page shows."""

ALL_EDGES: Final = 1000
"""The same as data."""

FOLLOWED: Final = 5
"""Issues that the first page shows."""

FOLLOWED_MOVES: Final = 2
"""Shifts of each that it shows."""

MOVERS: Final = 200
"""Of how many holders, those with most positions, the latest shifts are looked for."""

BYS: Final[dict[By, str]] = {"speaker": "Speakers", "state": "States", "party": "Parties"}

Name = Annotated[str, Query(min_length=1, max_length=100, description="the issue's name")]
Outlet = Annotated[str, Query(max_length=300)]
Moment = Annotated[str, Query(max_length=40)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]


COUNTED: Final = ("all issues", "issue ", "all against ", "against ", "outlets ", "compared ")
"""What is counted of issues: how the names begin that it is kept under."""


def every_view(desk: TheDesk) -> View:
    """Return all issues."""
    found = desk.cache.get("all issues", desk.shown.issues)
    rows = [export.issue_row(one) for one in found]
    return View(
        "issues.html.jinja",
        {"issues": found, "waiting": max((one.waiting for one in found), default=0)},
        {"issues": [export.issue_object(one) for one in found]},
        Table(export.ISSUES, rows),
    )


def view(  # noqa: PLR0917 - FastAPI reads the address's values from here
    desk: TheDesk,
    name: Name,
    by: By = "speaker",
    outlet: Outlet = "",
    since_day: Annotated[str, Query(alias="since", max_length=40)] = "",
    until: Moment = "",
    page: Page = 1,
    did: Just = "",
) -> View:
    """Return where everybody stands on an issue."""
    issue_here(desk, name)
    error, found = "", None
    try:
        found = standing_of(desk, name, by, outlet.strip(), since_day.strip(), until.strip(), page)
    except RecordError:
        raise
    except InputError as wrong:
        error, found = str(wrong), standing_of(desk, name, by)
    acts = desk.cache.get(f"against {name}", lambda: desk.shown.against(issue=name, limit=EDGES))
    return View(
        "issue.html.jinja",
        {
            "found": found,
            "issue": found.issue,
            "bys": BYS,
            "by": by,
            "outlet": outlet.strip(),
            "since_day": since_day.strip(),
            "until": until.strip(),
            "error": error,
            "chart": timeline(found.holders),
            "lanes": LANES,
            "since": since,
            "latest": latest(found, MOVES),
            "shown": SHOWN,
            "acts": acts.edges[:MOVES],
            **just_done(desk, did),
        },
        {**export.standing_object(found), **({"error": error} if error else {})},
        Table(export.POSITIONS, export.position_rows(found)),
        400 if error else 200,
    )


def standing_of(  # noqa: PLR0917 - as the address has them
    desk: Desk, name: str, by: By, outlet: str = "", first: str = "", last: str = "", page: int = 1
) -> Standing:
    """Return a page of where everybody stands on an issue.

    Raises:
        InputError: there is no such outlet or day.
    """
    return desk.cache.get(
        f"issue {(name, by, outlet, first, last, page)}",
        lambda: desk.shown.issue(
            name,
            by=by,
            outlet=[outlet] if outlet else [],
            since=first or None,
            until=last or None,
            page=page,
            limit=HOLDERS,
        ),
    )


def latest(found: Standing, most: int) -> list[tuple[Who, Shift]]:
    """Return who moved last, each with the shift, the newest first."""
    moves = [(holder.who, shift) for holder in found.holders for shift in holder.shifts]
    moves.sort(key=lambda move: (move[1].after.day or "", move[1].after.statement.id), reverse=True)
    return moves[:most]


def followed(record: Record) -> list[tuple[Issue, list[tuple[Who, Shift]]]]:
    """Return the issues whose latest statement is the newest, each with who moved last on it."""
    some = sorted(record.issues(), key=lambda one: one.last or "", reverse=True)[:FOLLOWED]
    return [(one, latest(record.issue(one.name, limit=MOVERS), FOLLOWED_MOVES)) for one in some]


def stands_of(desk: Desk, who: Who) -> list[tuple[Issue, Holder]]:
    """Return where somebody stands on the issues that they take a position on."""
    found = []
    for issue in desk.cache.get("all issues", desk.shown.issues):
        asked = (issue.name, who.reference)
        held = desk.cache.get(f"stand {asked}", partial(desk.shown.stand, *asked))
        if held is not None:
            found.append((issue, held))
    return found


def compare_view(desk: TheDesk, name: Name, one: Outlet = "", other: Outlet = "") -> View:
    """Return what two outlets printed of an issue."""
    issue = issue_here(desk, name)
    known = desk.cache.get(f"outlets {name}", lambda: desk.shown.issue(name, limit=1).outlets)
    outlets = [outlet for outlet, _ in known]
    one, other = one.strip(), other.strip()
    if not (one or other) and len(outlets) > 1:
        one, other = outlets[:2]
    error, found = "", None
    try:
        if one and other:
            found = desk.cache.get(
                f"compared {(name, one, other)}", lambda: desk.shown.compare_issue(name, one, other)
            )
    except RecordError:
        raise
    except InputError as wrong:
        error = str(wrong)
    told: dict[str, Any] = {"error": error} if error else {"issue": issue.name, "outlets": outlets}
    return View(
        "compare.html.jinja",
        {"issue": issue, "outlets": outlets, "one": one, "other": other, "found": found, "error": error},
        export.compared_object(found) if found else told,
        Table(export.COMPARED, export.compared_rows(found) if found else ()),
        400 if error else 200,
    )


def against_view(desk: TheDesk, issue: Annotated[str, Query(max_length=100)] = "") -> View:
    """Return who criticises and who supports whom, on an issue or at all."""
    name = issue.strip()
    about = issue_here(desk, name) if name else None
    found = desk.cache.get(
        f"all against {name}", lambda: desk.shown.against(issue=name or None, limit=ALL_EDGES)
    )
    return View(
        "against.html.jinja",
        {
            "issue": about,
            "found": found,
            "edges": found.edges[:EDGES],
            "drawing": network(found),
            "issues": desk.cache.get("all issues", desk.shown.issues),
        },
        export.against_object(found),
        Table(export.EDGES, map(export.edge_row, found.edges)),
    )


def issue_here(desk: Desk, name: str) -> Any:
    """Return the row of an issue.

    Raises:
        NotHere: there is none of this name; names that are near are offered.
    """
    try:
        with desk.shown.reading() as connection:
            return issue_of(connection, name)
    except RecordError:
        raise
    except InputError as error:
        raise NotHere(str(error)) from None


@router.post("/issues", summary="Follow an issue", tags=["pages"])
def follow(
    request: Request,
    desk: TheDesk,
    user: User,
    name: Annotated[str, Form(max_length=100)],
    about: Annotated[str, Form(max_length=1000)],
) -> Response:
    """Make an issue, gather what belongs to it, and show it."""
    made = desk.record.new_issue(name.strip(), about.strip(), by=user)
    desk.cache.forget(*COUNTED)
    return render.led(request, issue_address(made.name))


@router.post("/issues/gather", summary="Look at new statements for the issues", tags=["pages"])
def gather(desk: TheDesk) -> Response:
    """Look for what belongs to issues among the statements that came or changed, and show the issues."""
    desk.record.gather()
    desk.cache.forget(*COUNTED)
    return RedirectResponse("/issues", 303)


add_page(router, "/issues", every_view, summary="All issues")
add_page(router, "/issue", view, summary="Where everybody stands on an issue")
add_page(router, "/issue/compare", compare_view, summary="An issue in two outlets")
add_page(router, "/against", against_view, summary="Who criticises and supports whom")
