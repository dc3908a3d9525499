from __future__ import annotations

import csv
import errno
import io
import json
import os
import pty
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.schema import load_schema, schema_text
from tests.cli.fake import FAKE, run
from tests.conftest import ROOT

READ = [*FAKE, "read"]


def test_an_article_is_printed_for_a_person(folder: Path) -> None:
    result = run("read", folder / "a.txt")
    assert result.exit_code == 0
    assert "\n 1  Lind · indirect quote\n    [Lind] ‹said that the docks were safe.›\n" in result.stdout
    assert result.stdout.startswith(str(folder)[:20])
    assert result.stderr == ""


def test_standard_input_is_read() -> None:
    result = run("read", "-", stdin="Lind said no.")
    assert result.exit_code == 0
    assert "standard input\n1 statement" in result.stdout


def test_what_cannot_be_read_is_named_and_the_rest_is_read(folder: Path) -> None:
    result = run("read", folder, folder / "missing.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["article"]["text"][:5] for line in result.stdout.splitlines()] == [
        "Lind ",
        "Brand",
    ]
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        ["onrecord", str(folder / "b.txt")],
        ["onrecord", str(folder / "missing.txt")],
    ]


def test_an_article_in_another_language_is_named_by_its_file(tmp_path: Path) -> None:
    lines = [{"text": "Lind said no.", "language": "en"}, {"text": "Lind a dit non.", "language": "fr"}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    result = run("read", path, "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == f"onrecord: {path} (2): is in another language\n"


def test_more_articles_than_the_first_few_are_read_in_order(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Lind said {number}.")
    (tmp_path / "07.txt").write_text("")
    result = run("read", tmp_path, "--format", "jsonl")
    read = [json.loads(line)["article"]["text"] for line in result.stdout.splitlines()]
    assert read == [f"Lind said {number}." for number in range(12) if number != 7]


def test_one_article_is_an_object_and_several_are_an_array(folder: Path) -> None:
    one = json.loads(run("read", folder / "a.txt", "--format", "json").stdout)
    several = json.loads(run("read", folder, "--format", "json").stdout)
    one_failed = json.loads(run("read", folder / "a.txt", folder / "b.txt", "--format", "json").stdout)
    assert several[0] == one
    assert one_failed == [one]
    validator = Draft202012Validator(load_schema())
    for reading in (one, *several):
        validator.validate(reading)


def test_a_folder_is_an_array_whatever_it_holds(folder: Path) -> None:
    (folder / "b.txt").unlink()
    (folder / "c.txt").unlink()
    assert len(json.loads(run("read", folder, "--format", "json").stdout)) == 1


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "html"])
def test_nothing_is_written_where_nothing_could_be_read(tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    output.write_text("before")
    result = run("read", tmp_path / "none", "--format", form, "--output", output)
    assert result.exit_code == 1
    assert result.stdout == run("read", tmp_path / "none", "--format", form).stdout == ""
    assert output.read_text() == "before"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "html"])
def test_a_file_holds_what_standard_output_would(folder: Path, form: str) -> None:
    output = folder / "out"
    result = run("read", folder / "a.txt", folder / "c.txt", "--format", form, "--output", output)
    assert result.exit_code == 0
    assert result.stdout == ""
    printed = run("read", folder / "a.txt", folder / "c.txt", "--format", form).stdout_bytes
    assert output.read_bytes() == printed


def test_rows_have_the_columns_of_statements(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", folder, "-f", "csv").stdout)))
    assert [row["source"] for row in rows] == ["Lind", "Brandt"]


def test_a_page_holds_every_article(folder: Path) -> None:
    page = run("read", folder, "-f", "html").stdout
    assert page.startswith("<!doctype html>")
    assert page.count('class="reading"') == 2


def test_an_output_is_never_one_of_the_sources(folder: Path) -> None:
    before = (folder / "a.txt").read_text()
    assert run("read", folder / "a.txt", "-o", folder / "a.txt").exit_code == 2
    assert run("read", folder, "-o", folder / "a.txt", "-f", "jsonl").exit_code == 1
    assert len((folder / "a.txt").read_text().splitlines()) == 1
    assert before not in (folder / "a.txt").read_text()[:40]


def test_an_output_that_cannot_be_written_is_named(folder: Path) -> None:
    result = run("read", folder / "a.txt", "-o", folder / "none" / "out")
    assert result.exit_code == 1
    assert result.stderr == f"onrecord: {folder / 'none' / 'out'}: there is no folder {folder / 'none'}\n"


def test_uncertain_statements_are_left_out(folder: Path) -> None:
    lines = run("read", folder, "-f", "jsonl", "--min-confidence", "0.5").stdout.splitlines()
    assert [len(json.loads(line)["statements"]) for line in lines] == [1, 0]


def test_an_explanation_tells_how_sure_a_statement_is(folder: Path) -> None:
    assert "confidence: statement 90%" in run("read", folder / "a.txt", "--explain").stdout


def test_text_is_as_wide_as_asked_for(folder: Path) -> None:
    (folder / "d.txt").write_text("Lind said " + "word " * 60)
    for width in (30, 70):
        lines = run("read", folder / "d.txt", "--width", width).stdout.splitlines()
        assert width - 8 < max(map(len, lines[1:])) <= width


@pytest.mark.parametrize(
    ("arguments", "colored"), [([], False), (["--color", "always"], True), (["--color", "never"], False)]
)
def test_text_is_coloured_where_asked_for(folder: Path, arguments: list[str], colored: bool) -> None:
    assert ("\x1b[" in run("read", folder / "a.txt", *arguments).stdout) is colored


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        ["a.txt", "--format", "pdf"],
        ["a.txt", "--width", "3"],
        ["a.txt", "--min-confidence", "2"],
        ["a.txt", "--processes", "0"],
        ["a.txt", "--nonsense"],
    ],
)
def test_a_wrong_call_is_code_2(arguments: list[str]) -> None:
    assert run("read", *arguments).exit_code == 2


