"""How a statement's fields were found: the evidence for each, where it stands, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Protocol

from onrecord.export.words import STANDS, amount, one_line, percent
from onrecord.statement import Confidence, Reading, Spans, Speaker, Statement


class _Found(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> Spans: ...


def explanation(reading: Reading, statement: Statement) -> Iterator[str]:
    """Yield a line for each thing that is known of a statement, the confidences first."""
    yield "confidence: " + ", ".join(f"{name} {percent(sure)}" for name, sure in confidences(statement))
    for speaker in statement.speakers:
        yield f"who: {one_line(speaker.name)}, {speaker.kind}, {percent(speaker.confidence)}"
        if speaker.roles:
            yield "roles: " + "; ".join(map(_placed, speaker.roles))
        if speaker.via:
            yield "via: " + chain(reading, speaker)
        if speaker.alternatives:
            yield "or: " + ", ".join(
                f"{one_line(a.name)} {percent(a.confidence)}" for a in speaker.alternatives
            )
    if statement.mode:
        yield f"mode: {statement.mode}"
    if statement.target:
        yield f"target: {_placed(statement.target)}"
    for position in statement.positions:
        line = f"position: {STANDS[position.stand]}, {_placed(position.action)}"
        yield line + (f", condition: {_placed(position.condition)}" if position.condition else "")
    yield from _circumstances(statement)


def _circumstances(statement: Statement) -> Iterator[str]:
    if statement.on_behalf_of:
        yield f"on behalf of: {_placed(statement.on_behalf_of)}"
    if statement.addressee:
        yield f"addressee: {_placed(statement.addressee)}"
    if statement.medium:
        yield f"medium: {_placed(statement.medium)}"
    if statement.when:
        yield f"when: {_placed(statement.when)}, {one_line(statement.when.date or 'no date')}"
    for money in statement.money:
        yield f"money: {_placed(money)}, {amount(money)}"
    if statement.translated:
        yield f"translation: {_placed(statement.translated)}, {one_line(statement.translated.reason)}"


def confidences(statement: Statement) -> list[tuple[str, float]]:
    """Return the names and the probabilities of a statement's fields that are filled."""
    known = ((field.name, getattr(statement.confidence, field.name)) for field in fields(Confidence))
    return [(name, sure) for name, sure in known if sure is not None]


def chain(reading: Reading, speaker: Speaker) -> str:
    """Return the chain of evidence for a speaker: the words looked at, and what each gave."""
    steps = []
    for step in speaker.via:
        words = one_line(reading.text_of(step.spans))
        steps.append(f"“{words}” ({one_line(step.step)})" if words else one_line(step.step))
    return " → ".join(steps)


def _placed(found: _Found) -> str:
    at = ", ".join(f"{start}-{end}" for start, end in found.spans)
    return f"{one_line(found.text)} (at {at})"
