"""Names that are offered in the place of one that is not there."""

from __future__ import annotations

from onrecord.record.near import offer


def test_names_are_offered_behind_what_is_wrong() -> None:
    assert offer(["Ana Ruiz", "Ana Ruis"]) == "; did you mean Ana Ruiz, Ana Ruis?"


def test_nothing_is_offered_where_nothing_is_near() -> None:
    assert not offer([])
