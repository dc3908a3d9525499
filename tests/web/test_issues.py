"""Issues on the desk: where everybody stands, who moved, two outlets, and who is against whom."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.record import Record
from onrecord.record.issues import Against, Edge
from onrecord.record.search import Who
from onrecord.statement import Passage, Position, Reading, Speaker, Stand
from onrecord.web.network import network
from onrecord.web.timeline import since, timeline
from tests.export.readings import at, made
from tests.web import desk


def told(day: str, outlet: str, name: str, stand: Stand, aim: str | None = None) -> Reading:
    """Return an article in which somebody takes a stand on patrol boats, and criticises somebody."""
    text = (
        f"{name} spoke of sending patrol boats to Ondavia. {name} called {aim or 'it'} a shame, it was said."
    )
    article = Article(
        text, id=f"{outlet}/{day}/{name}", outlet=outlet, title="Boats", published=day, language="en"
    )
    who = (Speaker(name, "person", confidence=0.9),)
    action = at(text, "sending patrol boats to Ondavia")
    found = [
        made(
            article,
            action,
            "indirect",
            source=((0, len(name)),),
            speakers=who,
            act="claim",
            positions=(Position(stand, Passage.of(text, action)),),
        )
    ]
    if aim:
        words = at(text, f"called {aim} a shame")
        found.append(
            made(
                article,
                words,
                "indirect",
                speakers=who,
                act="criticise",
                target=Passage.of(text, at(text, aim)),
            )
        )
    return Reading(article, tuple(found), "made")


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of an issue on which somebody moved from no to yes."""
    path: Path = tmp_path_factory.mktemp("issues") / "record.sqlite"
    with Record.open(path) as kept:
        kept.add_readings(
            [
                told("2031-03-03", "Herald", "Marta Vell", "ruled_out"),
                told("2031-03-17", "Herald", "Marta Vell", "open", "Oskar Mahl"),
                told("2031-04-02", "Lantern", "Marta Vell", "pledged"),
                told("2031-04-03", "Lantern", "Edda Krohn", "opposed", "Marta Vell"),
            ]
        )
        kept.identify()
        kept.new_issue("boats", "sending patrol boats to Ondavia", by="ana")
        yield kept


@pytest.fixture(scope="module")
def one(boats: Record) -> Iterator[TestClient]:
    with desk.client(boats) as client:
        yield client


def test_an_issue_tells_who_stands_where_since_when_and_who_moved(one: TestClient) -> None:
    page = one.get("/issue?name=boats").text
    assert 'pledged</span> since <time datetime="2031-04-02"' in page
    assert "Who moved last" in page
    assert page.count('class="moved"') == 2
    found = one.get("/issue.json?name=boats").json()
    vell = next(holder for holder in found["holders"] if holder["name"] == "Marta Vell")
    assert [shift["towards"] for shift in vell["shifts"]] == ["yes", "yes"]
    for taken in vell["positions"]:
        assert f'href="/statements/{taken["statement"]}"' in page
    rows = list(csv.DictReader(io.StringIO(one.get("/issue.csv?name=boats").text)))
    assert [row["stand"] for row in rows if row["speaker"] == "Marta Vell"] == [
        "ruled_out",
        "open",
        "pledged",
    ]


def test_positions_of_an_outlet_or_a_time_alone(one: TestClient) -> None:
    assert one.get("/issue.json?name=boats&outlet=Lantern").json()["statements"] == 2
    assert one.get("/issue.json?name=boats&until=2031-03").json()["statements"] == 2
    wrong = one.get("/issue?name=boats&since=someday")
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text


def test_an_issue_that_is_not_there_offers_those_that_are(one: TestClient) -> None:
    for path in ("/issue", "/issue/compare"):
        answer = one.get(f"{path}?name=boat")
        assert answer.status_code == 404
        assert "did you mean boats?" in answer.text
    assert one.get("/against.json?issue=nothing").status_code == 404


