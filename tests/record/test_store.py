from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.schema import SCHEMA
from tests.record.checks import rows, sound
from tests.record.readings import article, reading

pytestmark = pytest.mark.file


def _cause(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(RecordError) as caught:
        Record.open(path, read_only=read_only)
    assert caught.value.name == str(path)
    assert "\n" not in str(caught.value)
    return caught.value.cause


def test_what_is_written_is_there_when_it_is_opened_again(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings([reading()])
    with Record.open(path, read_only=True) as record:
        found = record.article(1)
    assert found is not None
    assert found.article == reading().article
    assert tuple(one.statement for one in found.statements) == reading().statements
    sound(path)


def test_a_file_that_is_no_record_is_refused_and_stays_as_it_is(path: Path) -> None:
    path.write_text("Ana Ruiz said no.")
    for read_only in (True, False):
        assert _cause(path, read_only=read_only) == "this file is not a record"
    assert path.read_text() == "Ana Ruiz said no."
    assert list(path.parent.iterdir()) == [path]


def test_another_programs_database_is_refused_and_stays_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE facts (name, value)")
    connection.close()
    before = path.read_bytes()
    assert _cause(path) == "this file is a database, but not a record of onrecord"
    assert path.read_bytes() == before


def test_a_record_of_a_newer_version_is_refused_and_stays_as_it_is(path: Path) -> None:
    Record.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    connection.close()
    before = path.read_bytes()
    assert (
        _cause(path)
        == f"this record is of a newer version (99; this onrecord knows {SCHEMA}): update onrecord"
    )
    assert path.read_bytes() == before


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    assert _cause(tmp_path) == "this is a folder, not a record"


def test_a_record_is_made_only_for_writing(path: Path) -> None:
    assert _cause(path, read_only=True) == "there is no such record"
    assert not path.exists()


def test_a_record_in_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert _cause(tmp_path / "none" / "a.sqlite") == "this file cannot be opened"


def test_a_record_in_a_folder_that_may_only_be_read_is_an_error_that_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Record.open(path).close()
    Path(f"{path}-wal").mkdir()  # for whoever runs this may write everywhere
    assert _cause(path) == "this file cannot be opened"
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    assert _cause(path) == "nothing can be written to its folder"


@pytest.mark.parametrize("name", ['it\'s "a" record?#%20.sqlite', "протокол 🗞.sqlite", "a;b&mode=ro"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    with Record.open(tmp_path / name) as record:
        record.add_readings([reading()])
    with Record.open(tmp_path / name, read_only=True) as record:
        assert record.stats().statements == 4
    assert tmp_path / name in tmp_path.iterdir()


def test_a_damaged_record_is_an_error(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(reading(article(n)) for n in range(60))
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    with pytest.raises(RecordError, match="damaged"), Record.open(path) as record:
        record.article(1)


def test_a_record_that_is_open_for_reading_cannot_be_written(record: Record, path: Path) -> None:
    with Record.open(path, read_only=True) as reader, pytest.raises(RecordError, match="for reading alone"):
        reader.add_readings([reading(article(2))])


def test_readers_see_one_state_while_a_writer_writes(record: Record, path: Path) -> None:
    with Record.open(path, read_only=True) as reader, reader.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM statements").scalar()
        record.add_readings([reading(article(2))])
        assert connection.exec_driver_sql("SELECT count(*) FROM statements").scalar() == before == 4
    with Record.open(path, read_only=True) as reader:
        assert reader.stats().statements == 8


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(
    record: Record, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.record.sqlite.BUSY", 0.2)
    with (
        Record.open(path) as other,
        record.writing(),
        pytest.raises(RecordError, match="another process is writing to this record"),
    ):
        other.add_readings([reading(article(2))])
    assert record.stats().articles == 1


def test_two_processes_fill_one_record_together(path: Path) -> None:
    code = (
        "import sys; from onrecord.record import Record; from tests.record.readings import article, reading\n"
        "first = int(sys.argv[2])\n"
        "with Record.open(sys.argv[1]) as record:\n"
        "    for n in range(first, first + 25): record.add_readings([reading(article(n))])"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path), str(first)]) for first in (0, 20)]
    assert [process.wait() for process in both] == [0, 0]
    assert rows(path, "SELECT count(*) FROM articles") == [(45,)]
    assert rows(path, "SELECT count(*) FROM statements") == [(180,)]
    sound(path)


@pytest.fixture
def closed(path: Path) -> Iterator[Path]:
    """A record in a folder that may not be written."""
    with Record.open(path) as record:
        record.add_readings([reading()])
    if os.geteuid() == 0:
        pytest.skip("nothing is closed to the superuser")
    path.parent.chmod(0o555)
    yield path
    path.parent.chmod(0o755)


def test_a_record_in_a_folder_that_may_not_be_written_can_be_read(closed: Path) -> None:
    with Record.open(closed, read_only=True) as record:
        assert record.stats().statements == 4
    with pytest.raises(RecordError), Record.open(closed) as record:
        record.add_readings([reading(article(2))])


def test_where_nobody_can_write_a_record_is_read_without_a_file_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(path) as record:
        record.add_readings([reading()])
    monkeypatch.setattr("onrecord.record.sqlite.os.access", lambda *_: False)
    with Record.open(path, read_only=True) as record:
        assert record.stats().statements == 4
        assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_loses_nothing_that_was_written(record: Record, path: Path) -> None:
    with record.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordError, match="the disk is full"):
        record.add_readings(reading(article(n)) for n in range(2, 200))
    assert record.stats().articles == 1
    record.close()
    sound(path)
    with Record.open(path) as again:
        assert again.add_readings([reading(article(2))]).new == 1
