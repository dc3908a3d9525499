"""How sure a statement is: a logistic model over what the network and the text's form say of it.

The model is fitted on the tuning part (``training/calibrate.py``), where a statement counts as right when its
content and its source fit a gold statement's; so the figure is a probability (Platt, 1999), not a score.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from onrecord.reading.raw import Raw
from onrecord.statement import Quote

ODDS = ("content_start", "content_end", "content_mean", "cue", "source", "source_link", "content_link")
FEATURES = (*ODDS, "no_source", "direct", "mixed", "pieces", "length", "post", "turn", "quotation")
"""The features by name: ``ODDS`` as log odds, the rest as they are."""

_LEAST = 0.002
_NEUTRAL = 0.9


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model: one weight a feature, in the order of ``FEATURES``, and a bias."""

    weights: tuple[float, ...]
    bias: float

    @classmethod
    def of(cls, card: dict[str, Any]) -> Calibration:
        """Return the calibration that a model's card holds."""
        kept = card["confidence"]
        return cls(tuple(float(kept["weights"][name]) for name in FEATURES), float(kept["bias"]))

    def probability(self, raw: Raw, quote: Quote) -> float:
        """Return the probability that a statement's content and source are right, to two places."""
        score = self.bias + sum(w * x for w, x in zip(self.weights, features(raw, quote), strict=True))
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score)))), 2)


ACT_FIELDS = ("mode", "act", "target", "positions")
"""The fields of acts, each with its own fit."""


@dataclass(frozen=True, slots=True)
class ActCalibration:
    """From the network's odds of a field to the probability that the field is right: a slope and a bias each.

    Fitted on the tuning part on the log odds of what the network chose (Platt, 1999).
    """

    fits: dict[str, tuple[float, float]]

    @classmethod
    def of(cls, card: dict[str, Any]) -> ActCalibration:
        """Return the fits that a model's card holds."""
        kept = card["acts"]
        return cls({name: (float(kept[name]["slope"]), float(kept[name]["bias"])) for name in ACT_FIELDS})

    def probability(self, field: str, odds: float) -> float:
        """Return the probability that a field is right, to two places."""
        slope, bias = self.fits[field]
        score = slope * log_odds(odds) + bias
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score)))), 2)


def log_odds(odds: float) -> float:
    """Return the logarithm of the odds of a probability, kept from running away at both ends."""
    clipped = min(1 - _LEAST, max(_LEAST, odds))
    return math.log(clipped / (1 - clipped))


def features(raw: Raw, quote: Quote) -> list[float]:
    """Return a statement's features, in the order of ``FEATURES``."""
    odds = [raw.evidence.get(name, _NEUTRAL) for name in ODDS]
    if not raw.source:
        odds[ODDS.index("source")] = _NEUTRAL
    return [
        *map(log_odds, odds),
        float(not raw.source),
        float(quote == "direct"),
        float(quote == "mixed"),
        float(len(raw.content) - 1),
        math.log(sum(e - s for s, e in raw.content)),
        float(raw.origin == "post"),
        float(raw.origin == "turn"),
        float(raw.origin == "quotation"),
    ]
