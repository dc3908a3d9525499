"""A record, empty and filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.record.readings import reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a record may be made."""
    return tmp_path / "onrecord.sqlite"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """A record of one article with four statements."""
    with Record.open(path) as opened:
        opened.add_readings([reading()])
        yield opened
