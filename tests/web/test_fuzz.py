"""Whatever is sent to the HTTP API, as its own description allows it, it is no fault of ours."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onrecord.record import Record
from onrecord.web.app import create_app
from onrecord.web.settings import Settings
from tests.web import desk

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

LOCAL = {"host": "localhost"}


def test_nothing_is_answered_by_a_fault(tmp_path: Path, _made: Path) -> None:
    shutil.copy(_made, tmp_path / "record.sqlite")
    with Record.open(tmp_path / "record.sqlite") as record:
        app = create_app(record, Settings(waiting=5), read=desk.read)
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=LOCAL)
        asked = [ask(found.ok()) for found in schema.get_all_operations()]
    assert len(asked) > 30


def ask(operation: Any) -> str:
    """Send an operation what its description allows, some of it odd."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=4,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
    )
    def sent(case: Any) -> None:
        answer = case.call(headers=LOCAL)
        assert answer.status_code < 500 or answer.status_code == 503, (operation.label, answer.text[:500])

    sent()
    return str(operation.label)
