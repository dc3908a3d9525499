"""Calibration: do the statements that are given a probability of 0.8 turn out right in 80 of 100 cases?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BINS = 10
THRESHOLDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement's probability, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose probability is at least ``low`` and below ``high`` (the last bin holds 1 too).

    ``confidence`` and ``right`` are their mean probability and the share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What remains when statements below ``threshold`` are dropped: how many, and how good (0 to 1)."""

    threshold: float
    count: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far probabilities can be trusted.

    Args:
        error: the expected calibration error over bins of equal width (Naeini et al., AAAI 2015).
        brier: the mean squared difference between probability and outcome (Brier, 1950).
        bins: the reliability table, bins without statements left out.
        kept: precision and recall at each threshold.
        precise: the same at the thresholds that the model promises these percentages of right statements from.
    """

    error: float
    brier: float
    bins: tuple[Bin, ...]
    kept: tuple[Kept, ...]
    precise: dict[int, Kept]

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            "error": self.error,
            "brier": self.brier,
            "bins": [[b.low, b.high, b.count, b.confidence, b.right] for b in self.bins],
            "kept": [[k.threshold, k.count, k.precision, k.recall] for k in self.kept],
            "precise": {
                str(share): [k.threshold, k.count, k.precision, k.recall] for share, k in self.precise.items()
            },
        }


def calibration(
    judged: Sequence[Judged], gold: int, precise: Mapping[int, float] | None = None
) -> Calibration:
    """Compare probabilities with outcomes.

    Args:
        judged: every statement found.
        gold: how many there are to be found.
        precise: from which probability on the model promises that these percentages of statements are right.

    Raises:
        ValueError: there is no statement to judge.
    """
    if not judged:
        raise ValueError("no statement was found, so there is nothing to calibrate")
    members: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        members[min(BINS - 1, int(one.confidence * BINS))].append(one)
    bins = tuple(
        Bin(
            place / BINS,
            (place + 1) / BINS,
            len(some),
            sum(one.confidence for one in some) / len(some),
            sum(one.right for one in some) / len(some),
        )
        for place, some in enumerate(members)
        if some
    )
    return Calibration(
        error=sum(b.count * abs(b.confidence - b.right) for b in bins) / len(judged),
        brier=sum((one.confidence - one.right) ** 2 for one in judged) / len(judged),
        bins=bins,
        kept=tuple(_kept(judged, gold, threshold) for threshold in THRESHOLDS),
        precise={share: _kept(judged, gold, least) for share, least in (precise or {}).items()},
    )


def _kept(judged: Sequence[Judged], gold: int, threshold: float) -> Kept:
    above = [one for one in judged if one.confidence >= threshold]
    right = sum(one.right for one in above)
    return Kept(threshold, len(above), right / len(above) if above else 0.0, right / gold if gold else 0.0)
