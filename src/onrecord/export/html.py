"""Readings as one self-contained page: the articles with their statements marked, a list beside each."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources
from importlib.metadata import version
from itertools import pairwise
from pathlib import PurePath
from typing import TextIO
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export import views
from onrecord.export.segments import Segment, segments
from onrecord.export.stands import tally as stands_tally
from onrecord.export.views import Entry, Group
from onrecord.export.words import byline, moment, number_of, one_line, printable, tally
from onrecord.intake.addresses import is_address
from onrecord.stands import where_they_stand
from onrecord.statement import Reading

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINES = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a paragraph: its words, where they begin in the article's text, its classes, its innermost
    statement, and those that begin here.
    """

    words: str
    start: int
    classes: str = ""
    statement: str = ""
    begins: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One article as the template takes it."""

    name: str
    title: str
    facts: tuple[str, ...]
    published: str
    published_told: str
    published_is_date: bool
    url: str
    language: str
    tally: str
    model: str
    stands_told: str
    stances: list[Group]
    acts: list[Group]
    paragraphs: list[list[_Run]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


class HtmlWriter:
    """Writes one page when closed; until then the articles are kept.

    The page asks for nothing from anywhere: its style sheet and its script stand in it, and its content
    security policy lets no others run. It works without the script.

    Args:
        stream: where to write.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pages: list[Page] = []

    def write(self, reading: Reading, name: str = "") -> None:
        """Keep one reading for the page."""
        self._pages.append(page_of(reading, f"a{len(self._pages) + 1}", name))

    def close(self) -> None:
        """Write the page."""
        style = palette(":root") + file("marks.css") + file("page.css") + _targets(self._pages)
        script = file("page.js")
        page = (
            templates()
            .get_template("page.html.jinja")
            .stream(
                pages=self._pages,
                heading=_heading(self._pages),
                style=Markup(style),
                script=Markup(script),
                style_hash=_hash(style),
                script_hash=_hash(script),
                version=version("onrecord"),
                number_of=number_of,
            )
        )
        page.enable_buffering(64)
        for part in page:
            self._stream.write(part)


def _heading(pages: Sequence[Page]) -> str:
    return pages[0].title if len(pages) == 1 else number_of(len(pages), "article")


def templates() -> Environment:
    """Return the templates of pages; what they are given is escaped."""
    return Environment(
        loader=PackageLoader("onrecord.export", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def palette(selector: str) -> str:
    """Return the rules that give elements their colours, light or dark as the system is."""
    return (
        f"{selector} {{\ncolor-scheme: light dark;\n{file('light.css')}}}\n"
        f"@media (prefers-color-scheme: dark) {{ {selector} {{\n{file('dark.css')}}} }}\n"
    )


def file(name: str) -> str:
    """Return a style sheet or a script of pages."""
    return (resources.files("onrecord.export") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _targets(pages: Sequence[Page]) -> str:
    """Return the rules that light up all pieces of the statement in the page's address, without a script."""
    rules = (
        f"html:not(.js) #{page.name}:has(#{e.name}:target,#{e.item}:target) .{e.name}"
        for page in pages
        for e in page.entries
    )
    selectors = ",\n".join(rules)
    return f"\n{selectors}\n{{background:var(--lit);color:var(--lit-text)}}\n" if selectors else ""


def page_of(reading: Reading, name: str, source: str, ids: Sequence[int] | None = None) -> Page:
    """Return an article as the templates take it.

    Args:
        reading: the article and its statements.
        name: what the names of its anchors begin with.
        source: where it came from; what it is called by if it has no title.
        ids: what the anchors of its statements end in; by default their numbers, 1, 2, ...
    """
    article = reading.article
    entries = views.entries(reading, name, ids)
    stands = where_they_stand(reading)
    published = one_line(article.published or "")
    return Page(
        name=name,
        title=one_line(article.title or _named(source)) or "(no title)",
        facts=tuple(fact for fact in (one_line(article.outlet or ""), byline(article)) if fact),
        published=published,
        published_told=moment(published),
        published_is_date=_is_date(published),
        url=_address(article.url or ""),
        language=article.language
        if re.fullmatch("[a-z]{2}", article.language or "") and article.language
        else "en",
        tally=tally(reading),
        model=one_line(reading.model),
        stands_told=stands_tally(stands),
        stances=views.stances(stands, entries),
        acts=views.acts(stands, entries),
        paragraphs=list(_paragraphs(reading, entries)),
        entries=entries,
    )


def _named(source: str) -> str:
    """Return the name to call a source by: of a path its last part, for a page may go to other people."""
    path, mark, which = source.partition(" (")
    return source if is_address(source) else PurePath(path).name + mark + which


def _is_date(published: str) -> bool:
    try:
        return bool(datetime.fromisoformat(published))
    except ValueError:
        return False


def _address(url: str) -> str:
    """Return an address that a page may link to, else nothing: a script's address is none."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _paragraphs(reading: Reading, entries: Sequence[Entry]) -> Iterator[list[_Run]]:
    """Yield the article's paragraphs: parted by blank lines, or by each line's end where there are none."""
    text = reading.article.text
    breaks = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINES
    gaps = [(0, 0), *(match.span() for match in breaks.finditer(text)), (len(text), len(text))]
    rest = deque(segments(len(text), reading.statements))
    begun: set[int] = set()
    for (_, start), (end, after) in pairwise(gaps):
        paragraph = []
        while rest and rest[0].start < after:
            segment = rest.popleft()
            begin = max(segment.start, start)
            words = text[begin : min(segment.end, end)]
            if words:
                paragraph.append(_run(words, begin, segment, entries, begun))
            if segment.end > after:
                rest.appendleft(segment._replace(start=after))
        if paragraph:
            yield paragraph


def _run(words: str, start: int, segment: Segment, entries: Sequence[Entry], begun: set[int]) -> _Run:
    if not segment.marks:
        return _Run(printable(words), start)
    inside = list(dict.fromkeys(mark.statement for mark in segment.marks))
    begins = tuple(entries[i] for i in inside if i not in begun)
    begun.update(inside)
    roles = list(dict.fromkeys(mark.role for mark in segment.marks))
    deep = ["deep"] if sum(mark.role == "content" for mark in segment.marks) > 1 else []
    classes = " ".join([*roles, *deep, *(entries[i].name for i in inside)])
    return _Run(printable(words), start, classes, entries[inside[-1]].name, begins)
