"""Pronouns that stand before the name that explains them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]
Read = Callable[[str], list[Resolved]]


@pytest.mark.parametrize(
    "clause",
    [
        "In [1s her] [1q reply to] [1c the charge], [P Ana Ruiz] named no names.",
        "Even as [1s she] [1q praised] [1c the docks], Mayor [P Ana Ruiz] left the hall.",
        "When [1s she] [1q asked for] [1c help], [P Ruiz] had waited for hours.",
    ],
)
def test_subject_behind_an_opening_clause(who: Who, clause: str) -> None:
    text = f"[P Ana Ruiz] fell. Later [P Maria Lind] came. Mrs. [P Maria Lind] stayed. {clause}"
    assert who(text) == ["Ana Ruiz"]


def test_chain_says_that_the_subject_follows(read: Read) -> None:
    text = "[P Maria Lind] came. In [1s her] [1q reply to] [1c the charge], [P Ana Ruiz] named no names."
    [one] = read(text)
    assert [step.step for step in one.speakers[0].via] == ["her: the subject that follows", "full name"]


@pytest.mark.parametrize(
    "clause",
    [
        "In [1s his] [1q reply to] [1c the charge], [P Ana Ruiz] was named.",
        "In [1s his] [1q reply to] [1c the charge], the board was named.",
        "In [1s his] [1q reply to] [1c the charge], [P Bo Aden]'s book was named.",
        "[1s He] [1q denied] [1c it], [P John Aden] wrote.",
    ],
)
def test_somebody_else_follows(who: Who, clause: str) -> None:
    assert who(f"[P Peter Lind] came with Mrs. [P Ana Ruiz]. {clause}") == ["Peter Lind"]
