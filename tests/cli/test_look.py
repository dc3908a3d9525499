from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.fake import run
from tests.export.readings import docks
from tests.export.river import river


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "onrecord.sqlite"
    with Record.open(path) as record:
        record.add_readings([docks(filled=True), river()])
    monkeypatch.setenv("ONRECORD_RECORD", str(path))


def test_speakers_are_listed_with_how_much_they_said() -> None:
    assert run("speakers", "--limit", 2).stdout == (
        "8 speakers · 1 to 2\n\n3  Ana Ruiz · Mayor · 1 article · 2031-05-06\n2  Hugh Pellam · 1 article\n"
    )


def test_speakers_are_listed_by_name_and_filters() -> None:
    rows = list(csv.DictReader(io.StringIO(run("speakers", "--act", "refuse", "--format", "csv").stdout)))

    assert [(row["name"], row["statements"]) for row in rows] == [
        ("Livia Morando", "2"),
        ("Ana Ruiz", "1"),
        ("Orlenia", "1"),
    ]
    assert json.loads(run("speakers", "brevic", "--format", "jsonl").stdout)["name"] == "Tomas Brevic"


def test_nobody_is_no_error() -> None:
    assert run("speakers", "--act", "deny").stdout == "nobody found\n"
    assert run("speakers", "--page", 9).stdout == "no page 9\n"


def test_a_speaker_is_shown_with_acts_and_whom_they_criticise() -> None:
    told = run("speaker", "brevic").stdout

    assert told.startswith("Tomas Brevic · person\n2 statements in 1 article\n")
    assert "acts         − criticises 2\n" in told
    assert "criticises   Ingrid Taal 2\n" in told
    assert "“Taal poses beside a waterfall,”" in told


def test_a_speaker_is_shown_with_roles_and_positions() -> None:
    told = run("speaker", "Ana", "Ruiz").stdout

    assert "roles        Mayor (1 article, 2031-05-06)\n" in told
    assert "positions    ◉ pledged 1 · ⊗ ruled out 1\n" in told
    assert "years        2031 3\n" in told


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_speaker_is_an_object_for_programs(form: str) -> None:
    found = json.loads(run("speaker", "brevic", "--format", form).stdout)

    assert found["name"] == "Tomas Brevic"
    assert found["criticises"] == [{"value": "ingrid taal", "label": "Ingrid Taal", "statements": 2}]
    assert [hit["text"] for hit in found["latest"]] == ["“Taal poses beside a waterfall,”", "vanity"]


def test_a_speaker_s_latest_statements_are_rows() -> None:
    rows = list(csv.DictReader(io.StringIO(run("speaker", "brevic", "--format", "csv").stdout)))

    assert [row["text"] for row in rows] == ["“Taal poses beside a waterfall,”", "vanity"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("Brevik", "did you mean Tomas Brevic?"), ("", "nobody"), ("#3", "no person of this number")],
)
def test_a_name_that_nobody_has_is_told_on_one_line(name: str, told: str) -> None:
    done = run("speaker", name)

    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
