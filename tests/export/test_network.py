from __future__ import annotations

import csv
from io import BytesIO, StringIO

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.network import EVENTS, write_affiliations, write_against, write_events, write_matrix
from onrecord.record.issues import Affiliation, Affiliations, Against, Edge, Event
from onrecord.record.search import Who

TAAL = Who(12, "Ingrid Taal", "person")
BREVIC = Who(None, "Tomas Brevic", "person")
PACT = Who(None, "River Pact", "organisation")

AGAINST = Against(
    edges=(
        Edge(BREVIC, TAAL, "criticise", 3, "2031-03-04", "2031-07-20", (9, 7, 2)),
        Edge(PACT, TAAL, "support", 1, None, None, (4,)),
    ),
    total=2,
    statements=4,
    unnamed=0,
)

FOUND = Affiliations(
    issues=("gates", "troops"),
    ties=(
        Affiliation(TAAL, "troops", 2, 1, 1),
        Affiliation(BREVIC, "troops", 0, 2, 0),
        Affiliation(PACT, "gates", 1, 0, 0),
    ),
    events=(
        Event(2, "2031-03-04", 1, 'She; "now"', "The Lantern", TAAL, "troops", True, "send\nthem"),
        Event(4, None, 2, None, None, PACT, "gates", True, "open the gates"),
    ),
)


def graph(written: BytesIO) -> nx.Graph:
    written.seek(0)
    return nx.read_graphml(written)


def test_networkx_reads_who_is_against_whom() -> None:
    written = BytesIO()
    write_against(written, AGAINST)
    found = graph(written)
    assert found.is_directed()
    names = nx.get_node_attributes(found, "name")
    told = {(names[a], names[b]): data for a, b, data in found.edges(data=True)}
    assert told["Tomas Brevic", "Ingrid Taal"] == {
        "act": "criticise",
        "weight": -3.0,
        "count": 3,
        "first": "2031-03-04",
        "last": "2031-07-20",
        "statements": "9 7 2",
    }
    assert told["River Pact", "Ingrid Taal"]["weight"] == 1.0


def test_networkx_reads_an_affiliation_network_of_two_modes() -> None:
    written = BytesIO()
    write_affiliations(written, FOUND)
    found = graph(written)
    assert nx.is_bipartite(found)
    by_name = {data["name"]: data for _, data in found.nodes(data=True)}
    assert {name: data["variable"] for name, data in by_name.items()} == {
        "Ingrid Taal": "person",
        "Tomas Brevic": "person",
        "River Pact": "organization",
        "gates": "concept",
        "troops": "concept",
    }
    assert by_name["troops"]["frequency"] == 6
    assert sorted(data["weight"] for *_, data in found.edges(data=True)) == [-2.0, 1.0, 1.0]


def test_a_matrix_has_a_row_an_actor_and_a_column_an_issue() -> None:
    written = StringIO()
    write_matrix(written, FOUND)
    rows = list(csv.reader(StringIO(written.getvalue()), delimiter=";"))
    assert rows == [
        ["", "gates", "troops"],
        ["Ingrid Taal", "0", "1"],
        ["Tomas Brevic", "0", "-2"],
        ["River Pact", "1", "0"],
    ]


def test_actors_of_one_name_are_told_apart() -> None:
    other = Affiliations(
        issues=("troops",),
        ties=(
            Affiliation(TAAL, "troops", 1, 0, 0),
            Affiliation(Who(13, "Ingrid Taal", "person"), "troops", 0, 1, 0),
        ),
        events=(),
    )
    written = StringIO()
    write_matrix(written, other)
    rows = list(csv.reader(StringIO(written.getvalue()), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Ingrid Taal (#12)", "Ingrid Taal (#13)"]


def test_an_event_list_has_a_row_a_statement() -> None:
    written = StringIO()
    write_events(written, FOUND)
    head, first, second = csv.reader(StringIO(written.getvalue()), delimiter=";")
    assert tuple(head) == EVENTS
    one = dict(zip(head, first, strict=True))
    assert (one["time"], one["person"], one["organization"]) == ("2031-03-04 00:00:00", "Ingrid Taal", "")
    assert (one["concept"], one["agreement"], one["text"]) == ("troops", "1", "send them")
    assert dict(zip(head, second, strict=True))["organization"] == "River Pact"


@settings(max_examples=40, deadline=None)
@given(st.text(), st.sampled_from(["person", "state", ""]))
def test_any_name_makes_a_graph_that_can_be_read(name: str, kind: str) -> None:
    written = BytesIO()
    write_against(
        written, Against((Edge(Who(None, name, kind), TAAL, "support", 1, None, None, (1,)),), 1, 1, 0)
    )
    assert graph(written).number_of_edges() == 1


def test_a_network_of_nobody_is_an_empty_graph() -> None:
    written = BytesIO()
    write_affiliations(written, Affiliations((), (), ()))
    assert graph(written).number_of_nodes() == 0


@pytest.mark.parametrize("write", [write_matrix, write_events])
def test_tables_of_nobody_have_their_heads(write: object) -> None:
    written = StringIO()
    write(written, Affiliations((), (), ()))  # type: ignore[operator]
    assert len(written.getvalue().splitlines()) == 1
