"""Tiers: the same reader with larger or smaller weights, each of which may come with a package of its own."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, Literal, get_args

from onrecord.errors import TierError

Tier = Literal["best", "default", "fast"]

TIERS: Final[tuple[Tier, ...]] = get_args(Tier)
"""From the one that is right most often to the fastest."""

DEFAULT: Final[Tier] = "default"
"""The tier that reads where none is asked for."""

CARRIED: Final[dict[str, str]] = {"default": "weights", "fast": "weights_fast"}
"""The tiers that the package itself carries, each with the folder of its weights beside this module."""

GROUP: Final = "onrecord.weights"
"""The entry points by which a package offers the folder of a tier's weights, under the tier's name."""


def weights_of(tier: str) -> Path:
    """Return the folder of a tier's weights.

    Raises:
        TierError: there is no such tier, or its package is not installed.
    """
    if tier in CARRIED:
        return Path(__file__).parent / CARRIED[tier]
    if tier not in TIERS:
        raise TierError(f"there is no tier {tier!r}; there are {', '.join(TIERS)}")
    for point in entry_points(group=GROUP, name=tier):
        folder = Path(point.load())
        if (folder / "model.json").is_file():
            return folder
        raise TierError(f"the package of the tier {tier} holds no weights: {folder}")
    raise TierError(f"the tier {tier} is not installed: pip install 'onrecord[{tier}]'")
