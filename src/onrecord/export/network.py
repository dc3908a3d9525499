"""Networks in the forms of others: GraphML, and the tables of Discourse Network Analyzer.

GraphML is that of U. Brandes et al., "GraphML Progress Report" (Graph Drawing 2001); networkx, igraph, Gephi and visone
read it. An affiliation network names its attributes (``variable``, ``frequency``, ``weight``) as Discourse Network
Analyzer does (P. Leifeld, *DNA*, 3.0), and so do the matrix and the event list, so that what reads the one reads the
other.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO, Final, TextIO
from xml.etree import ElementTree

from onrecord.export.words import one_line
from onrecord.record.issues import Affiliations, Against
from onrecord.record.search import Who

NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"

_Value = str | int | float
_TYPES: Final[dict[type, str]] = {str: "string", int: "int", float: "double"}

# What networks of acts and of affiliations tell of their nodes and edges.
_ACTOR: Final[dict[str, type]] = {"name": str, "kind": str, "reference": str}
_ACTING: Final[dict[str, type]] = {
    "act": str,
    "weight": float,
    "count": int,
    "first": str,
    "last": str,
    "statements": str,
}
_NODE: Final[dict[str, type]] = {**_ACTOR, "variable": str, "frequency": int}
_TIE: Final[dict[str, type]] = {"weight": float, "agree": int, "disagree": int, "open": int}

EVENTS: Final = (
    *("statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text"),
    *("person", "organization", "concept", "agreement"),
)
"""The columns of the event list."""


def write_against(stream: BinaryIO, found: Against) -> None:
    """Write who criticises and supports whom as GraphML: a directed graph, an edge for each act.

    The weight of criticism is negative, that of support positive.
    """
    graph = _Graph("against", directed=True, nodes=_ACTOR, edges=_ACTING)
    for edge in found.edges:
        ends = []
        for who in (edge.source, edge.target):
            key = _key(who)
            graph.node(key, _actor(who))
            ends.append(key)
        graph.edge(
            ends[0],
            ends[1],
            {
                "act": edge.act,
                "weight": float(edge.count if edge.act == "support" else -edge.count),
                "count": edge.count,
                "first": edge.first or "",
                "last": edge.last or "",
                "statements": " ".join(map(str, edge.statements)),
            },
        )
    graph.write(stream)


def write_affiliations(stream: BinaryIO, found: Affiliations) -> None:
    """Write actors and issues as GraphML: an undirected graph of two modes.

    The weight of an affiliation is the number of statements that agree, less that of those that disagree (DNA's
    "subtract").
    """
    graph = _Graph("DNA", directed=False, nodes=_NODE, edges=_TIE)
    counts: Counter[str] = Counter()
    for tie in found.ties:
        many = tie.agree + tie.disagree + tie.open
        counts[_key(tie.who)] += many
        counts[f"issue:{tie.issue}"] += many
    for tie in found.ties:
        key = _key(tie.who)
        graph.node(key, {**_actor(tie.who), "variable": _variable(tie.who), "frequency": counts[key]})
    for issue in found.issues:
        key = f"issue:{issue}"
        values: dict[str, _Value] = {"name": issue, "kind": "issue", "reference": issue}
        graph.node(key, {**values, "variable": "concept", "frequency": counts[key]})
    for tie in found.ties:
        if tie.agree or tie.disagree or tie.open:
            numbers: dict[str, _Value] = {"agree": tie.agree, "disagree": tie.disagree, "open": tie.open}
            weight = float(tie.agree - tie.disagree)
            graph.edge(_key(tie.who), f"issue:{tie.issue}", {"weight": weight, **numbers})
    graph.write(stream)


def write_matrix(stream: TextIO, found: Affiliations) -> None:
    """Write actors and issues as DNA's matrix: a row an actor, a column an issue, agreement less disagreement."""
    rows = csv.writer(stream, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow(["", *map(_told, found.issues)])
    weights = {(_key(tie.who), tie.issue): tie.agree - tie.disagree for tie in found.ties}
    for key, name in _names(tie.who for tie in found.ties).items():
        rows.writerow([name, *(weights.get((key, issue), 0) for issue in found.issues)])


def write_events(stream: TextIO, found: Affiliations) -> None:
    """Write the statements that agree or disagree as DNA's event list, a row each."""
    rows = csv.writer(stream, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow(EVENTS)
    names = _names(event.who for event in found.events)
    for event in found.events:
        person = event.who.kind == "person"
        name = names[_key(event.who)]
        rows.writerow(
            [
                event.statement,
                f"{event.day} 00:00:00" if event.day else "",
                event.article,
                _told(event.title or ""),
                "",
                _told(event.outlet or ""),
                "",
                "",
                _told(event.text),
                name if person else "",
                "" if person else name,
                _told(event.issue),
                int(event.agree),
            ]
        )


class _Graph:
    """A graph in the making."""

    def __init__(
        self, name: str, *, directed: bool, nodes: Mapping[str, type], edges: Mapping[str, type]
    ) -> None:
        self._root = ElementTree.Element("graphml", {"xmlns": NAMESPACE})
        for what, keys in (("node", nodes), ("edge", edges)):
            for key, of in keys.items():
                told = {"id": f"{what}-{key}", "for": what, "attr.name": key, "attr.type": _TYPES[of]}
                ElementTree.SubElement(self._root, "key", told)
        kind = "directed" if directed else "undirected"
        self._graph = ElementTree.SubElement(self._root, "graph", {"id": name, "edgedefault": kind})
        self._nodes: dict[str, str] = {}

    def node(self, key: str, values: Mapping[str, _Value]) -> None:
        """Add a node, if it is not there."""
        if key not in self._nodes:
            self._nodes[key] = f"n{len(self._nodes)}"
            made = ElementTree.SubElement(self._graph, "node", {"id": self._nodes[key]})
            _data(made, "node", values)

    def edge(self, source: str, target: str, values: Mapping[str, _Value]) -> None:
        """Add an edge between nodes that are there."""
        ends = {"source": self._nodes[source], "target": self._nodes[target]}
        _data(ElementTree.SubElement(self._graph, "edge", ends), "edge", values)

    def write(self, stream: BinaryIO) -> None:
        """Write the graph."""
        ElementTree.indent(self._root)
        ElementTree.ElementTree(self._root).write(stream, encoding="utf-8", xml_declaration=True)
        stream.write(b"\n")


def _data(element: ElementTree.Element, what: str, values: Mapping[str, _Value]) -> None:
    for key, value in values.items():
        made = ElementTree.SubElement(element, "data", {"key": f"{what}-{key}"})
        made.text = _told(value) if isinstance(value, str) else str(value)


def _told(text: str) -> str:
    """Return words without what no XML may hold, and without what would break a line."""
    return one_line(text).encode("utf-8", "replace").decode()


def _actor(who: Who) -> dict[str, _Value]:
    return {"name": who.name, "kind": who.kind, "reference": who.reference}


def _variable(who: Who) -> str:
    return "person" if who.kind == "person" else "organization"


def _key(who: Who) -> str:
    return f"{who.kind}:{who.reference}" if who.person is None else f"#{who.person}"


def _names(everybody: Iterable[Who]) -> dict[str, str]:
    """Return the names of actors, each another one: where two have the same, their references tell them apart."""
    known = {_key(who): who for who in everybody}
    often = Counter(who.name for who in known.values())
    return {
        key: _told(who.name if often[who.name] == 1 else f"{who.name} ({_apart(who, list(known))})")
        for key, who in known.items()
    }


def _apart(who: Who, keys: Sequence[str]) -> str:
    return who.reference if who.person is not None else f"{who.kind} {keys.index(_key(who)) + 1}"
