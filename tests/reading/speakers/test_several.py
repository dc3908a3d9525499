"""Several behind one phrase."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


@pytest.mark.parametrize("mark", [",", " -", " —"])
def test_list_behind_a_description(who: Who, mark: str) -> None:
    text = f"[1s Two senators{mark} [P Ana Ruiz] and [P Bo Lind]] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz | Bo Lind"]


def test_list_with_their_roles(who: Who) -> None:
    text = "[1s The leaders, [P Ana Ruiz], the mayor, and [P Bo Lind]] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz | Bo Lind"]


def test_names_that_do_not_follow_at_once_are_no_list(who: Who) -> None:
    text = "[1s Two senators, close to [P Ana Ruiz] and [P Bo Lind]] [1q said] [1c it rained]."
    assert who(text) == ["Two senators"]


@pytest.mark.parametrize("phrase", ["The two women", "Both women", "Both", "The two", "Neither woman"])
def test_two_named_together(who: Who, phrase: str) -> None:
    text = f"[P Ana Ruiz] met [P Carlos Paz]. [P Mary Lind] and [P Ana Ruiz] left. [1s {phrase}] [1q said] [1c so]."
    assert who(text) == ["Mary Lind | Ana Ruiz"]


def test_two_countries(who: Who) -> None:
    text = "[S France] and [S Italy] met in [S Rome]. [1s The two countries] [1q said] [1c so]."
    assert who(text) == ["France | Italy"]


def test_title_may_stand_between_two(who: Who) -> None:
    text = (
        "[P Ana Ruiz] and Harbour Committee Chairman [P Bo Lind] met [P Carlos Paz]. "
        "[1s The two lawmakers] [1q said] [1c so]."
    )
    assert who(text) == ["Ana Ruiz | Bo Lind"]


def test_last_two_of_three_are_not_taken_for_a_pair(who: Who) -> None:
    text = "[P Ana Ruiz] and [P Bo Lind], and [P Carlos Paz], met. [1s They both] [1q said] [1c so]."
    assert who(text) != ["Bo Lind | Carlos Paz"]


def test_both_of_unknown_things_stay_nameless(who: Who) -> None:
    text = "[S France] met [S Italy]. [1s Both key constituencies] [1q said] [1c so]."
    assert who(text) == ["key constituencies"]


def test_either_of_two_names(who: Who) -> None:
    assert who("[1s [P Ana Ruiz] or [P Bo Lind]] [1q said] [1c so].") == ["Ana Ruiz | Bo Lind"]


@pytest.mark.parametrize("phrase", ["Both candidates", "The two rival party contenders"])
def test_two_whom_the_article_is_about(who: Who, phrase: str) -> None:
    text = (
        "[P Ana Ruiz] met [P Cy Berg]. [P Ruiz] fell. [P Bo Lind] ran. [P Ruiz] rose. [P Lind] sang. [P Ruiz] ate. "
        f"[P Lind] slept. It rained. It rained. [1s {phrase}] [1q said] [1c it rained]."
    )
    assert who(text) == ["Ana Ruiz | Bo Lind"]


def test_two_where_a_third_is_named_as_often(who: Who) -> None:
    text = (
        "[P Ana Ruiz] met [P Cy Berg]. [P Bo Lind] ran. [P Ruiz] ate. [P Berg] left. [P Lind] slept. "
        "It rained. It rained. [1s Both candidates] [1q said] [1c it rained]."
    )
    assert who(text) == ["candidates"]


def test_another_of_the_same_sort(who: Who) -> None:
    text = (
        "“[1c It rained],” [1q wrote] [1s one Sorrel voter who waited]. “[2c It poured],” [2q wrote] [2s another]. "
        "[P Ana Ruiz] came. “[3c It hailed],” [3s she] [3q said]. “[4c It snowed],” [4s another] [4q said]."
    )
    assert who(text) == ["one Sorrel voter who waited", "another Sorrel voter", "Ana Ruiz", "another"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "[P Bo Lind], 25, and his wife, [P Ana Ruiz], 27, fled Sorrel. [1s The couple] [1q hoped] [1c to stay].",
            "Bo Lind | Ana Ruiz",
        ),
        ("[P Bo Lind] met [P Ana Ruiz] in Sorrel. [1s The couple] [1q hoped] [1c to stay].", "couple"),
        ("[P Bo Lind] and [P Ana Ruiz] met. [1s A couple] [1q hoped] [1c to stay].", "couple"),
    ],
)
def test_the_couple_is_two_named_together(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]
