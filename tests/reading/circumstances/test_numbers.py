from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.circumstances.numbers import CARDINAL, DIGITS, cardinal, number_of, scale_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one", 1), ("a hundred", 100), ("a hundred and one", 101), ("forty-two", 42), ("Half a million", 500_000),
        ("half of one billion", 500_000_000), ("two and a half", Decimal("2.5")), ("three hundred thousand", 300_000),
        ("two million three hundred thousand", 2_300_000), ("a quarter of a billion", 250_000_000),
    ],
)  # fmt: skip
def test_a_number_in_words(words: str, number: Decimal) -> None:
    match = re.fullmatch(CARDINAL, words, re.IGNORECASE)
    assert match is not None
    assert cardinal(words) == number


@pytest.mark.parametrize("words", ["two thousand three million", "a dozen"])
def test_words_that_are_no_one_number(words: str) -> None:
    assert cardinal(words) is None


@pytest.mark.parametrize(("words", "scale"), [("three million", 10**6), ("five", 1), ("Two Hundred", 100)])
def test_the_scale_that_words_end_with(words: str, scale: int) -> None:
    assert scale_of(words) == scale


@given(st.integers(0, 10**15))
def test_digits_with_and_without_commas_are_the_same_number(number: int) -> None:
    for written in (f"{number}", f"{number:,}", f"{number:,}.50"):
        assert re.fullmatch(DIGITS, written)
        assert int(number_of(written)) == number
