"""Issues and the same words in a real browser: their stories, and what every page is held to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Record
from tests.browser import chromium, expect, new_page, shown
from tests.web import desk
from tests.web.test_browser import DESKTOP, axe
from tests.web.test_issues import told
from tests.web.test_same import CUT, FULL, quoted

PAGES = (
    "/",
    "/issues",
    "/issue?name=boats",
    "/issue/tune?name=boats",
    "/issue/judged?name=boats",
    "/issue/compare?name=boats",
    "/against",
    "/speaker?name=Marta+Vell",
    "/same",
    "/same/7",
    f"/check?words={FULL.replace(' ', '+')}",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("stories") / "record.sqlite"
    with Record.open(path) as kept:
        kept.add_readings(
            [
                told("2031-03-03", "Herald", "Marta Vell", "ruled_out"),
                told("2031-03-17", "Herald", "Marta Vell", "open", "Oskar Mahl"),
                told("2031-04-02", "Lantern", "Marta Vell", "pledged"),
                told("2031-04-03", "Lantern", "Edda Krohn", "opposed", "Marta Vell"),
                quoted("2031-03-03", "Harbour Post", FULL),
                quoted("2031-03-04", "Dispatch", CUT),
            ]
        )
        kept.identify()
        kept.compare()
        kept.new_issue("boats", "sending patrol boats to Ondavia", by="ana")
        kept.include("boats", [2], by="jo")
        with desk.served(kept) as where:
            yield where


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    made = new_page(browser, viewport=DESKTOP, reduced_motion="reduce")
    yield made
    made.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_the_page_fits_a_phone(page: Any, address: str, path: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    assert page.goto(address + path).status == 200
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], scheme
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []


def test_an_issue_is_followed_to_its_evidence(page: Any, address: str) -> None:
    page.goto(address)
    page.click(".latest a.title")
    page.click(".timeline a[aria-label*='moved towards yes'] >> nth=-1")
    assert page.locator(".around mark").inner_text() == "sending patrol boats to Ondavia"
    page.go_back()
    page.click("text=Compare two outlets")
    assert "they differ" in page.locator("tr.differ").inner_text()


def test_words_are_checked_and_their_variants_compared(page: Any, address: str) -> None:
    page.goto(f"{address}/same")
    page.click("text=Check whether some words were said")
    page.fill("textarea[name=words]", CUT)
    page.click("main button.first")
    expect(page.locator("#verdict")).to_have_text("It is on the record.")
    page.click("text=all variants")
    expect(page.locator(".variants .who strong")).to_have_text(["Harbour Post", "Dispatch"])
    expect(page.locator(".variants ins").first).to_have_text("never")


@pytest.fixture
def judging(tmp_path: Path) -> Iterator[tuple[str, Record]]:
    """The address of a record with an issue of three statements, to be changed."""
    with Record.open(tmp_path / "record.sqlite") as kept:
        kept.add_readings(
            [
                told("2031-03-03", "Herald", "Marta Vell", "ruled_out"),
                told("2031-03-17", "Herald", "Marta Vell", "open"),
                told("2031-04-02", "Lantern", "Marta Vell", "pledged"),
            ]
        )
        kept.identify()
        kept.new_issue("boats", "sending patrol boats to Ondavia", by="jo")
        with desk.served(kept) as where:
            yield where, kept


def rows(page: Any) -> list[str]:
    """Return the stands that an issue's page has, in its order."""
    found: list[str] = page.locator("tr[data-row] .is").all_inner_texts()
    return [one[2:] for one in found]


def test_a_statement_is_left_out_by_mouse_and_put_back(page: Any, judging: tuple[str, Record]) -> None:
    address, record = judging
    page.goto(f"{address}/issue?name=boats")
    assert rows(page) == ["ruled out", "open", "pledged"]
    page.click("tr[data-row] >> nth=1 >> text=not of it")
    shown(page, "#notice:has-text('Left out: statement 2.')")
    assert rows(page) == ["ruled out", "pledged"]
    assert record.issues()[0].excluded == 1
    page.click("#notice button")
    shown(page, "#notice:not(:has(form))", "attached")
    assert rows(page) == ["ruled out", "open", "pledged"]
    assert record.issues()[0].excluded == 0


