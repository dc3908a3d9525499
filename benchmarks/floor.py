"""The quality floor: figures that may rise and not fall, pinned to the files that they were measured on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FLOOR = Path(__file__).parent / "floor.json"

SLACK = 0.5
"""How far (in points) a figure may lie below its floor: int8 kernels round differently from CPU to CPU."""


class FloorError(Exception):
    """Figures that cannot be held against the floor, since they were measured on other files."""


class Floor:
    """The floor of one part.

    Args:
        part: the part's name.
        digests: the SHA-256 digest of each file that the figures at hand were measured on.
        path: the file that holds the floors.

    Raises:
        FloorError: the floor was measured on other files.
    """

    def __init__(self, part: str, digests: Mapping[str, str], path: Path = FLOOR) -> None:
        self._part = part
        self._digests = dict(digests)
        self._path = path
        self._all = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        kept = self._all.get(part, {"files": self._digests, "figures": {}})
        if kept["files"] != self._digests:
            other = sorted(
                name
                for name in self._digests.keys() | kept["files"].keys()
                if self._digests.get(name) != kept["files"].get(name)
            )
            raise FloorError(f"the floor of {part} was measured on other files: {', '.join(other)}")
        self.figures: dict[str, float] = kept["figures"]

    def below(self, figures: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Return the figures more than ``SLACK`` below their floor, each with it; a missing one is 0."""
        return {
            name: (figures.get(name, 0.0), floor)
            for name, floor in self.figures.items()
            if figures.get(name, 0.0) < floor - SLACK
        }

    def raise_to(self, figures: Mapping[str, float]) -> dict[str, float]:
        """Write and return the figures that are higher than their floor or have none yet; none falls."""
        higher = {
            name: round(figure, 1)
            for name, figure in figures.items()
            if round(figure, 1) > self.figures.get(name, -1.0)
        }
        self.figures = {**self.figures, **higher}
        self._all[self._part] = {"files": self._digests, "figures": self.figures}
        self._path.write_text(json.dumps(self._all, indent=1) + "\n", encoding="utf-8")
        return higher
