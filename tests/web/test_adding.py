"""Adding articles: what is sent is read behind the pages, and one can see how far it is."""

from __future__ import annotations

import time

import pytest
from starlette.testclient import TestClient

from onrecord.record import Record
from onrecord.web.jobs import Busy, Job, Jobs
from tests.web import desk


def test_pasted_text_is_read_into_the_record(empty: Record) -> None:
    with desk.client(empty) as one:
        form = {
            "by": "text",
            "text": "Lind said that the docks were safe.\r\n\r\nBrandt said that they were not.",
            "title": "Docks",
            "outlet": "The Port Courier",
            "published": "2031-05-06",
        }
        answer = one.post("/add", data=form)
        assert answer.status_code == 303
        told = desk.wait(one, answer.headers["location"].rpartition("/")[2])
        assert (told["state"], told["read"], told["statements"]) == ("done", 1, 2)
        assert one.get("/search.json?q=safe").json()["hits"][0]["outlet"] == "The Port Courier"
        assert empty.speaker("Lind").who.person is not None
        again = desk.wait(one, one.post("/add", data=form).headers["location"].rpartition("/")[2])
        assert again["articles"][0]["outcome"] == "known"  # type: ignore[index]


def test_a_page_asks_for_how_far_it_is_until_it_is_done(client: TestClient) -> None:
    form = {"by": "text", "text": "Lind said that slowly it sank."}
    with desk.held():
        part = client.post("/add", data=form, headers={"hx-request": "true"}).text
    assert 'hx-trigger="every 700ms"' in part
    assert "<html" not in part
    name = part.partition('hx-get="/jobs/')[2].partition('"')[0]
    desk.wait(client, name)
    done = client.get(f"/jobs/{name}", headers={"hx-request": "true"}).text
    assert "hx-trigger" not in done
    assert "1 article read, 1 statement." in done


def test_a_file_is_read_by_what_is_in_it(client: TestClient) -> None:
    lines = b'{"text": "Lind said that one."}\n{"no": "text"}\n{"text": "Brandt said that two."}\n'
    answer = client.post("/add", data={"by": "file"}, files={"file": ("two.jsonl", lines)})
    told = desk.wait(client, answer.headers["location"].rpartition("/")[2])
    assert (told["name"], told["read"], told["failed"]) == ("two.jsonl", 2, 1)
    assert told["errors"] == ["two.jsonl:2: no text"]


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ({"by": "text", "text": "   "}, None),
        ({"by": "text", "text": "Lind spoke.", "url": "javascript:alert(1)"}, None),
        ({"by": "text", "text": "Lind spoke.", "published": "yesterday"}, None),
        ({"by": "file"}, None),
        ({"by": "file"}, {"file": ("a.txt", b"")}),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(
    client: TestClient, form: dict[str, str], files: object
) -> None:
    answer = client.post("/add", data=form, files=files)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_damaged_file_fails_with_its_cause(client: TestClient) -> None:
    answer = client.post("/add", data={"by": "file"}, files={"file": ("a.txt.gz", b"\x1f\x8bxxxx")})
    told = desk.wait(client, answer.headers["location"].rpartition("/")[2])
    assert told["state"] == "failed"
    assert told["errors"] == ["a.txt.gz: a damaged gzip file"]


def test_pages_answer_while_something_long_is_read(client: TestClient) -> None:
    with desk.held():
        answer = client.post("/add", data={"by": "text", "text": "Lind said that slowly it sank."})
        assert client.get("/favicon.ico").status_code == 200
        job = client.get(f"/api{answer.headers['location']}.json").json()
    assert job["state"] in ("waiting", "reading")


def test_the_api_reads_a_text_and_keeps_nothing(client: TestClient, record: Record) -> None:
    before = record.stats().articles
    answer = client.post("/api/read", json={"text": "Lind said that it sank.", "title": "Sunk"})
    told = answer.json()
    assert told["schema_version"] == 1
    assert told["article"]["title"] == "Sunk"
    assert told["statements"][0]["speakers"][0]["name"] == "Lind"
    assert record.stats().articles == before


def test_the_api_adds_an_article(client: TestClient, record: Record) -> None:
    answer = client.post("/api/articles", json={"text": "Lind said that it sank.", "outlet": "Tarn Herald"})
    assert answer.status_code == 202
    told = desk.wait(client, answer.json()["id"])
    number = told["articles"][0]["number"]  # type: ignore[index]
    found = record.article(number)
    assert found
    assert found.article.outlet == "Tarn Herald"


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"text": ""}',
        '{"text": 3}',
        '{"text": "a", "more": 1}',
        "[]",
        '{"text": "\\ud800"}',
        "{",
        "\x00",
    ],
)
def test_the_api_refuses_what_is_no_text(looking: TestClient, body: str) -> None:
    answer = looking.post("/api/read", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500


def test_no_more_wait_than_may() -> None:
    jobs = Jobs(1)
    hold = [True]

    def work(job: Job) -> None:
        while hold[0]:
            time.sleep(0.01)

    first = jobs.submit("a", work)
    while first.state == "waiting":
        time.sleep(0.01)
    jobs.submit("b", work)
    with pytest.raises(Busy):
        jobs.submit("c", work)
    hold[0] = False


def test_a_fault_in_one_job_ends_that_one_alone() -> None:
    jobs = Jobs(2)

    def broken(job: Job) -> None:
        raise ZeroDivisionError

    bad, good = jobs.submit("bad", broken), jobs.submit("good", lambda job: None)
    while not good.over:
        time.sleep(0.01)
    assert (bad.state, good.state) == ("failed", "done")
    assert bad.errors == ["bad: it cannot be read (ZeroDivisionError)"]


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        (b"{", "application/json", "what was sent is no JSON"),
        (b"[1]", "application/json", "what was sent is no JSON object, or its Content-Type"),
        (b"Lind said so.", "text/plain", "what was sent is no JSON object, or its Content-Type"),
        (b"", "application/json", "what was sent is no JSON object, or its Content-Type"),
        (b"{}", "application/json", "text: "),
    ],
)
def test_what_is_no_text_in_json_is_told_plainly(
    looking: TestClient, body: bytes, kind: str, told: str
) -> None:
    answer = looking.post("/api/read", content=body, headers={"content-type": kind})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(told)
