from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord.record import Record
from onrecord.schema import load_schema
from tests.cli.fake import COMMAND, run
from tests.export.readings import docks
from tests.export.test_brat import parsed
from tests.record.readings import article, reading

TEXT = ("jsonl", "readings", "csv", "annotations", "quotations", "plover", "citations")


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of two articles and ten statements, the one to use, in a folder of its own."""
    path = tmp_path / "kept" / "a.sqlite"
    path.parent.mkdir()
    monkeypatch.setenv("ONRECORD_RECORD", str(path))
    with Record.open(path) as opened:
        opened.add_readings([reading(article(1)), docks(filled=True)])
    return path


def test_a_statement_a_line_is_what_is_written_unless_asked_otherwise(record: Path) -> None:
    result = run("export")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in lines] == list(range(1, 11))
    assert result.stdout == run("export", "--format", "jsonl").stdout


def test_words_and_filters_choose(record: Path) -> None:
    chosen = run("export", "docks", "--speaker", "Ana Ruiz", "--act", "refuse", "-f", "jsonl").stdout
    found = json.loads(
        run("search", "docks", "--speaker", "Ana Ruiz", "--act", "refuse", "-f", "json").stdout
    )
    assert [json.loads(line)["id"] for line in chosen.splitlines()] == sorted(
        hit["id"] for hit in found["hits"]
    )


def test_an_article_a_line_is_a_reading(record: Path) -> None:
    validator = Draft202012Validator(load_schema())
    lines = [json.loads(line) for line in run("export", "-f", "readings").stdout.splitlines()]
    for one in lines:
        validator.validate(one)
    assert [len(one["statements"]) for one in lines] == [4, 6]


@pytest.mark.parametrize("form", TEXT)
def test_a_file_holds_what_is_printed(record: Path, tmp_path: Path, form: str) -> None:
    printed = run("export", "--format", form)
    written = run("export", "--format", form, "--output", tmp_path / "out")
    assert (printed.exit_code, written.exit_code, written.stdout) == (0, 0, "")
    assert (tmp_path / "out").read_bytes() == printed.stdout_bytes
    assert not list(tmp_path.glob(".out*"))


@pytest.mark.parametrize(
    ("form", "left_out"),
    [
        ("plover", "6 statements left out: they are no events of PLOVER"),
        ("quotations", "6 statements left out: nothing in them is quoted"),
    ],
)
def test_what_has_no_place_is_told(record: Path, form: str, left_out: str) -> None:
    assert run("export", "-f", form).stderr == f"onrecord: {left_out}\n"


def test_a_folder_gets_a_table_and_its_description(record: Path, tmp_path: Path) -> None:
    result = run("export", "docks", "--act", "refuse", "-f", "csv", "-o", f"{tmp_path}/tables/")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    folder = tmp_path / "tables"
    assert {one.name for one in folder.iterdir()} == {"statements.csv", "datapackage.json"}
    described = json.loads((folder / "datapackage.json").read_text())
    [resource] = described["resources"]
    rows = list(csv.reader(io.StringIO((folder / resource["path"]).read_bytes().decode(), newline="")))
    assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
    assert len(rows) == 3
    assert "Chosen: docks; act: refuse." in described["description"]
    for field, cell in zip(resource["schema"]["fields"], rows[1], strict=True):
        if cell and field["type"] in ("integer", "number"):
            float(cell)
        if "enum" in field.get("constraints", {}):
            assert cell in ("", *field["constraints"]["enum"])


def test_parquet_is_a_file_or_a_folder(record: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    (tmp_path / "tables").mkdir()
    assert run("export", "-f", "parquet", "-o", tmp_path / "a.parquet").exit_code == 0
    assert run("export", "-f", "parquet", "-o", tmp_path / "tables").exit_code == 0
    one, other = (pq.read_table(tmp_path / name) for name in ("a.parquet", "tables/statements.parquet"))
    assert one.num_rows == 10 and one.equals(other)
    fields = json.loads((tmp_path / "tables" / "datapackage.json").read_text())["resources"][0]["schema"][
        "fields"
    ]
    assert [field["name"] for field in fields] == one.schema.names


def test_brat_is_a_folder_that_a_strict_reader_reads(record: Path, tmp_path: Path) -> None:
    assert run("export", "-f", "brat", "-o", tmp_path / "brat").exit_code == 0
    assert sorted(one.name for one in (tmp_path / "brat").iterdir()) == [
        "annotation.conf",
        "article-1.ann",
        "article-1.txt",
        "article-2.ann",
        "article-2.txt",
    ]
    assert len(parsed(tmp_path / "brat" / "article-2.txt").of("Content")) == 6


@pytest.mark.parametrize("form", [*TEXT, "brat", "parquet"])
def test_nothing_is_written_where_nothing_fits(record: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "out").write_text("before")
    result = run("export", "zeppelin", "-f", form, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == f"onrecord: {record}: nothing in it fits; onrecord search --facets shows what there is\n"
    )
    assert (tmp_path / "out").read_text() == "before"


def test_a_name_that_nobody_has_offers_near_ones(record: Path, tmp_path: Path) -> None:
    result = run("export", "--speaker", "Ana Ruis", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: Ana Ruis: nobody in the record speaks by this name")
    assert "Ana Ruiz" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-f", "xml"], "'brat'"),
        (["-f", "brat"], "name it"),
        (["-f", "parquet"], "name a file or a folder"),
        (["-f", "jsonl", "-o", "."], "is one file"),
        (["-f", "jsonl", "-o", "new/"], "is one file"),
        (["-o", ""], "empty"),
    ],
)
def test_a_wrong_call_is_code_2_and_says_why(record: Path, arguments: list[str], told: str) -> None:
    result = run("export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("form", ["brat", "csv", "parquet"])
def test_a_folder_with_something_in_it_is_left_alone(record: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    result = run("export", "-f", form, "-o", tmp_path / "full")
    assert result.exit_code == 1
    assert "there is something already" in result.stderr
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "brat"])
def test_a_folder_that_is_missing_is_named(record: Path, tmp_path: Path, form: str) -> None:
    result = run("export", "-f", form, "-o", tmp_path / "none" / "out")
    assert result.exit_code == 1
    assert result.stderr == f"onrecord: {tmp_path}/none/out: there is no folder {tmp_path}/none\n"


def test_looking_makes_no_record(tmp_path: Path) -> None:
    result = run("export", "--record", tmp_path / "none.sqlite", "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (
        1,
        f"onrecord: {tmp_path}/none.sqlite: there is no such record\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_ends_it_quietly(record: Path) -> None:
    with Record.open(record) as opened:
        opened.add_readings([reading(article(number)) for number in range(10, 400)])
    command = [*COMMAND[:1], "-c", "from onrecord.cli import main; main(['export', '-f', 'annotations'])"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_no_library_is_loaded_for_a_format_that_does_not_need_it(record: Path) -> None:
    code = (
        "import sys; from onrecord.cli import main\n"
        "try: main(['export', '-f', 'jsonl'])\n"
        "finally: sys.exit(bool({'pyarrow', 'pandas', 'jinja2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
