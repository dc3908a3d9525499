from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.errors import OldRecordError
from onrecord.record import Record, migrations
from onrecord.record.schema import SCHEMA
from tests.record.checks import rows, sound
from tests.record.readings import article, reading

pytestmark = pytest.mark.file

DATA = Path(__file__).parent / "data"


def _old(version: int, path: Path) -> Path:
    """Lay out a record that an older version made: two articles of four statements, one of them corrected."""
    path.write_bytes(gzip.decompress((DATA / f"record-{version}.sqlite.gz").read_bytes()))
    return path


def _tables(path: Path) -> dict[str, str]:
    found = rows(path, "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {
        str(name): re.sub(r"[\s\"']+", " ", str(sql))
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
        .strip()
        for name, sql in found
    }


def test_there_is_a_record_of_every_older_version_to_test_with() -> None:
    assert sorted(DATA.iterdir()) == [DATA / f"record-{version}.sqlite.gz" for version in range(1, SCHEMA)]
    assert sorted(migrations.STEPS) == list(range(1, SCHEMA))


@pytest.mark.parametrize("version", range(1, SCHEMA))
def test_an_older_record_is_brought_up_to_date_and_keeps_everything(version: int, path: Path) -> None:
    with Record.open(_old(version, path)) as record:
        assert record.stats().schema == SCHEMA
        for number in (1, 2):
            found = record.article(number)
            assert found is not None
            assert found.article == article(number)
            assert len(found.statements) == 4
            assert found.statements[0].statement == reading(article(number)).statements[0]
        assert record.statements([3])[0].statement.act == "deny"
        assert record.add_readings([reading(article(1)), reading(article(3))]).known == 1
    assert rows(path, "SELECT value FROM facts WHERE name = 'schema'") == [(str(SCHEMA),)]
    sound(path)


@pytest.mark.parametrize("version", range(1, SCHEMA))
def test_an_older_record_becomes_like_a_new_one(version: int, path: Path, tmp_path: Path) -> None:
    Record.open(_old(version, path)).close()
    new = tmp_path / "new.sqlite"
    Record.open(new).close()
    assert _tables(path) == _tables(new)


def test_an_older_record_is_not_changed_by_looking_at_it(path: Path) -> None:
    before = _old(1, path).read_bytes()
    with pytest.raises(OldRecordError, match=r"of an older version \(1\): open it once for writing"):
        Record.open(path, read_only=True)
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_record_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: Connection) -> None:
        migrations.STEPS[SCHEMA - 1](connection)
        raise ZeroDivisionError

    before = _tables(_old(SCHEMA - 1, path))
    monkeypatch.setattr(migrations.migrate, "__defaults__", ({SCHEMA - 1: fail}, SCHEMA))
    with pytest.raises(ZeroDivisionError):
        Record.open(path)
    assert _tables(path) == before
    monkeypatch.undo()
    Record.open(path).close()
    sound(path)


def test_a_record_that_was_broken_off_while_it_was_made_is_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "found", fail)
    with pytest.raises(KeyboardInterrupt):
        Record.open(path)
    monkeypatch.undo()
    with Record.open(path) as record:
        assert record.add_readings([reading()]).new == 1
    sound(path)
