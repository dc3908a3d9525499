"""An article's text cut where its statements' spans begin and end, and the sentences around a span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.statement import Spans, Statement

Role = Literal["source", "cue", "content"]

# A sentence's own words are shown this far around the marked ones; what is longer by more than a few is cut.
_CONTEXT = 160
_LEAST_CUT = 40

_END = re.compile(r"(?P<stop>[.!?…])[\"”’'»›)\]]*\s+(?=[\"“‘'«‹(\[—–-]*[A-Z0-9])|\s*\n\s*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Hon|St|Sr|vs)|\b[A-Z])$"
)


class Mark(NamedTuple):
    """The part that a stretch of text plays in a statement, given by its place in the list."""

    statement: int
    role: Role


class Segment(NamedTuple):
    """A stretch of text whose characters all play the same parts; outer statements come first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def segments(length: int, statements: Iterable[Statement]) -> Iterator[Segment]:
    """Cut a text wherever a span of the statements begins or ends.

    Args:
        length: how many characters the text has.
        statements: the statements of the text.

    Yields:
        The segments, in order; together they are the whole text.
    """
    edges: dict[int, tuple[list[tuple[int, Mark]], list[tuple[int, Mark]]]] = {0: ([], []), length: ([], [])}
    for place, statement in enumerate(statements):
        for role, spans in parts(statement):
            for start, end in spans:
                # The longest comes first, so that what lies within another comes after it.
                key = (start - end, Mark(place, role))
                edges.setdefault(start, ([], []))[0].append(key)
                edges.setdefault(end, ([], []))[1].append(key)
    open_now: list[tuple[int, Mark]] = []
    for (start, (opened, closed)), (end, _) in pairwise(sorted(edges.items())):
        open_now = sorted([key for key in open_now if key not in closed] + opened)
        yield Segment(start, end, tuple(mark for _, mark in open_now))


def parts(statement: Statement) -> tuple[tuple[Role, Spans], ...]:
    """Return a statement's spans by role."""
    return ("source", statement.source), ("cue", statement.cue), ("content", statement.content)


class Stretch(NamedTuple):
    """A stretch of text around marked words, and whether its sentence goes on before and after it."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


class Sentences:
    """Where a text's sentences begin and end, told by their stops alone: enough to show words in context.

    Args:
        text: the text of an article.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._ends: list[int] = []
        for match in _END.finditer(text):
            stop = match.start("stop")
            if stop < 0 or text[stop] != "." or not _ABBREVIATION.search(text, max(0, stop - 8), stop):
                self._ends.append(match.start() + len(match[0].rstrip()))
                self._starts.append(match.end())
        self._ends.append(len(text.rstrip()))

    def around(self, spans: Iterable[tuple[int, int]]) -> list[Stretch]:
        """Return the sentences that hold the spans, in order, adjoining ones as one stretch.

        What is far from the marked words in a very long sentence is cut off.
        """
        stretches: list[Stretch] = []
        for first, last in sorted(spans):
            start, cut_before = self._begin(first)
            end, cut_after = self._end(last)
            if stretches and not self._text[stretches[-1].end : start].strip():
                before = stretches.pop()
                start, cut_before = before.start, before.cut_before
                end, cut_after = max((before.end, before.cut_after), (end, cut_after))
            stretches.append(Stretch(start, end, cut_before, cut_after))
        return stretches

    def _begin(self, place: int) -> tuple[int, bool]:
        start = self._starts[bisect_right(self._starts, place) - 1]
        if place - start <= _CONTEXT + _LEAST_CUT:
            return start, False
        space = self._text.find(" ", place - _CONTEXT, place)
        return (space + 1 if space >= 0 else place), True

    def _end(self, place: int) -> tuple[int, bool]:
        end = max(place, self._ends[bisect_right(self._starts, place - 1) - 1])
        if end - place <= _CONTEXT + _LEAST_CUT:
            return end, False
        space = self._text.rfind(" ", place, place + _CONTEXT)
        return (space if space >= 0 else place), True
