"""The pictures of the documentation: ``python -m tests.pictures`` makes them anew, of the demo record, in Chromium.

They are drawn with the fonts of the machine, and so differ a little from one to another. ``--record FILE`` takes a
record that is there already, for one that was read before.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from onrecord.record import Record
from onrecord.web.demo import fill
from tests.web.desk import served

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs"
LARGEST: Final = 200_000
"""Bytes of a picture."""

PICTURES: Final[dict[str, tuple[str, Literal["light", "dark"], int, int]]] = {
    "desk-home": ("/", "light", 1200, 860),
    "desk-article": ("/articles/1?open=2", "light", 1200, 820),
    "desk-issue": ("/issue?name=boats", "light", 1200, 1150),
    "desk-against": ("/against", "dark", 1200, 900),
    "desk-same": ("/same/{set}", "light", 1200, 760),
    "desk-phone": ("/issue?name=boats", "dark", 390, 844),
}
"""The pictures: of which page, in which light, how wide and how high."""


@contextmanager
def record_of(path: Path | None) -> Iterator[Record]:
    """Give the demo record: one that is there, or one that is read now."""
    with tempfile.TemporaryDirectory() as folder, Record.open(path or Path(folder, "demo.sqlite")) as record:
        if path is None:
            fill(record)
        yield record


def take(record: Record, folder: Path) -> list[Path]:
    """Take the pictures.

    Args:
        record: the demo record.
        folder: where they are put.

    Raises:
        RuntimeError: there is no Chromium, a page is an error, or a picture is larger than it may be.
    """
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        raise RuntimeError("no chromium on the path")
    differing = record.variants(limit=1).sets
    taken = []
    with served(record) as base, sync_playwright() as play:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = play.chromium.launch(executable_path=chromium, args=arguments, env={**os.environ})
        for name, (path, light, wide, high) in PICTURES.items():
            context = browser.new_context(
                viewport={"width": wide, "height": high}, color_scheme=light, reduced_motion="reduce"
            )
            page = context.new_page()
            answer = page.goto(
                base + path.format(set=differing[0].id if differing else 0), wait_until="networkidle"
            )
            if answer is None or not answer.ok:
                raise RuntimeError(f"{path}: no page to take a picture of")
            page.evaluate("document.activeElement.blur()")
            data = page.screenshot()
            if len(data) > LARGEST:
                raise RuntimeError(f"{name}: {len(data):,} bytes, more than {LARGEST:,}")
            taken.append(folder / f"{name}.png")
            taken[-1].write_bytes(data)
            context.close()
        browser.close()
    return taken


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures, and name them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--record", type=Path, metavar="FILE", help="the demo record, read before")
    given = parser.parse_args(arguments)
    with record_of(given.record) as record:
        for path in take(record, FOLDER):
            print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
