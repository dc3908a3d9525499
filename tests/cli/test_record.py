from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import onrecord.reading.reader
from onrecord.article import Article
from onrecord.errors import InputError, RecordError
from onrecord.record import Record
from onrecord.schema import load_schema
from onrecord.statement import Reading, Speaker
from tests.cli.fake import FAKE, FakeReader, run
from tests.record.checks import holds, sound
from tests.record.readings import article, reading


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record that is the one to use, in a folder of its own."""
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "kept" / "a.sqlite"))
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept" / "a.sqlite"


@pytest.fixture
def filled(path: Path) -> Path:
    """The same with two articles of four statements."""
    with Record.open(path) as record:
        record.add_readings([reading(article(1)), reading(article(2))])
    return path


def test_articles_are_added_and_what_fails_is_named(folder: Path, path: Path) -> None:
    result = run("add", folder / "a.txt", folder / "b.txt", folder / "c.txt")
    assert result.exit_code == 1
    assert result.stdout == "2 articles added, 2 statements, 1 failed\n"
    assert result.stderr == f"onrecord: {folder / 'b.txt'}: empty\n"
    again = run("add", folder / "a.txt", "--no-originals")
    assert (again.exit_code, again.stdout) == (0, "0 articles added, 0 statements, 1 known already\n")
    sound(path)


class NamingReader(FakeReader):
    """Has the first two words speak."""

    model = "naming"

    def read_many(
        self, articles: Iterable[Article], processes: int | None = None, precise: int | None = None
    ) -> Iterator[Reading | InputError]:
        for found in super().read_many(articles, processes, precise):
            assert isinstance(found, Reading)
            name = " ".join(found.article.text.split()[:2])
            yield replace(
                found,
                statements=tuple(
                    replace(one, speakers=(Speaker(name, "person"),)) for one in found.statements
                ),
                model=self.model,
            )


@pytest.fixture
def named(folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of two articles in which the same person speaks, and the reader that says so."""
    monkeypatch.setattr(onrecord.reading.reader, "Reader", NamingReader)
    source = folder / "named.jsonl"
    source.write_text(
        "".join(
            json.dumps({"id": word, "text": f"Eero Vantala said {word}."}) + "\n" for word in ("yes", "no")
        )
    )
    return source


def test_who_is_who_is_found_out_when_all_is_added(named: Path, path: Path) -> None:
    assert run("add", named).stdout == "2 articles added, 2 statements, 1 new person\n"
    with Record.open(path) as record:
        [person] = record.people("vantala")
        assert [one.article for one in person.mentions] == [2, 1]
    sound(path)


def test_who_is_who_can_be_left_for_later(named: Path, path: Path) -> None:
    assert run("add", named, "--no-people").stdout == "2 articles added, 2 statements\n"
    with Record.open(path) as record:
        assert record.people("vantala") == ()
    again = run("add", named)
    assert again.stdout == "0 articles added, 0 statements, 2 known already, 1 new person\n"


def test_who_is_who_is_found_out_when_all_is_read_anew(named: Path, path: Path) -> None:
    run("add", named, "--no-people")
    told = run("reread", "--again").stdout
    assert told == "2 articles read anew, 2 statements (before: 2), 1 new person\n"


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, ""),
        (RecordError("a.sqlite", "the disk is full"), 1, "onrecord: a.sqlite: the disk is full\n"),
    ],
)
def test_what_was_added_is_told_whatever_happens_to_who_is_who(
    named: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Record, "identify", fail)
        result = run("add", named)
    assert (result.exit_code, result.stderr) == (code, told)
    assert result.stdout == "2 articles added, 2 statements\n"
    assert run("add", named).stdout.endswith(", 1 new person\n")


def test_the_record_is_where_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    assert run("add", "a.txt").exit_code == 0
    assert run("add", "a.txt", "--record", "other 'é'.sqlite").exit_code == 0
    assert {"onrecord.sqlite", "other 'é'.sqlite"} <= {one.name for one in folder.iterdir()}


