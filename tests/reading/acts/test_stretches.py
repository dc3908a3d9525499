from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from onrecord.reading.acts.heads import MARKS
from onrecord.reading.acts.stretches import likeliest_action, rounded, stretches
from onrecord.reading.encoder import Tagged
from onrecord.reading.tokens import Window
from tests.reading.tagged import tagged, words

TEXT = "she will open the port once the council agrees"


def _marked(**places: tuple[int, int]) -> Tagged:
    cut = words(TEXT)
    made = tagged(cut, [Window(0, len(cut))])
    made.marks[:, 0] = 4
    for what, (first, last) in places.items():
        made.marks[first, MARKS.index("B-" + what)] = 9
        made.marks[first + 1 : last, MARKS.index("I-" + what)] = 9
    return made


def test_actions_and_conditions_are_told_apart() -> None:
    found = stretches(_marked(action=(2, 5), condition=(5, 9)), 0, 9)

    assert [(s.what, s.first, s.last) for s in found] == [("action", 2, 5), ("condition", 5, 9)]
    assert all(s.odds > 0.9 for s in found)


def test_what_is_marked_outside_the_words_asked_for_is_left_out() -> None:
    assert [s.what for s in stretches(_marked(action=(2, 5), condition=(5, 9)), 0, 5)] == ["action"]


def test_nothing_is_found_where_nothing_is_marked() -> None:
    assert stretches(_marked(), 0, 9) == []


def test_no_words_hold_nothing() -> None:
    assert stretches(_marked(), 3, 3) == []
    assert likeliest_action(_marked(), 3, 3) is None


def test_the_likeliest_action_is_found_though_it_is_not_marked() -> None:
    made = _marked()
    made.marks[2, MARKS.index("B-action")] = 1
    made.marks[3:5, MARKS.index("I-action")] = 4.5
    found = likeliest_action(made, 0, 9)

    assert found is not None
    assert (found.first, found.last) == (2, 5)
    assert stretches(made, 0, 9) == []


@given(hnp.arrays(np.float32, (9, len(MARKS) + 1), elements=st.floats(-20, 20, width=32)))
def test_stretches_lie_within_the_words_and_apart(
    scores: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    made = _marked()
    made.marks[:] = scores
    found = stretches(made, 1, 8)

    assert all(1 <= s.first < s.last <= 8 for s in found)
    assert all(a.last <= b.first for a, b in pairwise(found))
    likeliest = likeliest_action(made, 1, 8)
    assert likeliest is not None
    assert 1 <= likeliest.first < likeliest.last <= 8


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        (
            "she will remove all visibility from it, he said",
            "remove all visibility from",
            "remove all visibility from it",
        ),
        ("they may use Orlenian-made tankers", "use Orlenian", "use Orlenian-made tankers"),
        (
            "pay Belmora three billion crowns ($4.2 billion) a year",
            "pay Belmora three billion crowns (",
            "pay Belmora three billion crowns",
        ),
        ("talks between Korrin and Belmora", "talks between", "talks between Korrin"),
        ("we will continue to send grain, he said", "continue", "continue to send grain"),
        ("we must remove all trace from it, he said", "remove", "remove all trace from it"),
        ("a ban on the trade of ships with Belmora", "ban", "ban"),
        ("she would stay with the.", "stay with the", "stay"),
        ("she would open the port", "open the port", "open the port"),
        ("no crew for a quarrel that is not ours", "crew for a quarrel that", "crew for a quarrel"),
        ("it vowed to firmly guard the ford, he said", "firmly", "firmly guard the ford"),
        ("he chose alone and quietly in May to sail", "quietly", "quietly"),
        ("they will rely on grain", "rely", "rely"),
        ("make sure it’s guarding itself, she said", "make sure it", "make sure it’s guarding"),
        ("not sail alone any more", "sail alone any more", "sail alone any more"),
    ],
)
def test_a_stretch_that_hangs_in_the_air_is_rounded(text: str, marked: str, whole: str) -> None:
    start = text.index(marked)
    found = rounded(text, (start, start + len(marked)), len(text))

    assert text[slice(*found)] == whole


@given(st.text(alphabet="the of(a)-$1.2 “”,\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_rounded_stretch_begins_where_it_began_and_stays_within_its_bounds(
    text: str, one: int, other: int
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = rounded(text, (start, end), len(text))

    assert found[0] == start
    assert start <= found[1] <= len(text)
