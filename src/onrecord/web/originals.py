"""The kept original of an article: the page as it was fetched, where none of its scripts run."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from onrecord.intake.addresses import is_web_address
from onrecord.intake.html import is_html
from onrecord.web.desk import MOST, Desk, NotHere, Number, TheDesk
from onrecord.web.kept import marked_page, marked_text
from onrecord.web.statements import statement_of
from onrecord.web.twins import View, add_page

router = APIRouter()

POLICY: Final = "; ".join(
    (
        "sandbox",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""What a kept original may do: be looked at. It asks for nothing, from nowhere."""

StatementNumber = Annotated[
    int | None, Query(ge=0, le=MOST, description="a statement whose words are marked")
]


def view(desk: TheDesk, number: Number, statement: StatementNumber = None) -> View:
    """Return the kept original of an article, in a frame of its own."""
    found = desk.shown.article(number)
    kept = desk.shown.original(found.version.id) if found else None
    if found is None or kept is None:
        raise NotHere("No original is kept of this article.")
    return View(
        "original.html.jinja",
        {"article": found, "kept": kept, "statement": statement, "at": place_of(kept.address)},
        {
            "article": number,
            "version": found.version.number,
            "address": kept.address,
            "fetched_at": kept.fetched_at,
            "content_type": kept.content_type,
            "bytes": len(kept.data),
            "sha256": kept.digest,
        },
    )


def place_of(address: str) -> str:
    """Return where a page was: an address of the web as it is, of a file of this machine the name alone."""
    return f"at {address}" if is_web_address(address) else f"in {PurePath(address).name or address}"


@router.get(
    "/articles/{number:int}/original/content",
    summary="The kept original itself, without its scripts",
    response_class=Response,
    tags=["pages"],
)
def content(desk: TheDesk, number: Number, statement: StatementNumber = None) -> Response:
    """Return the kept original with a statement's words marked; it can run nothing and ask for nothing."""
    found = desk.shown.article(number)
    kept = desk.shown.original(found.version.id) if found else None
    if found is None or kept is None:
        raise NotHere("No original is kept of this article.")
    words = _words(desk, number, statement)
    page = (
        marked_page(kept.data, words) if is_html(kept.data[:8192]) else marked_text(found.article.text, words)
    )
    return Response(
        page.encode("utf-8", "replace"),
        headers={"Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"},
        media_type="text/html; charset=utf-8",
    )


def _words(desk: Desk, article: int, statement: int | None) -> list[str]:
    """Return the stretches of a statement's content, if it is one of this article."""
    if statement is None:
        return []
    found = desk.shown.statements([statement])
    if not found or found[0].article != article:
        return []
    one, reading = statement_of(desk, statement)
    return [reading.article.text[start:end] for start, end in one.statement.content]


add_page(
    router, "/articles/{number:int}/original", view, summary="The kept original of an article", table=False
)
