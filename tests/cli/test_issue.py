from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from onrecord.record import Record
from onrecord.statement import Reading
from tests.cli.fake import run
from tests.record.issues.world import ABOUT, JULY, article, readings, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of the quarrel, with its issue."""
    place = tmp_path / "onrecord.sqlite"
    with Record.open(place) as record:
        record.add_readings(readings())
        record.identify()
    assert run("issue", "new", "troops", "--about", ABOUT, "--record", place).exit_code == 0
    return place


def shown(path: Path, *arguments: object) -> str:
    done = run(*arguments, "--record", path)
    assert done.exit_code == 0, done.output
    return done.stdout


def parsed(path: Path, *arguments: object) -> Any:
    return json.loads(shown(path, *arguments, "--format", "json"))


def test_a_new_issue_tells_what_was_gathered(tmp_path: Path, path: Path) -> None:
    told = shown(path, "issue", "new", "gates", "--about", "opening the gates", "--like", 1)
    assert told == "gates: opening the gates · 1 statement of 1 speaker · threshold 0.48\n"


def test_show_tells_positions_shifts_and_what_was_put(path: Path) -> None:
    told = shown(path, "issue", "show", "troops")
    assert "now  ⊗ ruled out 1   ⊖ opposed 1   ◉ pledged 1" in told
    assert "Ingrid Taal  now ◉ pledged" in told
    assert "(if Belmora asks for it)" in " ".join(told.split())
    assert "shift  ⊗ ruled out 2031-03-04 → ○ open 2031-05-06" in told
    assert "put as favoured" in told


def test_no_position_seen_is_said_in_every_form(path: Path) -> None:
    asked = ("issue", "show", "troops", "--speaker", "Tom Hale")
    assert "Tom Hale  no position seen" in shown(path, *asked)
    [holder] = parsed(path, *asked)["holders"]
    assert (holder["name"], holder["present"], holder["positions"]) == ("Tom Hale", None, [])
    [row] = csv.DictReader(StringIO(shown(path, *asked, "--format", "csv")))
    assert row["stand"] == "no position seen"


def test_rows_have_a_position_each(path: Path) -> None:
    rows = list(csv.DictReader(StringIO(shown(path, "issue", "show", "troops", "--format", "csv"))))
    assert len(rows) == 6 + 1  # and one of somebody who takes none
    turned = [row for row in rows if row["turned"] == "True"]
    assert [(row["speaker"], row["put"], row["stand"]) for row in turned] == [
        ("Tomas Brevic", "favoured", "opposed"),
        ("Tomas Brevic", "pledged", "ruled_out"),
    ]
    assert [row["shift"] for row in rows if row["shift"]] == [
        "ruled_out > open",
        "open > pledged",
        "opposed > ruled_out",
    ]


def test_include_exclude_and_leave_are_remembered(path: Path) -> None:
    assert "5 statements" in shown(path, "issue", "exclude", "troops", 2)
    assert parsed(path, "issue", "list")[0]["excluded"] == 1
    assert "6 statements" in shown(path, "issue", "leave", "troops", 2)
    assert "7 statements" not in shown(path, "issue", "include", "troops", 3, "--turned")


def test_tune_lists_examples_and_takes_answers(path: Path) -> None:
    examples = parsed(path, "issue", "tune", "troops", "-n", 2)
    assert len(examples) == 2
    told = shown(path, "issue", "tune", "troops", "--yes", examples[0]["statement"], "--no", 3)
    assert "2 answers agree with it" in told or "of 2 answers" in told
    assert "statement" in shown(path, "issue", "tune", "troops", "-n", 1)


def test_compare_tells_where_two_outlets_differ(path: Path) -> None:
    asked = ("issue", "compare", "troops", "--outlet", "courier", "--outlet", "lantern")
    told = shown(path, *asked)
    assert "Ingrid Taal  they differ" in told
    assert "The Lantern  no position seen" in told
    found = parsed(path, *asked)
    assert found["outlets"] == ["The Port Courier", "The Lantern"]
    assert run("issue", "compare", "troops", "--outlet", "courier", "--record", path).exit_code == 2


def test_networks_are_written(path: Path) -> None:
    written = run("issue", "network", "troops", "--record", path).stdout_bytes
    assert nx.read_graphml(BytesIO(written)).number_of_nodes() == 4
    assert shown(path, "issue", "network", "-f", "matrix").splitlines()[0] == '"";"troops"'
    assert len(shown(path, "issue", "network", "-f", "events").splitlines()) == 6
    written = run("against", "--format", "graphml", "--record", path).stdout_bytes
    assert nx.read_graphml(BytesIO(written)).number_of_edges() == 2


def test_against_tells_who_criticises_and_supports_whom(path: Path) -> None:
    told = shown(path, "against")
    assert "− criticises" in told and "+ supports" in told and told.endswith("2 statements\n")
    assert len(parsed(path, "against", "--since", "2031-07")["edges"]) == 1
    assert "target_kind" in shown(path, "against", "--issue", "troops", "--format", "csv")


def test_change_and_delete(path: Path) -> None:
    assert "threshold 0.70" in shown(path, "issue", "change", "troops", "--threshold", 0.7)
    assert run("issue", "change", "troops", "--record", path).exit_code == 2
    assert "gone" in shown(path, "issue", "delete", "troops")
    assert "no issues yet" in shown(path, "issue", "list")
    assert shown(path, "issue", "list", "--format", "jsonl") == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("issue", "show", "trops"), "onrecord: trops: there is no such issue; did you mean troops?\n"),
        (("issue", "show", "troops", "--speaker", "Ingrit Taal"), "did you mean Ingrid Taal?"),
        (("issue", "new", "troops", "--about", "x-rays"), "there is an issue of this name already"),
        (("issue", "include", "troops", "99"), "onrecord: 99: there is no such statement in the record\n"),
        (("issue", "show", "troops", "--since", "soon"), "no date"),
        (("against", "--issue", "nothing"), "there is no such issue"),
        (("issue", "compare", "troops", "--outlet", "a gazette", "--outlet", "b"), "no such outlet"),
    ],
)
def test_bad_input_is_told_on_one_line(path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "--record", path)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_was_added_since_is_looked_at_by_show(path: Path) -> None:
    later = article(9, JULY.outlet or "", "2031-08-01", "Ingrid Taal said she would send troops to Belmora.")
    one = said(later, "Ingrid Taal", "she would send troops to Belmora", "done", "send troops")
    with Record.open(path) as record:
        record.add_readings([Reading(later, (one,), "model-1")])
    assert "Ingrid Taal  now ● done" in shown(path, "issue", "show", "troops")
