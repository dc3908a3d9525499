from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.statement import Confidence, Passage, Reading, Statement, slice_of, statement_id
from tests.export.readings import docks, interview, readings


def test_a_slice_of_several_spans_is_joined_by_one_space() -> None:
    assert slice_of("one two three", ((0, 3), (8, 13))) == "one three"
    assert slice_of("one two three", ()) == ""


def test_spans_count_code_points() -> None:
    assert Passage.of("🂡 said", ((0, 1), (2, 6))).text == "🂡 said"


_SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(1, 99)), min_size=1, max_size=4).map(tuple)


@given(_SPANS, _SPANS)
def test_an_id_tells_contents_apart(one: Any, other: Any) -> None:
    assert (statement_id("sha256:0", one) == statement_id("sha256:0", other)) == (one == other)
    assert statement_id("sha256:0", one) != statement_id("sha256:1", one)


def test_an_id_is_the_same_in_every_release() -> None:
    assert statement_id("sha256:0", ((1, 5), (7, 9))) == "69382d6152ce903c"


def _passages(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [one for item in inner for one in _passages(item)]
    return [value, *found] if isinstance(value, dict) and {"text", "spans"} <= value.keys() else found


@given(readings())
def test_a_text_beside_spans_is_the_slice_of_the_article(reading: Reading) -> None:
    for one in _passages(reading.to_dict()["statements"]):
        assert one["text"] == reading.text_of(tuple((start, end) for start, end in one["spans"]))


@given(readings())
def test_a_reading_as_an_object_passes_through_json_unchanged(reading: Reading) -> None:
    assert json.loads(json.dumps(reading.to_dict())) == reading.to_dict()


def test_a_statement_as_an_object_has_every_field() -> None:
    reading = docks(filled=True)
    assert set(reading.statements[0].to_dict()) == {field.name for field in fields(Statement)}
    first = reading.to_dict()["statements"][0]
    assert first["speakers"][0]["roles"] == [{"text": "Mayor", "spans": [[0, 5]]}]
    assert first["positions"][1]["condition"]["text"] == "if the council asks"
    assert first["when"] == {"text": "Monday", "spans": [[40, 46]], "date": "2031-05-05"}
    assert set(first["confidence"]) == {field.name for field in fields(Confidence)}
    sure = {name: one for name, one in first["confidence"].items() if one is not None}
    assert sure == {"statement": 0.93, "speakers": 0.97, "act": 0.81, "positions": 0.7}


def test_the_circumstances_of_a_statement_as_an_object() -> None:
    (only,) = interview().to_dict()["statements"]
    assert only["addressee"] == only["medium"] == {"text": "the daily Il Molo", "spans": [[13, 30]]}
    assert only["money"] == [
        {"text": "€2", "spans": [[96, 98]], "value": 2e6, "currency": "EUR"},
        {"text": "€3 million", "spans": [[103, 113]], "value": 3e6, "currency": "EUR"},
    ]
    assert only["translated"] == {
        "text": "speaking in Italian",
        "spans": [[41, 60]],
        "reason": "said in Italian",
    }
    assert only["confidence"] == {
        **{"statement": 0.9, "speakers": None, "act": None, "positions": None, "mode": 0.9, "target": None},
        **{"addressee": 0.8, "medium": 0.7, "when": 0.95, "translated": 0.6},
    }


def test_what_does_not_apply_is_null_or_empty() -> None:
    fifth = docks().to_dict()["statements"][4]
    assert fifth["source"] == fifth["cue"] == fifth["speakers"] == fifth["positions"] == []
    assert fifth["money"] == []
    assert fifth["translated"] is fifth["addressee"] is fifth["medium"] is None
    assert fifth["act"] is fifth["mode"] is fifth["target"] is fifth["when"] is fifth["within"] is None
