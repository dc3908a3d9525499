from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.coding.agreement import alpha
from onrecord.record.coding.codebook import Level


def _units(observers: tuple[str, ...]) -> list[list[str]]:
    return [[code for code in unit if code != "."] for unit in zip(*observers, strict=True)]


# The data of the paper's section C: twelve units, four observers, a dot where one gave nothing.
FOUR = _units(("123321412...", "1233224125.3", ".3332342251.", "12332441251."))


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_four_observers_with_missing_data_come_to_what_the_paper_says(level: Level, expected: float) -> None:
    assert alpha(FOUR, level, "12345") == pytest.approx(expected, abs=0.0005)


def test_two_observers_of_a_nominal_variable_come_to_what_the_paper_says() -> None:
    units = _units(("aabbdcccedda", "babbbccceddd"))
    assert alpha(units, "nominal") == pytest.approx(0.692, abs=0.0005)


def test_two_observers_of_a_binary_variable_come_to_what_the_paper_says() -> None:
    units = _units(("0100000010", "1110010000"))
    assert alpha(units, "nominal") == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize("units", [[], [["a"]], [["a", "a"], ["a", "a"]], [["a"], ["b"]]])
def test_alpha_is_not_defined_without_pairs_or_without_variation(units: list[list[str]]) -> None:
    assert alpha(units, "nominal") is None


def test_ranks_follow_the_codebook_and_not_the_alphabet() -> None:
    near = [["low", "mid"], ["low", "low"], ["high", "high"], ["mid", "mid"]]
    far = [["low", "high"], ["low", "low"], ["high", "high"], ["mid", "mid"]]
    order = ("low", "mid", "high")
    one, other = alpha(near, "ordinal", order), alpha(far, "ordinal", order)
    assert one is not None and other is not None and one > other


CODES = st.lists(st.lists(st.sampled_from("123"), min_size=1, max_size=4), min_size=1, max_size=12)


@given(CODES, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_at_most_one_and_one_only_for_agreement(units: list[list[str]], level: Level) -> None:
    found = alpha(units, level, "123")
    agreed = all(len(set(unit)) == 1 for unit in units if len(unit) > 1)
    if found is not None:
        assert found <= 1 + 1e-12
        assert (found > 1 - 1e-9) is agreed


@given(CODES, st.sampled_from(["nominal", "ordinal", "interval"]), st.randoms())
def test_neither_the_order_of_coders_nor_that_of_units_counts(
    units: list[list[str]], level: Level, mixer: random.Random
) -> None:
    before = alpha(units, level, "123")
    mixed = [list(unit) for unit in units]
    for unit in mixed:
        mixer.shuffle(unit)
    mixer.shuffle(mixed)
    after = alpha(mixed, level, "123")
    assert after == (None if before is None else pytest.approx(before))
