from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from tests.record.variants.printed import CRANES, printed


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with Record.open(path) as kept:
        kept.add_readings(
            [
                printed(1, CRANES, day=8),
                printed(2, "[Lydhaven] without its cranes is a car park", who="Ben Okoro", day=7),
                printed(3, "We will never sell the docks to a freight company", day=9),
            ]
        )
        kept.compare()
        yield kept


def test_words_that_were_said_are_found_the_earliest_first(record: Record) -> None:
    found = record.check("“lydhaven without its CRANES is a car park”")

    assert found.verdict == "said"
    assert [one.variant.statement.outlet for one in found.matches] == ["Outlet 2", "Outlet 1"]
    assert all(one.same and one.by_speaker for one in found.matches)
    assert {one.set for one in found.matches} == {1}
    assert found.first == found.matches[0]
    assert (found.total, found.quotations, found.waiting) == (2, 3, 0)


def test_the_speaker_asked_for_is_told_from_the_others(record: Record) -> None:
    found = record.check(CRANES, speaker="Ruiz")

    assert found.verdict == "said"
    assert found.first is not None
    assert found.first.variant.statement.outlet == "Outlet 1"


def test_words_of_somebody_else_are_not_the_speakers(record: Record) -> None:
    assert (
        record.check("never sell the docks to a freight company", speaker="Ben Okoro").verdict == "by_others"
    )


def test_the_opposite_is_near_and_not_said(record: Record) -> None:
    found = record.check("We will sell the docks to a freight company")

    assert found.verdict == "near"
    assert found.matches == ()
    difference = found.near[0].variant.difference
    assert difference is not None
    assert difference.within == ("never",)


def test_some_of_the_words_are_near(record: Record) -> None:
    found = record.check("We will never sell the docks to a circus from Brevania with elephants")

    assert found.verdict == "near"
    assert 0.4 <= found.near[0].share < 0.8


def test_other_words_are_nothing_like_it(record: Record) -> None:
    assert record.check("elephants paint beautiful watercolours").verdict == "nothing"


@pytest.mark.parametrize("words", ["", "  ", "docks", "…!", "we will"])
def test_too_few_words_are_refused(record: Record, words: str) -> None:
    with pytest.raises(InputError, match="too short to check: give at least three words"):
        record.check(words)


@pytest.mark.parametrize("words", ["we will do it all", "sell sell sell"])
def test_words_that_say_too_little_are_refused_where_nobody_is_quoted_with_them(
    record: Record, words: str
) -> None:
    with pytest.raises(InputError, match="no quotation has these words just so"):
        record.check(words)


def test_words_that_say_little_are_found_as_they_stand(record: Record) -> None:
    record.add_readings(
        [
            printed(4, "There is no money for this, and that’s it", day=4),
            printed(5, "We won't", who="Ben Okoro", rest="There is no money for this, it seems."),
        ]
    )
    record.compare()
    found = record.check("there is NO money for this")

    assert found.verdict == "said"
    assert [one.variant.statement.outlet for one in found.matches] == ["Outlet 4"]
    assert found.matches[0].same
    assert record.check("for this, and that's it").total == 1
    assert record.check("there is no money", speaker="Okoro").verdict == "by_others"


def test_too_many_words_are_refused(record: Record) -> None:
    with pytest.raises(InputError, match="too long to check: give at most 5,000 characters"):
        record.check("harbour " * 1000)


def test_near_names_are_offered(record: Record) -> None:
    with pytest.raises(InputError, match="did you mean Ben Okoro"):
        record.check(CRANES, speaker="Ben Okora")
