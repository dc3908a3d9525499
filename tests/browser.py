"""Chromium for the tests of pages, and how they wait for it: on a busy machine it takes its time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import pytest

PATIENCE: Final = 120_000
"""Milliseconds that a page may take for anything."""

_AT_REST: Final = "html:not(:has(.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added))"
"""A page where htmx has put all answers in their places, and made what came with them ready for use."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser; skip the test where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no chromium on the path")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as play:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = play.chromium.launch(
            executable_path=path, args=arguments, env={**os.environ}, timeout=PATIENCE
        )
        yield browser
        browser.close()


def new_page(browser: Any, **context: Any) -> Any:
    """Return a page in a context of its own."""
    made = browser.new_context(**context)
    made.set_default_timeout(PATIENCE)
    return made.new_page()


def expect(locator: Any) -> Any:
    """Return what is expected of a part of a page, sooner or later."""
    from playwright.sync_api import expect as expected

    return expected(locator)


def shown(page: Any, selector: str, state: Literal["attached", "detached", "visible"] = "visible") -> None:
    """Wait for what an answer brings or takes away, and until keys and mouse do there what they should."""
    page.wait_for_selector(selector, state=state)
    page.wait_for_load_state("load")
    page.wait_for_selector(_AT_REST, state="attached")
