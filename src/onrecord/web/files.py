"""The files that pages use."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.desk import NotHere
from onrecord.web.render import asset

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
def file(name: str) -> Response:
    """Return a file; its address changes with it, so that it may be kept for good."""
    found = asset(name)
    if found is None:
        raise NotHere("There is no such file.")
    return Response(
        found.data, headers={"Cache-Control": "public, max-age=31536000, immutable"}, media_type=found.type
    )


@router.get("/favicon.ico")
def icon() -> Response:
    """Return the icon to browsers that do not read where it is."""
    return file("icon.svg")
