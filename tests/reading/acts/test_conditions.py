"""Conditional clauses: where they begin and end, and which position hangs on them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.conditions import clauses, condition_told, whole
from onrecord.statement import Stand


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Taal would send a crew if Belmora asks for help.", ["if Belmora asks for help"]),
        ("“If elected, I will sell the docks.”", ["If elected"]),
        ("Orlenia will pay for “as long as it takes” and more", ["for “as long as it takes”"]),
        (
            "We will pay for as long as the harbour stands and as long as we can.",
            ["for as long as the harbour stands and as long as we can"],
        ),
        ("She will not go unless he asks, he said", ["unless he asks"]),
        ("They will stay until they are paid.", ["until they are paid"]),
        ("They will stay until the harvest.", []),
        ("She would run again should she win in May", ["should she win in May"]),
        ("He asked if it would rain", []),
        ("She would not say if she would run", []),
        ("It looks as if it will rain", []),
        ("The gates should be opened", []),
        ("She will sell it only if the council agrees but he will not", ["only if the council agrees"]),
    ],
)
def test_a_clause_goes_from_what_opens_it_to_a_mark_or_another_clause(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == found


def test_one_word_of_a_condition_is_made_its_whole_clause() -> None:
    text = "Taal would send a crew if Belmora asks for help."
    start = text.index("if")

    assert whole(text, (start, start + 2), 0, len(text)) == (start, len(text) - 1)


def test_a_condition_of_another_form_stays_as_it_is() -> None:
    text = "Taal will leave after the harvest"

    assert whole(text, (15, len(text)), 0, len(text)) == (15, len(text))


def _told(text: str, action: str, stand: Stand = "pledged") -> str | None:
    start = text.index(action)
    found = condition_told(text, (start, start + len(action)), stand, 0, len(text))
    return text[slice(*found)] if found else None


def test_a_position_hangs_on_the_nearest_clause_of_its_sentence() -> None:
    text = "If it rains, she will open the gates if the council agrees"

    assert _told(text, "open the gates") == "if the council agrees"


def test_clauses_of_other_sentences_are_no_conditions() -> None:
    assert _told("We will open the gates. If it rains, fields go under.", "open the gates") is None


def test_who_is_against_something_sets_no_condition() -> None:
    assert _told("It is wrong to open the gates if it rains", "open the gates", "opposed") is None


@given(st.text(alphabet="if unless until “”.,abc\n", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_clauses_stay_within_their_stretch_and_follow_one_another(text: str, one: int, other: int) -> None:
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    found = clauses(text, low, high)

    assert all(low <= a < b <= high for a, b in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
