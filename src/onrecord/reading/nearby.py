"""Spans, kept so that those which overlap a given one are found without looking at all."""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

from onrecord.statement import Span

Item = TypeVar("Item")

_CELL = 256
"""Characters to a cell; about as many as a statement has."""


class Nearby(Generic[Item]):
    """Items by the spans that they stand at.

    The text is divided into cells of one size, and a span is listed in each that it touches; so a question takes
    time in the length of its span and in what stands there, however long the text, and however long a span
    around it.
    """

    def __init__(self) -> None:
        self._cells: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
        self._entries: list[tuple[Span, Item]] = []

    def add(self, span: Span, item: Item) -> None:
        """Put an item at a span, which must not be empty."""
        for cell in _cells(span):
            self._cells[cell].append((len(self._entries), span))
        self._entries.append((span, item))

    def overlapping(self, span: Span) -> list[tuple[Span, Item]]:
        """Return the spans that share characters with ``span``, each with its item, in the order of ``add``."""
        start, end = span
        numbers = {
            number
            for cell in _cells(span)
            for number, (first, last) in self._cells.get(cell, ())
            if first < end and start < last
        }
        return [self._entries[number] for number in sorted(numbers)]


def _cells(span: Span) -> range:
    return range(span[0] // _CELL, (span[1] - 1) // _CELL + 1)
