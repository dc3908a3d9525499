"""The HTTP API beside the pages' twins: reading a text, adding articles, and its own description."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from onrecord.errors import InputError
from onrecord.export.words import shortened
from onrecord.web import render
from onrecord.web.adding import start
from onrecord.web.desk import TheDesk
from onrecord.web.reading import addressed, article_of, pasted
from onrecord.web.twins import Json

router = APIRouter(prefix="/api")

GROUPS: Final = {"api": "Reading, correcting and following", "data": "Data", "pages": "Pages"}
"""What the description is parted into, by the tags of operations."""

TWINS: Final = (".json", ".csv")
"""Endings of the same data, which are told together."""

PATIENCE = 60.0
"""Seconds that a text waits while another one is read."""

Line = Annotated[str | None, Field(max_length=2000)]


class Text(BaseModel):
    """An article's text, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1)]
    title: Line = None
    outlet: Line = None
    published: Line = None
    url: Line = None

    def facts(self) -> dict[str, str]:
        """Return what is known of it."""
        return {
            name: value
            for name in ("title", "outlet", "published", "url")
            if (value := getattr(self, name)) is not None
        }


class Source(BaseModel):
    """An address to read."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, Field(min_length=1, max_length=2000)]


@router.post("/read", summary="Read a text, and keep nothing of it", response_class=Response, tags=["api"])
def read(desk: TheDesk, body: Text) -> Response:
    """Return the statements of a text as one object of schema 1."""
    if len(body.text) > desk.settings.max_text:
        raise InputError("text", f"longer than {desk.settings.max_text:,} characters")
    try:
        reading = desk.reader.reading(article_of(body.text, **body.facts()), PATIENCE)
    except InputError as error:
        raise InputError("text", error.cause) from None
    if reading is None:
        return Json({"error": "other texts are being read; try again in a while"}, 503)
    return Json(reading.to_dict())


@router.post(
    "/articles",
    summary="Read a text or an address into the record",
    status_code=202,
    response_class=Response,
    tags=["api"],
)
def add(desk: TheDesk, body: Text | Source) -> Response:
    """Take what is sent; the answer tells where to see how far its reading is."""
    if isinstance(body, Text):
        job = start(desk, shortened(body.title or body.text, 60), pasted(body.text, **body.facts()))
    else:
        job = start(desk, shortened(body.address, 120), addressed(body.address, desk.settings.allow_local))
    return Json({**job.to_dict(), "job": f"/api/jobs/{job.id}.json"}, 202)


@router.get("", summary="What the API can be asked", include_in_schema=False)
def described(request: Request) -> Response:
    """Return the description of the API for people."""
    paths: dict[str, Any] = request.app.openapi()["paths"]
    groups: dict[str, dict[tuple[str, str], dict[str, Any]]] = {name: {} for name in GROUPS.values()}
    for path, methods in paths.items():
        for method, told in methods.items():
            group = groups[next(name for tag, name in GROUPS.items() if tag in told["tags"])]
            stem, _, ending = path.rpartition(".") if path.endswith(TWINS) else (path, "", "")
            one = group.setdefault(
                (method, stem),
                {
                    "method": method.upper(),
                    "path": stem,
                    "endings": [],
                    "summary": told["summary"].partition(", as ")[0],
                    "parameters": [p["name"] for p in told.get("parameters", ()) if p["in"] == "query"],
                },
            )
            one["endings"] += [f".{ending}"] if ending else []
    shown = [(name, list(some.values())) for name, some in groups.items()]
    return render.page(request, "api.html.jinja", {"groups": shown})
