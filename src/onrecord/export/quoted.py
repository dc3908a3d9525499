"""The words of a statement that stand inside quotation marks: what may be called somebody's own."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.reading.quotations import Quotation, quotations
from onrecord.statement import Reading, Span, Statement


class Quoted:
    """The quoted words of one article's statements.

    Args:
        reading: the reading.
    """

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        needed = any(one.quote != "indirect" for one in reading.statements)
        self._quotations = quotations(self._text) if needed else ()

    def words(self, statement: Statement) -> list[str]:
        """Return the stretches of a statement's content that are quoted, without their marks, in order.

        Of a direct statement that is all of its content; of an indirect one, nothing. A comma before the last
        mark is left out: it belongs to the article's sentence.
        """
        if statement.quote == "indirect":
            return []
        found: list[str] = []
        for start, end in statement.content:
            inside = [
                one
                for one in self._quotations
                if one.span[0] < end
                and start < one.span[1]
                and not (one.inner[0] <= start and end <= one.inner[1])
            ]
            spans = _outermost(inside)
            if not spans and statement.quote == "direct":
                spans = [(start, end)]
            found.extend(self._text[max(start, first) : min(end, last)].strip() for first, last in spans)
        found = [words for words in found if words]
        return [*found[:-1], found[-1].rstrip(",;:")] if found else []


def _outermost(some: Iterable[Quotation]) -> list[Span]:
    """Return what stands between the marks of those quotations that lie within no other one of them."""
    kept: list[Quotation] = []
    for one in some:
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return [one.inner for one in kept]
