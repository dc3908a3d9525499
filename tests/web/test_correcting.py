"""Correcting: forms become corrections by somebody, which can be undone."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from onrecord.record import Record
from onrecord.web.passages import told
from onrecord.web.settings import Settings
from tests.web import desk

PART = {"hx-request": "true"}


def fields(record: Record, number: int = 1) -> dict[str, object]:
    """Return a statement's form as it is shown, unchanged."""
    [one] = record.statements([number])
    article, said = record.article(one.article), one.statement
    assert article
    return {
        "content": told(article.article.text, said.content),
        "speaker": " | ".join(s.name for s in one.speakers),
        "kind": one.speakers[0].kind if one.speakers else "",
        "act": said.act or "",
        "mode": said.mode or "",
        "target": said.target.text if said.target else "",
        "stand": [p.stand for p in said.positions] + [""],
        "action": [p.action.text for p in said.positions] + [""],
        "condition": [p.condition.text if p.condition else "" for p in said.positions] + [""],
    }


def test_a_form_that_says_nothing_new_changes_nothing(client: TestClient, record: Record) -> None:
    answer = client.post("/statements/1/correct", data=fields(record))
    assert (answer.status_code, answer.headers["location"]) == (303, "/statements/1?")
    assert record.corrections() == ()


def test_what_a_form_says_otherwise_becomes_corrections_by_who_sent_it(
    client: TestClient, record: Record
) -> None:
    form = fields(record) | {"act": "commit", "speaker": "Ana Maria Ruiz", "stand": ["opposed", "", ""]}

    answer = client.post("/statements/1/correct", data=form, headers=PART)

    made = {one.field: one for one in record.corrections()}
    assert set(made) == {"act", "speakers", "positions"}
    assert {one.by for one in made.values()} == {"ana"}
    assert answer.headers["location"].startswith("/articles/1?open=1&done=")
    [one] = record.statements([1])
    assert (one.statement.act, one.speakers[0].name) == ("commit", "Ana Maria Ruiz")
    assert [p.stand for p in one.statement.positions] == ["opposed"]
    page = client.get(answer.headers["location"]).text
    assert "Corrected: speakers, act, positions." in page
    assert page.partition('id="notice"')[2].count('type="hidden" name="correction"') == 3


def test_all_of_it_is_undone_at_once(client: TestClient, record: Record) -> None:
    before = record.statements([1])[0].statement
    client.post("/statements/1/correct", data=fields(record) | {"act": "deny", "target": "the council"})
    numbers = [one.id for one in record.corrections()]

    answer = client.post("/corrections/undo", data={"correction": numbers})

    assert answer.status_code == 303
    assert record.statements([1])[0].statement == before
    assert {one.undone_by for one in record.corrections()} == {"ana"}


def test_words_are_looked_for_in_the_article_and_others_are_refused(
    client: TestClient, record: Record
) -> None:
    wanted = "she would never   sell\nthe docks"
    client.post("/statements/1/correct", data=fields(record) | {"content": wanted})
    one = record.statements([1])[0]
    assert (one.text, one.statement.quote) == ("she would never sell the docks", "indirect")

    answer = client.post("/statements/1/correct", data=fields(record) | {"cue": "sang"}, headers=PART)
    assert answer.status_code == 400
    assert "these words do not stand in the article: “sang”" in answer.text
    assert answer.text.count("<p") == 1


def test_a_selection_says_exactly_where(client: TestClient, record: Record) -> None:
    client.post("/statements/2/correct", data=fields(record, 2) | {"source": "x", "source_spans": "6-9"})
    assert record.statements([2])[0].statement.source == ((6, 9),)


@pytest.mark.parametrize("spans", ["6-9;x", "9-6", "0-99999", "-"])
def test_a_selection_that_cannot_be_is_refused(client: TestClient, record: Record, spans: str) -> None:
    answer = client.post(
        "/statements/2/correct", data=fields(record, 2) | {"source": "nowhere", "source_spans": spans}
    )
    assert answer.status_code == 400
    assert record.corrections() == ()


