"""A reading with the less certain statements left out."""

from __future__ import annotations

from dataclasses import replace

from onrecord.statement import Reading


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
