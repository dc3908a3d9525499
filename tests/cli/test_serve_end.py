"""The command that serves the desk, asked to end: nothing of the demo stays behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

pytest.importorskip("fastapi", reason="the extra web is not installed")

PATIENCE = 120.0
"""Seconds that reading the demo may take on a busy machine."""


HEEDING = """
import signal
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
from onrecord.__main__ import main
main()
"""
"""The command, heeding what nohup, say, has everything under it ignore."""

INTERRUPTED = (
    """
import asyncio.base_events, signal
make = asyncio.base_events.BaseEventLoop.__init__
def interrupted(self):
    signal.raise_signal(signal.SIGINT)
    make(self)
asyncio.base_events.BaseEventLoop.__init__ = interrupted
"""
    + HEEDING
)
"""The command, with Ctrl-C where the server's loop is being made."""


@contextmanager
def demo(folder: Path, command: str = HEEDING) -> Iterator[subprocess.Popen[str]]:
    """Start the desk on its demo, with temporary files in a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--demo", "--port", "0"],
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line_with(process: subprocess.Popen[str], words: str) -> str:
    """Wait until a line with these words is printed, and return it."""
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return line
    raise AssertionError(f"it ended before it said {words!r}")


@pytest.mark.parametrize(
    "number, status", [(signal.SIGTERM, (143, -15)), (signal.SIGINT, (130, -2)), (signal.SIGHUP, (129, -1))]
)
def test_a_desk_that_is_open_takes_its_demo_away(
    tmp_path: Path, number: int, status: tuple[int, int]
) -> None:
    with demo(tmp_path) as process:
        line_with(process, "on the desk")
        assert any(tmp_path.glob("onrecord-*/demo.sqlite"))
        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode in status
    assert "Traceback" not in errors
    assert list(tmp_path.glob("onrecord-*")) == []


def test_one_that_is_about_to_open_does_so_too(tmp_path: Path) -> None:
    with demo(tmp_path, INTERRUPTED) as process:
        line_with(process, "on the desk")
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (130, "")
    assert list(tmp_path.glob("onrecord-*")) == []


def test_one_that_reads_articles_stops_behind_the_one_it_is_at(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(n), "text": f"Mayor Ana Ruiz said she would never sell dock {n}. " * 20})
        for n in range(400)
    ]
    with demo(tmp_path) as process:
        address = line_with(process, "on the desk").split()[-3]
        answer = httpx.post(
            f"{address}add",
            data={"by": "file"},
            files={"file": ("many.jsonl", "\n".join(lines).encode())},
            timeout=PATIENCE,
        )
        job = f"{address}api{answer.headers['location']}.json"
        start = time.monotonic()
        while not httpx.get(job, timeout=PATIENCE).json()["read"] and time.monotonic() - start < PATIENCE:
            time.sleep(0.05)
        assert httpx.get(job, timeout=PATIENCE).json()["state"] == "reading"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (143, "")
    assert list(tmp_path.glob("onrecord-*")) == []


def test_one_that_still_reads_its_demo_does_so_too(tmp_path: Path) -> None:
    with demo(tmp_path) as process:
        line_with(process, "reading invented articles")
        start = time.monotonic()
        while not any(tmp_path.glob("onrecord-*/demo.sqlite")) and time.monotonic() - start < PATIENCE:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
        assert process.returncode == 143
    assert list(tmp_path.glob("onrecord-*")) == []
