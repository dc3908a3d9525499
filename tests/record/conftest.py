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
    """Name the markers of tests that are about one kind of store."""
    config.addinivalue_line("markers", "file: is about a record in a file alone")
    config.addinivalue_line("markers", "signs: is run on a server with pgvector too")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have tests run with both stores, but for those that are about a file; those about signs with a third."""
    if "store" in metafunc.fixturenames:
        alone, signs = (any(metafunc.definition.iter_markers(name)) for name in ("file", "signs"))
        stores = ["sqlite", "postgres", "pgvector"] if signs else ["sqlite", "postgres"]
        metafunc.parametrize("store", ["sqlite"] if alone else stores)


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


@pytest.fixture(scope="session")
def vector_shared(vector_server: Cluster) -> Iterator[str]:
    """The same on a server that has pgvector."""
    with vector_server.database() as name:
        Record.open(vector_server.address(name)).close()
        yield name


@pytest.fixture
def path(store: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where a record may be made: a file that is not there yet; on a server, a record that is empty."""
    if store == "sqlite":
        yield tmp_path / "onrecord.sqlite"
        return
    kind = "vector_" if store == "pgvector" else ""
    server: Cluster = request.getfixturevalue(f"{kind}server")
    name = request.getfixturevalue(f"{kind}shared")
    yield server.address(name)
    server.sql(_WIPE, name)


@pytest.fixture
def record(path: Place) -> Iterator[Record]:
    """A record of one article with four statements."""
    with Record.open(path) as opened:
        opened.add_readings([reading()])
        yield opened
