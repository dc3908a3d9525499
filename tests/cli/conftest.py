"""What the commands' tests share: a quick reader, and a folder to read."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord.reading.reader
from tests.cli.fake import FakeReader


@pytest.fixture(autouse=True)
def _fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.reading.reader, "Reader", FakeReader)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, and between them an empty file."""
    (tmp_path / "a.txt").write_text("Lind said that the docks were safe.")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("Brandt said that perhaps they were not.")
    return tmp_path
