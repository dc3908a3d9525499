"""What a relative pronoun refers to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Officials in Ms. [P Lind]'s office [1s who] [1q spoke of] [1c a delay] were mocked.",
            "Officials in Ms. Lind's office",
        ),
        (
            "[P Bo Lind] won among about four in 10 Sorrel voters [1s who] [1q called] [1c themselves poor].",
            "about four in 10 Sorrel voters",
        ),
        ("It was true of few, compared with six in 10 [1s who] [1q said] [1c they were ill].", "six in 10"),
        (
            "[P Bo Lind] was angry, according to two senators present [1s who] [1q asked] [1c for silence].",
            "two senators present",
        ),
        ("[P Bo Lind] spoke of the bill he was introducing, [1s which] [1q would ban] [1c ships].", "bill"),
        ("They have the emails that leaked in July, [1s which] [1q showed] [1c a plot].", "emails"),
        ("He lost to [P Ana Ruiz], millionaire developer [1s who] [1q disparages] [1c ships].", "Ana Ruiz"),
    ],
)
def test_a_relative_pronoun_refers_over_what_stands_between(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]


def test_whose_is_resolved_to_its_owner(who: Who) -> None:
    text = "[P Ana Ruiz], [1s whose new book] [1q praises] [1c the docks], won. [P Ruiz] smiled."
    assert who(text) == ["Ana Ruiz's new book"]


def test_relative_pronoun_behind_two_nouns_in_apposition_means_the_name_before_them(who: Who) -> None:
    text = (
        "[P Eva Kern] is a dock supporter. “No,” said [P Bo Lind], a Sorrel planner and dock supporter "
        "[1s who] [1q has accused] [1c them]."
    )
    assert who(text) == ["Bo Lind"]


def test_those_who_do_something_are_not_those_before(who: Who) -> None:
    text = "A majority of those who wrote smiled. [1s Those] [1q supporting] [1c the docks] came."
    assert who(text) == ["Those"]
