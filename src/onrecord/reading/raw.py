"""A statement while it is being read: spans in characters, and what its confidence will rest on."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.decode import TAGS, softmax
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

    @property
    def reach(self) -> Span:
        """From where the first of its spans starts to where the last one ends."""
        spans = self.spans()
        return min(start for start, _ in spans), max(end for _, end in spans)

    def spans(self) -> list[Span]:
        """Return the spans of all three roles."""
        return [*self.source, *self.cue, *self.content]


def overlap(a: Span, b: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def from_drafts(tagged: Tagged, drafts: list[Draft]) -> list[Raw]:
    """Turn linked spans of words into spans of characters, with the network's certainty of each."""
    odds = softmax(tagged.roles)
    return [_raw(tagged, draft, odds) for draft in drafts]


def _raw(tagged: Tagged, draft: Draft, odds: NDArray[np.float32]) -> Raw:
    def characters(span: WordSpan) -> Span:
        return int(tagged.tokens.starts[span[0]]), int(tagged.tokens.ends[span[1] - 1])

    contents = sorted(draft.contents)
    edges = [_edges(odds, span, "content") for span in contents]
    evidence = {
        "content_start": min(s for s, _ in edges),
        "content_end": min(e for _, e in edges),
        "content_mean": float(np.mean([_mean(odds, span, "content") for span in contents])),
        "cue": _mean(odds, draft.cue, "cue") if draft.cue else 0.0,
        "source": _mean(odds, draft.source, "source") if draft.source else 0.0,
        "source_link": draft.source_odds,
        "content_link": draft.content_odds,
    }
    return Raw(
        [characters(draft.source)] if draft.source else [],
        [characters(draft.cue)] if draft.cue else [],
        [characters(span) for span in contents],
        evidence=evidence,
    )


def _mean(odds: NDArray[np.float32], span: WordSpan, role: str) -> float:
    """Return the mean probability of a role, begun or going on, over the words of a span."""
    columns = [TAGS.index("B-" + role), TAGS.index("I-" + role)]
    return float(odds[span[0] : span[1], columns].sum(axis=1).mean())


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
    """Return the statements so that none overlaps another, but lies whole within one of its contents or apart.

    What lies whole inside another's content is nested in it; where two only touch, the later one loses the words
    that the earlier one has, and goes if it has none left.
    """
    kept: list[Raw] = []
    claims: Nearby[tuple[int, bool]] = Nearby()  # number in ``kept``, and whether its words are taken
    for raw in sorted(raws, key=lambda r: (r.start, -r.content[0][1], r.inside is not None)):
        shared: dict[int, set[Span]] = {}  # by number in ``kept``: the contents that it has words of
        for span in raw.spans():
            for _, (number, takes) in claims.overlapping(span):
                lost = shared.setdefault(number, set())
                if takes:
                    lost.add(span)
        for number in sorted(shared, reverse=True):
            other = kept[number]
            if raw.inside is other or other.inside is raw:
                continue
            if holder(other.content, raw.reach):
                raw.inside = raw.inside or other
            elif holder(raw.content, other.reach):
                other.inside = other.inside or raw
            else:
                raw.content = [s for s in raw.content if s not in shared[number]]
                if not raw.content:
                    break
        if raw.content:
            for spans, takes in ((raw.source, False), (raw.cue, True), (raw.content, True)):
                for span in spans:
                    claims.add(span, (len(kept), takes))
            kept.append(raw)
    known = {id(raw) for raw in kept}
    for raw in kept:
        if id(raw.inside) not in known:
            raw.inside = None
    return kept
