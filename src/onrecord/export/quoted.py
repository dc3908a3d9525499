"""The words of a statement that stand inside quotation marks: what may be called somebody's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.reading.paragraphs import trimmed
from onrecord.reading.quotations import Quotation, quotations
from onrecord.statement import Quote, Reading, Span, Spans, Statement


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
        spans = quoted_spans(self._text, statement.content, statement.quote, self._quotations)
        return [self._text[start:end] for start, end in spans]


def quoted_spans(text: str, content: Spans, quote: Quote, found: Sequence[Quotation]) -> Spans:
    """Return where the stretches of a statement's content stand that are quoted, as :meth:`Quoted.words` has them.

    Args:
        text: the article's text.
        content: the statement's content.
        quote: how much of it is quoted.
        found: the text's quotations.
    """
    if quote == "indirect":
        return ()
    kept: list[Span] = []
    for start, end in content:
        inside = [
            one
            for one in found
            if one.span[0] < end
            and start < one.span[1]
            and not (one.inner[0] <= start and end <= one.inner[1])
        ]
        spans = _outermost(inside)
        if not spans and quote == "direct":
            spans = [(start, end)]
        kept.extend(trimmed(text, max(start, first), min(end, last)) for first, last in spans)
    kept = [(start, end) for start, end in kept if start < end]
    if kept:
        start, end = kept[-1]
        kept[-1] = (start, start + len(text[start:end].rstrip(",;:")))
    return tuple(kept)


def _outermost(some: Iterable[Quotation]) -> list[Span]:
    """Return what stands between the marks of those quotations that lie within no other one of them."""
    kept: list[Quotation] = []
    for one in some:
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return [one.inner for one in kept]
