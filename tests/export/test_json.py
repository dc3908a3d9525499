from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.json import JsonLinesWriter, JsonWriter
from onrecord.statement import Reading
from tests.export.readings import docks, hostile, readings


def _printed(some: list[Reading], several: bool = False) -> str:
    stream = io.StringIO()
    writer = JsonWriter(stream, several)
    for reading in some:
        writer.write(reading)
    writer.close()
    return stream.getvalue()


def test_one_reading_is_an_object() -> None:
    assert json.loads(_printed([docks()])) == docks().to_dict()


def test_several_readings_are_an_array() -> None:
    assert json.loads(_printed([docks(), docks(True)])) == [docks().to_dict(), docks(True).to_dict()]


@pytest.mark.parametrize("some", [[], [docks()]])
def test_one_reading_is_an_array_where_several_were_asked_for(some: list[Reading]) -> None:
    assert json.loads(_printed(some, several=True)) == [reading.to_dict() for reading in some]


def test_no_reading_is_nothing() -> None:
    assert _printed([]) == ""


def test_words_are_written_as_they_are() -> None:
    assert "(马罗货运)" in _printed([docks()])


def _through_bytes(text: str) -> Any:
    return json.loads(text.encode("utf-8", "backslashreplace"))


@given(readings(), st.booleans())
def test_any_reading_comes_back_as_it_was(reading: Reading, several: bool) -> None:
    back = _through_bytes(_printed([reading], several))
    assert (back[0] if several else back) == reading.to_dict()


@given(st.lists(readings(), max_size=3))
def test_a_line_is_a_reading(some: list[Reading]) -> None:
    stream = io.StringIO()
    writer = JsonLinesWriter(stream)
    for reading in some:
        writer.write(reading)
    writer.close()
    lines = stream.getvalue().split("\n")
    assert lines.pop() == ""
    assert [_through_bytes(line) for line in lines] == [reading.to_dict() for reading in some]


def test_lines_hold_no_control_characters() -> None:
    stream = io.StringIO()
    JsonLinesWriter(stream).write(hostile())
    assert "\x1b" not in stream.getvalue()
