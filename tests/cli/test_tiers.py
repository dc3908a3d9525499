"""The options that choose a reader: --tier on every command that reads, and --precise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord.reading.tiers
from onrecord.record import Record
from tests.cli.fake import run

NOT_INSTALLED = "onrecord: the tier best is not installed: pip install 'onrecord[best]'\n"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package offers a tier."""
    monkeypatch.setattr(onrecord.reading.tiers, "entry_points", lambda group, name: [])


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every tier is there."""
    monkeypatch.setattr(onrecord.reading.tiers, "weights_of", lambda tier: Path())


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    "command",
    [
        ["read", "a.txt"],
        ["add", "a.txt"],
        ["reread"],
        ["batch", "a.txt", "--out", "out"],
        ["watch", "feed.xml", "--once"],
        ["serve", "--port", "0"],
    ],
    ids=lambda command: command[0],
)
def test_a_tier_that_is_not_installed_is_told_in_one_line_and_nothing_is_begun(
    command: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = set(folder.iterdir())

    result = run(*command, "--tier", "best")

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", NOT_INSTALLED)
    assert set(folder.iterdir()) == before


def test_an_unknown_tier_is_a_wrong_call(folder: Path) -> None:
    result = run("read", folder / "a.txt", "--tier", "swift")

    assert result.exit_code == 2
    assert "best" in result.stderr


@pytest.mark.usefixtures("installed")
def test_the_tier_reads(folder: Path) -> None:
    result = run("read", folder / "a.txt", "--tier", "best", "--format", "json")

    assert json.loads(result.stdout)["model"] == "fake-best"


@pytest.mark.usefixtures("installed")
def test_the_environment_can_choose_the_tier(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_TIER", "best")

    result = run("read", folder / "a.txt", "--format", "json")

    assert json.loads(result.stdout)["model"] == "fake-best"


@pytest.mark.usefixtures("installed")
def test_a_record_keeps_the_tier_and_is_read_anew_by_another(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"

    assert run("add", folder / "a.txt", "-r", path).exit_code == 0
    result = run("reread", "-r", path, "--tier", "best")

    assert result.stdout.startswith("1 article read anew, 1 statement")
    with Record.open(path) as record:
        kept = record.article(1)
    assert kept is not None
    assert kept.version.model == "fake-best"


def test_a_precise_reading_leaves_out_what_is_less_certain(folder: Path) -> None:
    every = run("read", folder / "a.txt", folder / "c.txt", "--format", "jsonl").stdout.splitlines()
    sure = run("read", folder / "a.txt", folder / "c.txt", "--format", "jsonl", "--precise", "90")

    assert [len(json.loads(line)["statements"]) for line in every] == [1, 1]
    assert [len(json.loads(line)["statements"]) for line in sure.stdout.splitlines()] == [1, 0]


def test_a_precision_that_the_model_never_reaches_is_told_in_one_line(folder: Path) -> None:
    result = run("read", folder / "a.txt", "--precise", "95")

    assert result.exit_code == 1
    assert result.stderr == "onrecord: the model fake knows no threshold for a precision of 95 percent\n"


def test_other_precisions_are_a_wrong_call(folder: Path) -> None:
    assert run("read", folder / "a.txt", "--precise", "80").exit_code == 2
