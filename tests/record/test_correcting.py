from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.correcting import FIELDS
from tests.record.checks import rows, sound
from tests.record.readings import TEXT, reading, whole


def test_what_people_say_stands_in_the_place_of_what_the_model_said(record: Record, path: Path) -> None:
    record.correct(1, "act", "deny", by="ada")
    [one] = record.statements([1])
    assert (one.statement.act, one.corrected) == ("deny", True)
    assert rows(path, "SELECT act, corrected FROM statements WHERE id = 1") == [("deny", 1)]
    assert record.statements([2])[0].corrected is False


def test_the_last_correction_of_a_field_holds_and_undoing_goes_back(record: Record, path: Path) -> None:
    record.correct(1, "act", "deny", by="ada")
    last = record.correct(1, "act", "demand", by="bo")
    assert record.statements([1])[0].statement.act == "demand"
    undone = record.undo_correction(last.id, by="cy")
    assert (undone.undone_by, undone.by) == ("cy", "bo")
    assert record.statements([1])[0].statement.act == "deny"
    record.undo_correction(record.corrections(statement=1)[0].id, by="cy")
    assert record.statements([1])[0].statement == reading().statements[0]
    assert [one.undone_at is not None for one in record.corrections()] == [True, True]
    assert record.statements([1])[0].corrected is False
    sound(path)


def test_undoing_twice_keeps_the_first_word(record: Record) -> None:
    made = record.correct(1, "act", "deny", by="ada")
    record.undo_correction(made.id, by="bo")
    assert record.undo_correction(made.id, by="cy").undone_by == "bo"


def test_a_speaker_may_be_given_by_name(record: Record, path: Path) -> None:
    record.correct(1, "speakers", ["Ben Okoro", "Ines Vale"], by="ada")
    [one] = record.statements([1])
    assert [who.name for who in one.statement.speakers] == ["Ben Okoro", "Ines Vale"]
    assert [who.name for who in one.speakers] == ["Ben Okoro", "Ines Vale"]
    ben = record.statements([2])[0].speakers[0]
    assert one.speakers[0].mention == ben.mention
    sound(path)


def test_a_name_that_nobody_speaks_by_any_more_leaves_no_trace(record: Record, path: Path) -> None:
    made = record.correct(1, "speakers", ["Ines Vale"], by="ada")
    assert rows(path, "SELECT name FROM mentions WHERE name = 'Ines Vale'") == [("Ines Vale",)]
    record.undo_correction(made.id, by="ada")
    assert rows(path, "SELECT name FROM mentions WHERE name = 'Ines Vale'") == []


def test_a_passage_may_be_given_by_its_words(record: Record) -> None:
    record.correct(3, "target", "the price", by="ada")
    assert record.statements([3])[0].statement.target == whole(TEXT, "the price")
    record.correct(3, "target", {"spans": [[0, 5]]}, by="ada")
    target = record.statements([3])[0].statement.target
    assert target is not None
    assert target.text == "Mayor"
    record.correct(3, "target", None, by="ada")
    assert record.statements([3])[0].statement.target is None


def test_a_content_that_is_put_right_is_found_by_its_words(record: Record, path: Path) -> None:
    spans = [list(whole(TEXT, "We will lease them,” Ruiz added").spans[0])]
    record.correct(3, "content", spans, by="ada")
    assert record.statements([3])[0].text == "We will lease them,” Ruiz added"
    assert [hit.statement.id for hit in record.search("added").hits] == [3]
    sound(path)


def test_what_is_no_statement_is_counted_no_more(record: Record) -> None:
    made = record.correct(2, "rejected", True, by="ada")
    assert record.stats().statements == 3
    assert record.statements([2])[0].rejected is True
    record.undo_correction(made.id, by="ada")
    assert record.stats().statements == 4


@pytest.mark.parametrize(
    ("field", "value", "cause"),
    [
        ("id", "x", "not a field that can be corrected"),
        ("confidence", {}, "not a field that can be corrected"),
        ("act", "shout", "act is none of threaten, deny"),
        ("act", ["deny"], "act is none of"),
        ("target", "the lighthouse", "these words do not stand in the article"),
        ("target", {"spans": [[5, 900]]}, "no place in the article"),
        ("target", {"spans": [[5, 5]]}, "no place in the article"),
        ("target", {"spans": "all"}, "spans are pairs of numbers"),
        ("content", [[1, 2, 3]], "parts"),
        ("content", "everything", "content is not a list"),
        ("content", [], "at least one place"),
        ("speakers", [""], "a speaker without a name"),
        ("speakers", [{"kind": "person"}], "has no name"),
        ("speakers", 7, "speakers is not a list"),
        ("positions", [{"stand": "won"}], "stand is none of"),
        ("rejected", "yes", "true or false is wanted"),
    ],
)
def test_what_a_field_cannot_have_is_refused(record: Record, field: str, value: Any, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as caught:
        record.correct(1, field, value, by="ada")
    assert caught.value.name == field
    assert record.corrections() == ()
    assert record.statements([1])[0].statement == reading().statements[0]


def test_what_is_not_there_cannot_be_corrected(record: Record) -> None:
    with pytest.raises(InputError, match="99: there is no such statement"):
        record.correct(99, "act", "deny", by="ada")
    with pytest.raises(InputError, match="99: there is no such correction"):
        record.undo_correction(99, by="ada")


_SPAN = st.tuples(st.integers(0, 90), st.integers(1, 60)).map(lambda pair: [pair[0], pair[0] + pair[1]])
_VALUES = st.one_of(
    st.tuples(st.just("act"), st.sampled_from(["deny", "claim", None])),
    st.tuples(st.just("content"), st.lists(_SPAN, min_size=1, max_size=1)),
    st.tuples(st.just("target"), st.one_of(st.none(), st.builds(lambda s: {"spans": [s]}, _SPAN))),
    st.tuples(st.just("speakers"), st.lists(st.sampled_from(["Ana Ruiz", "Ines Vale"]), unique=True)),
    st.tuples(st.just("rejected"), st.booleans()),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 4), _VALUES), max_size=5))
def test_corrections_that_are_all_undone_leave_the_record_as_it_was(
    record: Record, path: Path, some: list[tuple[int, tuple[str, Any]]]
) -> None:
    queries = (
        "SELECT * FROM statements",
        "SELECT * FROM positions",
        "SELECT statement_id, place, name, speakers.confidence FROM speakers JOIN mentions ON mentions.id = mention_id",
    )
    before = [sorted(rows(path, query), key=repr) for query in queries]
    made = [record.correct(number, field, value, by="ada") for number, (field, value) in some]
    for one in made:
        record.undo_correction(one.id, by="bo")
    assert [sorted(rows(path, query), key=repr) for query in queries] == before
    sound(path)


def test_every_field_that_a_statement_has_can_be_corrected_but_three() -> None:
    assert {"speakers", "act", "content", "positions", "money", "rejected"} <= set(FIELDS)
    assert not {"id", "within", "confidence"} & set(FIELDS)
