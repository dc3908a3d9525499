from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.errors import OnrecordError
from onrecord.record.search.choosing import Chosen
from onrecord.statement import Reading
from tests.export.chosen import chosen
from tests.export.readings import docks, hostile, interview, readings

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

import pyarrow.parquet as pq

from onrecord.export import parquet
from onrecord.export.parquet import ParquetWriter
from onrecord.record.keys import storable


def table(path: Path, *some: Chosen) -> Any:
    writer = ParquetWriter(path)
    for one in some:
        writer.write(one)
    writer.close()
    return pq.read_table(path)


def test_a_row_is_a_statement_with_all_its_parts(tmp_path: Path) -> None:
    reading = docks(filled=True)
    rows = table(tmp_path / "a.parquet", chosen(reading)).to_pylist()
    assert [row["id"] for row in rows] == [100, 101, 102, 103, 104, 105]
    for row, statement in zip(rows, reading.statements, strict=True):
        told = statement.to_dict()
        assert row["statement_id"] == told.pop("id")
        assert {name: row[name] for name in told} == told
        assert row["article_id"] == reading.article.id and row["authors"] == ["Ada Lind", "Jo Brandt"]
        assert row["text"] == reading.text_of(statement.content)


def test_every_circumstance_has_its_column(tmp_path: Path) -> None:
    [row] = table(tmp_path / "a.parquet", chosen(interview())).to_pylist()
    told = interview().statements[0].to_dict()
    assert {name: row[name] for name in ("money", "when", "translated", "medium")} == {
        name: told[name] for name in ("money", "when", "translated", "medium")
    }


def test_rows_are_written_in_groups_as_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 10)
    some = [chosen(docks(), number) for number in range(5)]
    assert table(tmp_path / "a.parquet", *some).num_rows == 30
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == 3


def test_a_table_of_nothing_has_its_columns(tmp_path: Path) -> None:
    empty = table(tmp_path / "a.parquet")
    assert (empty.num_rows, empty.schema) == (0, parquet.schema())


def test_what_utf_8_does_not_hold_is_replaced(tmp_path: Path) -> None:
    [row] = table(tmp_path / "a.parquet", chosen(hostile())).to_pylist()
    assert "\N{REPLACEMENT CHARACTER}" in row["text"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(readings())
def test_it_can_be_read_back_whatever_the_text(tmp_path: Path, reading: Reading) -> None:
    rows = table(tmp_path / "a.parquet", chosen(reading)).to_pylist()
    assert [row["text"] for row in rows] == [
        storable(reading.text_of(statement.content)) for statement in reading.statements
    ]
    assert [row["content"] for row in rows] == [
        [list(span) for span in statement.content] for statement in reading.statements
    ]


def test_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OnrecordError, match=r"onrecord\[tables\]"):
        ParquetWriter(tmp_path / "a.parquet")
