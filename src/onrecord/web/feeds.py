"""A search as a feed: its newest statements, for a feed reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.export.identity import urn
from onrecord.export.words import deed, one_line, printable, shortened
from onrecord.record.results import StoredStatement
from onrecord.web import times
from onrecord.web.asked import TheAsked
from onrecord.web.desk import TheDesk

router = APIRouter()

ATOM: Final = "http://www.w3.org/2005/Atom"
NEVER: Final = "1970-01-01T00:00:00Z"


@router.get("/search.atom", summary="A search as an Atom feed", response_class=Response, tags=["data"])
def feed(request: Request, desk: TheDesk, asked: TheAsked) -> Response:
    """Return the newest statements that a search finds as an Atom feed."""
    found = desk.shown.search(asked.query, asked.chosen(), order="newest", limit=min(asked.limit, 100))
    base = str(request.base_url).rstrip("/")
    told = ", ".join([asked.query, *(f"{name} {value}" for name, value in asked.filters)]).strip(", ")
    address = base + replace(asked, order="newest").address(path="/search")
    root = ET.Element("feed", xmlns=ATOM)
    _put(root, "title", f"On the record: {told}" if told else "On the record")
    _put(root, "id", urn("search", address))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=address)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=_xml(str(request.url)))
    _put(root, "updated", max((_moment(hit.statement) for hit in found.hits), default=NEVER))
    for hit in found.hits:
        root.append(_entry(hit.statement, base))
    data = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(data, media_type="application/atom+xml; charset=utf-8")


def _entry(one: StoredStatement, base: str) -> ET.Element:
    who = " and ".join(one_line(s.name) for s in one.speakers) or "(no speaker)"
    said = one.statement
    entry = ET.Element("entry")
    doing = deed(said.act, said.target) if said.act else "says"
    _put(entry, "title", f"{who} {doing}: {shortened(one.text, 120)}")
    _put(entry, "id", urn("statement", said.id))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=f"{base}/statements/{one.id}")
    _put(entry, "updated", _moment(one))
    for speaker in one.speakers:
        _put(ET.SubElement(entry, "author"), "name", one_line(speaker.name) or "(no name)")
    if not one.speakers:
        _put(ET.SubElement(entry, "author"), "name", "(no speaker)")
    where = " · ".join(part for part in (one.outlet, one.title) if part)
    _put(entry, "summary", f"{one_line(one.text)} ({one_line(where)})" if where else one_line(one.text))
    return entry


def _moment(one: StoredStatement) -> str:
    """Return when a statement was published, as Atom has moments."""
    at = times.machine(one.published)
    if len(at) == len("2031-05-06"):
        return datetime.fromisoformat(at).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at or NEVER


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _xml(text)


def _xml(text: str) -> str:
    """Return text as XML can hold it."""
    return "".join(c for c in printable(text) if c not in "\ufffe\uffff")
