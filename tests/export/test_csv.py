from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.csv import COLUMNS, CsvWriter, guarded, unguarded
from onrecord.statement import Reading
from tests.export.readings import docks, hostile, readings

ANY = st.text(st.one_of(st.sampled_from("'=+-@\t\r\n ＝x\"，,"), st.characters()))


def _rows(*some: Reading) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    writer = CsvWriter(stream)
    for reading in some:
        writer.write(reading)
    writer.close()
    stream.seek(0)
    return list(csv.DictReader(stream, strict=True))


def test_a_statement_is_a_row_with_every_field() -> None:
    first, second, *rest = _rows(docks(filled=True))
    assert len(rest) == 4
    assert tuple(first) == COLUMNS
    assert first["title"] == "Mayor rules out sale of docks"
    assert first["authors"] == "Ada Lind | Jo Brandt"
    assert first["source"] == "Mayor Ana Ruiz"
    assert first["source_spans"] == "0-14"
    assert first["quote"] == "mixed"
    assert first["speakers"] == "Ana Ruiz"
    assert first["speaker_roles"] == "Mayor"
    assert first["when_date"] == "2031-05-05"
    assert first["positions"] == "ruled_out | pledged"
    assert first["actions"] == "sell the docks | lease them"
    assert first["conditions"] == " | if the council asks"
    assert first["confidence_act"] == "0.81"
    assert second["content_spans"].count(";") == 2
    assert second["speaker_via"] == "surname; full name"
    assert second["speaker_alternatives"] == "Tom Ruiz (0.05)"
    assert second["act"] == second["target"] == ""


def test_the_column_names_are_written_once() -> None:
    assert len(_rows(docks(), docks())) == 12


def test_no_statement_leaves_the_column_names() -> None:
    stream = io.StringIO()
    CsvWriter(stream).close()
    assert stream.getvalue().strip().split(",") == list(COLUMNS)


@given(readings())
def test_every_cell_comes_back_as_it_was(reading: Reading) -> None:
    for row, statement in zip(_rows(reading), reading.statements, strict=True):
        assert unguarded(row["content"]) == reading.text_of(statement.content)
        assert unguarded(row["source"]) == reading.text_of(statement.source)
        assert unguarded(row["title"]) == (reading.article.title or "")
        assert row["statement_id"] == statement.id


@given(readings())
def test_no_cell_is_a_formula(reading: Reading) -> None:
    for row in _rows(reading):
        assert not any(cell[:1] and cell[0] in "=+-@\t\r＝＋－＠" for cell in row.values())


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1", "\n-"]
)
def test_what_looks_like_a_formula_begins_with_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "no", "'no'", "“=1”", "1-2", "a@b"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert guarded(cell) == cell


@given(ANY)
def test_the_guard_can_be_taken_off(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_a_hostile_article_stays_in_its_cells() -> None:
    (row,) = _rows(hostile())
    assert row["article_id"] == hostile().article.id
