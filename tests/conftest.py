"""What every test may use: the data beside the project, and how hypothesis looks for counterexamples."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import onrecord
from tests.postgres import Cluster, cluster

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

if os.environ.get("CI"):
    # Examples are made of constants of the modules that are loaded, too: without all of them, what is drawn
    # would depend on which tests ran before.
    for found in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        with suppress(ImportError):  # of an extra that is not installed
            import_module(found.name)


def _beside(variable: str, default: str) -> Path:
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / default)
    if not folder.is_dir():
        pytest.skip(f"no {folder}; name another with {variable}")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def example() -> Path:
    """The invented article that the demo reads."""
    return ROOT / "examples" / "korrin.txt"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the annotated corpus (``ONRECORD_CORPUS``)."""
    return _beside("ONRECORD_CORPUS", "corpus")


@pytest.fixture(scope="session")
def pages() -> Path:
    """The folder of real web pages (``ONRECORD_PAGES``)."""
    return _beside("ONRECORD_PAGES", "pages")


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of real articles (``ONRECORD_ARTICLES``)."""
    return _beside("ONRECORD_ARTICLES", "articles")


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the scorer (``ONRECORD_TOOLS``)."""
    return _beside("ONRECORD_TOOLS", "tools")


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A PostgreSQL server; tests that want one are skipped where there is none."""
    with cluster() as made:
        yield made


@pytest.fixture(scope="session")
def vector_server() -> Iterator[Cluster]:
    """A PostgreSQL server that has pgvector; tests that want one are skipped where there is none."""
    with cluster("vector") as made:
        yield made
