"""Who is against whom, drawn: names on a circle, an arrow for each who criticises or supports another."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.record.issues import Against, Edge
from onrecord.record.search import Who

NODES: Final = 14
WIDE: Final = 860
HIGH: Final = 520
ROOM: Final = 13
"""What is left free around a name's point."""


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody: the place of their point and of their name, and on which side of it the name stands."""

    who: Who
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: Literal["start", "middle", "end"]
    size: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """An act of one towards another, as a bent line."""

    edge: Edge
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """A drawing; ``left_out``: acts that are not drawn, because those in them are in few others."""

    wide: int
    high: int
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def network(found: Against) -> Network | None:
    """Return the drawing of who is against whom, among those who are in it most; ``None`` where it is nobody.

    Those alone are drawn who speak in the record themselves: other targets are words, not always somebody.

    Args:
        found: who criticises and supports whom.
    """
    weight: Counter[str] = Counter()
    known: dict[str, Who] = {}
    between = [one for one in found.edges if one.target.kind and one.source.reference != one.target.reference]
    for edge in between:
        for who in (edge.source, edge.target):
            weight[who.reference] += edge.count
            known.setdefault(who.reference, who)
    chosen = _chosen(between, weight)
    if not chosen:
        return None
    nodes = {key: _node(known[key], place, len(chosen), weight[key]) for place, key in enumerate(chosen)}
    drawn = [edge for edge in between if edge.source.reference in nodes and edge.target.reference in nodes]
    most = max((edge.count for edge in drawn), default=1)
    return Network(
        WIDE,
        HIGH,
        tuple(nodes.values()),
        tuple(
            _arrow(edge, nodes[edge.source.reference], nodes[edge.target.reference], most) for edge in drawn
        ),
        len(found.edges) - len(drawn),
    )


def _chosen(edges: Sequence[Edge], weight: Mapping[str, int]) -> list[str]:
    """Return who is drawn, by their references, those in most acts first; each is in an act with another of them."""
    found: set[str] = set()
    often = sorted(
        edges,
        key=lambda one: (-one.count, -weight[one.source.reference] - weight[one.target.reference]),
    )
    for edge in often:
        ends = {edge.source.reference, edge.target.reference}
        if len(found | ends) <= NODES:
            found |= ends
    return sorted(found, key=lambda key: (-weight[key], key))


def _node(who: Who, place: int, count: int, weight: int) -> Node:
    angle = 2 * math.pi * place / count - math.pi / 2
    east, south = math.cos(angle), math.sin(angle)
    x, y = WIDE / 2 + 235 * east, HIGH / 2 + 205 * south
    anchor: Literal["start", "middle", "end"] = (
        "middle" if abs(east) < 0.2 else "start" if east > 0 else "end"
    )
    size = min(4 + math.sqrt(weight), ROOM - 3)
    label_y = y + (20 * south + 4 if abs(east) >= 0.2 else 24 * south + 4)
    return Node(who, _round(x), _round(y), _round(x + 16 * east), _round(label_y), anchor, _round(size))


def _arrow(edge: Edge, one: Node, other: Node, most: int) -> Arrow:
    """Return the line from one to another, bent to its left, so that the one back is not drawn over it."""
    far = math.dist((one.x, one.y), (other.x, other.y))
    east, south = (other.x - one.x) / far, (other.y - one.y) / far
    bend = 0.12 if edge.act == "criticise" else 0.22
    middle = (one.x + other.x) / 2 + south * far * bend, (one.y + other.y) / 2 - east * far * bend
    start, end = _towards(one, middle), _towards(other, middle)
    path = f"M{start[0]} {start[1]}Q{_round(middle[0])} {_round(middle[1])} {end[0]} {end[1]}"
    return Arrow(edge, path, _round(1.3 + 2.2 * edge.count / most))


def _towards(node: Node, to: tuple[float, float]) -> tuple[float, float]:
    """Return the place at the edge of a name's point on the way to another place."""
    far = math.dist((node.x, node.y), to)
    return _round(node.x + (to[0] - node.x) * ROOM / far), _round(node.y + (to[1] - node.y) * ROOM / far)


def _round(value: float) -> float:
    return round(value, 1)
