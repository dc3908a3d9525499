"""Charts, drawn here as SVG: shapes with classes, to which the page's style sheet gives colours, light or dark.

A chart has a table of its numbers beside it, so that nobody has to read them off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.record.search import Count

WIDE: Final = 720
HIGH: Final = 160
LEFT: Final = 40
RIGHT: Final = 8
BOTTOM: Final = 24
TOP: Final = 10
_MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
MONTHS: Final = 48
"""Months that are drawn one by one; a longer time is drawn by years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its place and size, what it counts, and the period that it stands for."""

    x: float
    y: float
    width: float
    height: float
    count: int
    period: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars over time.

    Attributes:
        wide: its width.
        high: its height.
        bars: the bars, also those of nothing.
        ticks: places on the time's axis, and what is written there.
        levels: places on the axis of counts, and what is written there.
        by: ``month`` or ``year``.
    """

    wide: int
    high: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    by: str


def over_time(months: Sequence[Count]) -> Chart | None:
    """Return how many statements there are by month, or by year where that is a long time; ``None`` of none.

    Args:
        months: counts by month, in order, those alone that are not zero.
    """
    # What an article says of its day is kept as it was found, and may be no day at all.
    counts = {_month(count.value): count.statements for count in months if _MONTH.fullmatch(count.value)}
    if not counts:
        return None
    first, last = min(counts), max(counts)
    by = "month"
    if last - first >= MONTHS:
        by = "year"
        years: dict[int, int] = {}
        for month, n in counts.items():
            years[month // 12] = years.get(month // 12, 0) + n
        counts, first, last = years, first // 12, last // 12
    # A single bar across the whole chart would look like a block: the time around it is drawn too.
    least = 12 if by == "month" else 5
    first -= max(0, least - (last - first + 1)) // 2
    last = max(last, first + least - 1)
    step = (WIDE - LEFT - RIGHT) / (last - first + 1)
    most = _round_up(max(counts.values()))
    room = HIGH - TOP - BOTTOM
    bars = []
    for place, period in enumerate(range(first, last + 1)):
        n = counts.get(period, 0)
        height = max(room * n / most, 1.5 if n else 0)
        bars.append(
            Bar(
                round(LEFT + place * step + step * 0.12, 2),
                round(TOP + room - height, 2),
                round(step * 0.76, 2),
                round(height, 2),
                n,
                _told(period, by),
            )
        )
    return Chart(WIDE, HIGH, tuple(bars), _ticks(first, last, step, by), _levels(most, room), by)


def _month(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7]) - 1


def _told(period: int, by: str) -> str:
    return f"{period // 12:04d}-{period % 12 + 1:02d}" if by == "month" else f"{period:04d}"


def _ticks(first: int, last: int, step: float, by: str) -> tuple[tuple[float, str], ...]:
    """Return where years begin, or every third month of a short time."""
    periods = range(first, last + 1)
    if by == "month":
        every = 12 if last - first > 24 else 3
        marked = [p for p in periods if p % every == 0]
        told = [f"{p // 12:04d}" if p % 12 == 0 else f"{p // 12:04d}-{p % 12 + 1:02d}" for p in marked]
    else:
        every = max(1, -(-(last - first + 1) // 10))
        marked = [p for p in periods if (p - first) % every == 0]
        told = [f"{p:04d}" for p in marked]
    return tuple(
        (round(LEFT + (p - first + 0.5) * step, 2), words) for p, words in zip(marked, told, strict=True)
    )


def _levels(most: int, room: int) -> tuple[tuple[float, str], ...]:
    levels = (0, most // 2, most) if most > 1 and most % 2 == 0 else (0, most)
    return tuple((round(TOP + room - room * n / most, 2), f"{n:,}") for n in levels)


def _round_up(n: int) -> int:
    """Return a round number that is not below one."""
    if n <= 2:
        return n
    scale: int = 10 ** (len(str(n)) - 1)
    return next(int(scale * factor) for factor in (1, 2, 4, 5, 6, 8, 10) if scale * factor >= n)
