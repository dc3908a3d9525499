"""Whose a quotation is, where the network lost it over a statement that somebody makes inside it.

In "“Bo has promised it again,” Ruiz said." a network may see that Bo promises and be left with a mark for what Ruiz
said. The marks know better: all of the quotation is hers, and so is one that she signs ("“Not now.” - Ana Ruiz").
"""

from __future__ import annotations

import re

from onrecord.reading.nearby import Nearby
from onrecord.reading.quotations import Quotation
from onrecord.reading.raw import Raw, overlap
from onrecord.statement import Span

_WORDS = 4
"""Words from which a quotation with a signature is somebody's statement rather than a title or a name."""

_NAME = r"(?:(?:[^\W\d_a-z]\.)+|[^\W\d_a-z][\w'’-]*)"
_SIGNED = re.compile(
    r"[ \t\xa0]*(?P<dash>[―—–]|--?(?=\s))[ \t\xa0]*"
    rf"(?P<name>{_NAME}(?:[ \xa0](?:(?:de|del|der|la|von|van|bin|al)[ \xa0])*{_NAME}){{1,4}})"
    r"[ \t\xa0.]*(?=\n|\Z)"
)
"""A dash and a name of two to five words that end the line."""


def whole_for_their_cues(raws: list[Raw], text: str, found: tuple[Quotation, ...]) -> list[Raw]:
    """Give a quotation whole to the statement that its source and cue stand right beside.

    That one must hold a piece of it already, and all others must stand inside it; they are left out, since what a
    quotation says is its speaker's.
    """
    touching = _by_spans(raws)
    gone: set[int] = set()
    for quotation in _closed(found):
        span = quotation.span
        here = {id(raw): raw for _, raw in touching.overlapping(span) if id(raw) not in gone}
        within = [raw for raw in here.values() if _inside(raw, span)]
        around = [raw for raw in here.values() if not _inside(raw, span)]
        if not within or len(around) != 1:
            continue
        owner = around[0]
        frame = [*owner.source, *owner.cue]
        if not owner.cue or any(overlap(one, span) for one in frame) or not _beside(text, frame, span):
            continue
        mine = [one for one in owner.content if overlap(one, span)]
        merged = (min(span[0], *(s for s, _ in mine)), max(span[1], *(e for _, e in mine)))
        owner.content = sorted([one for one in owner.content if one not in mine] + [merged])
        gone.update(map(id, within))
    return [raw for raw in raws if id(raw) not in gone]


def signed_quotations(raws: list[Raw], text: str, found: tuple[Quotation, ...]) -> list[Raw]:
    """Give a quotation to who signs it: a dash and a name behind it that end its line."""
    touching = _by_spans(raws)
    gone: set[int] = set()
    added: list[Raw] = []
    for quotation in _closed(found):
        span = quotation.span
        signature = _SIGNED.match(text, span[1])
        if signature is None or len(text[slice(*span)].split()) < _WORDS:
            continue
        frame = span[1], signature.end("name")
        here = {id(raw): raw for _, raw in touching.overlapping(span) if id(raw) not in gone}
        mine = [raw for raw in here.values() if any(overlap(one, span) for one in raw.content)]
        if any(_is_elsewhere(text, raw, span, frame) for raw in mine):
            continue
        gone.update(map(id, mine))
        evidence = dict(mine[0].evidence) if mine else {}
        added.append(Raw([signature.span("name")], [signature.span("dash")], [span], evidence=evidence))
    return [*(raw for raw in raws if id(raw) not in gone), *added]


def _closed(found: tuple[Quotation, ...]) -> list[Quotation]:
    return [q for q in found if q.depth == 0 and q.opened and q.closed]


def _by_spans(raws: list[Raw]) -> Nearby[Raw]:
    touching: Nearby[Raw] = Nearby()
    for raw in raws:
        for span in raw.spans():
            touching.add(span, raw)
    return touching


def _inside(raw: Raw, span: Span) -> bool:
    return all(_within(one, span) for one in raw.spans())


def _within(inner: Span, span: Span) -> bool:
    return span[0] <= inner[0] and inner[1] <= span[1]


def _is_elsewhere(text: str, raw: Raw, span: Span, frame: Span) -> bool:
    """Whether a statement has more than a quotation and its signature to it, on the same line."""
    reach = span[0], frame[1]
    return any(
        not _within(one, reach) and "\n" not in text[min(one[1], reach[1]) : max(one[0], reach[0])]
        for one in raw.spans()
    )


def _beside(text: str, frame: list[Span], span: Span) -> bool:
    """Whether nothing but marks stands between a quotation and its source and cue."""
    if all(start >= span[1] for start, _ in frame):
        between = text[span[1] : min(start for start, _ in frame)]
    elif all(end <= span[0] for _, end in frame):
        between = text[max(end for _, end in frame) : span[0]]
    else:
        return False
    return not any(map(str.isalnum, between)) and "\n" not in between
