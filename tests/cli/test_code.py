from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.fake import run
from tests.record.coding.conftest import both, code
from tests.record.readings import reading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record, the one to use."""
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "a.sqlite"))
    monkeypatch.chdir(tmp_path)
    with Record.open(tmp_path / "a.sqlite") as record:
        record.add_readings([reading()])
    return tmp_path


@pytest.fixture
def sheet(folder: Path) -> Path:
    result = run("code", "new", "s.csv", "--fields", "frame=a,b", "--coder", "ana", "--coder", "ben")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "sheet 1: 4 statements of 4, seed 0, for ana and ben\n"
    return folder / "s.csv"


def test_a_sheet_goes_out_comes_back_and_is_searched_by(sheet: Path) -> None:
    code(sheet, {1: both("frame", "a"), 2: both("frame", "b"), 3: {"frame (ana)": "a", "frame (ben)": "b"}})
    result = run("code", "read", sheet)
    assert result.exit_code == 0
    assert result.stdout.startswith("sheet 1: 6 codes, 6 new, 2 stand\n")
    assert "0.444   not reliable" in result.stdout
    assert "1 disagreement:" in result.stdout
    assert "We will lease them" in result.stdout
    shown = run("search", "--code", "frame=b").stdout
    assert "the price a joke\n" in shown
    assert "coded: frame=b" in shown
    assert json.loads(run("export", "--code", "frame=a").stdout)["codes"] == {"frame": "a"}


def test_disagreements_are_rows_for_programs(sheet: Path) -> None:
    code(sheet, {3: {"frame (ana)": "a", "frame (ben)": "b"}})
    [row] = csv.DictReader(run("code", "read", sheet, "--format", "csv").stdout.splitlines())
    assert row == {
        "statement": "3",
        "field": "frame",
        "codes": "ana: a, ben: b",
        "agreed": "",
        "words": "We will lease them",
    }
    told = json.loads(run("code", "read", sheet, "--format", "json").stdout)
    assert told["disagreements"][0]["codes"] == {"ana": "a", "ben": "b"}
    assert told["agreements"][0]["alpha"] == 0.0


def test_a_damaged_sheet_costs_one_line_and_the_exit_code(sheet: Path) -> None:
    code(sheet, {1: both("frame", "c")})
    result = run("code", "read", sheet)
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert "row 2, frame (ana)" in line or "'c' is no code of frame (a, b)" in line
    assert line.endswith("Nothing was changed")


def test_what_cannot_be_drawn_costs_one_line(sheet: Path) -> None:
    result = run("code", "new", sheet, "--fields", "frame")
    assert (result.exit_code, result.stderr) == (
        1,
        f"onrecord: {sheet}: is there already, and may hold codes: name another file\n",
    )
    assert run("code", "new", "t.csv", "--fields", "frame", "--speaker", "Nobody").exit_code == 1
    assert run("code", "new", "t.csv").exit_code == 2


def test_codes_that_are_all_the_same_have_no_alpha(sheet: Path) -> None:
    code(sheet, {1: both("frame", "a"), 2: both("frame", "a")})
    assert "all the same" in run("code", "read", sheet).stdout
