"""Paragraphs: the lines of a text, or the blocks of lines where a text is wrapped to a fixed width."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.statement import Span

_BREAKS = "\n\r\u2028\u2029\x0b\x0c\x85"
_VISIBLE = re.compile(r"\S")
_LINE = re.compile(f"[^{_BREAKS}]+")

# A text counts as wrapped when none of its lines is longer than a mail or a terminal allows and nearly all
# of them are filled as far as whole words go.
_WIDEST = 100
_NARROWEST = 40
_FILLED = 0.9
_ENOUGH_LINES = 4


def trimmed(text: str, start: int, end: int) -> Span:
    """Return ``[start, end)`` without white space at its ends; ``[start, start)`` where nothing is left."""
    first = _VISIBLE.search(text, start, end)
    if first is None:
        return start, start
    while text[end - 1].isspace():
        end -= 1
    return first.start(), end


@lru_cache(maxsize=1)  # each stage of a reading asks for those of the same text
def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of the paragraphs of ``text`` in order, without white space at their ends.

    A paragraph is a line that is not blank. In a text that is wrapped to a fixed width, with blank lines
    between its paragraphs, it is a block of lines.
    """
    lines = [span for m in _LINE.finditer(text) if (span := trimmed(text, *m.span()))[0] < span[1]]
    wrapped = _wrapped(text, lines)
    return tuple(wrapped) if wrapped else tuple(lines)


def _wrapped(text: str, lines: list[Span]) -> list[Span] | None:
    """Return the blocks of lines of a wrapped text, ``None`` for a text that is not wrapped.

    In a text filled word by word, the first word of a line would not have fitted on the line above.
    """
    width = max((end - start for start, end in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    blocks: list[Span] = []
    joints = filled = 0
    previous: Span | None = None
    for start, end in lines:
        if previous is not None and not _blank_between(text, previous[1], start):
            joints += 1
            word = text[start:end].split(maxsplit=1)[0]
            filled += previous[1] - previous[0] + 1 + len(word) > width
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        previous = (start, end)
    return blocks if joints >= _ENOUGH_LINES and filled >= _FILLED * joints else None


def _blank_between(text: str, end: int, start: int) -> bool:
    """Whether a blank line stands between a line's ``end`` and the next one's ``start``."""
    gap = text[end:start].replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in _BREAKS) > 1
