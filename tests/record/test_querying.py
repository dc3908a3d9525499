from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.door import is_address
from onrecord.record.views import VIEWS
from onrecord.statement import statement_id
from tests.record.readings import TEXT, reading


def test_a_query_reads_what_was_said(record: Record) -> None:
    found = record.sql(
        "SELECT id, statement_id, speakers, text, act, outlet, day FROM statements ORDER BY id LIMIT 1"
    )
    assert found.columns == ("id", "statement_id", "speakers", "text", "act", "outlet", "day")
    [row] = found.rows
    first = reading().statements[0]
    assert row == (
        1,
        statement_id(reading().article.version, first.content),
        "Ana Ruiz",
        "the docks were not for sale",
        "refuse",
        "The Port Courier",
        "2031-05-06",
    )


def test_views_show_what_stands_now(record: Record) -> None:
    record.correct(1, "rejected", True, by="ada")
    record.correct(2, "speakers", ["Ana Ruiz", "Ben Okoro"], by="ada")
    assert record.sql("SELECT speakers FROM statements ORDER BY id").rows == (
        ("Ana Ruiz | Ben Okoro",),
        ("Ana Ruiz",),
        ("Ben Okoro",),
    )
    assert record.sql("SELECT count(*) FROM positions").rows == ((0,),)
    assert record.sql("SELECT text, model FROM articles").rows == ((TEXT, "model-1"),)
    assert record.sql('SELECT "by", field FROM corrections ORDER BY id').rows == (
        ("ada", "rejected"),
        ("ada", "speakers"),
    )


def test_every_view_can_be_asked(record: Record) -> None:
    views = record.views()
    assert views.keys() == VIEWS.keys()
    assert all(views.values())


WRITING = [
    "DELETE FROM main.statements",
    "UPDATE facts SET value = '99'",
    "INSERT INTO main.tools(name) VALUES ('x')",
    "DROP TABLE main.statements",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x (y)",
    "DROP VIEW statements",
    "ATTACH 'other.sqlite' AS other",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "VACUUM INTO 'copy.sqlite'",
    "BEGIN IMMEDIATE",
    "INSERT INTO words(words) VALUES ('optimize')",
    "REINDEX",
]


@pytest.mark.parametrize("query", [*WRITING, "SELECT load_extension('x')"])
@pytest.mark.file
def test_a_query_changes_nothing(
    record: Record, path: Path, query: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="query: ") as caught:
        record.sql(query)
    assert caught.value.cause == "it would do more than read; only SELECT is allowed"
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith(path.name)) == []


@pytest.mark.parametrize(
    ("query", "cause", "on_server"),
    [
        ("", "it is empty", "it is empty"),
        ("-- nothing", "it is empty", "it is empty"),
        ("SELEC 1", "syntax error", "syntax error"),
        ("SELECT nobody FROM statements", "no such column: nobody", 'column "nobody" does not exist'),
        ("SELECT * FROM nowhere", "no such table: nowhere", 'relation "nowhere" does not exist'),
        ("SELECT 1; SELECT 2", "only one statement at a time", "only one statement at a time"),
        ("SELECT '\ud800'", "half a character", "half a character"),
        ("SELECT '\x00'", "null character", "null character"),
        ("SELECT zeroblob(900000000)", "too big", "does not exist"),
        ("SELECT 1 / 0 FROM nothing_at_all", "no such table", "does not exist"),
    ],
)
def test_a_bad_query_is_an_error(record: Record, query: str, cause: str, on_server: str) -> None:
    with pytest.raises(InputError, match=on_server if is_address(record.place) else cause):
        record.sql(query)


def test_a_query_without_an_end_is_given_up(record: Record) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(InputError, match=r"it took longer than 0\.2 seconds"):
        record.sql(endless, seconds=0.2)


def test_more_rows_than_were_asked_for_are_told(record: Record) -> None:
    assert len(record.sql("SELECT id FROM statements", limit=3).rows) == 3
    assert record.sql("SELECT id FROM statements", limit=3).more is True
    assert record.sql("SELECT id FROM statements", limit=4).more is False


def test_rows_become_tables(record: Record) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    found = record.sql("SELECT id, text, confidence, act FROM statements")
    assert found.to_pandas()["text"].tolist() == [row[1] for row in found.rows]
    table = found.to_arrow()
    assert table.column_names == ["id", "text", "confidence", "act"]
    assert table.column("act").null_count == 1
    assert record.sql("SELECT id FROM statements WHERE id < 0").to_arrow().num_rows == 0
