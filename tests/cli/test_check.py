from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.fake import run
from tests.record.variants.printed import CRANES, printed


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "onrecord.sqlite"
    with Record.open(path) as record:
        record.add_readings(
            [
                printed(1, CRANES),
                printed(
                    2, "Lydhaven without its cranes is a parking lot with a view", who="Ben Okoro", day=7
                ),
            ]
        )
        record.compare()
    monkeypatch.setenv("ONRECORD_RECORD", str(path))


def test_words_are_checked() -> None:
    told = run("check", "Lydhaven without its cranes is a car park").stdout

    assert told.startswith(
        "said by Ana Ruiz · first in Outlet 1, 2031-05-06 · 1 quotation\n\n“Lydhaven without"
    )
    assert "variants 1" in told


def test_words_of_somebody_else_and_the_changed_ones_are_told() -> None:
    told = run("check", "Lydhaven without its cranes is a car park", "--speaker", "Okoro").stdout

    assert told.startswith("not by Okoro in this record, but said by Ana Ruiz")
    assert "not there: “car park”" in told


def test_nothing_like_it_is_not_called_never_said() -> None:
    told = " ".join(run("check", "elephants paint beautiful watercolours").stdout.split())

    assert (
        told == "nothing like it in this record, which has 2 quotations: it may have been said all the same"
    )


def test_a_check_is_printed_for_programs() -> None:
    found = json.loads(run("check", CRANES, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("check", CRANES, "--format", "csv").stdout)))

    assert found["verdict"] == "said"
    assert found["matches"][0]["difference"]["pieces"]
    assert [row["verdict"] for row in rows] == ["said", "near"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("check", "docks"), "docks: too short to check: give at least three words"),
        (
            ("check", CRANES, "-s", "Ana Ruis"),
            "Ana Ruis: nobody in the record speaks by this name; did you mean",
        ),
        (("variants", "show", 99), "99: there is no such statement in the record"),
        (("variants", "list", "--outlet", "Nowhere"), "Nowhere: "),
    ],
)
def test_bad_input_is_told_on_one_line(given: tuple[str, ...], told: str) -> None:
    result = run(*given)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"onrecord: {told}")
    assert result.stderr.count("\n") == 1


def test_sets_are_listed_and_shown() -> None:
    listed = run("variants", "list").stdout
    shown = run("variants", "show", 2).stdout

    assert listed.startswith(
        "1 set · those whose words differ most first\n\n1  2 articles · 2 wordings · Ana Ruiz"
    )
    assert "“parking lot” instead of “car park”" in shown
    assert "left out after: “of somebody else's harbour”" in " ".join(shown.split())
    assert run("variants", "list", "--page", 9).stdout == "no page 9: there are 1\n"


def test_sets_are_printed_for_programs() -> None:
    [row] = csv.DictReader(io.StringIO(run("variants", "list", "--format", "csv").stdout))
    found = json.loads(run("variants", "show", 1, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("variants", "show", 1, "--format", "csv").stdout)))

    assert (row["articles"], row["wordings"]) == ("2", "2")
    assert found["fullest"] == 1
    assert rows[1]["changed"] == "car park → parking lot"


def test_what_is_not_compared_yet_is_told(tmp_path: Path) -> None:
    with Record.open(tmp_path / "onrecord.sqlite") as record:
        record.add_readings([printed(3, CRANES, day=8)])
    before = run("check", CRANES)

    assert before.stderr == "onrecord: 1 quotation not compared yet: onrecord variants find does it\n"
    assert run("variants", "find").stdout == (
        "1 quotation and 1 article compared; the record has 1 set of variants and 0 copies\n"
    )
    assert run("check", CRANES).stderr == ""
    assert run("variants", "copies").stdout == "no copies found\n"