def test_an_interruption_prints_what_was_read(folder: Path) -> None:
    (folder / "b.txt").write_text("Lind said interrupt.")
    result = run("read", folder, "--format", "json")
    assert result.exit_code == 130
    assert len(json.loads(result.stdout)) == 1


@pytest.mark.parametrize("name", ["x\x1b[31m\n.txt", "n" * 5000, "-x"])
def test_odd_names_are_errors_of_one_line(name: str) -> None:
    result = run("read", "--", name)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 400
    assert "\x1b" not in result.stderr


def test_the_schema_is_printed() -> None:
    assert run("schema").stdout == schema_text()


def test_help_names_every_option() -> None:
    printed = run("read", "--help").stdout
    for option in (
        "--format",
        "--output",
        "--color",
        "--width",
        "--explain",
        "--min-confidence",
        "--allow-local",
    ):
        assert option in printed


def _on_a_terminal(arguments: list[str], **environment: str) -> str:
    """Return what a process prints on a terminal of 72 columns, its standard error too."""
    ours, theirs = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 72, 0, 0))
    known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        arguments, stdout=theirs, stderr=theirs, env={**known, "TERM": "xterm", **environment}
    )
    os.close(theirs)
    printed = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        printed += piece
    process.wait()
    os.close(ours)
    return printed.decode()


def test_a_terminal_gets_colour_unless_it_wants_none(folder: Path) -> None:
    path = str(folder / "a.txt")
    assert "\x1b[1;36mLind" in _on_a_terminal([*READ, path])
    assert "\x1b[" not in _on_a_terminal([*READ, path], NO_COLOR="1")
    assert "\x1b[" not in _on_a_terminal([*READ, path], TERM="dumb")
    assert "\x1b[1;36mLind" in _on_a_terminal([*READ, path, "--color", "always"], NO_COLOR="1")


def test_a_terminal_gets_one_bar_for_several_sources(folder: Path) -> None:
    printed = _on_a_terminal([*READ, str(folder), "-f", "jsonl", "-o", str(folder / "out.jsonl")])
    assert "/3" in printed
    assert f"onrecord: {folder / 'b.txt'}: empty\r\n" in printed
    for arguments in ([str(folder), "-q"], [str(folder / "a.txt")]):
        assert "Reading" not in _on_a_terminal([*READ, *arguments])


def test_a_reader_that_has_had_enough_is_no_error(folder: Path) -> None:
    for number in range(300):
        (folder / f"x{number}.txt").write_text("Lind said " + "word " * 400)
    (folder / "b.txt").unlink()
    process = subprocess.Popen(
        [*READ, str(folder), "-f", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_a_full_disk_is_an_error_of_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*READ, str(folder / "a.txt")], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr == f"onrecord: standard output: {os.strerror(errno.ENOSPC)}\n"


@pytest.mark.parametrize(
    ("arguments", "closed", "code", "error"),
    [
        ("a.txt", "<&-", 0, ""),
        ("-", "<&-", 1, "onrecord: -: empty\n"),
        ("a.txt", ">&-", 1, "onrecord: standard output: it is closed\n"),
        ("a.txt -f jsonl -o out", ">&-", 0, ""),
        ("a.txt b.txt", "2>&-", 1, ""),
    ],
)
def test_closed_streams_are_no_crash(
    folder: Path, arguments: str, closed: str, code: int, error: str
) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'"$@" {arguments} {closed}', "sh", *READ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (ran.returncode, ran.stderr) == (code, error)
    assert "b.txt: empty" not in ran.stdout


def test_the_interrupt_key_ends_a_reading_without_a_traceback(folder: Path) -> None:
    fifo = folder / "z.txt"
    os.mkfifo(fifo)
    process: Any = subprocess.Popen(
        [*READ, str(folder / "a.txt"), str(fifo), "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    first = process.stdout.readline()
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    rest, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert json.loads(first)
    assert rest == errors == b""
