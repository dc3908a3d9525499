"""A statement while it is being read: spans in characters, and what its confidence will rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.decode import TAGS
from onrecord.reading.encoder import Tagged
from onrecord.reading.links import Draft, WordSpan
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
    scores = tagged.roles
    odds = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(scores) else scores
    odds = odds / odds.sum(axis=1, keepdims=True) if len(scores) else odds
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


def settled(raws: list[Raw]) -> list[Raw]:
    """Return the statements so that none overlaps another, but lies whole within one of its contents or apart.

    What lies whole inside another's content is nested in it; where two only touch, the later one loses the words
    that the earlier one has, and goes if it has none left.
    """
    kept: list[Raw] = []
    reached: list[int] = []  # the furthest end of the statements kept up to each
    for raw in sorted(raws, key=lambda r: (r.start, -r.content[0][1], r.inside is not None)):
        first = min(start for start, _ in raw.spans())
        for other, furthest in zip(reversed(kept), reversed(reached), strict=True):
            if furthest <= first:
                break
            if raw.inside is other or other.inside is raw:
                continue
            if any(_lies_in(raw, span) for span in other.content):
                raw.inside = raw.inside or other
            elif any(_lies_in(other, span) for span in raw.content):
                other.inside = other.inside or raw
            else:
                taken = [*other.content, *other.cue]
                raw.content = [s for s in raw.content if not any(overlap(s, t) for t in taken)]
                if not raw.content:
                    break
        if raw.content:
            last = max(end for _, end in raw.spans())
            reached.append(max(last, reached[-1] if reached else 0))
            kept.append(raw)
    for raw in kept:
        if raw.inside is not None and all(raw.inside is not other for other in kept):
            raw.inside = None
    return kept


def _lies_in(raw: Raw, span: Span) -> bool:
    return all(span[0] <= start and end <= span[1] for start, end in raw.spans())
