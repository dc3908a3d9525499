"""Names in an article, as the network tags them: persons, organisations, states and others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from onrecord.reading.decode import NAME_TAGS, forbidden_steps, softmax, spans
from onrecord.reading.encoder import Tagged
from onrecord.statement import Span

NameKind = Literal["person", "organisation", "state", "other"]

_STEPS = forbidden_steps(NAME_TAGS)


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands in the text.

    Args:
        span: its characters.
        kind: what it names; ``other`` are peoples, places that are no states, works, laws and events.
        odds: the network's probability of this kind at its least certain word.
    """

    span: Span
    kind: NameKind
    odds: float


def names(tagged: Tagged) -> list[Name]:
    """Return the names of an article in the order of the text."""
    tokens = tagged.tokens
    found: list[Name] = []
    scores = tagged.names
    odds = softmax(scores)
    for window, path in zip(tagged.windows, tagged.paths(scores, _STEPS, NAME_TAGS), strict=True):
        chosen = odds[np.arange(window.start, window.end), path].tolist()
        for kind, a, b in spans(path, NAME_TAGS):
            first, last = window.start + a, window.start + b
            sure = min(chosen[a:b])
            span = (int(tokens.starts[first]), int(tokens.ends[last - 1]))
            found.append(Name(span, cast(NameKind, kind), round(sure, 4)))
    return found
