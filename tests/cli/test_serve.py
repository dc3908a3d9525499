"""The command that serves the desk: what it refuses to do, in a line."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from tests.cli.fake import run

pytest.importorskip("fastapi", reason="the extra web is not installed")


def test_it_listens_elsewhere_only_with_a_password(tmp_path: Path) -> None:
    told = run("serve", "--record", tmp_path / "r.sqlite", "--host", "0.0.0.0")
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1
    assert "set a password (ONRECORD_PASSWORD)" in told.stderr
    assert not (tmp_path / "r.sqlite").exists()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("serve", "--record", tmp_path / "r.sqlite", "--port", port)
    assert told.exit_code == 1
    assert f"127.0.0.1:{port}: Address already in use" in told.stderr


def test_what_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Lind spoke.")
    told = run("serve", "--record", tmp_path / "r.txt", "--port", 0)
    assert told.exit_code == 1
    assert "this file is not a record" in told.stderr


def test_without_its_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    told = run("serve", "--record", tmp_path / "r.sqlite")
    assert (told.exit_code, told.stderr) == (
        1,
        "onrecord: serve: this needs the extra web: pip install 'onrecord[web]'\n",
    )
