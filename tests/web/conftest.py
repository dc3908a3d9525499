"""What the desk's tests share: a record, and a client of its desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra web is not installed")

from starlette.testclient import TestClient

from onrecord.record import Record
from tests.web import desk


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "record.sqlite"
    desk.filled(path).close()
    return path


@pytest.fixture
def record(_made: Path, tmp_path: Path) -> Iterator[Record]:
    """A record of four invented articles, to be changed."""
    shutil.copy(_made, tmp_path / "record.sqlite")
    with Record.open(tmp_path / "record.sqlite") as kept:
        yield kept


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    """A record with nothing in it."""
    with Record.open(tmp_path / "empty.sqlite") as kept:
        yield kept


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    """A client of the record's desk."""
    with desk.client(record) as one:
        yield one


@pytest.fixture(scope="session")
def looked_at(_made: Path) -> Iterator[Record]:
    """A record of four invented articles, not to be changed."""
    with Record.open(_made) as kept:
        yield kept


@pytest.fixture(scope="session")
def looking(looked_at: Record) -> Iterator[TestClient]:
    """A client of its desk, which changes nothing."""
    with desk.client(looked_at) as one:
        yield one
