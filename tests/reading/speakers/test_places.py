"""Places that no table knows, and the adjectives that the article forms of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Read = Callable[[str], list[Resolved]]
Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    "before",
    [
        "Ministers in [P? Velmora] met.",
        "[P? Velmora]'s parliament met.",
        "The Velmoran president came late.",
        "Four in ten Velmorans stayed at home.",
        "She paid a visit to [P? Velmora].",
        "Reporters of the Velmora Courier came.",
        "Ministers in [P? Ostrel] met. Talks between [P? Ostrel] and [P? Velmora] went on.",
    ],
)
def test_unknown_place_is_a_state(read: Read, before: str) -> None:
    [one] = read(f"{before} [P? [1s Velmora]] [1q denied] [1c it].")
    assert [(s.name, s.kind) for s in one.speakers] == [("Velmora", "state")]


@pytest.mark.parametrize(
    "before",
    [
        "Trust in [P Xola Velmora] fell.",
        "Trust in Mrs. [P? Velmora] fell.",
        "[P? Velmora] came late.",
        "The Velmoran president came late. [P Xola Velmora] came.",
    ],
)
def test_person_stays_a_person(read: Read, before: str) -> None:
    [one] = read(f"{before} [P? [1s Velmora]] [1q denied] [1c it].")
    assert [s.kind for s in one.speakers] == ["person"]


def test_sure_network_is_not_overruled_by_one_sign(read: Read) -> None:
    [one] = read("There is trouble in [O Velmora]. [O [1s Velmora]] [1q denied] [1c it].")
    assert [s.kind for s in one.speakers] == ["organisation"]


@pytest.mark.parametrize("adjective", ["Ardmooran", "Ardmoorish", "Ardmoorese", "Ardmoori"])
def test_adjective_finds_who_holds_office_there(who: Who, adjective: str) -> None:
    text = (
        "[P Tam Brev], the deputy prime minister, met [P Hugh Pell], the trade secretary of [O Ardmoor]. "
        f"[P Tam Brev] left. [1s The former {adjective} prime minister] [1q said] [1c it rained]."
    )
    assert who(text) == ["Hugh Pell"]


def test_no_place_is_meant_by_she(who: Who) -> None:
    text = (
        "[P Xola Pell] came back. Ministers in [P? Velmora] had met. [P? Velmora] sold its mills. "
        "[1s She] [1q said] [1c it rained]."
    )
    assert who(text) == ["Xola Pell"]