def test_a_record_is_not_added_to_itself(path: Path) -> None:
    (path.parent / "a.txt").write_text("Lind said no.")
    assert run("add", path.parent / "a.txt").exit_code == 0
    assert run("add", path).exit_code == 0
    sound(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", ""],
        ["add", "a.txt", "--processes", "0"],
        ["forget", "Ana Ruiz"],
        ["forget", "Ana Ruiz", "--because", " "],
        ["sql"],
        ["sql", "SELECT 1", "--views"],
        ["sql", "SELECT 1", "--format", "xml"],
    ],
)
def test_a_wrong_call_is_code_2(path: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments",
    [["article", "1"], ["stats"], ["sql", "SELECT 1"], ["sql", "--views"]],
)
def test_looking_makes_no_record(path: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"onrecord: {path}: there is no such record\n"
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments", [["add", "a.txt"], ["stats"], ["reread"], ["forget", "x", "--because", "y"]]
)
def test_a_file_that_is_no_record_is_named(path: Path, arguments: list[str]) -> None:
    path.write_text("Lind said no.")
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == f"onrecord: {path}: this file is not a record\n"
    assert path.read_text() == "Lind said no."


def test_an_article_is_printed_as_it_stands(filled: Path) -> None:
    with Record.open(filled) as record:
        record.correct(1, "rejected", True, by="ada")
        record.correct(2, "speakers", ["Ana Ruiz"], by="ada")
    by_number = run("article", 1, "--format", "json")
    printed = json.loads(by_number.stdout)
    Draft202012Validator(load_schema()).validate(printed)
    assert [one["speakers"][0]["name"] for one in printed["statements"]] == [
        "Ana Ruiz",
        "Ana Ruiz",
        "Ben Okoro",
    ]
    assert run("article", "https://courier.example/1?utm_source=x", "-f", "json").stdout == by_number.stdout
    text = run("article", 1).stdout
    assert text.startswith("article 1 · version 1 (current) · ")
    assert "no original" in text
    assert "2 statements corrected by people" in text
    assert "‹the price a joke›" in text


def test_what_is_not_there_is_named(filled: Path) -> None:
    for arguments in (["article", "9"], ["article", "https://courier.example/9"], ["reread", "9"]):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"onrecord: {arguments[1]}: there is no such article in the record\n"
    missing = run("article", 1, "--original")
    assert (missing.exit_code, missing.stderr) == (1, "onrecord: 1: its original was not kept\n")


def test_an_original_is_printed_to_the_byte(path: Path, tmp_path: Path) -> None:
    data = "Lind said “no”.\r\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    run("add", tmp_path / "a.txt")
    assert run("article", 1, "--original").stdout_bytes == data


def test_rows_are_printed_in_every_format(filled: Path) -> None:
    query = 'SELECT id, speakers AS "who, says", text, target FROM statements WHERE id < 3 ORDER BY id'
    objects = [
        {"id": 1, "who, says": "Ana Ruiz", "text": "the docks were not for sale", "target": None},
        {"id": 2, "who, says": "Ben Okoro", "text": "the price a joke", "target": "the price"},
    ]
    assert json.loads(run("sql", query, "-f", "json").stdout) == objects
    assert [json.loads(line) for line in run("sql", query, "-f", "jsonl").stdout.splitlines()] == objects
    rows = list(csv.DictReader(io.StringIO(run("sql", query, "-f", "csv").stdout)))
    assert rows == [
        {key: "" if value is None else str(value) for key, value in one.items()} for one in objects
    ]
    table = run("sql", query).stdout
    assert "who, says" in table
    assert "the price a joke" in table


def test_cells_steer_neither_a_spreadsheet_nor_a_terminal(filled: Path) -> None:
    query = "SELECT '=1+1' AS a, char(27) || '[31m[bold]x' AS b, x'00ff' AS c"
    assert run("sql", query, "-f", "csv").stdout.splitlines()[1].startswith("'=1+1,")
    table = run("sql", query).stdout
    assert "\x1b" not in table
    assert "[bold]x" in table
    assert "00ff" in table


def test_a_query_is_read_from_standard_input(filled: Path) -> None:
    assert (
        run("sql", "-", "-f", "csv", stdin="SELECT count(*) AS n FROM statements").stdout_bytes
        == b"n\r\n8\r\n"
    )


