"""What an article says that its bodies are, and which of them "the group" then means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.quotations import quotations
from onrecord.reading.speakers.discourse import Discourse
from tests.reading.speakers.conftest import unmarked

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("It was the rights group [O Harbour Watch] again.", {"group"}),
        ("They feared the terror organisation the [O Harbour Front] most.", {"organisation"}),
        ("A charity, [O Harbour Watch], was there.", {"charity"}),
        ("[O Harbour Watch], a small rights group, was there.", {"group"}),
        ("[O Ruizline], Orlenia's largest company, was there.", {"company"}),
        ("[O Ruizline] is a shipping company.", {"company"}),
        ("They told the group [O Ruizline] was there.", set()),
        ("[O Ruizline], the company and the town were there.", set()),
        ("Lind of the old company, [O Ruizline], was there.", set()),
    ],
)
def test_noun_beside_a_bodys_name_is_its_sort(text: str, sort: set[str]) -> None:
    plain, names, _ = unmarked(text)
    discourse = Discourse(plain, names, [], quotations(plain))
    assert set().union(*discourse.sorts.values()) == sort


def test_body_is_meant_by_its_sort(who: Who) -> None:
    text = (
        "[1s Orlenian website Docklog] [1q said] [1c [O Ruizline] sold its docks]. [O Ruizline] is old. "
        "[2s The website] [2q added] [2c it rained]. [3s The company] [3q said] [3c it snowed]."
    )
    assert who(text) == ["Docklog", "Docklog", "Ruizline"]


def test_website_of_which_the_article_names_none_stays_nameless(who: Who) -> None:
    assert who("[O Sorrel Times] came. [1s The website] [1q said] [1c it rained].") == ["website"]


def test_what_a_company_makes_is_not_the_company(who: Who) -> None:
    text = (
        "[O Ruizline] showed the [O Ruizline Swift]. The [O Ruizline Swift] is a ferry, "
        "[1c which] [1s the company] [1q said] [1c was fast]."
    )
    assert who(text) == ["Ruizline"]


def test_group_in_focus_is_meant_rather_than_one_that_is_called_so_far_back(who: Who) -> None:
    text = (
        "A film published by the [O Dock Study Group] was new. [1s The [O Harbour Front]] [1q said] [1c it rained]. "
        "[2s The [O Harbour Front]] [2q added] [2c it snowed]. [3s The [O Harbour Front]] [3q said] [3c it hailed]. "
        "It rained. It snowed. [4s The group] [4q said] [4c it froze]."
    )
    assert who(text)[3] == "Harbour Front"


@pytest.mark.parametrize(
    "named",
    [
        "The [O Harbour Front], also known as [O HARF], came.",
        "The [O Harbour Front] ([O HARF]) came.",
    ],
)
def test_other_name_that_the_article_tells_means_the_same_body(who: Who, named: str) -> None:
    assert who(f"{named} [1s [O HARF]] [1q said] [1c it rained].") == ["Harbour Front"]


def test_capitals_in_a_bracket_behind_the_end_of_a_name_are_not_that_end(who: Who) -> None:
    text = "The Front of Orlenia and the [O Aden] ([O FORA]) came. [1s [O FORA]] [1q said] [1c it rained]."
    assert who(text) == ["FORA"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[P Ruizline] left. [P Ruizline] came. [1s The company] [1q said] [1c it rained].", "Ruizline"),
        ("[O Ruizline] left. [O Ruizline] came. [1s The tech giant] [1q said] [1c it rained].", "Ruizline"),
        ("[P Ana] left. [P Ana] came. [1s The company] [1q said] [1c it rained].", "company"),
        ("[P Lind] left. He came. [P Lind] sat. [1s The company] [1q said] [1c it rained].", "company"),
    ],
)
def test_company_is_a_firm_taken_for_a_person_only_where_nothing_is_personal(
    who: Who, text: str, name: str
) -> None:
    assert who(text) == [name]


def test_one_of_several_is_the_body_that_stands_before_it(who: Who) -> None:
    text = "The [O Sorrel Mail], [1s one of Orlenia's official papers,] [1q wrote] [1c it rained]."
    assert who(text) == ["Sorrel Mail"]


def test_firm_is_meant_by_its_short_name(who: Who) -> None:
    text = "[O Brinline Media] came. [O Brinline Media] left. [1s [P Brinline]] [1q said] [1c it rained]."
    assert who(text) == ["Brinline Media"]


def test_short_name_that_is_a_surname_is_the_persons(who: Who) -> None:
    text = "[O Brin Motors] came with [P Ana Brin]. [1s [P Brin]] [1q said] [1c it rained]."
    assert who(text) == ["Ana Brin"]


def test_body_of_a_place_is_named_with_the_place(who: Who) -> None:
    text = "It rained on the [O Grey Harbour Board] of [S Sorrel]. [1s The board] [1q said] [1c it rained]."
    assert who(text) == ["Grey Harbour Board of Sorrel"]


def test_place_that_an_acronym_has_a_letter_for_ends_the_name(who: Who) -> None:
    text = "The [O Harbour Front of Sorrel] and [S Aden] ([O HFSA]) came. [1s [O HFSA]] [1q said] [1c it rained]."
    assert who(text) == ["Harbour Front of Sorrel and Aden"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "They wrote. [1s A rights group called Friends of Sorrel] [1q says] [1c so].",
            "Friends of Sorrel",
        ),
        ("It came from a website called Dock News Now, [1s which] [1q posts] [1c rumours].", "Dock News Now"),
        ("[1s A group called off guard] [1q says] [1c so].", "group called off guard"),
    ],
)
def test_body_is_known_by_what_it_is_called(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]
