"""Who is meant by what stands near: bynames, those told or named in a clause, nearer subjects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "[P Abu Hasan Lind] came. [P Sadek Abu Lind] stayed. [1s [P Abu Lind]] [1q said] [1c so].",
            ["Sadek Abu Lind"],
        ),
        ("Brigadier Tarik [P Al-Lind] came. [1s [P Al-Lind]] [1q said] [1c it rained].", ["Tarik Al-Lind"]),
        ("[1s Head of Sorrel’s Harbour Office [P Bo Lind]] [1q said] [1c it rained].", ["Bo Lind"]),
        (
            "A guru [1s who] [1q ordered] [1c a fast] is sought.\n\n"
            "Police seek [P Bo Lind] - known as the 'guru in gold' - at home.",
            ["Bo Lind"],
        ),
    ],
)
def test_names_and_bynames(who: Who, marked: str, names: list[str]) -> None:
    assert who(marked) == names


def test_somebody_and_their_allies_are_both_meant_by_who(who: Who) -> None:
    text = "It was an attack by [P Bo Lind] and allies, [1s who] [1q claim] [1c that it rained]."
    assert who(text) == ["Bo Lind | allies"]


def test_nobody_is_told_something_by_themselves(who: Who) -> None:
    text = (
        "Mrs. [P Ana Ruiz] spoke of her youth. She offered a room to her friend Mrs. [P Ida Lind], when [1s she] "
        "[1q told] [P Ruiz] [1c about the docks]."
    )
    assert who(text) == ["Ida Lind"]


def test_the_man_is_nobody_named_behind_it_in_the_clause(who: Who) -> None:
    text = "[P Bo Lind] met a veteran. After [1q saying] [1c so], [1s the man] sat down with an arm around [P Lind]."
    assert who(text) == ["veteran"]


def test_whom_there_is_leads_what_follows(who: Who) -> None:
    text = "[P Bo Lind] himself has spoken of it.\n\nThen there’s [P Cy Aden].\n\n“Odd,” [1s he] [1q wrote] [1c so]."
    assert who(text) == ["Cy Aden"]


def test_records_of_a_month_are_no_month(who: Who) -> None:
    text = "The clerks released the records in July, [1s which] [1q showed] [1c that it rained]."
    assert who(text) == ["records"]


@pytest.mark.parametrize(
    "marked",
    [
        "[1s He] left when [P Ana Ruiz] ended the talk, [1q remarking] [1c that it rained].",
        "[1s The Courier] blamed [P Ana Ruiz] for [1q dismissing] [1c the rain].",
        "[1s The mayor] spoke.\n\nYet by [1q calling] [1c it rain], [P Ana Ruiz] made a point.",
    ],
)
def test_participle_goes_to_the_subject_nearest_to_it(who: Who, marked: str) -> None:
    assert who(marked) == ["Ana Ruiz"]


def test_participle_behind_its_own_source_stays_with_it(who: Who) -> None:
    text = (
        "[P Bo Lind] came. [1s [P Ana Ruiz]] left the hall with [P Bo Lind], [1q saying] [1c that it rained]."
    )
    assert who(text) == ["Ana Ruiz"]
