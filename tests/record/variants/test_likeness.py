from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.variants.likeness import are_alike, blocks, compare
from onrecord.record.variants.words import Words
from tests.record.variants.printed import CRANES

WORDS = st.lists(st.sampled_from("the of we never will sell docks cranes harbour lease council rust".split()))  # noqa: SIM905


def _alike(one: str, other: str) -> bool:
    return compare(Words.of(one).bare(), Words.of(other).bare()).alike


@pytest.mark.parametrize(
    "other",
    [
        CRANES.upper(),
        CRANES.replace("car park", "parking lot"),
        CRANES.replace("Lydhaven", "[The town]"),
        "Lydhaven without its cranes … somebody else's harbour",
        "without its cranes is a car park with a view",
        f"I said it last year. {CRANES}. I say it again.",
    ],
)
def test_the_same_words_are_known(other: str) -> None:
    assert _alike(CRANES, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thank you very much", "thank you very much"),
        ("we have to do what we can", "we will have to see what we can do"),
        (
            "Tarvonen would be a fine president of the United States",
            "the next president of the United States",
        ),
        (
            "the cranes are old and the harbour is silting up",
            "the council is old and the budget is drying up",
        ),
    ],
)
def test_other_words_and_those_of_everybody_are_not(one: str, other: str) -> None:
    assert not _alike(one, other)


def test_a_long_run_makes_them_alike_whatever_stands_around_it() -> None:
    run = "the harbour belongs to the dockers who unload the freighters in the rain"
    one = f"My grandmother taught seven languages to goats before breakfast, and {run}"
    other = (
        f"{run}, so let every accountant count his own potatoes, onions, turnips and leeks tomorrow evening"
    )

    assert _alike(one, other)


def test_a_lone_word_far_from_the_others_is_chance() -> None:
    one = Words.of("never sell the docks").words
    other = Words.of(
        "never have I seen such a storm over this town, and yet nobody will sell the docks"
    ).words

    assert [other[block.other : block.other + block.size] for block in blocks(one, other)] == [
        ("sell", "the", "docks")
    ]


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways(one: list[str], other: list[str]) -> None:
    assert compare(one, other) == compare(other, one)


@given(WORDS, WORDS)
def test_shared_runs_stand_in_both_in_order(one: list[str], other: list[str]) -> None:
    a = c = 0
    for block in blocks(one, other):
        assert block.one >= a
        assert block.other >= c
        a, c = block.one + block.size, block.other + block.size
        assert one[block.one : a] == other[block.other : c]


@given(WORDS, WORDS)
def test_to_tell_it_sooner_is_to_tell_the_same(one: list[str], other: list[str]) -> None:
    assert are_alike(tuple(one), tuple(other)) == compare(one, other).alike


def test_variants_are_told_sooner_too() -> None:
    one, other = Words.of(CRANES).bare(), Words.of(CRANES.replace("car park", "parking lot")).bare()
    assert are_alike(one, other)
    assert are_alike(other, one)
