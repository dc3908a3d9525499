from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.record import Record, tables
from onrecord.record.tables import Tabular
from tests.record.readings import article, reading


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record of two articles, in which it is known who is who."""
    record = Record.open(tmp_path / "a.sqlite")
    record.add_readings([reading(article(1)), reading(article(2))])
    record.identify()
    return record


def _article(record: Record) -> Tabular:
    found = record.article(1)
    assert found
    return found


def _facets(record: Record) -> Tabular:
    found = record.search(facets=True).facets
    assert found
    return found


def _name(record: Record) -> str:
    return record.speakers().lines[0].who.name


@pytest.mark.parametrize(
    ("ask", "columns"),
    [
        (lambda record: record.search("docks"), {"id", "speakers", "text", "likeness"}),
        (_facets, {"facet", "value", "label", "statements"}),
        (lambda record: record.speakers(), {"name", "role", "statements", "articles"}),
        (lambda record: record.speaker(_name(record)), {"id", "speakers", "text"}),
        (_article, {"id", "speakers", "text", "act"}),
        (lambda record: record.people(_name(record))[0], {"id", "person", "name", "roles", "article"}),
        (lambda record: record.sql("SELECT id, text FROM statements ORDER BY id"), {"id", "text"}),
    ],
)
def test_what_is_a_table_becomes_one(
    record: Record, ask: Callable[[Record], Tabular], columns: set[str]
) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    found = ask(record)
    frame, table = found.to_pandas(), found.to_arrow()
    assert columns <= set(frame.columns)
    assert list(frame.columns) == table.column_names
    assert len(frame) == table.num_rows > 0
    assert table.num_columns == len(frame.columns)


def test_the_rows_are_those_of_the_result(record: Record) -> None:
    pytest.importorskip("pandas")
    found = record.search("docks", limit=2)
    assert found.to_pandas()["id"].tolist() == [hit.statement.id for hit in found.hits]
    lines = record.speakers()
    assert lines.to_pandas()["statements"].tolist() == [line.statements for line in lines.lines]
    stored = record.article(2)
    assert stored
    assert stored.to_pandas()["text"].tolist() == [one.text for one in stored.statements]


def test_nothing_found_is_a_table_without_rows(record: Record) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    assert record.search("zeppelin").to_pandas().empty
    assert record.search("zeppelin").to_arrow().num_rows == 0


def test_what_is_not_installed_is_named(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tables, "import_module", missing)
    with pytest.raises(OnrecordError, match=r"pyarrow is not installed: pip install 'onrecord\[tables\]'"):
        record.speakers().to_arrow()
