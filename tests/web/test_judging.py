"""What people say of an issue's statements on the desk: put in, left out, turned round, tuned, and undone exactly."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.web.judging import back_to, numbers_in
from onrecord.web.undoing import Undo, Undos
from tests.web import desk
from tests.web.test_issues import told


@pytest.fixture
def boats(tmp_path: Path) -> Iterator[Record]:
    """A record of an issue with three statements that take a stand on it, and a fourth of other things."""
    with Record.open(tmp_path / "boats.sqlite") as kept:
        kept.add_readings(
            [
                told("2031-03-03", "Herald", "Marta Vell", "ruled_out"),
                told("2031-03-17", "Herald", "Marta Vell", "open"),
                told("2031-04-02", "Lantern", "Edda Krohn", "pledged"),
            ]
        )
        kept.add_readings([desk.bridge()])
        kept.identify()
        kept.new_issue("boats", "sending patrol boats to Ondavia", by="jo")
        yield kept


@pytest.fixture
def one(boats: Record) -> Iterator[TestClient]:
    with desk.client(boats) as client:
        yield client


def of_issue(one: TestClient) -> list[int]:
    """Return the statements of the issue as its page has them."""
    holders = one.get("/issue.json?name=boats").json()["holders"]
    return sorted(taken["statement"] for holder in holders for taken in holder["positions"])


def judged(one: TestClient) -> list[tuple[int, bool, str]]:
    """Return what was said of statements: of which, whether they belong, and by whom."""
    found = one.get("/issue/judged.json?name=boats").json()["judged"]
    return sorted((said["statement"], said["belongs"], said["by"]) for said in found)


def say(one: TestClient, statements: str, say: str, back: str = "") -> str:
    """Send what the page's form sends, and return where it leads."""
    data = {"name": "boats", "statements": statements, "say": say, "back": back}
    answer = one.post("/issue/statements", data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def undo(one: TestClient, place: str) -> None:
    """Press the button that a page shows to undo what was just done."""
    found = re.search(r'name="did" value="([^"]+)"', one.get(place).text)
    assert found
    assert one.post("/issue/undo", data={"did": found[1]}).status_code == 303
    assert 'name="did"' not in one.get(place).text, "what is undone is not offered again"
    assert one.post("/issue/undo", data={"did": found[1]}).status_code == 404


def test_a_statement_is_left_out_remembered_and_put_back(one: TestClient) -> None:
    assert of_issue(one) == [1, 2, 3]
    place = say(one, "2", "out", "/issue?name=boats&by=state")
    assert place.startswith("/issue?name=boats&by=state&did=")
    assert "Left out: statement 2." in one.get(place).text
    assert of_issue(one) == [1, 3]
    assert judged(one) == [(2, False, "ana")]
    undo(one, place)
    assert of_issue(one) == [1, 2, 3]
    assert judged(one) == []


def test_what_no_score_would_gather_is_put_in(one: TestClient, boats: Record) -> None:
    place = say(one, "http://testserver/statements/4", "in")
    assert of_issue(one) == [1, 2, 3, 4]
    boats.change_issue("boats", threshold=1.0)
    assert 4 in of_issue(one), "whatever the threshold is"
    undo(one, place)
    assert 4 not in of_issue(one)


def test_an_action_counts_the_other_way_round(one: TestClient) -> None:
    place = say(one, "1", "turned")
    [taken] = [
        taken
        for holder in one.get("/issue.json?name=boats").json()["holders"]
        for taken in holder["positions"]
        if taken["statement"] == 1
    ]
    assert (taken["stand"], taken["put"], taken["turned"]) == ("pledged", "ruled_out", True)
    assert "counted the other way round" in one.get("/issue/judged?name=boats").text
    undo(one, place)
    assert one.get("/issue/judged.json?name=boats").json()["judged"] == []


def test_undoing_brings_back_what_was_said_before(one: TestClient, boats: Record) -> None:
    boats.exclude("boats", [3], by="jo")
    place = say(one, "3", "in")
    assert judged(one) == [(3, True, "ana")]
    undo(one, place)
    assert judged(one) == [(3, False, "jo")], "with who said it"


def test_what_was_said_is_taken_back_from_its_list(one: TestClient, boats: Record) -> None:
    boats.exclude("boats", [1, 2], by="jo")
    page = one.get("/issue/judged?name=boats").text
    assert page.count("left out") == 2
    rows = list(csv.DictReader(io.StringIO(one.get("/issue/judged.csv?name=boats").text)))
    assert [(row["statement"], row["belongs"], row["speakers"]) for row in rows] == [
        ("2", "False", "Marta Vell"),
        ("1", "False", "Marta Vell"),
    ]
    place = say(one, "1", "score", "/issue/judged?name=boats")
    assert place.startswith("/issue/judged?name=boats&did=")
    assert judged(one) == [(2, False, "jo")]
    undo(one, place)
    assert judged(one) == [(1, False, "jo"), (2, False, "jo")]


def test_a_statement_tells_how_it_stands_to_issues(one: TestClient) -> None:
    assert "of it by its score" in one.get("/statements/1").text
    [issue] = one.get("/statements/1.json").json()["issues"]
    assert (issue["name"], issue["belongs"], issue["judged"]) == ("boats", True, None)
    assert "Put it into" in one.get("/statements/4").text
    place = say(one, "4", "in", "/statements/4")
    assert place.startswith("/statements/4?did=")
    page = one.get(place).text
    assert "put in by ana" in page
    assert "Put in: statement 4." in page


def test_examples_are_shown_and_the_issue_is_fitted_to_answers(one: TestClient, boats: Record) -> None:
    found = one.get("/issue/tune.json?name=boats").json()
    shown = [example["statement"] for example in found["examples"]]
    assert set(shown) <= {1, 2, 3, 4}
    assert shown
    before = boats.issues()[0].threshold
    answer = one.post("/issue/tune", data={"name": "boats", f"answer-{shown[0]}": "no", "answer-4": ""})
    place = answer.headers["location"]
    assert "of 1 answer" in one.get(place).text
    assert judged(one) == [(shown[0], False, "ana")]
    assert shown[0] not in [e["statement"] for e in one.get("/issue/tune.json?name=boats").json()["examples"]]
    undo(one, place)
    assert boats.issues()[0].threshold == before
    assert judged(one) == []
    assert one.get("/issue/tune.json?name=boats").json() == found, "as if nothing had been said"


def test_answers_that_are_none_are_refused(one: TestClient) -> None:
    for data in (
        {"name": "boats"},
        {"name": "boats", "answer-1": ""},
        {"name": "boats", "answer-1": "maybe"},
    ):
        assert one.post("/issue/tune", data=data).status_code == 400
    assert one.post("/issue/tune", data={"name": "boats", "answer-99": "yes"}).status_code == 400
    assert one.post("/issue/tune", data={"name": "nothing", "answer-1": "yes"}).status_code == 404


def test_an_issue_is_changed_and_followed_no_more(one: TestClient, boats: Record) -> None:
    data = {"name": "boats", "about": "arming Ondavia", "rename": "arms", "threshold": "0.6"}
    assert one.post("/issue/change", data=data).headers["location"] == "/issue?name=arms"
    [issue] = boats.issues()
    assert (issue.name, issue.about, issue.threshold) == ("arms", "arming Ondavia", 0.6)
    assert one.post("/issue/change", data={"name": "arms", "threshold": "0.1"}).status_code == 400
    assert one.post("/issue/delete", data={"name": "arms"}).status_code == 422, "not without a word"
    assert one.post("/issue/delete", data={"name": "arms", "sure": "yes"}).headers["location"] == "/issues"
    assert boats.issues() == ()
    assert boats.stats().statements == 5


def test_wrong_ones_are_told_and_change_nothing(one: TestClient) -> None:
    for statements, status in (("99", 400), ("soon", 400), (" ", 400), ("2 soon", 400)):
        data = {"name": "boats", "statements": statements, "say": "out"}
        assert one.post("/issue/statements", data=data).status_code == status, statements
    assert one.post("/issue/statements", data={"name": "none", "statements": "1"}).status_code == 400
    assert (
        one.post("/issue/statements", data={"name": "boats", "statements": "1", "say": "x"}).status_code
        == 422
    )
    taken_back = {"name": "boats", "statements": "1", "say": "score"}
    assert one.post("/issue/statements", data=taken_back).status_code == 400, "nothing was said of it"
    assert judged(one) == []


@pytest.mark.parametrize(
    "path", ["/issue/statements", "/issue/tune", "/issue/undo", "/issue/change", "/issue/delete"]
)
def test_what_pages_of_others_send_is_refused(one: TestClient, path: str) -> None:
    data = {"name": "boats", "statements": "1", "say": "out", "answer-1": "no", "sure": "yes", "did": "x"}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert one.post(path, data=data, headers=headers).status_code == 403
    assert judged(one) == []
    assert one.get("/issue.json?name=boats").status_code == 200


def test_programs_say_the_same(one: TestClient, boats: Record) -> None:
    told_of = one.post("/api/issues/boats/statements", json={"statements": [2, 2], "belong": False}).json()
    assert (told_of["statements"], told_of["excluded"]) == (2, 1)
    one.post("/api/issues/boats/statements", json={"statements": [1], "belong": True, "turned": True})
    assert judged(one) == [(1, True, "ana"), (2, False, "ana")]
    back = one.post("/api/issues/boats/statements", json={"statements": [1, 2], "belong": None}).json()
    assert (back["included"], back["excluded"]) == (0, 0)
    done = one.post("/api/issues/boats/tune", json={"yes": [1], "no": [3]}).json()
    assert (done["answers"], done["issue"]["threshold"]) == (2, done["after"])
    assert one.post("/api/issues/boats/tune", json={"yes": [1], "no": [1]}).status_code == 400
    made = one.post("/api/issues", json={"name": "bridge", "about": "closing the bridge", "threshold": 0.5})
    assert (made.status_code, made.json()["by"]) == (201, "ana")
    assert one.post("/api/issues/bridge", json={"rename": "span"}).json()["name"] == "span"
    assert one.delete("/api/issues/span").json()["name"] == "span"
    assert [issue.name for issue in boats.issues()] == ["boats"]
    for path in ("/api/issues/span", "/api/issues/span/statements", "/api/issues/span/tune"):
        assert one.post(path, json={"statements": [1], "belong": True}).status_code in (404, 422), path
    assert one.delete("/api/issues/span", headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_the_desk_sees_what_was_taken_back_elsewhere(one: TestClient, boats: Record) -> None:
    boats.exclude("boats", [1, 2], by="jo")
    assert of_issue(one) == [3]
    boats.leave("boats", [1])
    for _ in range(1200):
        if of_issue(one) == [1, 3]:
            return
        time.sleep(0.05)
    raise AssertionError("the page goes on showing what was")


@given(st.text(max_size=80))
def test_a_form_leads_nowhere_but_to_a_page_of_the_desk(back: str) -> None:
    place = back_to(back, "boats", "x")
    assert re.match(r"/(issue|statements/|articles/)", place)
    assert place.endswith("did=x")


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/issue",
        "//elsewhere.example/issue",
        "/\\elsewhere.example",
        "javascript:1",
        "/issue/../x",
    ],
)
def test_an_address_elsewhere_is_not_followed(back: str) -> None:
    assert back_to(back, "boats") == "/issue?name=boats"


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_numbers_are_read_however_they_are_written(numbers: list[int]) -> None:
    wanted = list(dict.fromkeys(numbers))
    for shape in ("{}", "#{}", "/statements/{}", "https://desk.example/statements/{}/"):
        for between in (" ", ", ", ";\n"):
            assert numbers_in(between.join(shape.format(number) for number in numbers)) == wanted


