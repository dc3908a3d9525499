from __future__ import annotations

import csv
import io
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.csv import COLUMNS, CsvWriter, guarded, unguarded
from onrecord.statement import Confidence, Reading
from tests.export.readings import docks, hostile, interview, readings
from tests.export.river import river

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


def test_every_circumstance_has_its_words_its_place_and_its_confidence() -> None:
    (row,) = _rows(interview())
    assert row["money"] == "€2 | €3 million"
    assert row["money_spans"] == "96-98 | 103-113"
    assert row["money_values"] == "2000000 | 3000000"
    assert row["money_currencies"] == "EUR | EUR"
    assert (row["addressee"], row["addressee_spans"]) == ("the daily Il Molo", "13-30")
    assert (row["when"], row["when_spans"], row["when_date"]) == ("on 4 May", "31-39", "2031-05-04")
    assert (row["translated"], row["translated_spans"]) == ("speaking in Italian", "41-60")
    assert row["translated_reason"] == "said in Italian"
    known = {
        name: row[f"confidence_{name}"] for name in ("mode", "addressee", "medium", "when", "translated")
    }
    assert known == {"mode": "0.9", "addressee": "0.8", "medium": "0.7", "when": "0.95", "translated": "0.6"}
    assert row["confidence_act"] == row["confidence_target"] == ""


def test_a_row_has_the_crosswalks_of_its_act_and_its_positions() -> None:
    rows = _rows(river())
    assert [row["plover"] for row in rows][:3] == ["AGREE", "REJECT", "REJECT"]
    assert rows[1]["plover_quad"] == "verbal conflict"
    assert rows[9]["plover"] == rows[9]["plover_quad"] == ""
    assert _rows(docks(filled=True))[0]["agreements"] == "disagree | agree"


def test_every_confidence_has_a_column() -> None:
    assert {f"confidence_{field.name}" for field in fields(Confidence)} <= set(COLUMNS)


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
