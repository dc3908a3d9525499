"""A record of the quarrel, with its issue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.record.issues.world import ABOUT, readings


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """A record of three articles with the issue ``troops``."""
    with Record.open(path) as opened:
        opened.add_readings(readings())
        opened.identify()
        opened.new_issue("troops", ABOUT, by="ada")
        yield opened
