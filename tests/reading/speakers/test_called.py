"""Names given away by the noun that they stand behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Harbourtalk user dock_9", "dock_9"),
        ("User @ropes", "ropes"),
        ('a commenter named "4ropes"', "4ropes"),
        ("Another user of the site", "Another user of the site"),
        ("a user", "user"),
    ],
)
def test_handle_is_its_users_name(who: Who, source: str, name: str) -> None:
    assert who(f"On Monday [1s {source}] [1q said] [1c it rained].") == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An Orlenian news source, Monitor Mensual,", "Monitor Mensual"),
        ("A local newspaper, the Sorrel Mensual,", "Sorrel Mensual"),
        ("A dock nurse, Xilo Bran,", "Xilo Bran"),
        ("A dock nurse, speaking on Monday,", "dock nurse"),
    ],
)
def test_unmarked_name_behind_its_sort_is_meant(who: Who, source: str, name: str) -> None:
    assert who(f"[1s {source}] [1q said] [1c it rained].") == [name]


def test_bodys_name_in_apposition_is_meant(who: Who) -> None:
    text = (
        "[1s A rights group, [O Harbour Watch],] [1q said] [1c it rained]. [2s It] [2q added] [2c it snowed]."
    )
    assert who(text) == ["Harbour Watch", "Harbour Watch"]


def test_body_with_an_article_of_its_own_is_no_name_in_apposition(who: Who) -> None:
    assert who("[1s The group, a [O Harbour Board] offshoot,] [1q said] [1c it rained].") == ["group"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Orlenian website Docklog", "Docklog"),
        ("Fact-finding site Docklog.example", "Docklog.example"),
        ("Local [P Santa Mar] newspaper [S Nueva] Hora", "Nueva Hora"),
        ("The magazine editor", "magazine editor"),
    ],
)
def test_site_or_paper_is_named_without_its_sort(who: Who, source: str, name: str) -> None:
    assert who(f"Before that, [1s {source}] [1q said] [1c it rained].") == [name]


def test_handle_behind_a_name_is_no_part_of_it(who: Who) -> None:
    assert who("[1s [P Ana Ruiz] @anaruiz9] [1q posted]: [1c It rains].") == ["Ana Ruiz"]
    assert who("Meanwhile, [1s Invisible Bran @[P branINSORREL]] [1q posted]: [1c It rains].") == [
        "Invisible Bran"
    ]


def test_user_who_opens_an_article_is_not_the_one_named_later(who: Who) -> None:
    text = (
        "[1s A user] [1q claimed] [1c it rained].\n\nA film showed it.\n\n"
        "[2s Harbourtalk user dock9] [2q replied] [2c it snowed]."
    )
    assert who(text) == ["user", "dock9"]


def test_name_with_its_capital_further_on_is_a_name(who: Who) -> None:
    assert who("[1s eHarbour] [1q said] [1c it rained].") == ["eHarbour"]


def test_site_with_a_number_before_its_capital_is_a_body(read: Callable[[str], list[Resolved]]) -> None:
    speaker = read("[1s 9to5Dock] [1q said] [1c it rained].")[0].speakers[0]
    assert (speaker.name, speaker.kind) == ("9to5Dock", "organisation")


def test_number_is_no_name(who: Who) -> None:
    assert who("The [O Harbour Board] met in the 1970s. [1s It] [1q said] [1c it rained].") == [
        "Harbour Board"
    ]
