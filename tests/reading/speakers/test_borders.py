"""Where names begin and end that the network cut or ran together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("[O Department of Docks] and Harbour Services", "Department of Docks and Harbour Services"),
        ("the [O Department of Docks] and [O Harbour Services]", "Department of Docks and Harbour Services"),
        ("the [O Court of Appeals] for the [O Ninth Shore]", "Court of Appeals for the Ninth Shore"),
        ("the [O Union of] Sorrel", "Union of Sorrel"),
        ("the nonpartisan [O Harbour Budget] Office", "Harbour Budget Office"),
        ("the nonpartisan Harbour Office", "Harbour Office"),
        ("the fishing rights organization Harbour Watch", "Harbour Watch"),
        ("the [O Sorrel] newspaper chain", "Sorrel"),
        ("the [O H.B.]", "H.B."),
    ],
)
def test_body_has_its_whole_name(who: Who, source: str, name: str) -> None:
    assert who(f"[1s {source}] [1q said] [1c that it rained].") == [name]


def test_two_bodies_stay_two(who: Who) -> None:
    text = "[1s The [O Department of Docks] and the [O Harbour Board]] [1q said] [1c it rained]."
    assert who(text) == ["Department of Docks | Harbour Board"]


def test_name_ends_at_a_dash(who: Who) -> None:
    text = "[1s [P Ana Maria Ruiz - Lind]'s deputy -] [1q said] [1c it rained]. [P Lind] left."
    assert who(text) == ["Ana Maria Ruiz"]


def test_verb_that_opens_a_headline_is_no_first_name(who: Who) -> None:
    assert who("[P Ana Ruiz] came.\n\n[1s [P Did Ruiz]] [1q say] [1c it rained]?") == ["Ana Ruiz"]


def test_initial_stands_first(who: Who) -> None:
    assert who("Mr. Paz met [1s B. [P Ana Ruiz]], [1q said] [1c it rained].") == ["B. Ana Ruiz"]


@pytest.mark.parametrize("hint", ["The Linds left.", "The Lind family left."])
def test_two_share_a_surname(who: Who, hint: str) -> None:
    text = f"[P Qirz] and [P Xola Lind] came. {hint} [1s [P Qirz]] [1q said] [1c it rained]."
    assert who(text.replace("[1s [P Qirz]]", "[1s Mr. [P Lind]]", 1))[0].endswith("Lind")
    assert who(f"[1s [P Qirz] and [P Xola Lind]] [1q said] [1c it rained]. {hint}") == [
        "Qirz Lind | Xola Lind"
    ]


def test_surname_before_and_keeps_to_itself(who: Who) -> None:
    text = "[1s [P Ruiz] and [P Bo Lind]] [1q said] [1c it rained]. [P Ruiz] left."
    assert who(text) == ["Ruiz | Bo Lind"]


@pytest.mark.parametrize("kind", ["P", "S", "R"])
def test_police_of_two_places(who: Who, kind: str) -> None:
    assert who(f"[1s [{kind} Sorrel] and [O Aden Police]] [1q said] [1c so].") == ["Sorrel and Aden Police"]
