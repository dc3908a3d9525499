"""Whatever is sent to the HTTP API, as its own description allows it or not, it is no fault of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from onrecord.record import Record
from onrecord.web.app import create_app
from onrecord.web.settings import Settings
from tests.web import desk

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, _made: Path) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("fuzz") / "record.sqlite"
    shutil.copy(_made, path)
    with Record.open(path) as record:
        app = create_app(record, Settings(waiting=5), read=desk.read)
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "localhost"})


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
def test_nothing_is_answered_by_a_fault(case: Any) -> None:
    answer = case.call(headers={"host": "localhost"})
    assert answer.status_code < 500 or answer.status_code == 503, answer.text[:500]
