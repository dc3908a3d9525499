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
from typing import Final, TextIO
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export.explain import chain
from onrecord.export.segments import Segment, segments
from onrecord.export.words import (
    ACTS,
    STAND_MARKS,
    STANDS,
    UNCERTAIN,
    byline,
    joined,
    moment,
    number_of,
    one_line,
    percent,
    printable,
    shortened,
    standing,
    tally,
    who,
)
from onrecord.intake.addresses import is_address
from onrecord.statement import Reading, Statement

_EXCERPT: Final = 150
"""Characters of a content that the list shows; the whole of it stands in the article."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINES = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a paragraph: its words and classes, its innermost statement, and those that begin here."""

    words: str
    classes: str = ""
    statement: str = ""
    begins: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A statement in the list beside the article."""

    name: str
    item: str
    number: int
    who: str
    standing: str
    excerpt: str
    facts: str
    sure: str
    uncertain: bool
    within: int | None
    within_name: str | None
    stands: tuple[tuple[str, str, str, str], ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
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
    paragraphs: list[list[_Run]] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)


class HtmlWriter:
    """Writes one page when closed; until then the articles are kept.

    The page asks for nothing from anywhere: its style sheet and its script stand in it, and its content
    security policy lets no others run. It works without the script.

    Args:
        stream: where to write.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pages: list[_Page] = []

    def write(self, reading: Reading, name: str = "") -> None:
        """Keep one reading for the page."""
        self._pages.append(_page(reading, f"a{len(self._pages) + 1}", name))

    def close(self) -> None:
        """Write the page."""
        environment = Environment(
            loader=PackageLoader("onrecord.export", "page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        style = _file("page.css") + _targets(self._pages)
        script = _file("page.js")
        page = environment.get_template("page.html.jinja").stream(
            pages=self._pages,
            heading=_heading(self._pages),
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            version=version("onrecord"),
            number_of=number_of,
        )
        page.enable_buffering(64)
        for part in page:
            self._stream.write(part)


def _heading(pages: Sequence[_Page]) -> str:
    return pages[0].title if len(pages) == 1 else number_of(len(pages), "article")


def _file(name: str) -> str:
    return (resources.files("onrecord.export") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _targets(pages: Sequence[_Page]) -> str:
    """Return the rules that light up all pieces of the statement in the page's address, without a script."""
    rules = (
        f"html:not(.js) #{page.name}:has(#{e.name}:target,#{e.item}:target) .{e.name}"
        for page in pages
        for e in page.entries
    )
    selectors = ",\n".join(rules)
    return f"\n{selectors}\n{{background:var(--lit);color:var(--lit-text)}}\n" if selectors else ""


def _page(reading: Reading, name: str, source: str) -> _Page:
    article = reading.article
    entries = _entries(reading, name)
    published = one_line(article.published or "")
    return _Page(
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


def _entries(reading: Reading, name: str) -> list[_Entry]:
    numbers = {s.id: number for number, s in enumerate(reading.statements, 1)}
    entries = []
    for number, statement in enumerate(reading.statements, 1):
        within = numbers.get(statement.within) if statement.within else None
        speakers = statement.speakers
        entries.append(
            _Entry(
                name=f"{name}-s{number}",
                item=f"{name}-e{number}",
                number=number,
                who=who(reading, statement),
                standing=standing(speakers[0]) if len(speakers) == 1 else "",
                excerpt=shortened(joined(reading.article.text, statement.content), _EXCERPT),
                facts=" · ".join(
                    filter(
                        None,
                        (
                            ACTS.get(statement.act or "claim", "") if statement.act else "",
                            f"{statement.quote} quote",
                        ),
                    )
                ),
                sure=percent(statement.confidence.statement),
                uncertain=statement.confidence.statement < UNCERTAIN,
                within=within,
                within_name=f"{name}-e{within}" if within else None,
                stands=tuple(
                    (
                        STAND_MARKS[p.stand],
                        STANDS[p.stand],
                        one_line(p.action.text),
                        one_line(p.condition.text) if p.condition else "",
                    )
                    for p in statement.positions
                ),
                why=tuple(_why(reading, statement)),
            )
        )
    return entries


def _why(reading: Reading, statement: Statement) -> Iterator[str]:
    """Yield how each speaker was found, and who else was thought of."""
    for speaker in statement.speakers:
        if speaker.via:
            yield f"{chain(reading, speaker)} → {one_line(speaker.name)}, {percent(speaker.confidence)} sure"
        if speaker.alternatives:
            others = (f"{one_line(a.name)} ({percent(a.confidence)})" for a in speaker.alternatives)
            yield f"Instead of {one_line(speaker.name)}, perhaps " + ", ".join(others)


def _paragraphs(reading: Reading, entries: Sequence[_Entry]) -> Iterator[list[_Run]]:
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
            words = text[max(segment.start, start) : min(segment.end, end)]
            if words:
                paragraph.append(_run(words, segment, entries, begun))
            if segment.end > after:
                rest.appendleft(segment._replace(start=after))
        if paragraph:
            yield paragraph


def _run(words: str, segment: Segment, entries: Sequence[_Entry], begun: set[int]) -> _Run:
    if not segment.marks:
        return _Run(printable(words))
    inside = list(dict.fromkeys(mark.statement for mark in segment.marks))
    begins = tuple(entries[i] for i in inside if i not in begun)
    begun.update(inside)
    roles = list(dict.fromkeys(mark.role for mark in segment.marks))
    deep = ["deep"] if sum(mark.role == "content" for mark in segment.marks) > 1 else []
    classes = " ".join([*roles, *deep, *(entries[i].name for i in inside)])
    return _Run(printable(words), classes, entries[inside[-1]].name, begins)
