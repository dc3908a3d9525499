"""Countries by name, nationality word, seat of government and code."""

from __future__ import annotations

import pytest

from onrecord.reading.speakers.countries import countries_in, country_of


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("France", "France"),
        ("French", "France"),
        ("Paris", "France"),
        ("Burma", "Myanmar"),
        ("South African", "South Africa"),
        ("US", "United States"),
        ("us", None),
        ("in", None),
        ("IN", "Indiana"),
        ("Texan", "Texas"),
        ("Atlantis", None),
    ],
)
def test_country_of(words: str, country: str | None) -> None:
    assert country_of(words) == country


def test_longest_entry_counts() -> None:
    assert countries_in(["the", "South", "Korean", "and", "Papua", "New", "Guinea", "leaders"]) == {
        "South Korea",
        "Papua New Guinea",
    }
