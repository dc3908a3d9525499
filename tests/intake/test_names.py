from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.names import of_byline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("By Ana Ruiz and Ben Okoro", ("Ana Ruiz", "Ben Okoro")),
        ("Ana Ruiz, Ben Okoro and Li Wei", ("Ana Ruiz", "Ben Okoro", "Li Wei")),
        ("Ana Ruiz, Ben Okoro, and Li Wei", ("Ana Ruiz", "Ben Okoro", "Li Wei")),
        ("Ana Ruiz & Ben Okoro", ("Ana Ruiz", "Ben Okoro")),
        ("Ana Ruiz; Ben Okoro | Li Wei", ("Ana Ruiz", "Ben Okoro", "Li Wei")),
        ("Ana Ruiz, PhD", ("Ana Ruiz, PhD",)),
        ("Sand and Gravel", ("Sand and Gravel",)),
        ("Ana Ruiz; Ana Ruiz", ("Ana Ruiz",)),
        ("Written by Ana Ruiz", ("Ana Ruiz",)),
        ("Byron Andover", ("Byron Andover",)),
        ("https://courier.example/staff/ana", ()),
        ("@anaruiz", ()),
        ("(Image: Some Agency)", ()),
        ("", ()),
    ],
)
def test_names_are_told_apart(byline: str, names: tuple[str, ...]) -> None:
    assert of_byline(byline) == names


@given(st.text(max_size=80))
def test_names_are_clean_and_come_once(byline: str) -> None:
    names = of_byline(byline)
    assert len(set(names)) == len(names)
    assert all(name and name == " ".join(name.split()) for name in names)
