"""Invented statements with their spans marked in the text: [s source], [q cue], [c content]."""

from __future__ import annotations

import re

from onrecord.article import Article
from onrecord.reading.circumstances import Circumstances, circumstances
from onrecord.reading.speakers import Attribution
from onrecord.statement import Quote, Span, Speaker

_MARK = re.compile(r"\[(\d?)([sqc]) |\]")


def unmarked(marked: str) -> tuple[str, list[Attribution]]:
    """Read a text in which ``[s ...]`` is a source, ``[q ...]`` a cue and ``[c ...]`` a content.

    Statements after the first have a number before the letter (``[2s ...]``).
    """
    text, at = "", 0
    found: dict[int, dict[str, list[Span]]] = {}
    stack: list[tuple[int, int, str]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group() != "]":
            stack.append((len(text), int(mark[1] or 1), mark[2]))
            continue
        start, number, role = stack.pop()
        found.setdefault(number, {}).setdefault(role, []).append((start, len(text)))
    text += marked[at:]
    return text, [
        Attribution(tuple(one.get("s", ())), tuple(one.get("q", ())), tuple(one.get("c", ())))
        for _, one in sorted(found.items())
    ]


def read(
    marked: str, published: str | None = None, url: str | None = None, speaker: str = ""
) -> list[Circumstances]:
    """Return the circumstances of marked statements, all by one speaker and wholly quoted."""
    text, spans = unmarked(marked)
    who: tuple[Speaker, ...] = (Speaker(speaker, "person"),) if speaker else ()
    quotes: list[Quote] = ["direct"] * len(spans)
    return circumstances(Article(text, url=url, published=published), spans, [who] * len(spans), quotes)


def first(marked: str, published: str | None = None) -> Circumstances:
    """Return the circumstances of the first of marked statements."""
    return read(marked, published)[0]
