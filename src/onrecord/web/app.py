"""The desk as an application of FastAPI."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

import onrecord
from onrecord.errors import InputError, RecordError
from onrecord.export.words import one_line
from onrecord.record import Record
from onrecord.web import (
    adding,
    api,
    articles,
    correcting,
    corrections,
    feeds,
    files,
    home,
    issue_api,
    issues,
    judging,
    originals,
    render,
    same,
    search,
    speakers,
    statements,
    tuning,
)
from onrecord.web.cache import Cache, state_of
from onrecord.web.desk import Desk, NotHere, issue_address, speaker_address
from onrecord.web.guard import Guard
from onrecord.web.jobs import Busy, Jobs
from onrecord.web.reading import Read, TheReader, learn
from onrecord.web.settings import Settings
from onrecord.web.twins import Json

ROUTERS: Final = (
    home.router,
    search.router,
    feeds.router,
    speakers.router,
    issues.router,
    judging.router,
    tuning.router,
    same.router,
    articles.router,
    statements.router,
    originals.router,
    corrections.router,
    correcting.router,
    adding.router,
    api.router,
    issue_api.router,
    files.router,
)

HEADINGS: Final = {400: "This cannot be", 404: "Not in the record", 405: "Not here", 503: "Not now"}


def create_app(record: Record, settings: Settings | None = None, read: Read = onrecord.read) -> FastAPI:
    """Return the desk of a record.

    Args:
        record: the record, open for writing; it stays open.
        settings: what the desk is told.
        read: reads an article.
    """
    settings = settings or Settings()
    shown = Record.open(record.place, read_only=True)
    jobs = Jobs(settings.waiting)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        jobs.submit("meanings", lambda job: learn(record))
        yield
        jobs.close()
        shown.close()

    app = FastAPI(
        title="onrecord",
        summary="Who said what, as the articles in a record have it.",
        version=version("onrecord"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.desk = Desk(
        record, shown, settings, jobs, Cache(lambda: state_of(shown), lambda: record.written), TheReader(read)
    )
    render.environment().globals |= {"speaker_address": speaker_address, "issue_address": issue_address}
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Guard, settings=settings)
    for error, answer in (
        (RecordError, _record),
        (InputError, _input),
        (NotHere, _not_here),
        (Busy, _busy),
        (HTTPException, _http),
        (RequestValidationError, _invalid),
    ):
        app.add_exception_handler(error, answer)
    return app


async def _record(request: Request, error: Exception) -> Response:
    return _told(request, 503, getattr(error, "cause", str(error)))


async def _input(request: Request, error: Exception) -> Response:
    return _told(request, 400, str(error))


async def _not_here(request: Request, error: Exception) -> Response:
    return _told(request, 404, str(error))


async def _busy(request: Request, error: Exception) -> Response:
    return _told(request, 503, "Much is waiting to be read already; try again in a while.")


async def _http(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    told = "There is no such page." if status == 404 else str(getattr(error, "detail", error))
    return _told(request, status, told, dict(getattr(error, "headers", None) or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    found: list[dict[str, Any]] = list(error.errors()) if isinstance(error, RequestValidationError) else []
    told = "; ".join(_fault(one) for one in found[:5])
    return _told(request, 422, told or "This was not understood.")


def _fault(one: Mapping[str, Any]) -> str:
    """Return in a few words what is wrong with something that was sent."""
    if one["type"] == "json_invalid":
        return "what was sent is no JSON"
    if one["loc"] == ("body",) or one["type"] == "model_attributes_type":
        return "what was sent is no JSON object, or its Content-Type is not application/json"
    return f"{' '.join(map(str, one['loc'][1:]))}: {one['msg']}"


def _told(request: Request, status: int, told: str, headers: dict[str, str] | None = None) -> Response:
    """Return an error as who asks wants it: a page, a line of a page, or JSON."""
    line = one_line(told)
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        return Json({"error": line}, status, headers)
    if render.is_part(request):
        return render.page(request, "notice.html.jinja", {"told": line}, status, **headers or {})
    values = {"heading": HEADINGS.get(status, "This did not work"), "told": line}
    return render.page(request, "error.html.jinja", values, status, **headers or {})
