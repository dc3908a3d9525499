"""What nobody says is left out: what is seen, and sources that somebody cites."""

from __future__ import annotations

import pytest

from onrecord.reading.raw import Raw
from onrecord.reading.unsaid import without_unsaid


def raws(text: str, source: str, cue: str, content: str) -> list[Raw]:
    def span(part: str) -> list[tuple[int, int]]:
        at = text.index(part)
        return [(at, at + len(part))] if part else []

    return [Raw(span(source), span(cue), span(content))]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ferry has been confused with the Swift.", "", "has been confused with", "the Swift"),
        ("He was pictured at the docks.", "", "was pictured", "He"),
        ("The Courier, citing an unnamed source, blamed Ruiz.", "The Courier", "citing", "an unnamed source"),
        ("It cited officials familiar with the sale.", "It", "cited", "officials familiar with the sale"),
    ],
)
def test_what_is_seen_or_cited_is_no_statement(text: str, source: str, cue: str, content: str) -> None:
    assert without_unsaid(raws(text, source, cue, content), text) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ruiz pictured the docks as a park.", "Ruiz", "pictured", "the docks as a park"),
        ("Lind is known as the ferry king.", "", "is known as", "the ferry king"),
        ("It is known that the ferry sank.", "", "is known", "that the ferry sank"),
        ("Ruiz cited the cost of the ferry.", "Ruiz", "cited", "the cost of the ferry"),
        ("Ruiz cited people who had left.", "Ruiz", "cited", "people who had left"),
        ("Ruiz quoted officials: all was well.", "Ruiz", "quoted officials", "all was well"),
    ],
)
def test_what_somebody_shows_or_cites_for_a_reason_stays(
    text: str, source: str, cue: str, content: str
) -> None:
    assert len(without_unsaid(raws(text, source, cue, content), text)) == 1