@given(st.text(alphabet="ab/-.", min_size=1, max_size=10))
def test_what_is_no_number_is_named(words: str) -> None:
    with pytest.raises(InputError):
        numbers_in(words)


def test_the_oldest_undo_is_forgotten_first() -> None:
    undos = Undos()
    names = [undos.keep(Undo("boats", str(n), (), ())) for n in range(250)]
    assert undos.get(names[0]) is None
    last = undos.get(names[-1])
    assert last is not None
    assert last.told == "249"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a desk with an issue, of which anything may be said."""
    with Record.open(tmp_path_factory.mktemp("asked") / "record.sqlite") as kept:
        kept.add_readings([told("2031-03-03", "Herald", "Marta Vell", "ruled_out")])
        kept.new_issue("boats", "sending patrol boats to Ondavia", by="jo")
        with desk.client(kept) as client:
            yield client


@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=30) | st.just("1"),
    st.sampled_from(["in", "as_put", "turned", "out", "score"]) | st.text(max_size=5),
    st.text(max_size=20),
    st.dictionaries(
        st.sampled_from(["answer-1", "answer-9", "answer-x"]), st.sampled_from(["yes", "no", "", "?"])
    ),
)
def test_whatever_is_said_is_no_fault(
    asked: TestClient, statements: str, said: str, back: str, answers: dict[str, str]
) -> None:
    sent = {"name": "boats", "statements": statements, "say": said, "back": back}
    assert asked.post("/issue/statements", data=sent).status_code in (303, 400, 422)
    assert asked.post("/issue/tune", data={"name": "boats", **answers}).status_code in (303, 400, 422)
    assert asked.post("/issue/undo", data={"did": back}).status_code in (404, 422)
    for path in ("/issue", "/issue/tune", "/issue/judged", "/statements/1"):
        assert asked.get(path, params={"name": "boats", "did": back}).status_code in (200, 422)
