"""Acronyms and the names that they stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.quotations import quotations
from onrecord.reading.speakers.acronyms import stands_for, with_expansions
from onrecord.reading.speakers.words import words

Who = Callable[[str], list[str]]


def _found(text: str) -> list[str]:
    cut = words(text, quotations(text))
    return [" ".join(mention.key) for mention in with_expansions(cut, [])]


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("hsb", "harbour safety board"),
        ("bod", "board of docks"),
        ("bd", "board of docks"),
        ("codit", "council of docks in the tideland"),
    ],
)
def test_small_words_may_stand_for_a_letter_or_not(letters: str, name: str) -> None:
    assert stands_for(letters, tuple(name.split()))


@pytest.mark.parametrize("name", ["harbour safety", "harbour safety board company", "safety harbour board"])
def test_other_words_are_not_meant(name: str) -> None:
    assert not stands_for("hsb", tuple(name.split()))


def test_a_name_that_an_acronym_stands_for_is_found() -> None:
    text = "She sued the Harbour Safety Board. The H.S.B. denied it."
    assert _found(text) == ["harbour safety board"]


def test_a_longer_name_is_not_cut() -> None:
    assert _found("She sued the Harbour Safety Board Company. The HSB denied it.") == []


def test_a_headline_of_other_words_names_nothing() -> None:
    assert _found("Horses Saved. Boats lost. The HSB denied it.") == []


def test_an_acronym_gets_the_name_in_full(who: Who) -> None:
    text = "She sued the Harbour Safety Board (HSB). [1s HSB] [1q said] [1c it had acted in time]."
    assert who(text) == ["Harbour Safety Board"]


def test_an_acronym_that_ends_in_s_and_opens_a_sentence_is_a_name(who: Who) -> None:
    text = "The [O Coastal News Service] had it first. [1s CNS] [1q reported] [1c a flood]."
    assert who(text) == ["Coastal News Service"]