def test_statements_are_judged_by_keyboard(page: Any, judging: tuple[str, Record]) -> None:
    address, record = judging
    page.goto(f"{address}/issue?name=boats")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    shown(page, "#notice:has-text('Left out: statement 2.')")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/statements/3", "the next one"
    page.keyboard.press("t")
    shown(page, "#notice:has-text('statement 3')")
    assert rows(page) == ["ruled out", "ruled out"]
    page.keyboard.press("u")
    shown(page, "#notice:not(:has(form))", "attached")
    assert rows(page) == ["ruled out", "pledged"]
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/1")
    assert record.issues()[0].excluded == 1


def test_statements_are_put_in_by_number_or_on_their_own_page(page: Any, judging: tuple[str, Record]) -> None:
    address, record = judging
    record.exclude("boats", [1, 2, 3], by="jo")
    page.goto(f"{address}/issue?name=boats")
    page.click("summary:has-text('Put statements in')")
    page.fill("input[name=statements]", "1, soon")
    page.click("text=Note it")
    shown(page, "#notice .wrong:has-text('soon')")
    assert page.input_value("input[name=statements]") == "1, soon", "nothing that was written is lost"
    page.fill("input[name=statements]", "1 2")
    page.click("text=Note it")
    shown(page, "#notice:has-text('Put in: 2 statements.')")
    assert rows(page) == ["ruled out", "open"]

    page.goto(f"{address}/articles/3?open=3")
    page.click("#closer-3 .issues-of button:has-text('Take back')")
    shown(page, "#notice:has-text('Taken back: statement 3.')")
    assert record.issues()[0].statements == 3
    page.wait_for_selector("#closer-3 .issues-of button:has-text('Not of it')")


def test_an_issue_is_tuned_by_keyboard(page: Any, judging: tuple[str, Record]) -> None:
    address, record = judging
    page.goto(f"{address}/issue?name=boats")
    page.click("text=Tune, or change")
    page.wait_for_url("**/issue/tune?**")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.focus(".tune .what a")
    page.keyboard.press("Control+Enter")
    shown(page, "#notice:has-text('threshold')")
    assert record.issues()[0].excluded == 1
    page.keyboard.press("u")
    shown(page, "#notice:not(:has(form))", "attached")
    assert record.issues()[0].excluded == 0


def test_an_issue_is_followed_renamed_and_left(page: Any, judging: tuple[str, Record]) -> None:
    address, record = judging
    page.goto(f"{address}/issues")
    page.fill("input[name=about]", "the")
    page.fill("input[name=name]", "ships")
    page.click("text=Follow it")
    shown(page, "#notice .wrong")
    page.fill("input[name=about]", "sending patrol boats")
    page.click("text=Follow it")
    page.wait_for_url("**/issue?name=ships")
    page.click("text=Tune, or change")
    page.fill("input[name=rename]", "vessels")
    page.click("button:text-is('Change it')")
    page.wait_for_url("**/issue?name=vessels")
    page.click("text=Tune, or change")
    page.click("summary:has-text('Follow it no more')")
    page.check("input[name=sure]")
    page.click("button:text-is('Follow it no more')")
    page.wait_for_url("**/issues")
    assert [issue.name for issue in record.issues()] == ["boats"]


def test_judging_works_without_scripts(browser: Any, judging: tuple[str, Record]) -> None:
    address, record = judging
    page = new_page(browser, java_script_enabled=False)
    page.goto(f"{address}/issue?name=boats")
    page.click("tr[data-row] >> nth=0 >> text=not of it")
    expect(page.locator("#notice")).to_contain_text("Left out: statement 1.")
    page.click("#notice button")
    expect(page.locator("#notice form")).to_have_count(0)
    assert record.issues()[0].excluded == 0
    page.goto(f"{address}/issue/tune?name=boats")
    page.locator("input[value=yes]").first.check()
    page.click("text=Fit the issue")
    expect(page.locator("#notice")).to_contain_text("threshold")
    assert record.issues()[0].included == 1
    page.context.close()
