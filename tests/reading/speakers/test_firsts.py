"""First persons that are no pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    "text",
    [
        "The docks are old. So let[1s 's] [1q assume] [1c that they will close].",
        "The docks are old. But [1s let's] [1q not forget] [1c that ships still come].",
        "The docks are old. [1q Let's hope] [1c that they stay].",
        "As [1s this reporter] [1q revealed], [1c the docks were never sold].",
    ],
)
def test_the_author_speaks_without_a_pronoun(who: Who, text: str) -> None:
    assert who(text) == ["author"]


def test_this_reporter_within_a_quotation_is_who_is_quoted(who: Who) -> None:
    text = "“[1c [2s This reporter] [2q saw] [2c the fire]],” [1q said] [P1s Ana Ruiz]."
    assert who(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_the_reporter_is_not_the_author(who: Who) -> None:
    assert who("A reporter came. [1s The reporter] [1q said] [1c it was late].") == ["reporter"]
