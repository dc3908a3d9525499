from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord.reading.reader
from onrecord.batch import Batch
from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.results import Added
from tests.cli.fake import COMMAND, FakeReader
from tests.record.checks import rows, sound, words_of
from tests.record.readings import TEXT, article, reading


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes no time."""
    monkeypatch.setattr(onrecord.reading.reader, "Reader", FakeReader)


def _lines(path: Path, count: int, words: str = "the docks were safe") -> Path:
    path.write_text(
        "".join(
            json.dumps({"text": f"Lind said that {words}, part {n}.", "id": f"a{n}", "language": "en"}) + "\n"
            for n in range(count)
        )
    )
    return path


@pytest.mark.usefixtures("quick")
def test_what_is_known_is_not_read_again(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _lines(tmp_path / "a.jsonl", 3)
    with Record.open(path) as record:
        assert record.add([source]) == Added(new=3, statements=3)
        monkeypatch.setattr(
            FakeReader,
            "read_many",
            lambda self, articles, processes=None, precise=None: iter(list(articles)),
        )
        assert record.add([source]) == Added(known=3)


@pytest.mark.usefixtures("quick")
def test_a_single_source_may_stand_alone(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        assert record.add(str(_lines(tmp_path / "a.jsonl", 3))) == Added(new=3, statements=3)


@pytest.mark.usefixtures("quick")
def test_a_changed_text_is_a_new_version_and_the_old_one_stays(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        record.add([_lines(tmp_path / "a.jsonl", 2)])
        assert record.add([_lines(tmp_path / "a.jsonl", 2, "they were not")]) == Added(
            changed=2, statements=2
        )
        found = record.article(1)
        assert found is not None
        assert [(one.number, one.current, one.statements) for one in found.versions] == [
            (1, False, 1),
            (2, True, 1),
        ]
        assert words_of(record) == ["said that they were not, part 0."]
        assert record.add([_lines(tmp_path / "a.jsonl", 2)]) == Added(changed=2)
        assert words_of(record) == ["said that the docks were safe, part 0."]
        assert record.stats().versions == 4
    sound(path)


@pytest.mark.usefixtures("quick")
def test_every_row_tells_where_it_came_from(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.txt.gz"
    source.write_bytes(gzip.compress(b"Lind said no."))
    with Record.open(path) as record:
        record.add([source])
        found = record.article(1)
        assert found is not None
        original = record.original(found.version.id)
    assert found.version.source == str(source)
    assert found.version.model == "fake"
    assert found.version.extractor is not None
    assert found.version.extractor.startswith("onrecord ")
    assert found.version.added_at <= found.version.read_at
    assert original is not None
    assert original.data == b"Lind said no."
    assert original.address == str(source)
    assert original.fetched_at <= found.version.added_at
    assert rows(path, "SELECT digest, size FROM originals") == [(original.digest, 13)]


@pytest.mark.usefixtures("quick")
def test_an_original_of_json_lines_is_its_line(path: Path, tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 2)
    with Record.open(path) as record:
        record.add([source])
        kept = [record.original(number) for number in (1, 2)]
    assert [one.data for one in kept if one] == source.read_bytes().splitlines()


@pytest.mark.usefixtures("quick")
def test_originals_are_left_out_where_they_are_not_wanted(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        record.add([_lines(tmp_path / "a.jsonl", 2)], originals=False)
        assert record.original(1) is None
        assert record.stats().originals == 0


@pytest.mark.usefixtures("quick")
def test_what_cannot_be_read_costs_nothing_else(path: Path, tmp_path: Path) -> None:
    _lines(tmp_path / "a.jsonl", 2)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("Lind said no.")
    failed: list[InputError] = []
    with Record.open(path) as record:
        added = record.add([tmp_path, tmp_path / "none"], fail=failed.append)
    assert (added.new, added.failed) == (3, 2)
    assert [error.name for error in failed] == [str(tmp_path / "b.txt"), str(tmp_path / "none")]


@pytest.mark.usefixtures("quick")
def test_odd_characters_are_kept(path: Path) -> None:
    odd = "Zoë “O'Hara” 🗞 \x00 said \ud800 so\u2028; DROP TABLE statements; --"
    first = reading(article(1, f"{odd} {TEXT}", title=odd, outlet=odd))
    with Record.open(path) as record:
        assert record.add_readings([first]).new == 1
        found = record.article(1)
    assert found is not None
    assert found.article.text == first.article.text
    assert tuple(one.statement for one in found.statements) == first.statements
    sound(path)


@pytest.mark.usefixtures("quick")
@pytest.mark.file
def test_an_article_of_ten_megabytes_is_kept(path: Path, tmp_path: Path) -> None:
    text = "Lind said " + "that the docks were safe and that nobody had asked. " * 200_000
    (tmp_path / "a.txt").write_text(text)
    with Record.open(path) as record:
        assert record.add([tmp_path / "a.txt"]).new == 1
        assert words_of(record) == [text[5:]]


def test_two_texts_of_one_article_in_one_go_are_two_versions(path: Path) -> None:
    changed = reading(article(1, reading().article.text + " It rained."))
    with Record.open(path) as record:
        added = record.add_readings([reading(), changed, reading(article(2)), changed])
        assert (added.new, added.changed, added.known) == (2, 1, 1)
        found = record.article(1)
    assert found is not None
    assert found.article.text.endswith("It rained.")
    sound(path)


def test_one_text_at_two_addresses_is_two_articles(path: Path) -> None:
    with Record.open(path) as record:
        assert record.add_readings([reading(article(1)), reading(article(2))]).new == 2
        assert record.stats().statements == 8


def _child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run something in a process that is forked; return its number, and a pipe that it may write to."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process:
        os.close(theirs)
        return process, ours
    try:
        work(theirs)
    finally:
        os._exit(0)


@pytest.mark.usefixtures("quick")
@pytest.mark.file
def test_a_process_that_is_killed_loses_no_article_that_it_finished(path: Path, tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 4000)
    moments = random.Random(11)

    def tell(pipe: int, batch: Batch) -> None:
        os.write(pipe, b"x" if batch.read else b"")

    def add(pipe: int) -> None:
        with Record.open(path) as record:
            record.add([source], progress=lambda batch: tell(pipe, batch))

    there = 0
    for _ in range(50):
        process, pipe = _child(add)
        # Most are killed while they add, some while they open the record or look at what it has.
        told = len(os.read(pipe, 1)) if moments.random() < 0.8 else 0
        time.sleep(moments.random() * 0.15)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        while piece := os.read(pipe, 65536):
            told += len(piece)
        os.close(pipe)
        now = _count(path)
        assert told <= now - there <= told + 1
        there = now
        if not there:
            continue
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]
        assert rows(path, "SELECT count(*) FROM statements") == [(there,)]
        assert rows(path, "SELECT count(*) FROM originals") == [(there,)]
    assert 20 < there < 4000
    with Record.open(path) as record:
        assert record.add([source]) == Added(new=4000 - there, known=there, statements=4000 - there)
    sound(path)


@pytest.mark.file
def test_a_reading_that_is_killed_goes_on_where_it_was(path: Path, tmp_path: Path) -> None:
    for n in range(40):
        text = f"Mayor Ana Ruiz said that dock {n} was safe. “It is not,” said Ben Okoro of the union. " * 4
        (tmp_path / f"{n:02}.txt").write_text(text)
    command = [*COMMAND, "add", str(tmp_path), "--record", str(path), "--processes", "2"]
    there = 0
    for least in (1, 4, 7):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None:
            if path.exists() and path.stat().st_size and _count(path) >= least:
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.02)
        assert process.wait() == -signal.SIGKILL
        sound(path)
        assert _count(path) >= max(least, there)
        there = _count(path)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{there} known already" in done.stdout
    with Record.open(path) as record, Record.open(tmp_path / "other.sqlite") as other:
        other.add([tmp_path / f"{n:02}.txt" for n in range(40)])
        assert record.stats().statements == other.stats().statements > 40
    sound(path)


def _count(path: Path) -> int:
    try:
        [(count,)] = rows(path, "SELECT count(*) FROM articles")
    except Exception:
        return 0
    assert isinstance(count, int)
    return count


@pytest.mark.file
def test_the_interrupt_key_keeps_what_was_read(path: Path, tmp_path: Path) -> None:
    _lines(tmp_path / "a.jsonl", 3)
    fifo = tmp_path / "z.txt"
    os.mkfifo(fifo)
    code = (
        "import onrecord.reading.reader as r, tests.cli.fake as t; r.Reader = t.FakeReader\n"
        "from onrecord.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "add", str(tmp_path / "a.jsonl"), str(fifo), "--record", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while _count(path) < 3:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    printed, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert printed == "3 articles added, 3 statements\n"
    assert errors == ""
    sound(path)
