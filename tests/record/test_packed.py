from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from onrecord.record.packed import PackedJson, PackedText, pack, pack_json, unpack
from tests.export.readings import docks
from tests.record.readings import reading

JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda some: st.one_of(st.lists(some), st.dictionaries(st.text(), some)),
)


@given(st.binary())
def test_bytes_come_back(data: bytes) -> None:
    assert unpack(pack(data)) == data
    assert len(pack(data)) <= len(data) + 1


@given(JSON)
def test_json_comes_back(value: object) -> None:
    column = PackedJson()
    dialect = sqlite.dialect()
    assert column.process_result_value(column.process_bind_param(value, dialect), dialect) == value


@given(st.text(st.characters(exclude_categories=[])))
def test_texts_come_back_with_every_character(text: str) -> None:
    column = PackedText()
    dialect = sqlite.dialect()
    assert column.process_result_value(column.process_bind_param(text, dialect), dialect) == text


def test_what_was_packed_once_is_unpacked_for_ever() -> None:
    packed = bytes.fromhex("02438f0ba2329d635ea24250696615463003532800")
    value = {"within": None, "quote": "direct", "speakers": [{"name": "Ana Ruiz", "kind": "person"}]}
    assert json.loads(unpack(packed)) == value


def test_a_statement_takes_a_third_of_its_json_or_less() -> None:
    for one in (*reading().statements, *docks(filled=True).statements):
        whole = len(json.dumps(one.to_dict(), separators=(",", ":")))
        assert len(pack_json(one.to_dict())) < whole / 3


@pytest.mark.parametrize("packed", [b"", b"\x07abc", b"\x01abc", b"\x02\xff\xff"])
def test_what_cannot_be_unpacked_is_an_error(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed in a way|damaged piece"):
        unpack(packed)
