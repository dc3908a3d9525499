"""Promises of one's own side told in the third person."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.reading.acts.promises import promised

ROLE = ["Ingrid Taal", "Orlenian Finance Minister", "Finance Minister of Orlenia"]


def _deed(text: str, side: list[str]) -> str | None:
    found = promised(text, ((0, len(text)),), len(text), side)
    return text[slice(*found.action)] if found else None


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("that Orlenia would pay for the pumps", "pay for the pumps"),
        ("“Orlenia will also fund two boats, and soon.”", "fund two boats"),
        ("Orlenia would continue to supply boats (five of them) each year", "supply boats"),
        ("Ingrid Taal will donate her wage", "donate her wage"),
    ],
)
def test_what_the_speakers_side_will_give_is_promised(text: str, deed: str) -> None:
    assert _deed(text, ROLE) == deed


@pytest.mark.parametrize(
    "text",
    [
        "that Ardmoor would pay for the pumps",  # another one's deed is foretold
        "that Orlenia would suffer for the pumps",
        "that Orlenia would never pay for the pumps",
        "that it would pay for the pumps",
        "",
    ],
)
def test_what_others_do_or_what_is_no_gift_is_no_promise(text: str) -> None:
    assert _deed(text, ROLE) is None


def test_a_statement_without_content_promises_nothing() -> None:
    assert promised("", (), 0, ROLE) is None


def test_the_one_who_speaks_for_a_state_pledges_what_it_would_pay_and_for_how_long() -> None:
    text = (
        "Orlenia Finance Minister Ingrid Taal also said that Orlenia would supply the valley with ten boats every year "
        "for “as long as it takes”.\n"
    )
    [statement] = onrecord.read(text).statements
    [position] = statement.positions

    assert (statement.act, position.stand) == ("commit", "pledged")
    assert position.action.text.startswith("supply the valley with ten boats")
    assert position.condition is not None
    assert "as long as it takes" in position.condition.text
