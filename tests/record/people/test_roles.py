from __future__ import annotations

import pytest

from onrecord.record.people.roles import likeness, roles_of


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Sen.", "Democratic senator from Velland", "same office"),
        ("Pope", "pope", "same throne"),
        ("lawyer for Marrow Freight", "a director of Marrow Freight", "same words"),
        ("Mayor", "party chairman", "same field"),
        ("senator", "goalkeeper", "other field"),
        ("beekeeper", "lighthouse owner", "unlike"),
        ("", "senator", "unknown"),
    ],
)
def test_roles_are_alike_or_not(one: str, other: str, found: str) -> None:
    assert likeness(roles_of([one]), roles_of([other])) == found
    assert likeness(roles_of([other]), roles_of([one])) == found


def test_roles_tell_parties_countries_and_gender() -> None:
    found = roles_of(["Norwegian Labour congresswoman"])
    assert found.parties == {"labour"}
    assert found.countries == {"Norway"}
    assert (found.men, found.women) == (0, 1)
