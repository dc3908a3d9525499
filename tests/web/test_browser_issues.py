"""Issues and the same words in a real browser: their stories, and what every page is held to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Record
from tests.web import desk
from tests.web.test_browser import CHROMIUM, DESKTOP, axe, sync_api
from tests.web.test_issues import told
from tests.web.test_same import CUT, FULL, quoted

PAGES = (
    "/",
    "/issues",
    "/issue?name=boats",
    "/issue/compare?name=boats",
    "/against",
    "/speaker?name=Marta+Vell",
    "/same",
    "/same/7",
    f"/check?words={FULL.replace(' ', '+')}",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


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
        with desk.served(kept) as where:
            yield where


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


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
    assert page.locator("#verdict").inner_text() == "It is on the record."
    page.click("text=all variants")
    assert page.locator(".variants .who strong").all_inner_texts() == ["Harbour Post", "Dispatch"]
    assert page.locator(".variants ins").first.inner_text().strip() == "never"
