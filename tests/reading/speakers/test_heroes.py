"""Speakers who are described by a calling: whom the article is about, or somebody else of that sort."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]
Read = Callable[[str], list[Resolved]]


def test_calling_is_whom_the_article_is_about(who: Who) -> None:
    text = "[P Bo Lind] came. [P Lind] sat. It told [P Lind] off. [1s The analyst] [1q said] [1c it rained]."
    assert who(text) == ["Bo Lind"]


def test_calling_is_not_the_hero_where_somebody_nameless_has_it(who: Who) -> None:
    text = (
        "[P Bo Lind] came with a tall analyst. [P Lind] sat. It told [P Lind] off. "
        "[1s The analyst] [1q said] [1c it rained]."
    )
    assert who(text) == ["tall analyst"]


def test_owner_by_a_calling_is_whom_the_article_is_about(who: Who) -> None:
    text = (
        "[P Bo Lind] came. [P Lind] sat. It told [P Lind] off. The town was glad. "
        "[1s The actor's lawyers] [1q said] [1c it rained]."
    )
    assert who(text) == ["Bo Lind's lawyers"]


def test_owner_by_an_office_is_nobody_who_holds_another(who: Who) -> None:
    text = (
        "Mayor [P Bo Lind] came. [P Lind] sat. It told [P Lind] off. The town was glad. "
        "[1s The senator's lawyers] [1q said] [1c it rained]."
    )
    assert who(text) == ["senator's lawyers"]


def test_man_who_was_told_of_before_is_nobody_else(who: Who) -> None:
    text = (
        "In the film a drunk man sat on the dock. [1s The mayor's aide] [1q said] [1c it rained]. "
        "[2s The drunk man] [2q said] [2c it snowed]."
    )
    assert who(text)[1] == "drunk man"


def test_noun_that_only_its_form_makes_a_persons_is_not_whoever_is_in_focus(who: Who) -> None:
    text = (
        "The film showed [P Bo Lind] and [P Ana Ruiz]. [1s The masked ringbearer] [1q said] [1c it rained]."
    )
    assert who(text) == ["masked ringbearer"]


def test_representative_of_a_body_is_not_whoever_is_in_focus(who: Who) -> None:
    text = (
        "[P Bo Lind], the leader of the [O Harbour Front], died. [P Lind] was old. "
        "[1s The [O Harbour Front] representative] [1q said] [1c it rained]."
    )
    assert who(text) == ["Harbour Front representative"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Dock Office spokesman [P Bo Lind] spoke. [1c It rained], [1q said] [1s the [P Ruiz] family spokesman].",
            "Ruiz family spokesman",
        ),
        (
            "Ruiz family spokesman [P Bo Lind] smiled. [1c It rained], [1q said] [1s the [P Ruiz] family spokesman].",
            "Bo Lind",
        ),
    ],
)
def test_spokesman_of_others_is_somebody_else(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "[O Dockline], a company, grew. It is rich. [1s The company's lawyers] [1q said] [1c it rained].",
            "Dockline's lawyers",
        ),
        ("A company grew. [1s The company's lawyers] [1q said] [1c it rained].", "company's lawyers"),
    ],
)
def test_body_that_possesses_a_source_is_resolved(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]
