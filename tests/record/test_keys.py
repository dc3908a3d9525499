from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.keys import anchor_of, id_of, name_key, spans_of, spans_to_text, storable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José García", "JOSE  GARCIA"),
        ("Sean O'Neil", "Sean O’Neil"),
        ("Anne-Marie Lund", "anne marie lund"),
        ("Straße & Söhne", "STRASSE SOHNE"),
    ],
)
def test_names_that_are_written_in_two_ways_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_that_differ_have_two_keys() -> None:
    keys = [name_key(name) for name in ("Ana Ruiz", "Anna Ruiz", "Ruiz", "🗞", "??", "")]
    assert len(set(keys)) == len(keys)


@given(st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}"))
def test_an_id_is_a_number_and_an_id_again(name: str) -> None:
    assert -(2**63) <= anchor_of(name) < 2**63
    assert id_of(anchor_of(name)) == name


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7))).map(tuple))
def test_spans_come_back(spans: tuple[tuple[int, int], ...]) -> None:
    assert spans_of(spans_to_text(spans)) == spans


@given(st.text(st.characters(exclude_categories=[])))
def test_a_storable_text_is_as_long_and_has_nothing_that_a_database_cannot_hold(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert "\x00" not in stored
    stored.encode()
    assert all(a in (b, "\N{REPLACEMENT CHARACTER}") for a, b in zip(stored, text, strict=True))
