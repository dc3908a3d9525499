"""Verdicts: who is meant, before it is put into the contract's form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.focus import Candidate
from onrecord.statement import Kind, Span, Step


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is meant, before it is put into the contract's form.

    Args:
        name: as printed.
        kind: what it is.
        via: the chain of evidence.
        confidence: probability that it is right.
        entity: who, among the article's entities.
        options: those weighed, the likeliest first.
        at: the word where it came into focus.
    """

    name: str
    kind: Kind
    via: tuple[Step, ...]
    confidence: float
    entity: Entity | None = None
    options: tuple[Candidate, ...] = ()
    at: int | None = None

    def because(self, span: Span, reason: str, factor: float = 0.95) -> Verdict:
        """Return the verdict with a step put before its chain, a little less certain for it."""
        return replace(
            self,
            via=(Step((span,), reason), *self.via),
            confidence=self.confidence * factor,
            at=None,
        )
