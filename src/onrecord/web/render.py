"""Templates, and the files that pages use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import unquote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from onrecord.export import html
from onrecord.export.words import (
    ACT_MARKS,
    ACTS,
    ACTS_AT,
    STAND_MARKS,
    STANDS,
    number_of,
    one_line,
    percent,
    shortened,
)
from onrecord.web import times
from onrecord.web.times import COOKIE, zone_of

STATIC: Final = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "reading.js": "text/javascript; charset=utf-8",
    "judging.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files that pages ask for, and their types."""

NAVIGATION: Final = (
    ("/search", "Search"),
    ("/issues", "Issues"),
    ("/same", "Same words"),
    ("/speakers", "Speakers"),
    ("/articles", "Articles"),
    ("/corrections", "Corrections"),
)
"""What every page leads to."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages use: its bytes, their type, and a name for this version of it."""

    data: bytes
    type: str
    tag: str


@cache
def asset(name: str) -> Asset | None:
    """Return a file that pages use; ``None`` if there is none of this name."""
    if name not in STATIC:
        return None
    if name == "desk.css":
        style = html.palette(":root") + html.file("marks.css") + html.file("page.css")
        data = (style + own("desk.css")).encode()
    elif name == "reading.js":
        data = html.file("page.js").encode()
    else:
        data = own(name).encode()
    return Asset(data, STATIC[name], hashlib.sha256(data).hexdigest()[:12])


def own(name: str) -> str:
    """Return the text of a file of the desk's own."""
    return (resources.files("onrecord.web") / "static" / name).read_text(encoding="utf-8")


def static(name: str) -> str:
    """Return the address of a file that pages use."""
    found = asset(name)
    return f"/static/{name}?v={found.tag}" if found else f"/static/{name}"


@cache
def environment() -> Environment:
    """Return the templates of the desk; what they are given is escaped.

    Those of exported pages are there too, under ``export/``: the marks in a text are made by one template.
    """
    pages = PackageLoader("onrecord.web", "templates")
    loader = PrefixLoader({"desk": pages, "export": PackageLoader("onrecord.export", "page")})
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {
        "ACTS": ACTS,
        "ACTS_AT": ACTS_AT,
        "ACT_MARKS": ACT_MARKS,
        "STANDS": STANDS,
        "STAND_MARKS": STAND_MARKS,
        "navigation": NAVIGATION,
        "number_of": number_of,
        "static": static,
        "release": version("onrecord"),
    }
    made.filters |= {"one_line": one_line, "percent": percent, "shortened": shortened}
    return made


def page(
    request: Request, template: str, values: Mapping[str, Any], status: int = 200, **headers: str
) -> Response:
    """Return a page of a template.

    Args:
        request: what asks for it.
        template: the template's name, ``home.html.jinja``.
        values: what the template is given, beside what every template has.
        status: how it went.
        headers: headers of the answer.
    """
    text = filled(request, template, values, part=is_part(request))
    return Response(
        text.encode("utf-8", "replace"), status, {"Vary": "HX-Request, Cookie", **headers}, "text/html"
    )


def filled(request: Request, template: str, values: Mapping[str, Any], *, part: bool) -> Markup:
    """Return a template filled in: all of a page, or the part of it that pages ask for.

    Args:
        request: what asks for it.
        template: the template's name.
        values: what the template is given, beside what every template has.
        part: whether only a part is wanted.
    """
    zone = zone_of(unquote(request.cookies.get(COOKIE, "")))

    def moment(when: str | None) -> dict[str, str | bool]:
        """Return a day or a moment as the macro ``time`` takes it."""
        return {
            "machine": times.machine(when),
            "told": times.told(when, zone),
            "zoned": times.has_time(when),
        }

    def with_query(**changes: Any) -> str:
        """Return the query of this page's address with some values changed, and others taken out (``None``)."""
        kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
        for name, value in changes.items():
            some = value if isinstance(value, list | tuple) else [value]
            kept += [(name, one) for one in some if one is not None]
        return "?" + urlencode(kept, errors="replace")

    return Markup(
        environment()
        .get_template(f"desk/{template}")
        .render(
            request=request,
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            with_query=with_query,
            moment=moment,
            part=part,
            **values,
        )
    )


def led(request: Request, to: str) -> Response:
    """Lead to a page: a browser, or a script that sent a form and shows what is wrong with it in its place."""
    if is_part(request):
        return Response(status_code=204, headers={"HX-Redirect": to})
    return Response(status_code=303, headers={"Location": to})


def is_part(request: Request) -> bool:
    """Tell whether a page asks for a part of itself, rather than a browser for a page."""
    return request.headers.get("hx-request") == "true"
