"""The desk in a real browser: its stories, by mouse and by keyboard, and what every page is held to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Record
from tests.browser import chromium, expect, new_page, shown
from tests.web import desk

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
PAGES = (
    "/",
    "/search?q=docks",
    "/speakers",
    "/speaker?name=Ana+Ruiz",
    "/articles",
    "/articles/1?open=1",
    "/articles/3",
    "/statements/1",
    "/corrections",
    "/api",
    "/nowhere",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("browser") / "record.sqlite"
    with desk.filled(path) as kept:
        kept.correct(5, "act", "claim", by="jo")
        yield kept


@pytest.fixture(scope="module")
def address(made: Record) -> Iterator[str]:
    with desk.served(made) as where:
        yield where


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    made = new_page(browser, viewport=DESKTOP, timezone_id="Asia/Tokyo", reduced_motion="reduce")
    yield made
    made.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_a_page_asks_for_nothing_from_elsewhere(
    browser: Any, address: str, path: str
) -> None:
    page = new_page(browser, viewport=DESKTOP)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], scheme
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [url for url in asked if not url.startswith(address)] == []
    assert [words for words in said if "404" not in words or path != "/nowhere"] == []
    page.context.close()


def test_a_text_is_added_and_read_in_place(page: Any, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.fill("textarea[name=text]", "Lind said that the ferry would sail again, though slowly.")
    page.click("text=Where it was published")
    page.fill("input[name=title]", "Ferry to sail")
    with desk.held():
        page.click("text=Read it")
        shown(page, "#added progress")
    page.click("#added a:has-text('Ferry to sail')")
    expect(page.locator("h1")).to_have_text("Ferry to sail")
    expect(page.locator(".text .content")).to_have_text("the ferry would sail again, though slowly")
    assert said == []


def test_an_address_of_a_statement_lights_it_up(page: Any, address: str) -> None:
    page.goto(f"{address}/articles/1#a1-s2")
    assert set(page.eval_on_selector_all(".text .on.content", "all => all.map(e => e.dataset.s)")) == {
        "a1-s2"
    }
    assert "on" in page.locator("#a1-e2").get_attribute("class").split()


def test_a_statement_is_corrected_by_mouse_and_undone(page: Any, address: str, made: Record) -> None:
    page.goto(f"{address}/articles/1")
    page.click("#a1-e2 .why")
    shown(page, "#closer-2 form.correct")
    form = page.locator("#closer-2 form.correct")
    form.locator("select[name=act]").select_option("criticise")
    form.locator("input[name=speaker]").fill("Ana Maria Ruiz")
    form.locator("button.first").click()
    shown(page, "#a1-e2 .name:has-text('Ana Maria Ruiz')")
    assert made.statements([2])[0].statement.act == "criticise"
    assert "Corrected: speakers, act." in page.locator("#notice").inner_text()

    page.click("#notice button")
    shown(page, "#a1-e2 .name:text-is('Ana Ruiz')")
    assert made.statements([2])[0].statement.act is None
    assert made.corrections(statement=2)[0].undone_by == "ana"


def test_a_correction_leaves_the_page_as_it_was(page: Any, address: str, made: Record) -> None:
    page.goto(f"{address}/articles/1?open=2")
    still = "document.querySelector('#a1-e2').getBoundingClientRect().top"
    form = page.locator("#closer-2 form.correct")
    form.locator("select[name=act]").select_option("demand")
    form.locator("button.first").scroll_into_view_if_needed()
    before = page.evaluate(still)
    form.locator("button.first").click()
    shown(page, "#notice form")
    assert abs(page.evaluate(still) - before) < 40, "what was corrected stays where the reader looks"
    assert page.locator("#closer-2 .panel").count() == 1
    page.click("#notice button")
    shown(page, "#notice:not(:has(form))", "attached")
    assert made.statements([2])[0].statement.act is None


def test_lighting_up_a_statement_moves_nothing(page: Any, address: str) -> None:
    page.goto(f"{address}/articles/1")
    boxes = """[...document.querySelectorAll('.text p, .entry')].map(one => {
        const box = one.getBoundingClientRect(); return [box.height, one.closest('.text') ? box.top : 0];
    })"""
    before = page.evaluate(boxes)
    page.keyboard.press("j")
    page.wait_for_selector(".text .on")
    assert page.evaluate(boxes) == before


def test_selected_words_become_the_source(page: Any, address: str, made: Record) -> None:
    page.goto(f"{address}/articles/1")
    page.click("#a1-e5 .why")
    shown(page, "#closer-5 form.correct")
    page.locator(".text span", has_text="Nobody at Marrow Freight").scroll_into_view_if_needed()
    page.evaluate(
        """() => {
            const words = [...document.querySelectorAll('.text .source')].at(-1).firstChild;
            getSelection().setBaseAndExtent(words, 10, words, 24);
        }"""
    )
    page.click("#closer-5 [data-take=source]")
    assert page.locator("#closer-5 textarea[name=source]").input_value() == "Marrow Freight"
    page.click("#closer-5 button.first")
    shown(page, "#notice form")
    text = made.article(1).article.text  # type: ignore[union-attr]
    start = text.index("Marrow Freight")
    assert made.statements([5])[0].statement.source == ((start, start + 14),)


def test_all_of_it_goes_by_keyboard(page: Any, address: str, made: Record) -> None:
    page.goto(f"{address}/articles/4")
    first = made.article(4).statements[0].id  # type: ignore[union-attr]
    page.keyboard.press("j")
    page.keyboard.press("e")
    shown(page, f"#closer-{first} .panel")
    page.locator(f"#closer-{first} textarea[name=cue]").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("She said")
    page.keyboard.press("Control+Enter")
    shown(page, "#notice form")
    assert made.statements([first])[0].statement.cue == ((56, 64),) or made.statements([first])[0].corrected

    shown(page, f"#closer-{first} .panel")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    shown(page, "#notice:not(:has(form))", "attached")
    assert not made.statements([first])[0].corrected

    page.keyboard.press("j")
    page.keyboard.press("x")
    shown(page, "text=1 deleted statement")
    page.keyboard.press("u")
    shown(page, "text=1 deleted statement", "detached")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_statement_is_added_from_selected_words(page: Any, address: str, made: Record) -> None:
    page.goto(f"{address}/articles/1")
    page.evaluate(
        """() => {
            const line = [...document.querySelectorAll('.text p')][0];
            const words = [...line.childNodes].find(n => n.textContent.includes('weeks of guessing'));
            const at = words.textContent.indexOf('ended');
            getSelection().setBaseAndExtent(words, at, words, at + 23);
        }"""
    )
    page.keyboard.press("n")
    assert page.locator("#add-statement textarea[name=content]").input_value() == "ended weeks of guessing"
    page.fill("#add-statement input[name=speaker]", "Jo Brandt")
    page.click("#add-statement button.first")
    shown(page, ".entry .name:text-is('Jo Brandt')")
    assert made.search("weeks guessing").total == 1
    page.click("#notice button")
    shown(page, ".entry .name:text-is('Jo Brandt')", "detached")


def test_words_that_are_not_there_are_told_and_nothing_is_lost(page: Any, address: str) -> None:
    page.goto(f"{address}/articles/1?open=1")
    page.fill("#closer-1 textarea[name=cue]", "sang")
    page.click("#closer-1 button.first")
    shown(page, "#notice .wrong")
    assert "these words do not stand in the article" in page.locator("#notice").inner_text()
    assert page.locator("#closer-1 textarea[name=cue]").input_value() == "sang"


def test_what_was_found_is_taken_away_as_a_table(page: Any, address: str) -> None:
    page.goto(f"{address}/search")
    page.fill("main input[name=q]", "docks")
    page.press("main input[name=q]", "Enter")
    page.wait_for_selector("mark")
    page.click(".facet a:has-text('refuses')")
    shown(page, ".chosen")
    expect(page.locator(".hit")).to_have_count(1)
    with page.expect_download() as download:
        page.evaluate(
            "document.querySelector('.twins a:nth-of-type(2)').setAttribute('download', 'found.csv')"
        )
        page.click(".twins a:text-is('CSV')")
    assert "she would never sell the docks" in Path(download.value.path()).read_text(encoding="utf-8")


def test_moments_stand_in_the_reader_s_zone_and_do_not_move_the_page(page: Any, address: str) -> None:
    for _ in range(2):
        page.goto(f"{address}/articles/4")
        assert page.locator("time[data-zoned]").first.inner_text() == "8 Jun 2031, 06:30"
    shift = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list => done(
            list.getEntries().reduce((sum, one) => sum + one.value, 0)
        )).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"""
    )
    assert shift < 0.01


def test_pages_work_without_scripts(browser: Any, address: str) -> None:
    page = new_page(browser, java_script_enabled=False)
    page.goto(f"{address}/articles/2")
    page.locator(".why").first.click()
    page.click("text=Right as it is")
    expect(page.locator(".history")).to_have_count(1)
    assert "/statements/" in page.url
    page.context.close()


def test_on_paper_the_forms_stay_away(page: Any, address: str) -> None:
    page.goto(f"{address}/articles/1?open=1")
    shown(page, "#closer-1 form")
    page.emulate_media(media="print")
    for part in (".bar nav", ".find", "#closer-1", "#add-statement"):
        assert not page.locator(part).first.is_visible(), part
