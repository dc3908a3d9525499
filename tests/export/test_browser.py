"""Pages in a real browser: what they ask for, what axe finds, what keys and mouse do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.export.html import HtmlWriter
from onrecord.statement import Reading
from tests.browser import chromium, new_page
from tests.export.readings import docks, hostile
from tests.export.river import river

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

DESKTOP, PHONE = {"width": 1280, "height": 600}, {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")

    def saved(name: str, *some: Reading) -> str:
        path: Path = folder / f"{name}.html"
        with path.open("w", encoding="utf-8", errors="replace") as stream:
            writer = HtmlWriter(stream)
            for reading in some:
                writer.write(reading, "docks.txt")
            writer.close()
        return path.as_uri()

    return {
        "one": saved("one", docks(filled=True)),
        "many": saved("many", docks(), docks(filled=True)),
        "hostile": saved("hostile", hostile(), docks()),
        "stands": saved("stands", river()),
    }


def _open(browser: Any, address: str, **context: Any) -> Any:
    page = new_page(browser, **{"viewport": DESKTOP, **context})
    page.goto(address)
    return page


def _lit(page: Any) -> set[str]:
    """Return the numbers of the statements whose pieces are lit up in the text."""
    script = """() => { const color = e => getComputedStyle(e).backgroundColor;
        const plain = ['.key .content', '.deep'].map(name => color(document.querySelector(name)));
        return [...document.querySelectorAll('.text span.content')]
            .filter(e => !plain.includes(color(e)))
            .map(e => e.dataset.s) }"""
    return set(page.evaluate(script))


@pytest.mark.parametrize("name", ["one", "many", "hostile", "stands"])
@pytest.mark.parametrize(
    "context",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": PHONE},
        {"viewport": PHONE, "color_scheme": "dark"},
        {"forced_colors": "active"},
    ],
    ids=["light", "dark", "phone", "dark phone", "contrast"],
)
def test_axe_finds_nothing(
    browser: Any, addresses: dict[str, str], name: str, context: dict[str, Any]
) -> None:
    page = _open(browser, addresses[name], **context)
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("name", ["one", "many", "hostile", "stands"])
def test_a_page_asks_for_nothing_and_reports_nothing(
    browser: Any, addresses: dict[str, str], name: str
) -> None:
    page = new_page(browser)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(addresses[name])
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    assert [url for url in asked if not url.startswith("data:")] == [addresses[name]]
    assert said == []


@pytest.mark.parametrize("name", ["one", "many", "hostile", "stands"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_a_page_fits_its_window(browser: Any, addresses: dict[str, str], name: str, width: int) -> None:
    page = _open(browser, addresses[name], viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_entry_lights_up_its_statement_and_brings_it_into_view(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = _open(browser, addresses["one"], viewport={"width": 1280, "height": 420}, reduced_motion="reduce")
    page.click("#a1-e6 .name")
    assert _lit(page) == {"a1-s6"}
    box = page.locator("#a1-s6").bounding_box()
    assert 0 <= box["y"] < 420


def test_a_statement_lights_up_its_entry_and_brings_it_into_view(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = _open(browser, addresses["one"], reduced_motion="reduce")
    page.click(".text span.content.a1-s6")
    assert _lit(page) == {"a1-s6"}
    assert "on" in page.get_attribute("#a1-e6", "class").split()
    box, frame = page.locator("#a1-e6").bounding_box(), page.locator("#a1-list").bounding_box()
    assert frame["y"] <= box["y"]
    assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1


@pytest.mark.parametrize("target", ["a1-s2", "a1-e2"])
@pytest.mark.parametrize("script", [True, False])
def test_an_address_lights_up_all_pieces_with_or_without_the_script(
    browser: Any, addresses: dict[str, str], target: str, script: bool
) -> None:
    page = _open(browser, f"{addresses['one']}#{target}", java_script_enabled=script)
    assert page.evaluate("document.documentElement.classList.contains('js')") is script
    assert _lit(page) == {"a1-s2"}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_a_row_of_where_they_stand_leads_to_the_words_that_it_rests_on(
    browser: Any, addresses: dict[str, str], viewport: dict[str, int]
) -> None:
    page = _open(browser, addresses["stands"], viewport=viewport, reduced_motion="reduce")
    page.click(".stands a[href='#a1-s8']")
    assert page.evaluate("document.querySelectorAll('.text .on.content').length") == 1
    assert page.locator(".text .on.content").inner_text() == "to open the gates"
    box = page.locator("#a1-s8").bounding_box()
    assert 0 <= box["y"] < viewport["height"]


def test_on_a_phone_each_row_of_where_they_stand_is_a_block_as_wide_as_the_page(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = _open(browser, addresses["stands"], viewport=PHONE)
    whole = page.locator(".summary").bounding_box()["width"]
    for part in (".stands caption", ".stands tbody tr", ".stands .which", ".stands .proof"):
        boxes = [one.bounding_box() for one in page.locator(part).all()]
        assert boxes
        assert all(box["width"] == whole for box in boxes), part
        assert all(0 < box["height"] < 160 for box in boxes), part
    for row in page.locator(".stands tbody tr").all():
        tops = [row.locator(part).bounding_box()["y"] for part in (".is", ".which", ".proof")]
        assert tops == sorted(tops)


def test_the_tab_key_goes_through_the_page_and_its_focus_is_seen(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = _open(browser, addresses["one"])
    seen = []
    for _ in range(20):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(e => e.id || e.dataset.s || e.className || e.tagName)(document.activeElement)")
        )
        shown = """(e => [getComputedStyle(e), getComputedStyle(e, '::after')].some(
            s => s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 2))(document.activeElement)"""
        assert page.evaluate(shown), seen[-1]
    assert seen[:4] == ["skip", "A", "A", "a1-s1"]
    assert seen[3:9] == [f"a1-s{n}" for n in range(1, 7)]
    assert {"a1-s1", "SUMMARY"} <= set(seen[9:])


def test_the_skip_link_leads_to_the_statements(browser: Any, addresses: dict[str, str]) -> None:
    page = _open(browser, addresses["one"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.entry')?.id") == "a1-e1"


def test_j_and_k_go_through_the_statements_and_escape_leaves_them(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = _open(browser, addresses["one"])
    for key, lit in [("j", "a1-s1"), ("j", "a1-s2"), ("k", "a1-s1"), ("k", "a1-s1")]:
        page.keyboard.press(key)
        assert _lit(page) == {lit}
    page.keyboard.press("Escape")
    assert _lit(page) == set()


def test_the_list_stands_beside_the_article_or_below_it(browser: Any, addresses: dict[str, str]) -> None:
    for viewport, beside in ((DESKTOP, True), (PHONE, False)):
        page = _open(browser, addresses["one"], viewport=viewport)
        text, entries = page.locator(".text").bounding_box(), page.locator(".list").bounding_box()
        assert (entries["x"] > text["x"] + text["width"]) is beside
        assert (entries["y"] > text["y"] + text["height"]) is not beside


def test_on_paper_all_of_the_list_is_printed_below_the_article(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = _open(browser, addresses["one"])
    page.emulate_media(media="print")
    style = "(s => [s.position, s.maxHeight])(getComputedStyle(document.querySelector('.list')))"
    assert page.evaluate(style) == ["static", "none"]
    assert not page.locator(".skip").is_visible()