def test_rows_that_are_left_out_are_told(filled: Path) -> None:
    result = run("sql", "SELECT id FROM statements ORDER BY id", "--limit", 3, "-f", "csv")
    assert result.stdout.split() == ["id", "1", "2", "3"]
    assert result.stderr == "onrecord: there are more rows than 3\n"


@pytest.mark.parametrize("query", ["DELETE FROM main.statements", "SELECT", "", "SELECT 1; SELECT 2"])
def test_a_query_that_is_none_is_an_error_of_one_line(filled: Path, query: str) -> None:
    result = run("sql", query)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("onrecord: query: ")
    assert result.stderr.count("\n") == 1


def test_views_are_listed(filled: Path) -> None:
    listed = json.loads(run("sql", "--views", "-f", "json").stdout)
    assert {"articles", "statements", "speakers", "corrections"} <= {one["view"] for one in listed}


def test_what_there_is_is_counted(filled: Path) -> None:
    [counts] = json.loads(run("stats", "--format", "json").stdout)
    assert (counts["articles"], counts["statements"], counts["outlets"]) == (2, 8, 1)
    assert counts["acts"] == {"commit": 2, "criticise": 2, "refuse": 2}
    assert (counts["first_day"], counts["last_day"]) == ("2031-05-06", "2031-05-06")
    table = run("stats").stdout
    assert "refuse 2" in table
    assert "2031-05-06 to 2031-05-06" in table
    [row] = csv.DictReader(io.StringIO(run("stats", "-f", "csv").stdout))
    assert row["quotes"] == "indirect: 8"


def test_what_people_put_right_is_counted_where_they_did(filled: Path) -> None:
    assert "corrected" not in run("stats").stdout
    assert "forgotten" not in run("stats").stdout
    with Record.open(filled) as record:
        record.correct(1, "rejected", True, by="ada")
    assert re.search(r"corrected +\d, 1 rejected +\n", run("stats").stdout)


def test_an_article_is_headed_by_its_title_once(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings([reading(replace(article(1), url=None, title="Docks not for sale"))])
    assert run("article", "1").stdout.count("Docks not for sale\n") == 1


def test_a_speaker_and_an_article_are_forgotten(filled: Path) -> None:
    told = run("forget", "ben okoro", "--because", "asked to")
    assert (told.exit_code, told.stdout) == (0, "forgotten: 4 statements in 2 articles\n")
    assert not holds(filled, "okoro")
    told = run("forget", "https://courier.example/2", "--because", "asked to")
    assert told.stdout == "forgotten: 2 statements in 1 article\n"
    assert run("sql", "SELECT count(*) AS n FROM articles", "-f", "csv").stdout.split() == ["n", "1"]
    for what, cause in (
        ("9", "there is no such article in the record"),
        ("https://courier.example/2", "there is no such article in the record"),
        ("Ines Vale", "nobody in the record speaks by this name"),
    ):
        assert run("forget", what, "--because", "asked to").stderr == f"onrecord: {what}: {cause}\n"
    sound(filled)


def test_what_is_read_anew_is_told_and_lost_corrections_are_listed(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(filled) as record:
        record.correct(2, "act", "deny", by="ada")

    class Reader(FakeReader):
        model = "fake"

    monkeypatch.setattr(onrecord.reading.reader, "Reader", Reader)
    result = run("reread")
    assert result.exit_code == 0
    first, second, third = result.stdout.splitlines()
    assert first == "2 articles read anew, 2 statements (before: 8)"
    assert second == "1 correction without a place among the statements now:"
    assert third.startswith('  correction 1 of article 1: act = "deny", by ada ')
    assert third.endswith("for “the price a joke”")
    assert run("reread").stdout.startswith("0 articles read anew, 2 read by this model already\n")
    sound(filled)


def test_an_older_record_is_brought_up_to_date_by_looking_at_it(path: Path) -> None:
    data = Path(__file__).parent.parent / "record" / "data" / "record-1.sqlite.gz"
    path.write_bytes(gzip.decompress(data.read_bytes()))
    assert run("stats").exit_code == 0
    sound(path)


def test_who_has_had_enough_of_the_rows_is_no_error(filled: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT i FROM n"
    process = subprocess.Popen(
        [*FAKE, "sql", endless, "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "ONRECORD_RECORD": str(filled)},
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141
