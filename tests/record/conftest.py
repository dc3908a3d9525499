"""A record, empty and filled: in a file, and the same test again with one on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.postgres import Cluster
from tests.record.checks import Place
from tests.record.readings import reading


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of tests that are about the file, or about SQLite."""
    config.addinivalue_line("markers", "file: is about a record in a file alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have tests run with both stores, but for those that are about a file."""
    if "store" in metafunc.fixturenames:
        alone = any(metafunc.definition.iter_markers("file"))
        metafunc.parametrize("store", ["sqlite"] if alone else ["sqlite", "postgres"])


_WIPE = """DO $$ DECLARE one regclass; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('facts', 'word_counts') LOOP
    EXECUTE format('DELETE FROM %s', one);
  END LOOP;
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP
    PERFORM setval(one, 1, false);
  END LOOP;
  UPDATE word_counts SET statements = 0, words = 0;
  DELETE FROM facts WHERE name NOT IN ('schema', 'id', 'created_at');
END $$"""


@pytest.fixture(scope="session")
def shared(server: Cluster) -> Iterator[str]:
    """A database with a record that tests use one after the other, each of which finds it empty."""
    with server.database() as name:
        Record.open(server.address(name)).close()
        yield name


@pytest.fixture
def path(store: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where a record may be made: a file that is not there yet; on a server, a record that is empty."""
    if store == "sqlite":
        yield tmp_path / "onrecord.sqlite"
        return
    server: Cluster = request.getfixturevalue("server")
    name = request.getfixturevalue("shared")
    yield server.address(name)
    server.sql(_WIPE, name)


@pytest.fixture
def record(path: Place) -> Iterator[Record]:
    """A record of one article with four statements."""
    with Record.open(path) as opened:
        opened.add_readings([reading()])
        yield opened
