"""Statements' words as pages show them."""

from __future__ import annotations

from typing import Final

from onrecord.export.words import one_line, printable
from onrecord.statement import Spans

LONGEST: Final = 700
"""Characters of a statement that a list shows."""


def pieces(text: str, marks: Spans = ()) -> list[tuple[str, bool]]:
    """Return a statement's words in pieces, each with whether it was asked for.

    A very long statement is cut around the first word that was asked for.
    """
    start, end = 0, len(text)
    if end > LONGEST:
        first = marks[0][0] if marks else 0
        start = text.rfind(" ", 0, max(0, first - LONGEST // 3)) + 1
        end = start + LONGEST
        end = text.rfind(" ", start + LONGEST // 2, end) if 0 < end < len(text) else len(text)
        end = end if end > start else start + LONGEST
    found: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for begin, stop in marks:
        if begin < at or stop > end:
            continue
        found += [(spaced(text[at:begin]), False), (one_line(text[begin:stop]), True)]
        at = stop
    found.append((spaced(text[at:end]), False))
    if end < len(text):
        found.append((" …", False))
    return [piece for piece in found if piece[0]]


def spaced(text: str) -> str:
    """Return a stretch of text, printable, each run of white space as one space."""
    line = one_line(text)
    before = " " if text[:1].isspace() else ""
    after = " " if line and text[-1:].isspace() else ""
    return printable(f"{before}{line}{after}")
