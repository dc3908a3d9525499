from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given

from onrecord.record.typed import built, fields_of
from onrecord.statement import Confidence, Passage, Position, Reading, Statement
from tests.export.readings import docks, readings


@given(readings())
def test_what_a_statement_gives_it_is_built_of_again(reading: Reading) -> None:
    for one in reading.statements:
        assert built(Statement, one.to_dict()) == one


@given(readings())
def test_what_is_kept_of_a_statement_it_is_built_of_again(reading: Reading) -> None:
    for one in reading.statements:
        kept = json.loads(json.dumps(fields_of(one)))
        assert built(Statement, kept) == one
        assert set(kept) <= set(one.to_dict())


def test_fields_without_a_value_are_not_kept() -> None:
    one = Statement("00", ((4, 9),), (), (), "direct", Confidence(0.5), within=None)
    assert fields_of(one) == {
        "id": "00",
        "content": ((4, 9),),
        "source": (),
        "cue": (),
        "quote": "direct",
        "confidence": {"statement": 0.5},
    }


def test_fields_of_a_later_version_are_passed_over() -> None:
    [first, *_] = docks(filled=True).statements
    assert built(Statement, {**first.to_dict(), "tone": {"angry": 0.4}}) == first


def test_fields_that_an_earlier_version_lacks_are_empty() -> None:
    [first, *_] = docks().statements
    fields = first.to_dict()
    for name in ("money", "translated", "positions", "act"):
        del fields[name]
    assert built(Statement, fields) == first


@dataclass(frozen=True, slots=True)
class _Some:
    count: int
    share: float = 0.0
    sure: bool = False


@pytest.mark.parametrize(
    ("cls", "value", "cause"),
    [
        (Passage, {"spans": [[0, 1]]}, "Passage has no text"),
        (Passage, {"text": 7, "spans": []}, "text is not a text"),
        (Passage, {"text": "a", "spans": [[0, "1"]]}, "spans is not a whole number"),
        (Passage, {"text": "a", "spans": [[0, True]]}, "spans is not a whole number"),
        (Passage, {"text": "a", "spans": [[0]]}, "spans has 1 parts and not 2"),
        (Passage, [], "Passage is not an object"),
        (Position, {"stand": "open", "action": {"text": "a"}}, "action has no spans"),
        (_Some, {"count": 1.5}, "count is not a whole number"),
        (_Some, {"count": 1, "share": "a"}, "share is not a number"),
        (_Some, {"count": 1, "sure": 1}, "sure is not true or false"),
    ],
)
def test_what_a_type_does_not_allow_is_named(cls: type[Any], value: Any, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        built(cls, value)


def test_a_whole_number_is_a_number() -> None:
    assert built(_Some, {"count": 1, "share": 1}) == _Some(1, 1.0)
