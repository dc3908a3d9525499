"""When a speaker counts as right."""

from __future__ import annotations

import pytest

from benchmarks.speakers import Label, same


@pytest.mark.parametrize(
    ("label", "kind", "given"),
    [
        ("Ana Ruiz", "person", ["Ana Ruiz"]),
        ("Ana Ruiz", "person", ["ANA RUIZ"]),
        ("The Port Courier", "organisation", ["Port Courier"]),
        ("U.S. Harbour Board", "organisation", ["US Harbour Board"]),
        ("Ana Ruiz | Bo Lind", "person", ["Bo Lind", "Ana Ruiz"]),
        ("senior Italian officials", "group", ["Senior Italian officials"]),
        ("voters in the north", "group", ["voters in the far north"]),
        ("Ana Ruiz's deputy", "person", ["Ana Ruiz’s deputy"]),
        ("", "none", []),
    ],
)
def test_right(label: str, kind: str, given: list[str]) -> None:
    assert same(Label(label, kind, "other"), given)


@pytest.mark.parametrize(
    ("label", "kind", "given"),
    [
        ("Ana Ruiz", "person", ["Ruiz"]),
        ("Ana Ruiz", "person", ["Mayor Ana Ruiz"]),
        ("Ana Ruiz | Bo Lind", "person", ["Ana Ruiz"]),
        ("Ana Ruiz", "person", ["Ana Ruiz", "Bo Lind"]),
        ("Ana Ruiz's finance chairman", "person", ["finance chairman"]),
        ("Ana Ruiz's finance chairman", "person", ["Bo Lind's finance chairman"]),
        ("senior officials", "group", ["senior voters"]),
        ("two people with knowledge of it", "group", ["people"]),
        ("", "none", ["Ana Ruiz"]),
        ("Ana Ruiz", "person", []),
    ],
)
def test_wrong(label: str, kind: str, given: list[str]) -> None:
    assert not same(Label(label, kind, "other"), given)
