from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.fake import run
from tests.record.people.made import CUP, row_of, spoken


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record in which mentions are to be identified."""
    path = tmp_path / "onrecord.sqlite"
    with Record.open(path) as record:
        record.add_readings(
            [
                *(spoken(f"docks-{n}", [("Ana Tarvonen", "person", ["Mayor"])]) for n in range(3)),
                spoken("short", ["Tarvonen"]),
                spoken("cup", ["Eero Vantala"], CUP),
            ]
        )
    return path


def identified(path: Path) -> Path:
    with Record.open(path) as record:
        record.identify()
    return path


def test_identify_tells_what_it_did(path: Path) -> None:
    done = run("people", "identify", "-r", path)
    assert done.exit_code == 0
    assert done.output == "5 mentions looked at, 2 of 2 people new, 3 decisions, 0 left apart by little\n"
    assert run("people", "identify", "-r", path).output.startswith("0 mentions looked at, 0 of 2 people new")
    assert run("people", "identify", "--again", "-r", path).output.startswith("5 mentions looked at, 0 of 2")


def test_show_prints_names_mentions_and_decisions(path: Path) -> None:
    identified(path)
    done = run("people", "show", "tarvonen", "-r", path)
    assert done.exit_code == 0
    assert " Ana Tarvonen, person, 4 articles\nalso called Tarvonen (1)\n" in done.output
    assert "Mayor" in done.output
    decided = run("people", "show", "tarvonen", "--decisions", "-r", path, "-f", "json")
    rows = json.loads(decided.output)
    assert {row["verdict"] for row in rows} == {"merge"}
    assert all("company" in row["because"] for row in rows)


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_show_gives_programs_one_row_a_mention(path: Path, form: str) -> None:
    identified(path)
    done = run("people", "show", "Ana Tarvonen", "-r", path, "-f", form)
    assert done.output.count("docks-") == 0
    assert done.output.count("Ana Tarvonen") == 3


def test_nobody_of_a_name_is_told(path: Path) -> None:
    done = run("people", "show", "Nobody\x1b[31m At all", "-r", identified(path))
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
    assert "nobody who is known in the record goes by this name" in done.stderr


@pytest.mark.parametrize("command", [("show",), ("merge", "Eero Vantala")])
def test_a_name_that_is_nearly_somebody_s_gets_that_offered(path: Path, command: tuple[str, ...]) -> None:
    done = run("people", command[0], *command[1:], "Ana Tarvonnen", "-r", identified(path))
    assert done.exit_code == 1
    assert "goes by this name; did you mean Ana Tarvonen" in done.stderr


def test_merge_split_and_undo(path: Path) -> None:
    identified(path)
    with Record.open(path, read_only=True) as record:
        number = row_of(record, "short", "Tarvonen")
    done = run("people", "split", "Ana Tarvonen", number, "-r", path)
    assert done.exit_code == 0
    assert ": split mentions " in done.output
    decision = done.output.split()[1].rstrip(":")
    assert "4 articles" not in run("people", "show", "Ana Tarvonen", "-r", path).output
    undone = run("people", "undo", decision, "-r", path)
    assert ", undone by " in undone.output
    assert "4 articles" in run("people", "show", "Ana Tarvonen", "-r", path).output
    merged = run("people", "merge", "Eero Vantala", "Ana Tarvonen", "-r", path)
    assert ": merge mentions " in merged.output
    assert "5 articles" in run("people", "show", "Ana Tarvonen", "-r", path).output
    assert run("people", "undo", decision, "-r", path).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", "Ana Tarvonen", "Nobody"),
        ("split", "Ana Tarvonen", "987654"),
        ("undo", "987654"),
        ("link", "nothing.jsonl"),
    ],
)
def test_what_cannot_be_done_is_one_line(path: Path, arguments: tuple[str, ...]) -> None:
    done = run("people", *arguments, "-r", identified(path))
    assert done.exit_code == 1
    assert done.stderr.startswith("onrecord: ")
    assert done.stderr.count("\n") == 1


def test_link_tells_what_it_linked_and_what_it_could_not_read(path: Path, tmp_path: Path) -> None:
    entry = {"id": "p-1", "schema": "Person", "properties": {"name": ["Ana Tarvonen"], "position": ["Mayor"]}}
    listed = tmp_path / "list.jsonl"
    listed.write_text(json.dumps(entry) + "\nno entry\n", encoding="utf-8")
    done = run("people", "link", listed, "-r", identified(path))
    assert done.exit_code == 1
    assert "1 entry read, 1 linked, 0 left open, 1 skipped" in done.stdout
    assert "line 2: is no entry" in done.stderr
    assert ", p-1" in run("people", "show", "Ana Tarvonen", "-r", path).output