def test_a_deleted_statement_is_gone_from_pages_and_can_be_put_back(
    client: TestClient, record: Record
) -> None:
    answer = client.post("/statements/1/delete", headers=PART)
    page = client.get(answer.headers["location"]).text
    assert 'id="a1-s1"' not in page
    assert "1 deleted statement" in page
    assert client.get("/search.json?q=never").json()["total"] == 0

    client.post("/corrections/undo", data={"correction": [record.corrections()[0].id]})
    assert 'id="a1-s1"' in client.get("/articles/1").text


def test_a_statement_is_added_and_undone(client: TestClient, record: Record) -> None:
    form = {
        "content": "ended weeks of guessing",
        "source": "The remark",
        "speaker": "Jo Brandt",
        "act": "claim",
    }
    answer = client.post("/articles/1/statements", data=form, headers=PART)
    page = client.get(answer.headers["location"]).text
    assert "Jo Brandt" in page
    assert "Added." in page
    assert client.get("/search.json?q=guessing").json()["total"] == 1

    client.post("/corrections/undo", data={"correction": [record.corrections()[0].id]}, headers=PART)
    assert client.get("/search.json?q=guessing").json()["total"] == 0


def test_agreement_and_labels_are_of_what_people_looked_at(client: TestClient, record: Record) -> None:
    client.post("/statements/1/confirm")
    client.post("/statements/2/correct", data=fields(record, 2) | {"act": "criticise"})
    record.correct(2, "act", "claim", by="jo")
    client.post("/statements/3/delete")

    agreed = client.get("/corrections.json").json()["agreement"]
    assert agreed["statements"] == 3
    assert agreed["people"] == [["ana", 3], ["jo", 1]]
    model = {row["field"]: (row["both"], row["same"]) for row in agreed["model"]}
    assert model["statement"] == (4, 3)
    assert model["act"] == (3, 1)
    assert model["speakers"] == (3, 3)
    between = {row["field"]: (row["both"], row["same"]) for row in agreed["between"]}
    assert between["act"] == (1, 0)

    [article] = [json.loads(line) for line in client.get("/corrections/labels.jsonl").text.splitlines()]
    assert article["article"]["text"].startswith("Mayor Ana Ruiz")
    labels = {(one["content"][0][0], one["reader"]): one for one in article["labels"]}
    assert len(labels) == 4
    assert [one["act"] for one in article["labels"] if one["statement"]] == ["refuse", "criticise", "claim"]
    assert [one["statement"] for one in article["labels"]] == [True, True, True, False]
    page = client.get("/corrections").text
    assert "People and one another" in page


def test_fields_are_corrected_over_the_api(client: TestClient, record: Record) -> None:
    answer = client.post("/api/statements/1", json={"act": "demand", "speakers": ["Jo Brandt"]})
    assert answer.status_code == 200
    assert len(answer.json()["corrections"]) == 2
    assert record.statements([1])[0].statement.act == "demand"
    wrong = client.post("/api/statements/1", json={"act": "sing"})
    assert wrong.status_code == 400
    assert "act" in wrong.json()["error"]


@pytest.mark.parametrize(
    "path", ["/statements/999/correct", "/statements/999/delete", "/articles/99/statements"]
)
def test_what_is_not_there_cannot_be_corrected(client: TestClient, path: str) -> None:
    assert client.post(path, data={"content": "x"}).status_code == 404


def test_a_name_is_given_with_the_password(record: Record) -> None:
    settings = Settings(host="0.0.0.0", secrets=("open sesame",), user="server")
    with desk.client(record, settings) as one:
        one.auth = ("Maria Lind", "open sesame")
        assert one.post("/statements/1/confirm").status_code == 303
    assert record.corrections()[0].by == "Maria Lind"


def test_where_all_is_undone_nobody_is_counted(client: TestClient, record: Record) -> None:
    made = record.correct(1, "act", "deny", by="ana")
    assert "By ana (1)." in client.get("/corrections").text
    record.undo_correction(made.id, by="ana")
    page = client.get("/corrections").text
    assert "undone by ana" in page
    assert "By " not in page
    assert "People and the model" not in page
