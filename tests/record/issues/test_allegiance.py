from __future__ import annotations

import pytest

from onrecord.record.issues.allegiance import party_in, state_in, state_of_name


@pytest.mark.parametrize(
    ("words", "party"),
    [
        (["leader of the nationalist Hearth Party"], "Hearth Party"),
        (["mayor", "Republican senator"], "Republican Party"),
        (["the Democrats"], "Democratic Party"),
        (["his Republican rival"], None),
        (["a party guest"], None),
        ([], None),
    ],
)
def test_a_party_is_told_by_its_name_or_its_members(words: list[str], party: str | None) -> None:
    assert party_in(words) == party


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("France", "France"),
        ("the French government", "France"),
        ("government of Costa Rica", "Costa Rica"),
        ("White House", "United States"),
        ("Orlenia", "Orlenia"),
        ("some countries", None),
        ("his administration", None),
    ],
)
def test_a_state_is_told_by_its_name(name: str, state: str | None) -> None:
    assert state_of_name(name) == state


@pytest.mark.parametrize(
    ("role", "state"),
    [
        ("French foreign minister", "France"),
        ("president of Norway", "Norway"),
        ("Valdish president", "Valdia"),
        ("Belmoran ambassador", "Belmoran"),
        ("French actor", None),
        ("former French president", None),
        ("Republican presidential candidate", None),
        ("president of the club", None),
    ],
)
def test_an_office_speaks_for_its_state(role: str, state: str | None) -> None:
    assert state_in([role], {"Valdia", "Orlenia"}) == state
