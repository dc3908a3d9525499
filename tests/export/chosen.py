"""Readings as a record gives them, for the tests of what it is exported as."""

from __future__ import annotations

from typing import Any

from onrecord.record.search.choosing import Chosen
from onrecord.statement import Reading


def chosen(
    reading: Reading,
    number: int = 7,
    person: int | None = 3,
    codes: tuple[tuple[tuple[str, str], ...], ...] = (),
) -> Chosen:
    """Return a reading as an article of this number, whose first speaker of each statement is this person."""
    return Chosen(
        reading.article,
        reading.statements,
        reading.model,
        number=number,
        numbers=tuple(range(100, 100 + len(reading.statements))),
        people=tuple(
            tuple(None if place else person for place, _ in enumerate(one.speakers))
            for one in reading.statements
        ),
        codes=codes or ((),) * len(reading.statements),
    )


def flat(some: Any) -> list[dict[str, Any]]:
    """Return the objects that were made of an article, whatever statement they are of."""
    return [one for group in some for one in group]
