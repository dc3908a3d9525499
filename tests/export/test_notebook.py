from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from onrecord.article import Article
from onrecord.export.notebook import SHORT
from onrecord.record import Record
from onrecord.statement import Reading
from tests.browser import chromium, new_page
from tests.export.readings import docks, hostile, interview, readings

TAGS = {
    *("style", "div", "p", "span", "ol", "li", "details", "summary"),
}


class Parts(HTMLParser):
    """The tags, attributes and words of a piece of HTML, which must be balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.text += data


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.sqlite") as opened:
        opened.add_readings([docks(filled=True), replace(hostile(), model="hand-made")])
        yield opened


def test_a_reading_shows_its_statements_and_its_article() -> None:
    parts = Parts(docks(filled=True)._repr_html_())
    told = " ".join(parts.text.split())
    assert "Mayor rules out sale of docks The Port Courier · Ada Lind, Jo Brandt · 2031-05-06" in told
    assert "6 statements, 2 speakers" in told
    assert "Ana Ruiz, Mayor · refuses" in told
    assert "ruled out: sell the docks" in told and "pledged: lease them (if the council asks)" in told
    assert "uncertain, 31%" in told and "within 3" in told
    assert "The remark ended weeks of guessing in Lydhaven." in told


def test_a_long_article_opens_on_request() -> None:
    assert "<details open>" in docks()._repr_html_()
    long = Reading(Article("The docks. " * SHORT), (), "hand-made")
    assert "<details>" in long._repr_html_()


def test_a_stored_statement_shows_where_it_was_published(record: Record) -> None:
    [one] = record.statements([1])
    told = " ".join(Parts(one._repr_html_()).text.split())
    assert told.startswith("1 ✕ Ana Ruiz, Mayor · refuses she would never sell the docks")
    assert told.endswith(
        "The Port Courier · Mayor rules out sale of docks · 2031-05-06 · https://courier.example/docks · "
        "article 1, statement 1"
    )


def test_what_was_chosen_shows_itself_as_a_reading(record: Record) -> None:
    [one] = record.chosen("lease")
    assert "1 statement, 1 speaker" in one._repr_html_()


def test_what_tries_to_break_out_is_only_text(record: Record) -> None:
    for html in (hostile()._repr_html_(), record.statements([7])[0]._repr_html_()):
        parts = Parts(html)
        assert set(parts.tags) <= TAGS
        assert parts.attributes <= {"class", "lang", "aria-hidden", "open"}
        assert not re.search("[\x00-\x08\x1b\u202e\ud800-\udfff]", html)
        html.encode()


def test_nothing_in_it_is_taken_for_a_formula() -> None:
    assert 'class="onrecord-reading tex2jax_ignore mathjax_ignore"' in interview()._repr_html_()


def test_no_name_in_it_can_clash_with_another_output() -> None:
    html = docks(filled=True)._repr_html_()
    assert not re.search(r"\b(?:id|href|name)=", html)


@given(readings())
def test_it_is_whole_whatever_the_text(reading: Reading) -> None:
    parts = Parts(reading._repr_html_())
    assert set(parts.tags) <= TAGS
    assert parts.tags.count("li") == len(reading.statements)


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with chromium() as browser:
        yield new_page(browser)


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize(
    ("body", "dark"),
    [
        ("<body>", None),
        ('<body data-jp-theme-light="true">', False),
        ('<body data-jp-theme-light="false">', True),
        ('<body class="vscode-dark">', True),
        ('<body class="vscode-light">', False),
    ],
)
def test_it_is_light_or_dark_as_the_notebook_is(page: Any, system: str, body: str, dark: bool | None) -> None:
    page.emulate_media(color_scheme=system)
    page.set_content(f"<!doctype html>{body}{docks(filled=True)._repr_html_()}")
    color = page.evaluate("getComputedStyle(document.querySelector('.onrecord-reading')).backgroundColor")
    is_dark = sum(map(int, re.findall(r"\d+", color))) < 300
    assert is_dark == (system == "dark" if dark is None else dark)


def test_its_rules_hold_for_nothing_else(page: Any) -> None:
    page.set_content(
        '<!doctype html><p id="mine" class="content source text">mine</p>' + docks(filled=True)._repr_html_()
    )
    look = "(e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).fontWeight])"
    assert page.evaluate(f"{look}(document.querySelector('#mine'))") == ["rgba(0, 0, 0, 0)", "400"]
    assert page.evaluate(f"{look}(document.querySelector('.onrecord-reading .source'))")[1] == "600"


@pytest.mark.parametrize("theme", ["true", "false"])
def test_it_can_be_read_by_all(page: Any, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page.set_content(
        f'<!doctype html><html lang="en"><title>n</title><body data-jp-theme-light="{theme}"><main><h1>n</h1>'
        f"{docks(filled=True)._repr_html_()}</main>"
    )
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
