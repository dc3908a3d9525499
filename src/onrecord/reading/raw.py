"""A statement while it is being read: spans in characters, and what its confidence will rest on."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.decode import ROLES, TAGS, softmax
from onrecord.reading.encoder import Tagged
from onrecord.reading.links import Draft, WordSpan
from onrecord.reading.nearby import Nearby
from onrecord.statement import Span

Origin = Literal["tagged", "post", "turn", "quotation"]


@dataclass(slots=True)
class Raw:
    """A statement in the making.

    Args:
        source, cue, content: spans in characters, in order.
        origin: what found it: the network's tags, an embedded post, a turn of an interview, or a quotation that
            stands alone.
        evidence: what speaks for it, for the confidence: see ``confidence.FEATURES``.
        inside: the statement whose content holds this one.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    origin: Origin = "tagged"
    evidence: dict[str, float] = field(default_factory=dict)
    inside: Raw | None = None

    @property
    def start(self) -> int:
        """Where the first of its content stands."""
        return self.content[0][0]

    def spans(self) -> list[Span]:
        """Return the spans of all three roles."""
        return [*self.source, *self.cue, *self.content]


def overlap(a: Span, b: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def from_drafts(tagged: Tagged, drafts: list[Draft]) -> list[Raw]:
    """Turn linked spans of words into spans of characters, with the network's certainty of each."""
    odds = softmax(tagged.roles)
    shares = {role: odds[:, TAGS.index("B-" + role)] + odds[:, TAGS.index("I-" + role)] for role in ROLES}
    return [_raw(tagged, draft, odds, shares) for draft in drafts]


def _raw(
    tagged: Tagged, draft: Draft, odds: NDArray[np.float32], shares: dict[str, NDArray[np.float32]]
) -> Raw:
    """Turn one draft; ``shares`` are the probabilities of each role, begun or going on, of each word."""

    def characters(span: WordSpan) -> Span:
        return int(tagged.tokens.starts[span[0]]), int(tagged.tokens.ends[span[1] - 1])

    contents = sorted(draft.contents)
    edges = [_edges(odds, span, "content") for span in contents]
    evidence = {
        "content_start": min(s for s, _ in edges),
        "content_end": min(e for _, e in edges),
        "content_mean": sum(_mean(shares["content"], span) for span in contents) / len(contents),
        "cue": _mean(shares["cue"], draft.cue) if draft.cue else 0.0,
        "source": _mean(shares["source"], draft.source) if draft.source else 0.0,
        "source_link": draft.source_odds,
        "content_link": draft.content_odds,
    }
    return Raw(
        [characters(draft.source)] if draft.source else [],
        [characters(draft.cue)] if draft.cue else [],
        [characters(span) for span in contents],
        evidence=evidence,
    )


def _mean(shares: NDArray[np.float32], span: WordSpan) -> float:
    """Return the mean probability of a role over the words of a span."""
    inside = shares[span[0] : span[1]]
    return float(np.add.reduce(inside) / np.float32(len(inside)))


def _edges(odds: NDArray[np.float32], span: WordSpan, role: str) -> tuple[float, float]:
    """Return the probabilities that a span starts where it does and that it ends where it does."""
    begins, goes_on = TAGS.index("B-" + role), TAGS.index("I-" + role)
    ends = 1.0 - float(odds[span[1], goes_on]) if span[1] < len(odds) else 1.0
    return float(odds[span[0], begins]), ends


def holder(spans: list[Span], inner: Span) -> Span | None:
    """Return the one of some spans, sorted and apart, that ``inner`` lies in; ``None`` where there is none."""
    k = bisect_right(spans, (inner[0], sys.maxsize)) - 1
    return spans[k] if k >= 0 and inner[1] <= spans[k][1] else None


def settled(raws: list[Raw]) -> list[Raw]:
    """Return the statements so that none overlaps another, but lies whole within its contents or apart.

    What lies whole inside another's contents is nested in it; where two only touch, the later one loses the pieces
    of content that the earlier one has words of, and goes if it has none left. Of two with one content the one
    that says whose it is stays.
    """
    kept: list[Raw] = []
    claims: Nearby[tuple[int, bool]] = Nearby()  # number in ``kept``, and whether its words are taken
    for raw in sorted(raws, key=_outermost_first):
        shared: dict[int, set[Span]] = {}  # by number in ``kept``: the pieces of content that it has words of
        for span in raw.spans():
            for _, (number, takes) in claims.overlapping(span):
                pieces = shared.setdefault(number, set())
                if takes:
                    pieces.add(span)
        others = [(kept[number], pieces) for number, pieces in sorted(shared.items(), reverse=True)]
        _give_way(raw, others)
        if not raw.content or any(raw.content == other.content for other, _ in others):
            continue
        for other, _ in others:
            if _holds(other, raw):
                raw.inside = raw.inside or other
            elif _holds(raw, other):
                other.inside = other.inside or raw
        for spans, takes in ((raw.source, False), (raw.cue, True), (raw.content, True)):
            for span in spans:
                claims.add(span, (len(kept), takes))
        kept.append(raw)
    known = {id(raw) for raw in kept}
    for raw in kept:
        if raw.inside and not (id(raw.inside) in known and _holds(raw.inside, raw)):
            raw.inside = None
    return kept


def _outermost_first(raw: Raw) -> tuple[int, int, bool, bool]:
    return raw.start, -raw.content[0][1], raw.inside is not None, not (raw.source or raw.cue)


def _give_way(raw: Raw, others: list[tuple[Raw, set[Span]]]) -> None:
    """Take from a statement the pieces that others have words of, unless one of the two lies in the other."""
    before = None
    while raw.content and raw.content != before:  # what lay in it may lie across it when it has lost a piece
        before = raw.content
        for other, pieces in others:
            if raw.content and not _holds(other, raw) and not _holds(raw, other):
                raw.content = [span for span in raw.content if span not in pieces]


def _holds(outer: Raw, inner: Raw) -> bool:
    return all(holder(outer.content, span) for span in inner.spans())
