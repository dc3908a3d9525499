"""Who may come in, what may be sent, and what articles cannot do."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.intake.original import Original
from onrecord.record import Record
from onrecord.record.results import Sourced
from onrecord.web.guard import POLICY
from onrecord.web.settings import Settings, is_loopback
from tests.web import desk


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_desk_of_this_machine_answers_to_no_other_name(looking: TestClient, host: str) -> None:
    assert looking.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765", "a.localhost"])
def test_it_answers_to_every_name_of_its_own(looking: TestClient, host: str) -> None:
    assert looking.get("/favicon.ico", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("news.example", False),
    ],
)
def test_what_is_this_machine_alone(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:81"},
        {"origin": "http://[bad"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("path", ["/statements/1/delete", "/add", "/api/read", "/corrections/undo"])
def test_what_pages_of_others_send_is_refused(
    looking: TestClient, looked_at: Record, path: str, headers: dict[str, str]
) -> None:
    assert looking.post(path, data={"by": "text", "text": "x"}, headers=headers).status_code == 403
    assert looked_at.corrections() == ()


@pytest.mark.parametrize(
    "headers", [{"origin": "http://localhost"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]
)
def test_what_our_own_pages_send_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/statements/1/confirm", headers=headers).status_code == 303


def test_a_password_or_token_opens_and_nothing_else_does(record: Record) -> None:
    with desk.client(record, Settings(host="0.0.0.0", secrets=("sésame", "token-1"))) as one:
        closed = one.get("/", headers={"host": "desk.example"})
        assert closed.status_code == 401
        assert closed.headers["www-authenticate"].startswith("Basic")
        for good in (("ana", "sésame"), ("", "token-1")):
            assert one.get("/favicon.ico", auth=good).status_code == 200
        assert one.get("/favicon.ico", headers={"authorization": "Bearer token-1"}).status_code == 200
        for bad in ("Bearer token-2", "Bearer ", "Basic ====", "Basic", "Digest token-1"):
            assert one.get("/", headers={"authorization": bad}).status_code == 401
        assert one.get("/api/openapi.json").status_code == 401


def test_every_answer_carries_the_policy(looking: TestClient) -> None:
    for path in ("/", "/search.json", "/nowhere", "/static/desk.js", "/articles/x"):
        headers = looking.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert "unsafe" not in POLICY
    assert looking.get("/", headers={"host": "evil.example"}).headers["content-security-policy"] == POLICY


def test_what_is_sent_is_bounded(record: Record) -> None:
    small = Settings(max_upload=5000, max_body=3000, max_text=100)
    with desk.client(record, small) as one:
        assert one.post("/api/read", content=b"x" * 4000).status_code == 413
        pieces = iter([b"x" * 1000] * 9)
        streamed = one.post("/api/read", content=pieces, headers={"content-type": "application/json"})
        assert 400 <= streamed.status_code < 500
        assert one.post("/add", data={"by": "text"}, files={"file": b"y" * 6000}).status_code == 413
        assert one.post("/api/read", json={"text": "z" * 101}).status_code == 400


@pytest.mark.parametrize("number", ["9223372036854775808", "99999999999999999999999999", "-1", "1e3", "%00"])
@pytest.mark.parametrize("path", ["/articles/{}", "/statements/{}", "/speakers/{}", "/articles/{}/original"])
def test_numbers_that_nothing_has_are_no_fault(looking: TestClient, path: str, number: str) -> None:
    for ending in ("", ".json"):
        assert looking.get(path.format(number) + ending).status_code in (404, 422)


def test_a_hostile_article_shows_as_text(looking: TestClient) -> None:
    for path in ("/", "/articles/3", "/search?q=alert", "/speakers", "/articles"):
        page = looking.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', page))
        assert "\x1b" not in page
        assert "\u202e" not in page


HOSTILE = b"""<!doctype html><html><head><title>Docks</title><base href="https://evil.example/">
<script>alert(1)</script><meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/x.css"></head>
<body onload="alert(2)"><p style="background:url(https://evil.example/t.gif)">Lind said that
the <b>docks</b> were&nbsp;safe.</p><iframe src="https://evil.example/"></iframe>
<img src="https://evil.example/p.gif" onerror="alert(3)"><form action="https://evil.example/"><input name=a></form>
<a href="javascript:alert(4)">more</a><svg onload="alert(5)"></svg><object data="x"></object></body></html>"""


def test_a_kept_original_is_shown_without_what_could_run_or_ask_and_with_the_words_marked(
    empty: Record,
) -> None:
    article = Article("Lind said that the docks were safe.", url="https://courier.example/1", language="en")
    kept = Original(HOSTILE, "https://courier.example/1", "2031-05-06T10:00:00Z", "text/html")
    empty.add_readings([Sourced(desk.read(article), "https://courier.example/1", kept)])
    with desk.client(empty) as one:
        frame = one.get("/articles/1/original?statement=1").text
        assert 'sandbox=""' in frame
        assert "/articles/1/original/content?statement=1#onrecord-said" in frame
        answer = one.get("/articles/1/original/content?statement=1")
        assert one.get("/articles/1/original.json").json()["bytes"] == len(HOSTILE)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    page = answer.text
    assert not re.search(r"<script|<iframe|<object|<form|<base|http-equiv|<link|\son\w+=|href=|src=", page)
    assert '<mark id="onrecord-said">the</mark> <b><mark>docks</mark></b> <mark>were\xa0safe</mark>' in page


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
    ],
)
def test_an_address_in_the_local_network_is_not_fetched(client: TestClient, address: str) -> None:
    job = client.post("/api/articles", json={"address": address}).json()["id"]
    told = desk.wait(client, job)
    assert told["state"] == "failed"
    assert "points into the local network" in str(told["errors"])


@pytest.mark.parametrize(
    "address", ["/etc/passwd", "file:///etc/passwd", "-", "ftp://x.example/", "s3://b/k", ""]
)
def test_nothing_but_pages_of_the_web_is_an_address(client: TestClient, address: str) -> None:
    assert client.post("/add", data={"by": "address", "address": address}).status_code == 400
