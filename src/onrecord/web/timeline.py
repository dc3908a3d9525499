"""Positions over time, a lane for each who takes them: the shapes of a chart that a template draws as SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from onrecord.record.issues import Holder, Taken
from onrecord.stands import SCALE
from onrecord.statement import Stand

WIDE: Final = 860
LEFT: Final = 190
RIGHT: Final = 40
TOP: Final = 8
LANE: Final = 86
LEVEL: Final = 11
"""How far apart two neighbours of the scale are drawn."""

INSIDE: Final = 15
"""From the top of a lane to its highest level."""

BOTTOM: Final = 26
LANES: Final = 8
COLUMN: Final = 6
"""Positions of one stand that are nearer to each other than this are drawn as one point."""

TICKS: Final = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A position: its place, the position itself, and whether the holder moved there, towards yes or no."""

    x: float
    y: float
    taken: Taken
    moved: Literal["yes", "no"] | None


@dataclass(frozen=True, slots=True)
class Lane:
    """Whose positions they are, the lane's top and bottom, its points, and the line through those that count."""

    holder: Holder
    top: float
    bottom: float
    levels: tuple[tuple[Stand, float], ...]
    points: tuple[Point, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes one below the other, over one axis of days."""

    wide: int
    high: int
    left: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]


def timeline(holders: Sequence[Holder]) -> Timeline | None:
    """Return the positions of holders over time; ``None`` where none has a day.

    Args:
        holders: the holders; of many, the first are drawn.
    """
    some = [one for one in holders if any(taken.day for taken in one.positions)][:LANES]
    if not some:
        return None
    days = [_day(taken.day) for one in some for taken in one.positions if taken.day]
    first, last = min(days), max(days)
    if last - first < 6:  # a single day would have no width
        first, last = first - 3, last + 3
    step = (WIDE - LEFT - RIGHT) / (last - first)

    def across(day: str) -> float:
        return round(LEFT + (_day(day) - first) * step, 1)

    lanes = []
    for place, one in enumerate(some):
        top = TOP + place * LANE
        heights = {stand: top + INSIDE + level * LEVEL for level, stand in enumerate(reversed(SCALE))}
        moves = {id(shift.after): shift.towards for shift in one.shifts}
        drawn: dict[tuple[int, Stand], Point] = {}
        for taken in one.positions:
            if taken.day is None:
                continue
            x = across(taken.day)
            key = int(x / COLUMN), taken.stand
            if key not in drawn or id(taken) in moves:
                drawn[key] = Point(x, heights[taken.stand], taken, moves.get(id(taken)))
        line = _line(one, across, heights)
        lanes.append(Lane(one, top, top + LANE, tuple(heights.items()), tuple(drawn.values()), line))
    high = TOP + len(lanes) * LANE + BOTTOM
    return Timeline(WIDE, high, LEFT, tuple(lanes), _ticks(first, last, step))


def since(holder: Holder) -> str | None:
    """Return the day from which a holder has stood where they stand now, as far as the record knows."""
    if holder.shifts:
        return holder.shifts[-1].after.day
    return next((one.day for one in holder.positions if one.day), None)


def _line(holder: Holder, across: Callable[[str], float], heights: Mapping[Stand, float]) -> str:
    """Return the steps from stand to stand, as the points of a polyline: level until they move."""
    stops = [(shift.after.day, shift.after.stand) for shift in holder.shifts]
    dated = [one.day for one in holder.positions if one.day]
    begin = (
        holder.shifts[0].before.stand if holder.shifts else holder.present.stand if holder.present else None
    )
    if begin is None:
        return ""
    corners = [(across(dated[0]), heights[begin])]
    for day, stand in stops:
        x = across(day or dated[0])
        corners += [(x, corners[-1][1]), (x, heights[stand])]
    corners.append((across(dated[-1]), corners[-1][1]))
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def _day(told: str) -> int:
    """Return the number of a day; of a month or a year, of its first day."""
    year, month, day = (f"{told[:10]}-01-01".split("-"))[:3]
    return date(int(year), int(month), int(day)).toordinal()


def _ticks(first: int, last: int, step: float) -> tuple[tuple[float, str], ...]:
    every = max(1, -(-(last - first) // TICKS))
    return tuple(
        (round(LEFT + (day - first) * step, 1), date.fromordinal(day).isoformat())
        for day in range(first, last + 1, every)
    )
