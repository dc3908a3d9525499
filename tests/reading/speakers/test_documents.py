"""Documents, groups and bodies by the fuller words that an article has for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


def test_study_is_named_with_those_who_made_it(who: Who) -> None:
    text = (
        "[1c Docks are damp], [1q according to] [1s a new study].\n\n"
        "It was a joint study published by the [O Harbour Board] and [O Dockline] at the University of Sorrel. "
        "[2c Cranes rust], [2s the study] [2q found]."
    )
    name = "joint study published by the Harbour Board and Dockline at the University of Sorrel"
    assert who(text) == [name, name]


def test_document_in_a_source_keeps_who_made_it_and_drops_when(who: Who) -> None:
    text = "[1c It rained], [1q according to] [1s a report issued by the [O Harbour Board] on Monday]."
    assert who(text) == ["report issued by the Harbour Board"]


def test_advertisement_goes_by_its_title(who: Who) -> None:
    text = "The “Open Water” ad ran at noon. [1s The nearly 30-second ad] [1q says] [1c that docks are damp]."
    assert who(text) == ["“Open Water” ad"]


def test_bare_poll_that_opens_an_article_is_the_one_named_next(who: Who) -> None:
    text = (
        "[1s A poll] [1q shows] [1c that docks are liked].\n\nThe [O Dockline] poll asked many. "
        "A day before, a [O Courier] poll had shown the contrary."
    )
    assert who(text) == ["Dockline poll"]


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        (
            "[1s two people with knowledge of the sale] [1q said] [1c so].",
            "two people with knowledge of the sale",
        ),
        (
            "Angry people on the [O Harbour Board] came. [1s They] [1q said] [1c so].",
            "Angry people on the Harbour Board",
        ),
    ],
)
def test_group_keeps_the_words_that_it_came_with(who: Who, opening: str, name: str) -> None:
    assert who(f"{opening} [2c The docks leak], [2q said] [2s the people].")[-1] == name


def test_group_that_a_clause_defines_is_another(who: Who) -> None:
    text = "Angry voters came. [1s Those voters] who stayed away [1q said] [1c it rained]."
    assert who("Angry voters came. [1s Those voters] [1q said] [1c it rained].") == ["Angry voters"]
    assert who(text) == ["voters"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[1s the rights group [O Harbour] Defenders] [1q said] [1c so].", "Harbour Defenders"),
        (
            "Lind heads the Sorrelian Dialogue Group in [S Utopia], [1s which] [1q says] [1c it rained].",
            "Sorrelian Dialogue Group",
        ),
        (
            "[1q according to] [1s [O Sorrel News Agency] [O SONA]], [1c it rained].",
            "Sorrel News Agency SONA",
        ),
        (
            "The [O House Committee] on Trade Between Sorrel and Aden sat. [1s The committee] [1q said] [1c so].",
            "House Committee on Trade Between Sorrel and Aden",
        ),
        (
            "They banned the UN Docks and Works Agency for Aden ([O UNDWA]). [1s [O UNDWA]] [1q said] [1c it rained].",
            "UN Docks and Works Agency for Aden",
        ),
        (
            "[1s The country’s top dock fighting agency] [1q opened] [1c a case].\n\n"
            "The [O Central Bureau of Docks] said nothing.",
            "Central Bureau of Docks",
        ),
        ("In [1s its] [1q reply warning of] [1c rain], the [O Harbour Board] was brief.", "Harbour Board"),
    ],
)
def test_body_has_its_whole_name(who: Who, marked: str, name: str) -> None:
    assert who(marked) == [name]


def test_headline_in_capitals_is_no_body(who: Who) -> None:
    text = "Mayor Slams Harbour Group\n\n[1s [P Ana Ruiz]] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "[1s A national poll released Sunday by the [O Harbour Watch]] [1q shows] [1c a tie].",
            "national poll released Sunday by the Harbour Watch",
        ),
        (
            "[1s A survey conducted for the [O Harbour Watch]] [1q shows] [1c a tie].",
            "survey conducted for the Harbour Watch",
        ),
        ("[1s A national poll released Sunday] [1q shows] [1c a tie].", "national poll"),
    ],
)
def test_document_keeps_who_made_it_over_a_weekday(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An analysis of newly filed reports", "analysis of newly filed reports"),
        ("An analysis by the [O Sorrel Reporting Group]", "analysis by the Sorrel Reporting Group"),
        ("An analysis filed in court", "analysis"),
    ],
)
def test_document_is_cut_at_a_participle_of_its_own(who: Who, source: str, name: str) -> None:
    assert who(f"[1s {source}] [1q shows] [1c a tie].") == [name]
