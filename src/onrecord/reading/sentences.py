"""Sentences: where they end, and that what is not quoted hardly ever goes beyond the one that tells it.

Links are scored by the words, cues and paragraphs between two spans. A sentence's end is neither of these, and says
more: of 17,803 statements that were annotated in the articles that the network learned from, 63 have a content without
quotation marks that goes on behind the end of its cue's sentence, and 37 such a piece of content beside one in that
sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from onrecord.reading.paragraphs import paragraphs
from onrecord.reading.quotations import Quotation
from onrecord.reading.raw import Raw, holder
from onrecord.statement import Span

_SHORT = (
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Maj Sgt Cpl Capt Cmdr Adm Det Insp Supt St Prof Rev Hon Jr Sr Inc "
    "Corp Co Ltd vs"
)
BORDER: Final = re.compile(
    r"[.!?]"  # first: what is looked for behind it would otherwise be looked for everywhere
    + "".join(rf"(?<!\b{short}[.!?])" for short in _SHORT.split())
    + r"(?<!\b[A-Za-z][.!?])[”\"’']?\s+(?=[“\"‘']?[A-Z])"
)
"""Where a sentence ends."""


def within_sentences(raws: list[Raw], text: str, found: tuple[Quotation, ...]) -> list[Raw]:
    """Take from statements what is not quoted and lies beyond the sentence of their cue, if they have words in it.

    A whole piece goes; a piece that begins in the sentence, behind the cue, ends with it. What follows a colon may be
    as long as it likes.

    Args:
        raws: the statements in the making.
        text: the article's text.
        found: its quotations.
    """
    quoted = [q.span for q in found if q.depth == 0]
    stretches = paragraphs(text)
    starts = [start for start, _ in stretches]
    borders = [border.end() for border in BORDER.finditer(text)]
    for raw in raws:
        if not raw.cue:
            continue
        cue = raw.cue[0]
        first, last = stretches[bisect_right(starts, cue[0]) - 1]
        k = bisect_right(borders, cue[0])
        here = max([first, *borders[k - 1 : k]]), min([last, *borders[k : k + 1]])
        inside = [span for span in raw.content if here[0] <= span[0] < here[1]]
        if not inside:
            continue
        kept = [span for span in raw.content if span in inside or _quotes(quoted, span)]
        raw.content = [_ended(text, span, cue, here, quoted) if span in inside else span for span in kept]
    return raws


def _ended(text: str, span: Span, cue: Span, here: Span, quoted: list[Span]) -> Span:
    """Return a piece of content that begins in its cue's sentence, ended with it where it may not go on."""
    start, end = span
    if start < cue[0] or end <= here[1] or _is_quoted(quoted, start) or ":" in text[cue[1] - 1 : start]:
        return span
    for border in BORDER.finditer(text, start, end):
        if start < border.start() and border.end() < end and not _is_quoted(quoted, border.start()):
            return start, border.start()
    return span


def _quotes(quoted: list[Span], span: Span) -> bool:
    """Whether a span has words of a quotation."""
    k = bisect_left(quoted, (span[1], 0)) - 1
    return k >= 0 and span[0] < quoted[k][1]


def _is_quoted(quoted: list[Span], at: int) -> bool:
    return holder(quoted, (at, at + 1)) is not None
