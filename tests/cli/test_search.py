from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.fake import run
from tests.export.readings import docks, hostile
from tests.export.river import river


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "onrecord.sqlite"
    with Record.open(path) as record:
        record.add_readings([docks(filled=True), river()])
    monkeypatch.setenv("ONRECORD_RECORD", str(path))
    return path


def test_hits_are_shown_with_speaker_words_position_and_place(kept: Path) -> None:
    done = run("search", "never", "sell")

    assert done.exit_code == 0
    assert done.stdout == (
        "1 statement · the best first\n"
        "\n"
        " 1  ✕⊗ Ana Ruiz · Mayor · refuses · mixed quote\n"
        '       she would ‹never› ‹sell› the docks, but would lease them "if the council\n'
        '       asks."\n'
        "       ⊗ ruled out: sell the docks\n"
        "       ◉ pledged: lease them\n"
        "       2031-05-06 · The Port Courier · Mayor rules out sale of docks · article\n"
        "         1, statement 1\n"
    )


def test_no_line_is_wider_than_the_terminal(kept: Path) -> None:
    assert all(len(line) <= 80 for line in run("search", "--facets").stdout.splitlines())


def test_filters_and_pages_are_those_of_the_options(kept: Path) -> None:
    done = run("search", "--act", "refuse", "--act", "demand", "--limit", 2, "--page", 2, "--format", "json")
    found = json.loads(done.stdout)

    assert (found["total"], found["page"], found["pages"]) == (6, 2, 3)
    assert len(found["hits"]) == 2
    assert all(hit["statement"]["act"] in ("refuse", "demand") for hit in found["hits"])


def test_a_page_tells_which_entries_it_shows(kept: Path) -> None:
    assert run("search", "--limit", 2).stdout.startswith("16 statements · 1 to 2 · the newest first\n")
    assert run("search", "--limit", 1, "--page", 2).stdout.startswith("16 statements · number 2 · the newest")
    assert run("search", "--limit", 10, "--page", 9).stdout == "no page 9: the last is 2\n"
    assert run("search", "zebra", "--page", 9).stdout.startswith("nothing found\n")


def test_json_has_marks_that_are_slices(kept: Path) -> None:
    (hit,) = json.loads(run("search", "gates", "--speaker", "drask", "--format", "json").stdout)["hits"]

    assert [hit["text"][a:b] for a, b in hit["marks"]] == ["gates"]
    assert hit["speakers"] == [{"name": "Drask", "kind": "state", "person": None}]
    assert hit["outlet"] == "Anselport Mail"


def test_jsonl_has_a_hit_a_line(kept: Path) -> None:
    lines = run("search", "engineer*", "--format", "jsonl").stdout.splitlines()

    assert len(lines) == 3
    assert {json.loads(line)["article"] for line in lines} == {2}


def test_csv_has_a_hit_a_row(kept: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", "engineer*", "--format", "csv").stdout)))

    assert [row["speakers"] for row in rows] == ["Orlenia", "Livia Morando", "Livia Morando"]
    assert rows[0]["positions"] == "ruled_out: sending engineers"


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "table"])
def test_nothing_found_is_no_error(kept: Path, form: str) -> None:
    done = run("search", "xyzzy", "--format", form)

    assert done.exit_code == 0
    assert "Traceback" not in done.output


def test_counts_by_facet_stand_below(kept: Path) -> None:
    told = run("search", "engineer*", "--facets").stdout

    assert "by speaker   Livia Morando 2 · Orlenia 1\n" in told
    assert "by act       refuses 3\n" in told


def test_counts_by_facet_are_rows_for_programs(kept: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("search", "engineer*", "--facets", "--format", "csv").stdout)))

    assert rows[0] == ["facet", "value", "label", "statements"]
    assert ["position", "ruled_out", "ruled out", "3"] in rows


def test_what_is_said_in_other_words_is_found_by_its_meaning(kept: Path) -> None:
    done = run("search", "--meaning", "she is vain", "--limit", 1)

    assert done.exit_code == 0
    assert "vanity" in done.stdout
    assert "likeness" in done.stdout
    assert "the nearest in meaning first" in done.stdout


def test_a_record_that_cannot_be_written_is_searched_by_meaning_too(kept: Path) -> None:
    assert run("search", "--meaning", "she is vain").exit_code == 0
    kept.chmod(stat.S_IREAD)

    assert "vanity" in run("search", "--meaning", "she is vain").stdout


def test_meaning_has_an_order_of_its_own(kept: Path) -> None:
    assert run("search", "--meaning", "vain", "--sort", "newest").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--act", "sing"], "onrecord: sing: no such act; there are threaten"),
        (["--since", "soon"], "onrecord: soon: no date"),
        (["--speaker", "Morandu"], "did you mean Livia Morando?"),
        (["!!!"], "onrecord: !!!: there is no word in it"),
        (["ab*"], "at least 3 letters"),
        (["--meaning"], "say in words what is meant"),
    ],
)
def test_what_cannot_be_searched_for_is_told_on_one_line(kept: Path, arguments: list[str], told: str) -> None:
    done = run("search", *arguments)

    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for arguments in (["docks"], ["docks", "--meaning"]):
        done = run("search", *arguments, "--record", tmp_path / "none.sqlite")

        assert done.exit_code == 1
        assert "there is no such record" in done.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_hostile_words_reach_the_terminal_harmless(tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "hostile.sqlite"
    with Record.open(path) as record:
        record.add_readings([replace(hostile(), model="hostile")])

    for form in ("table", "json", "csv", "jsonl"):
        done = run("search", "markup", "--facets", "--record", path, "--format", form)
        assert done.exit_code == 0, done.output
        assert form != "table" or not set("\x1b\x07\u202e") & set(done.stdout)
