from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.variants.words import (
    Words,
    bare_words_in,
    folded,
    is_title,
    keys,
    telling,
    weight,
    words_in,
)


def test_case_marks_and_apostrophes_do_not_count() -> None:
    assert Words.of("“Don’t SELL the café-bar!”").words == Words.of("don't sell, the cafe bar").words


def test_numbers_are_read_with_and_without_separators() -> None:
    assert Words.of("1,000 cranes").words == Words.of("1000 cranes").words


def test_what_an_outlet_put_in_brackets_is_known_as_its_own() -> None:
    found = Words.of("[The docks] are not for sale (Laughter)")

    assert found.bare() == ("are", "not", "for", "sale")
    assert found.words == ("the", "docks", "are", "not", "for", "sale", "laughter")


def test_only_the_stretches_count_and_spans_are_those_of_the_text() -> None:
    text = "She said “never” and “not for sale”."
    found = Words.of(text, ((10, 15), (22, 34)))

    assert [text[start:end] for start, end in found.spans] == ["never", "not", "for", "sale"]


def test_changed_small_words_leave_the_keys_as_they_are() -> None:
    one, other = (
        keys(Words.of(text).bare()) for text in ("the cranes rust at the quay", "cranes that rust on a quay")
    )

    assert len(one & other) == len(one) - 1  # all but the one of the whole wording


def test_one_word_for_two_leaves_keys_enough() -> None:
    one, other = (
        keys(Words.of(text).bare())
        for text in (
            "harbour without cranes is a car park and towers",
            "harbour without cranes is a garage and towers",
        )
    )

    assert len(one & other) >= 2


@pytest.mark.parametrize("text", ["The Long Road to Lydhaven", "Reasons to Love Lydhaven", "Harbour Street"])
def test_titles_are_told_by_their_capitals(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize(
    "text", ["NEVER AGAIN!", "The docks are ours", "Ruiz is right.", "", "“…”", "No Sale Today!"]
)
def test_sentences_are_no_titles(text: str) -> None:
    assert not is_title(text)


def test_words_that_carry_meaning_count_most() -> None:
    assert weight(["crane"]) > weight(["government"]) > weight(["the"]) > 0
    assert telling(["the", "crane"]) == ["crane"]


@given(st.text())
def test_any_text_has_words_with_their_places(text: str) -> None:
    found = Words.of(text)

    assert len(found.words) == len(found.spans) == len(found.own)
    assert all(
        folded(text[start:end]) == word for word, (start, end) in zip(found.words, found.spans, strict=True)
    )


@given(st.text(), st.text(), st.sampled_from(["[", "(sic)", "", "[the town]"]))
def test_words_without_places_are_the_same_words(one: str, other: str, between: str) -> None:
    text = one + between + other
    stretches = ((0, len(one)), (len(one), len(text)))

    assert words_in(text, stretches) == Words.of(text, stretches).words
    assert bare_words_in(text, stretches) == Words.of(text, stretches).bare()
