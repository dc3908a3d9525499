from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import OnrecordError
from onrecord.reading.choice import PRECISIONS, at_least, least
from onrecord.reading.encoder import Encoder
from onrecord.reading.reader import Reader
from onrecord.statement import Reading
from tests.export.readings import docks, readings


def test_less_certain_statements_are_left_out() -> None:
    assert [s.confidence.statement for s in at_least(docks(), 0.6).statements] == [0.9, 0.96, 0.82, 0.61]


def test_what_lay_within_one_left_out_lies_within_none() -> None:
    reading = docks()
    low = at_least(Reading(reading.article, (*reading.statements[3:],), "m"), 0.6)
    assert [s.within for s in low.statements] == [None]


@given(readings(), st.floats(0, 1))
def test_what_is_kept_lies_within_what_is_kept(reading: Reading, least: float) -> None:
    kept = at_least(reading, least).statements
    assert {s.within for s in kept} <= {None, *(s.id for s in kept)}
    assert [s.id for s in kept] == [s.id for s in reading.statements if s.confidence.statement >= least]


CARD = {"name": "onrecord-default-1", "precise": {"90": {"least": 0.81}}}
TEXT = (
    "Ana Ruiz said the docks were safe.\n\nMaybe. He was seen as one who might think so, as a clerk put it."
)


def test_a_precision_is_a_threshold_of_the_model() -> None:
    assert least(CARD, 90) == 0.81


def test_a_precision_that_the_model_never_reaches_is_told() -> None:
    with pytest.raises(OnrecordError, match=r"onrecord-default-1 knows no threshold for a precision of 95"):
        least(CARD, 95)


def test_other_precisions_are_not_offered() -> None:
    with pytest.raises(ValueError, match="90 or 95 percent"):
        onrecord.read(TEXT, precise=80)


def test_the_package_s_own_model_offers_its_precisions() -> None:
    card = Encoder().card
    found = [least(card, precise) for precise in PRECISIONS if str(precise) in card["precise"]]

    assert found
    assert found == sorted(found)
    assert all(card["precise"][str(p)]["right"] >= p / 100 for p in PRECISIONS if str(p) in card["precise"])


def test_a_precise_reading_keeps_the_statements_from_the_threshold_on() -> None:
    reader = Reader()
    sure = least(reader.encoder.card, 90)
    every = reader.read(TEXT)

    assert reader.read(TEXT, precise=90) == at_least(every, sure)
    assert list(reader.read_many([TEXT], processes=1, precise=90)) == [at_least(every, sure)]
    assert onrecord.read(TEXT, precise=90) == at_least(every, sure)


def test_an_unreachable_precision_is_told_before_anything_is_read() -> None:
    with pytest.raises(ValueError, match="90 or 95"):
        Reader().read_many(iter([]), precise=1)
