"""Pages and their twins: what is at every address, and what is not."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.record import Record
from onrecord.statement import Reading
from tests.export.readings import docks
from tests.web import desk

PAGES = (
    "/",
    "/search",
    "/search?q=docks",
    "/search?q=docks&meaning=true",
    "/speakers",
    "/speakers?kind=person",
    "/articles",
    "/articles/1",
    "/articles/4",
    "/articles/1?open=1",
    "/statements/1",
    "/corrections",
    "/api",
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def person(record: Record, name: str) -> int:
    number = record.speaker(name).who.person
    assert number is not None
    return number


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_html_with_a_title_one_heading_and_no_script_or_style_of_its_own(
    looking: TestClient, path: str
) -> None:
    answer = looking.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert re.search(r"<title>[^<]+</title>", answer.text)
    assert len(re.findall(r"<h1\b", answer.text)) == 1
    assert not re.search(r"<script(?![^>]* src=)|<style|<[a-z][^<>]*\s(?:style|on\w+)=", answer.text)
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/api",)])
def test_a_page_has_a_twin_as_json_and_as_csv(looking: TestClient, path: str) -> None:
    stem, mark, query = path.partition("?")
    stem = "/home" if stem == "/" else stem

    told = looking.get(f"{stem}.json{mark}{query}")
    assert told.status_code == 200
    assert isinstance(told.json(), dict)
    table = looking.get(f"{stem}.csv{mark}{query}")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(next(csv.reader(io.StringIO(table.text)))) > 3


def test_a_page_names_its_twins(looking: TestClient) -> None:
    page = looking.get("/search?q=docks").text
    assert 'href="/search.json?q=docks"' in page
    assert 'href="/search.csv?q=docks"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/articles/99",
        "/articles/1?version=7",
        "/statements/9999",
        "/speakers/1",
        "/speaker?name=Nobody",
        "/jobs/none",
        "/articles/1/original",
        "/nowhere",
        "/static/none.css",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(looking: TestClient, path: str) -> None:
    answer = looking.get(path)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text


def test_what_is_not_there_is_told_as_json_to_who_asks_for_json(looking: TestClient) -> None:
    answer = looking.get("/articles/99.json")
    assert (answer.status_code, answer.json()) == (
        404,
        {"error": "There is no article of this number in the record."},
    )


@pytest.mark.parametrize(
    "query",
    ["q=%22%22", "act=sing", "since=yesterday", "speaker=Nobody+Known", "outlet=none"],
)
def test_a_search_that_cannot_be_keeps_its_form_and_says_why(looking: TestClient, query: str) -> None:
    answer = looking.get(f"/search?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'name="q"' in answer.text
    assert "error" in looking.get(f"/search.json?{query}").json()


@pytest.mark.parametrize("query", ["page=0", "limit=5000", "page=x", "sort=loudest", "q=" + "a" * 3000])
def test_values_that_no_search_has_are_refused_in_one_line(looking: TestClient, query: str) -> None:
    answer = looking.get(f"/search.json?{query}")
    assert answer.status_code == 422
    assert "\n" not in answer.json()["error"]


def test_search_marks_hits_and_counts_facets(looking: TestClient) -> None:
    page = looking.get("/search?q=docks").text
    assert "<mark>docks</mark>" in page
    assert re.search(r'href="\?q=docks&amp;act=refuse"[^>]*><span class="label">refuses</span>', page)

    narrowed = looking.get("/search.json?q=docks&act=refuse").json()
    assert narrowed["total"] == 1
    page = looking.get("/search?q=docks&act=refuse").text
    assert re.search(r'<a href="\?q=docks" aria-label="Without act refuses">', page)


def test_a_year_narrows_and_is_taken_out_as_one(looking: TestClient) -> None:
    page = looking.get("/search?q=docks&since=2031&until=2031").text
    assert '<a href="?q=docks" aria-label="Without year 2031">' in page


def test_a_search_is_an_atom_feed(looking: TestClient) -> None:
    answer = looking.get("/search.atom?q=docks")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", space)
    assert len(entries) == 2
    for name in ("id", "title", "updated", "author/a:name", "link", "summary"):
        assert all(entry.find(f"a:{name}", space) is not None for entry in entries), name
    assert entries[0].find("a:link", space).get("href").startswith("http://localhost/statements/")  # type: ignore[union-attr]
    assert feed.findtext("a:updated", None, space) == "2031-05-06T00:00:00Z"


def test_an_article_has_its_statements_marked_and_links_to_them(looking: TestClient) -> None:
    page = looking.get("/articles/1").text
    assert '<span class="source a1-s1" data-s="a1-s1">Mayor Ana Ruiz</span>' in page
    assert '<span class="cue a1-s1" data-s="a1-s1">told</span>' in page
    assert 'id="a1-s1"' in page
    assert 'id="a1-e1"' in page
    assert 'data-at="0"' in page


def test_an_older_version_of_an_article_is_shown_as_it_was(record: Record) -> None:
    changed = docks(filled=True)
    text = "Correction. " + changed.article.text
    article = Article(text, id=changed.article.id, url=changed.article.url, title="New title")
    record.add_readings([Reading(article, (), "made")])
    with desk.client(record) as one:
        new, old = one.get("/articles/1").text, one.get("/articles/1?version=1").text
        assert "Correction." in new
        assert "Correction." not in old
        assert "a1-s1" in old
        assert "Version 1" in new
        page = one.get("/statements/1").text
        assert "/articles/1?version=1#a1-s1" in page
        assert "data-correct" not in page


def test_a_statement_tells_why_and_how_to_cite_it(looking: TestClient) -> None:
    page = looking.get("/statements/1").text
    assert "<dt>via</dt>" in page
    assert "http://localhost/statements/1" in page
    assert "<dt>read by</dt>" in page
    part = looking.get("/statements/1", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "<dt>via</dt>" in part


def test_a_speaker_has_roles_a_chart_and_their_statements(looking: TestClient, looked_at: Record) -> None:
    number = person(looked_at, "Ana Ruiz")
    page = looking.get(f"/speakers/{number}").text
    assert '<span class="role">Mayor</span>' in page
    assert "<svg" in page
    assert re.search(r"<tr><th scope=\"row\">2031-05</th><td class=\"n\">3</td></tr>", page)
    told = looking.get(f"/speakers/{number}.json?act=refuse").json()
    assert (told["statements"], told["found"]["total"]) == (3, 1)
    assert len(rows(looking.get(f"/speakers/{number}.csv").text)) == 3


def test_a_name_leads_to_the_person_it_means(looking: TestClient, looked_at: Record) -> None:
    number = person(looked_at, "Ana Ruiz")
    answer = looking.get("/speaker?name=ana+ruiz")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/speakers/{number}")
    assert looking.get("/speaker.json?name=ana+ruiz").headers["location"] == f"/speakers/{number}.json"


def test_a_name_that_is_nobody_s_yet_has_a_page_whose_filters_keep_it(empty: Record) -> None:
    empty.add_readings([docks(filled=True)])
    with desk.client(empty) as one:
        page = one.get("/speaker?name=Ana+Ruiz")
        assert page.status_code == 200
        assert "/speaker.json?name=Ana+Ruiz" in page.text
        assert "?name=Ana+Ruiz&amp;act=refuse#statements" in page.text


def test_an_empty_record_says_how_to_begin(empty: Record) -> None:
    with desk.client(empty) as one:
        page = one.get("/").text
        assert "The record is empty" in page
        assert 'action="/add"' in page
        for path in ("/search", "/speakers", "/articles", "/corrections", "/search.atom"):
            assert one.get(path).status_code == 200, path


def test_moments_are_told_in_the_reader_s_zone(looking: TestClient) -> None:
    page = looking.get("/articles/4").text
    assert '<time datetime="2031-06-07T21:30:00Z" data-zoned>7 Jun 2031, 21:30</time>' in page
    looking.cookies.set("zone", "Asia%2FTokyo")
    assert "data-zoned>8 Jun 2031, 06:30</time>" in looking.get("/articles/4").text
    looking.cookies.set("zone", "../../etc/passwd")
    assert "data-zoned>7 Jun 2031, 21:30</time>" in looking.get("/articles/4").text
    looking.cookies.clear()


def test_files_of_pages_may_be_kept_and_change_their_address_when_they_change(looking: TestClient) -> None:
    page = looking.get("/").text
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        answer = looking.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert looking.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


def test_the_first_view_is_small(looking: TestClient) -> None:
    page = looking.get("/articles/1").text
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(page.encode()) + sum(len(looking.get(address).content) for address in files) < 200_000
