"""Descriptions behind a name, and names behind a description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They asked [P Ana Ruiz], [1s a nurse] [1q close to tears about] [1c the docks].", "Ana Ruiz"),
        (
            "They asked [P Ana Ruiz] of [S Orlenia], a Democrat [1s who] [1q opposes] [1c the docks].",
            "Ana Ruiz",
        ),
        ("They asked [P Ana Ruiz] (D), a Democrat [1s who] [1q opposes] [1c the docks].", "Ana Ruiz"),
        ("They asked [P Ana Ruiz], Republican of [S Orlenia], [1s who] [1q opposes] [1c it].", "Ana Ruiz"),
        ("He founded [O Harbour Watch], [1s a group] [1q opposed to] [1c the docks].", "Harbour Watch"),
        (
            "Then came [1s a rights group called [O Harbour Watch]] [1q calling for] [1c rain].",
            "Harbour Watch",
        ),
    ],
)
def test_apposition(who: Who, marked: str, name: str) -> None:
    assert who(marked) == [name]


def test_another_body_behind_a_comma(who: Who) -> None:
    text = "With [O Harbour Watch], [1s the newspaper] [1q called for] [1c rain]."
    assert who(text) == ["newspaper"]


def test_two_behind_clauses(who: Who) -> None:
    text = (
        "[1s [P Ana Ruiz], 25, and his wife, [P Mira Lind], 27,] [1q asked for] [1c help]. "
        "[2s Sens. [P Bo Aden] (R), who is old, and [P Xo Berg] (D)] [2q agreed to] [2c it]."
    )
    assert who(text) == ["Ana Ruiz | Mira Lind", "Bo Aden | Xo Berg"]
