from __future__ import annotations

import pickle
from dataclasses import fields

from hypothesis import given

from onrecord.record import Record
from onrecord.record.packed import json_of
from onrecord.record.prepared import Prepared, row_of, rows_of
from onrecord.record.results import Sourced
from onrecord.record.schema import statements
from onrecord.record.typed import built
from onrecord.statement import Reading, Statement
from tests.export.readings import readings
from tests.record.readings import TEXT, article, reading, said


@given(readings())
def test_a_row_holds_the_whole_statement(of: Reading) -> None:
    for one, row in zip(of.statements, rows_of(of), strict=True):
        assert built(Statement, json_of(row.data)) == one


def test_rows_stand_in_the_order_of_the_text() -> None:
    assert [row.place for row in rows_of(reading())] == [0, 1, 2, 3]


def test_a_rows_columns_are_columns_of_the_table() -> None:
    assert set(row_of(reading().statements[0], TEXT).columns) <= set(statements.c.keys())


def test_what_no_database_can_hold_is_replaced_in_what_is_searched_and_kept_in_the_data() -> None:
    text = "Mayor Ana\ud800 Ruiz said the docks\x00 were not for sale."
    one = said(article(text=text), "Ana\ud800 Ruiz", "the docks\x00 were not for sale")
    row = row_of(one, text)
    assert row.speakers[0].name == "Ana\ufffd Ruiz"
    assert row.words == "the docks\ufffd were not for sale"
    assert built(Statement, json_of(row.data)) == one


def test_a_reading_that_came_from_another_process_is_made_of_its_rows_again() -> None:
    here = Prepared.of(Sourced(reading(), "a.html", None, "extractor-1"))
    there = pickle.loads(pickle.dumps(here))
    assert there.reading == here.reading == reading()
    assert there.rows == here.rows
    assert (there.source, there.extractor, there.model) == ("a.html", "extractor-1", "model-1")
    assert {field.name for field in fields(Reading)} == {"article", "statements", "model"}


def test_readings_that_are_ready_are_added_like_others(record: Record) -> None:
    ready = [pickle.loads(pickle.dumps(Prepared.of(Sourced(reading(article(n)), "page")))) for n in (4, 5)]
    added = record.add_readings([*ready, reading(article(6))])
    assert (added.new, added.statements) == (3, 12)
    for hit in record.search("docks", limit=50).hits:
        kept = record.article(hit.statement.article)
        assert kept is not None
        of = reading(article(int(kept.article.id.rpartition("/")[2])))
        assert [one.statement for one in kept.statements] == list(of.statements)


def test_a_new_version_that_came_from_another_process_takes_over_what_people_put_right(
    record: Record,
) -> None:
    record.add_readings([reading()])
    [first, *_] = record.search("docks", limit=1).hits
    record.correct(first.statement.id, "act", "claim", by="ana")
    changed = reading(article(text=TEXT + " It rained."))
    record.add_readings([pickle.loads(pickle.dumps(Prepared.of(Sourced(changed))))])
    [again, *_] = record.search("docks", limit=1).hits
    assert again.statement.version == 2
    assert again.statement.corrected and again.statement.statement.act == "claim"
