"""What pages show, and how: a statement in its place, who is named first, where a file was, what the API offers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.record.issues import Against, Edge
from onrecord.record.search import SpeakerLine, Who
from onrecord.web.home import BUSIEST, named
from onrecord.web.network import NODES, network
from onrecord.web.originals import place_of
from onrecord.web.statements import AROUND, around
from tests.export.readings import at, made


def who(number: int) -> Who:
    return Who(number, f"Person {number}", "person")


def line(name: str, person: int | None, kind: str = "person") -> SpeakerLine:
    return SpeakerLine(
        Who(person, name, kind), role=None, statements=3, articles=1, first="2031-03-03", last="2031-03-03"
    )


def test_a_statement_stands_in_its_place_with_its_parts_told_apart() -> None:
    text = "It rained. “We wait,” Ana Ruiz said on Friday, “and see.” Nobody asked."
    said = made(
        Article(text),
        (*at(text, "“We wait,”"), *at(text, "“and see.”")),
        "direct",
        source=at(text, "Ana Ruiz"),
        cue=at(text, "said"),
    )
    pieces = around(text, said)
    assert "".join(words for words, _ in pieces) == text
    assert [(words, role) for words, role in pieces if role] == [
        ("“We wait,”", "content"),
        ("Ana Ruiz", "source"),
        ("said", "cue"),
        ("“and see.”", "content"),
    ]


@given(st.integers(0, 900), st.integers(0, 900))
def test_far_words_around_a_statement_are_left_out_between_words(before: int, behind: int) -> None:
    text = "one " * before + "She left" + " two" * behind
    said = made(Article(text), at(text, "She left"), "indirect")
    pieces = around(text, said)
    whole = "".join(words for words, _ in pieces)
    assert ("She left", "content") in pieces
    assert set(whole.split()) <= {"…", "one", "She", "left", "two"}, "no word is cut"
    assert whole.startswith("…") == (4 * before > AROUND)
    assert whole.endswith("…") == (4 * behind > AROUND)


def test_every_page_tells_the_release_below(looking: TestClient) -> None:
    told = {
        re.search(r"<footer.*?onrecord ([^.]+\.[^ ]+)\. ", looking.get(path).text, re.DOTALL)[1]  # type: ignore[index]
        for path in ("/", "/articles/1", "/statements/1", "/issues", "/nowhere")
    }
    assert len(told) == 1


def test_those_with_a_name_of_their_own_are_named_first() -> None:
    some = [
        line("a source", None),
        line("Ana Ruiz", 7),
        line("the police", None),
        line("Orlen", None, "state"),
    ]
    assert [one.who.name for one in named(some)] == ["Ana Ruiz", "Orlen"]
    assert named(some[:1]) == some[:1], "where nobody has one, all are"
    assert len(named([line("Ana Ruiz", n) for n in range(40)])) == BUSIEST


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9)), max_size=60))
def test_nobody_is_drawn_alone(acts: list[tuple[int, int, int]]) -> None:
    edges = tuple(
        Edge(who(one), who(other), "support", count, None, None, (1,)) for one, other, count in acts
    )
    drawn = network(Against(edges, len(edges), len(edges), 0))
    if drawn is None:
        assert all(one == other for one, other, _ in acts)
        return
    ends = {end.reference for arrow in drawn.arrows for end in (arrow.edge.source, arrow.edge.target)}
    assert {node.who.reference for node in drawn.nodes} == ends
    assert len(drawn.nodes) <= NODES
    assert len(drawn.arrows) + drawn.left_out == len(edges)


@pytest.mark.parametrize(
    "address, told",
    [
        ("https://herald.example/1", "at https://herald.example/1"),
        ("/srv/news/one.txt", "in one.txt"),
        ("news.jsonl", "in news.jsonl"),
        ("pasted", "in pasted"),
    ],
)
def test_where_an_original_was_is_told_without_the_folders_of_this_machine(address: str, told: str) -> None:
    assert place_of(address) == told


def test_the_api_s_page_has_every_operation_once_with_its_twins_together(looking: TestClient) -> None:
    page = looking.get("/api").text
    known = looking.get("/api/openapi.json").json()["paths"]
    assert "<code>GET /issue.json</code>, <code>.csv</code>" in page
    first = page[: page.index('<h2 id="group-2">')]
    for path, methods in known.items():
        for method in methods:
            if path.endswith((".json", ".csv")):
                continue
            shown = f"<code>{method.upper()} {path}</code>"
            assert page.count(shown) == 1, shown
            assert (shown in first) == path.startswith("/api/"), shown


def test_what_was_searched_stands_on_paper(looking: TestClient) -> None:
    assert '<span class="on-paper"> for “docks”</span>' in looking.get("/search?q=docks").text


def test_an_article_with_a_statement_open_needs_no_second_request(looking: TestClient) -> None:
    page = looking.get("/articles/1?open=1").text
    assert 'data-panel="1"' in page
    assert page.count("<h1>") == 1
    assert "data-panel" not in looking.get("/articles/1").text
    assert "data-panel" not in looking.get("/articles/1?open=99999").text


def test_what_was_found_comes_before_what_narrows_it(looking: TestClient) -> None:
    page = looking.get("/search?q=docks").text
    assert page.index('class="results"') < page.index('id="facets"'), "or a phone shows it, and moves it away"
    assert 'href="#facets"' in page
