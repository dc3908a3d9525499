"""A reading with the less certain statements left out, down to a probability or to a share that is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from onrecord.errors import OnrecordError
from onrecord.statement import Reading

PRECISIONS: Final = (90, 95)
"""Of a hundred statements that are kept, how many shall be right."""


def least(card: dict[str, Any], precise: int) -> float:
    """Return from which probability on statements are kept, so that so many of a hundred are right.

    The probability was chosen on the tuning part, where this share of what is kept turned out right
    (``training/calibrate.py``).

    Args:
        card: a model's card.
        precise: one of ``PRECISIONS``.

    Raises:
        ValueError: there is no such choice.
        OnrecordError: the model never reaches this precision.
    """
    if precise not in PRECISIONS:
        offered = " or ".join(map(str, PRECISIONS))
        raise ValueError(f"a precision of {offered} percent can be asked for, not {precise}")
    kept = card.get("precise", {}).get(str(precise))
    if kept is None:
        raise OnrecordError(
            f"the model {card['name']} knows no threshold for a precision of {precise} percent"
        )
    return float(kept["least"])


def at_least(reading: Reading, confidence: float) -> Reading:
    """Return a reading's statements whose confidence is at least the one given.

    A statement that lay within one left out lies within the next further out that is kept, if any.
    """
    kept = {s.id for s in reading.statements if s.confidence.statement >= confidence}
    outer = {s.id: s.within for s in reading.statements}

    def within(statement: str | None) -> str | None:
        while statement is not None and statement not in kept:
            statement = outer.get(statement)
        return statement

    return replace(
        reading,
        statements=tuple(replace(s, within=within(s.within)) for s in reading.statements if s.id in kept),
    )
