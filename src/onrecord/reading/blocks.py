"""Block quotations that lost their marks: a page sets them off by an indent, and scraping leaves bare paragraphs.

Such a paragraph is taken for a quotation only where the text around it says so:

- the paragraph before ends with a colon behind a cue ("She wrote in her letter:"), and this one names no source
  of its own; or
- it stands between a paragraph in which somebody speaks and a quotation without a source, and sounds spoken: it
  breaks off ("...") or says "we" or "I", as this article's running text hardly ever does.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.reading.paragraphs import paragraphs
from onrecord.reading.quotations import Quotation
from onrecord.reading.raw import Raw, overlap
from onrecord.statement import Span

_SPOKEN = re.compile(r"…|\.\.\.|\b(?:we|our|us|ours|I|my|me)\b")
_SAYING = re.compile(
    r":|\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|writ\w+|wrote|add(?:s|ed)|ask(?:s|ed)|according|tweet\w*|posted)\b"
)
_ENDS_WITH_COLON = re.compile(r":\s*$")
_TERMINATED = re.compile(r"[.!?…][\"”’')\]]*$")

PERSONAL = 2
"""An article with more unmarked paragraphs that sound spoken is told in the first person."""

FEWEST = 60
"""A shorter paragraph is no block quotation but a heading or a line of a list; in characters."""


def with_block_quotations(raws: list[Raw], text: str, found: tuple[Quotation, ...]) -> list[Raw]:
    """Make unmarked block quotations statements; what was read inside them as somebody's is theirs no more."""
    stretches = paragraphs(text)
    starts = [s for s, _ in stretches]
    marked = {bisect_right(starts, q.span[0]) - 1 for q in found if q.depth == 0}
    homes: dict[int, list[Raw]] = {}
    for raw in raws:
        for number in {bisect_right(starts, s) - 1 for s, _ in raw.spans()}:
            homes.setdefault(number, []).append(raw)
    spoken = [
        number
        for number, (start, end) in enumerate(stretches)
        if number not in marked and _SPOKEN.search(text, start, end)
    ]
    candidates = set(spoken) if len(spoken) <= PERSONAL else set()
    gone: set[int] = set()
    made: list[Raw] = []
    for number in range(1, len(stretches)):
        start, end = stretches[number]
        if number in marked or end - start < FEWEST or not _TERMINATED.search(text, max(start, end - 4), end):
            continue
        here, before = homes.get(number, []), homes.get(number - 1, [])
        introducing = _introduces(text, stretches[number - 1], before)
        if introducing is not None:
            if any(r is not introducing and r.source for r in here):
                continue
            gone.update(id(r) for r in here if r is not introducing)
            rest = [s for s in introducing.content if not overlap(s, (start, end))]
            introducing.content = sorted([*rest, (start, end)])
        elif (
            number in candidates
            and any(r.cue for r in before)
            and _lone(homes.get(number + 1, []), stretches[number + 1 : number + 2])
            and not any(_SAYING.search(text, *cue) for r in here for cue in r.cue)
        ):
            gone.update(id(r) for r in here)
            made.append(Raw([], [], [(start, end)], origin="quotation"))
    return [r for r in raws if id(r) not in gone] + made


def _introduces(text: str, paragraph: Span, raws: list[Raw]) -> Raw | None:
    """Return the statement whose cue ends a paragraph with a colon, its content still to come."""
    if not _ENDS_WITH_COLON.search(text, max(paragraph[0], paragraph[1] - 3), paragraph[1]):
        return None
    for raw in raws:
        said = [s for s in raw.content if overlap(s, paragraph)]
        if raw.cue and not said and paragraph[0] <= raw.cue[0][0] < paragraph[1]:
            return raw
    return None


def _lone(raws: list[Raw], paragraph: tuple[Span, ...] | list[Span]) -> bool:
    """Tell whether a paragraph is a quotation that names no source."""
    if not paragraph:
        return False
    return any(r.origin == "quotation" and overlap(r.content[0], paragraph[0]) for r in raws)
