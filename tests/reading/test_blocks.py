from __future__ import annotations

import pytest

from onrecord.reading.blocks import FEWEST, PERSONAL, with_block_quotations
from onrecord.reading.mending import with_lone_quotations
from onrecord.reading.quotations import QuotedWords, quotations
from tests.reading.marked import marked, shown

PLAIN = "The docks belong to the town and will belong to it for as long as there is a sea."
SPOKEN = "We have always kept the docks, and we will keep them for as long as there is a sea."
LONE = "“Nothing that was agreed in the spring has been taken back by us.”"
SAID = "On Monday [1s Ana Ruiz] [1q said] [1c the matter was closed]."


def _read(*stretches: str) -> list[str]:
    text, raws = marked("\n".join(stretches))
    found = quotations(text)
    raws = with_lone_quotations(raws, text, QuotedWords(text, found))
    return shown(text, with_block_quotations(raws, text, found))


def test_a_paragraph_behind_a_colon_is_what_the_colon_announces() -> None:
    begun = PLAIN.replace("The docks belong to the town", "[1c The docks belong to the town]")
    assert _read("[1s Ana Ruiz] [1q wrote] in a letter:", begun) == [f"Ana Ruiz | wrote | {PLAIN}"]


def test_a_colon_whose_content_stands_before_it_announces_nothing() -> None:
    assert _read("[1s Ana Ruiz] [1q wrote] of [1c the docks]:", PLAIN) == ["Ana Ruiz | wrote | the docks"]


def test_a_spoken_paragraph_between_a_speaker_and_a_lone_quotation_is_one_too() -> None:
    assert _read(SAID, SPOKEN, LONE) == [
        "Ana Ruiz | said | the matter was closed",
        f" |  | {SPOKEN}",
        f" |  | {LONE}",
    ]


def test_what_was_read_inside_it_is_nobody_s_any_more() -> None:
    inside = SPOKEN.replace("we will keep them", "[2s we] [2q intend] [2c to keep them]")
    assert f" |  | {SPOKEN.replace('we will keep', 'we intend to keep')}" in _read(SAID, inside, LONE)


@pytest.mark.parametrize(
    ("stretches", "why"),
    [
        ((SAID, PLAIN, LONE), "it does not sound spoken"),
        ((SAID, SPOKEN, "It rained."), "no quotation follows"),
        (("It rained.", SPOKEN, LONE), "nobody speaks before it"),
        ((SAID, "We have kept them.", LONE), "it is too short"),
        ((SAID, SPOKEN.rstrip(".") + " and", LONE), "it does not end"),
        ((SAID, f"{SPOKEN} “No,” they said.", LONE), "it has marks"),
    ],
)
def test_running_text_stays_running_text(stretches: tuple[str, ...], why: str) -> None:
    assert not any(one.endswith(f"| {marked(stretches[1])[0]}") for one in _read(*stretches)), why


def test_an_article_in_the_first_person_has_no_such_quotations() -> None:
    others = ["I went to the docks, as I do every day."] * PERSONAL
    assert f" |  | {SPOKEN}" in _read(*others[1:], SAID, SPOKEN, LONE)
    assert f" |  | {SPOKEN}" not in _read(*others, SAID, SPOKEN, LONE)


def test_the_shortest_is_longer_than_a_heading() -> None:
    assert len("Mayor Ana Ruiz on what comes next for the docks") < FEWEST <= len(SPOKEN)
