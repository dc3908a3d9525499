"""Krippendorff's alpha: how far coders agree, beyond what chance would have them agree.

References:
    K. Krippendorff: *Computing Krippendorff's Alpha-Reliability*, University of Pennsylvania, 2011.
    A. F. Hayes and K. Krippendorff: *Answering the Call for a Standard Reliability Measure for Coding Data*,
    Communication Methods and Measures 1 (1), 2007.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.record.coding.codebook import Level

Matrix = NDArray[np.float64]


def alpha(units: Sequence[Sequence[str]], level: Level, order: Sequence[str] = ()) -> float | None:
    """Return Krippendorff's alpha.

    Args:
        units: for each unit the codes that it was given, one a coder; a coder who gave none is left out.
        level: what differences between codes mean.
        order: for the level ordinal, the codes in their order.

    Returns:
        Alpha: 1 for agreement, 0 for what chance gives, less for worse than that. ``None`` where it is not
        defined: no unit has two codes, or all codes are the same.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    given = {code for unit in pairable for code in unit}
    if len(given) < 2:
        return None
    values = _ordered(given, level, order)
    place = {value: n for n, value in enumerate(values)}
    coincidences = np.zeros((len(values), len(values)))
    for unit in pairable:
        counts = np.bincount([place[code] for code in unit], minlength=len(values)).astype(float)
        coincidences += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = coincidences.sum(axis=1)
    distances = _distances(values, totals, level)
    observed = float((coincidences * distances).sum())
    expected = float((np.outer(totals, totals) * distances).sum() / (totals.sum() - 1))
    return 1.0 - observed / expected


def _ordered(given: set[str], level: Level, order: Sequence[str]) -> list[str]:
    if level == "interval":
        return sorted(given, key=float)
    places = {value: n for n, value in enumerate(order)}
    return sorted(given, key=lambda value: (places.get(value, len(places)), value))


def _distances(values: Sequence[str], totals: Matrix, level: Level) -> Matrix:
    """Return the squared difference between any two values (the paper's difference functions)."""
    if level == "nominal":
        return np.asarray(1.0 - np.eye(len(values)))
    if level == "interval":
        numbers = np.array([float(value) for value in values])
        return np.asarray((numbers[:, None] - numbers[None, :]) ** 2)
    # Ranks: what lies between two values, and half of either.
    middle = np.cumsum(totals) - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)
