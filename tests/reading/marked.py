"""Texts with their statements marked, for tests: ``[1s Ana Ruiz] [1q said] [1c it rained]``.

``s`` is a source, ``q`` a cue, ``c`` a piece of content; the number is the statement's.
"""

from __future__ import annotations

import re

from onrecord.reading.raw import Raw
from onrecord.statement import Span

_MARK = re.compile(r"\[(\d)([sqc]) |\]")


def marked(text: str) -> tuple[str, list[Raw]]:
    """Return the text without its marks, and the statements that they mark, by number."""
    raws: dict[str, Raw] = {}
    clean, at = "", 0
    opened: list[tuple[str, str, int]] = []
    for mark in _MARK.finditer(text):
        clean += text[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((mark[1], mark[2], len(clean)))
        else:
            number, role, start = opened.pop()
            raw = raws.setdefault(number, Raw([], [], []))
            {"s": raw.source, "q": raw.cue, "c": raw.content}[role].append((start, len(clean)))
    return clean + text[at:], [raws[number] for number in sorted(raws)]


def shown(text: str, raws: list[Raw]) -> list[str]:
    """Return statements as ``source | cue | content``, pieces joined by `` / ``, in the order of their contents."""

    def words(spans: list[Span]) -> str:
        return " / ".join(text[start:end] for start, end in spans)

    return [
        f"{words(r.source)} | {words(r.cue)} | {words(r.content)}"
        for r in sorted(raws, key=lambda r: r.start)
    ]
