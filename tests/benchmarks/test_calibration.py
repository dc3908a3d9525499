from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calibration import Judged, calibration

judged = st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), min_size=1)


def test_statements_that_are_right_as_often_as_they_say_have_no_error() -> None:
    some = [Judged(0.75, right) for right in (True, True, True, False)]

    found = calibration(some, gold=4)

    assert found.error == pytest.approx(0)
    assert found.brier == pytest.approx(0.75 * 0.25)
    assert [(b.low, b.count, b.confidence, b.right) for b in found.bins] == [(0.7, 4, 0.75, 0.75)]


def test_the_error_weighs_bins_by_their_statements() -> None:
    sure_and_wrong = [Judged(1.0, False)]
    fitting = [Judged(0.0, False)] * 3

    assert calibration(sure_and_wrong + fitting, gold=1).error == pytest.approx(0.25)


def test_a_higher_threshold_trades_recall_for_precision() -> None:
    some = [Judged(0.95, True), Judged(0.55, True), Judged(0.2, False)]

    kept = {k.threshold: k for k in calibration(some, gold=4).kept}

    assert (kept[0.0].count, kept[0.0].recall) == (3, 0.5)
    assert kept[0.0].precision == pytest.approx(2 / 3)
    assert (kept[0.5].count, kept[0.5].precision, kept[0.5].recall) == (2, 1.0, 0.5)
    assert (kept[0.9].count, kept[0.9].precision, kept[0.9].recall) == (1, 1.0, 0.25)


def test_what_a_model_promises_is_held_against_what_it_keeps() -> None:
    some = [Judged(0.95, True), Judged(0.85, False), Judged(0.2, True)]

    found = calibration(some, gold=4, precise={90: 0.84})

    assert found.precise[90].threshold == 0.84
    assert (found.precise[90].count, found.precise[90].precision, found.precise[90].recall) == (2, 0.5, 0.25)
    assert found.to_dict()["precise"] == {"90": [0.84, 2, 0.5, 0.25]}


def test_nothing_found_cannot_be_calibrated() -> None:
    with pytest.raises(ValueError, match="no statement"):
        calibration([], gold=3)


@given(judged, st.integers(0, 50))
def test_every_statement_stands_in_one_bin_that_its_probability_belongs_to(
    some: list[Judged], gold: int
) -> None:
    found = calibration(some, gold)

    assert sum(b.count for b in found.bins) == len(some) == found.kept[0].count
    assert all(b.low - 1e-9 <= b.confidence <= b.high + 1e-9 for b in found.bins)
    assert 0 <= found.error <= 1
    assert 0 <= found.brier <= 1