def test_two_outlets_beside_each_other(one: TestClient) -> None:
    page = one.get("/issue/compare?name=boats&one=Herald&other=Lantern")
    assert "they differ" in page.text
    assert one.get("/issue/compare.json?name=boats").json()["outlets"] == ["Herald", "Lantern"]
    assert one.get("/issue/compare?name=boats&one=Herald&other=Nobody").status_code == 400


def test_who_is_against_whom_is_drawn_and_told(one: TestClient) -> None:
    page = one.get("/against").text
    assert page.count('class="arrow criticise"') == 1, "Oskar Mahl does not speak: he is in the table alone"
    edges = one.get("/against.json").json()["edges"]
    assert {(edge["source"]["name"], edge["target"]["name"]) for edge in edges} == {
        ("Marta Vell", "Oskar Mahl"),
        ("Edda Krohn", "Marta Vell"),
    }


def test_the_first_page_and_a_speaker_tell_of_issues(one: TestClient, boats: Record) -> None:
    issues = one.get("/home.json").json()["issues"]
    assert [(issue["name"], len(issue["shifts"])) for issue in issues] == [("boats", 2)]
    assert "Marta Vell" in one.get("/").text
    stands = one.get("/speaker.json?name=Edda+Krohn", follow_redirects=True).json()["stands"]
    assert [(stand["issue"], stand["present"]["stand"]) for stand in stands] == [("boats", "opposed")]


def test_an_issue_is_followed_from_the_desk_and_wrong_ones_are_told(
    record: Record, client: TestClient
) -> None:
    answer = client.post("/issues", data={"name": "docks", "about": "selling the docks"})
    assert answer.headers["location"] == "/issue?name=docks"
    assert client.get("/issue?name=docks").status_code == 200
    assert [issue.by for issue in record.issues()] == ["ana"]
    assert client.post("/issues", data={"name": "docks", "about": "selling the docks"}).status_code == 400
    assert client.post("/issues", data={"name": "a b", "about": "selling the docks"}).status_code == 400
    assert client.post("/issues", data={"name": "none", "about": "the"}).status_code == 400


def test_new_statements_are_looked_at_when_asked(record: Record, client: TestClient) -> None:
    record.new_issue("boats", "sending patrol boats to Ondavia", by="jo")
    record.add_readings([told("2031-04-02", "Lantern", "Marta Vell", "pledged")])
    assert "1 statement came or changed" in client.get("/issue?name=boats").text
    assert client.post("/issues/gather").headers["location"] == "/issues"
    assert client.get("/issue.json?name=boats").json()["statements"] == 1


def test_a_timeline_steps_from_stand_to_stand(boats: Record) -> None:
    holders = boats.issue("boats").holders
    chart = timeline(holders)
    assert chart is not None
    [vell] = [lane for lane in chart.lanes if lane.holder.who.name == "Marta Vell"]
    assert [point.moved for point in vell.points] == [None, "yes", "yes"]
    heights = [point.y for point in vell.points]
    assert heights == sorted(heights, reverse=True)
    assert all(lane.top < point.y < lane.bottom for lane in chart.lanes for point in lane.points)
    assert since(vell.holder) == "2031-04-02"
    assert timeline(()) is None
    undated = [replace(one, positions=tuple(replace(t, day=None) for t in one.positions)) for one in holders]
    assert timeline(undated) is None


def test_a_drawing_leaves_out_those_who_act_least() -> None:
    def who(n: int) -> Who:
        return Who(n, f"Person {n}", "person")

    edges = tuple(Edge(who(n), who(n + 1), "support", 40 - n, None, None, (n,)) for n in range(20))
    drawn = network(Against(edges, 20, 20, 0))
    assert drawn is not None
    assert len(drawn.nodes) == 14
    assert len(drawn.arrows) + drawn.left_out == 20
    assert drawn.left_out
    assert network(Against((), 0, 0, 0)) is None
