from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.choice import at_least
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
