"""Numbers that belong together, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Numbers in groups, each of which is called by its lowest number (union-find; Tarjan, 1975)."""

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def of(self, number: int) -> int:
        """Return the lowest number of the group that a number is in."""
        top = number
        while (above := self._up.get(top, top)) != top:
            top = above
        while number != top:
            self._up[number], number = top, self._up.get(number, number)
        return top

    def join(self, one: int, other: int) -> None:
        """Put the groups of two numbers together."""
        low, high = sorted((self.of(one), self.of(other)))
        self._up[high] = self._up[low] = low

    def moved(self) -> dict[int, list[int]]:
        """Return, for each group of several numbers, those that are not the lowest."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in self._up:
            if (top := self.of(number)) != number:
                found[top].append(number)
        return dict(found)


def grouped(pairs: Iterable[tuple[int, int]]) -> Groups:
    """Return the groups that pairs make."""
    groups = Groups()
    for one, other in pairs:
        groups.join(one, other)
    return groups
