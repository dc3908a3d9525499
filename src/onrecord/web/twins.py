"""Pages and their twins: one function makes what is shown, told as JSON, and given as a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from onrecord.export.csv import guarded
from onrecord.web import render


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns, and its rows."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows.

    Args:
        template: the name of its template.
        values: what the template is given.
        data: the same as plain data, for the JSON twin.
        table: the same as a table, for the CSV twin.
        status: how it went.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    table: Table | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is shown at another address."""

    to: str


Made = View | Elsewhere


def add_page(
    router: APIRouter,
    path: str,
    view: Callable[..., Made],
    *,
    summary: str,
    twin: str | None = None,
    table: bool = True,
) -> None:
    """Give a router a page, its twin as JSON and, where it is a table, its twin as CSV.

    Args:
        router: the router.
        path: the page's address; ``.json`` and ``.csv`` behind it are its twins'.
        view: makes what is shown; its arguments are taken from the request, as FastAPI does.
        summary: what the page is, for the API's description.
        twin: what stands before ``.json``, where that is not ``path``.
        table: whether it is a table.
    """
    stem = twin or path

    def shown(request: Request, made: Made = Depends(view)) -> Response:  # noqa: B008
        if isinstance(made, Elsewhere):
            return RedirectResponse(made.to, 303)
        query = f"?{request.url.query}" if request.url.query else ""
        base = request.url.path if twin is None else twin
        twins = [("JSON", f"{base}.json{query}")]
        if made.table:
            twins.append(("CSV", f"{base}.csv{query}"))
        return render.page(request, made.template, {"twins": twins, **made.values}, made.status)

    def as_json(request: Request, made: Made = Depends(view)) -> Response:  # noqa: B008
        if isinstance(made, Elsewhere):
            return RedirectResponse(_twin_of(made.to, ".json"), 303)
        return Json(made.data, made.status)

    def as_csv(request: Request, made: Made = Depends(view)) -> Response:  # noqa: B008
        if isinstance(made, Elsewhere):
            return RedirectResponse(_twin_of(made.to, ".csv"), 303)
        return csv_of(made.table or Table((), ()), made.status)

    router.add_api_route(path, shown, summary=summary, response_class=Response, tags=["pages"])
    router.add_api_route(
        f"{stem}.json", as_json, summary=f"{summary}, as JSON", response_class=Response, tags=["data"]
    )
    if table:
        router.add_api_route(
            f"{stem}.csv", as_csv, summary=f"{summary}, as CSV", response_class=Response, tags=["data"]
        )


def _twin_of(address: str, ending: str) -> str:
    path, mark, query = address.partition("#")[0].partition("?")
    return path + ending + mark + query


class Json(Response):
    """Plain data as JSON. Lone surrogates, which UTF-8 cannot hold, are written as JSON escapes them."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Return the bytes of plain data."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace")


def csv_of(table: Table, status: int = 200) -> Response:
    """Return a table as CSV; what a spreadsheet would take for a formula is guarded."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in row])
    return Response(
        stream.getvalue().encode("utf-8", "replace"), status, media_type="text/csv; charset=utf-8"
    )
