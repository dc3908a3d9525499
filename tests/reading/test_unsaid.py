"""What nobody says is left out: names, and sources that somebody cites."""

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
        ("A ferry also known as the Swift sank.", "", "also known as", "the Swift"),
        ("He was pictured at the docks.", "", "was pictured", "He"),
        ("The Courier, citing an unnamed source, blamed Ruiz.", "The Courier", "citing", "an unnamed source"),
        ("It cited officials familiar with the sale.", "It", "cited", "officials familiar with the sale"),
    ],
)
def test_name_or_cited_source_is_no_statement(text: str, source: str, cue: str, content: str) -> None:
    assert without_unsaid(raws(text, source, cue, content), text) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Lind is known as the “ferry king”.", "", "is known as", "the “ferry king”"),
        ("Dockers, also known as crabs to Lind, left.", "Lind", "also known as", "crabs"),
        ("It is known that the ferry sank.", "", "is known", "that the ferry sank"),
        ("Ruiz cited the cost of the ferry.", "Ruiz", "cited", "the cost of the ferry"),
        ("Ruiz cited people who had left.", "Ruiz", "cited", "people who had left"),
        ("Ruiz quoted officials: all was well.", "Ruiz", "quoted officials", "all was well"),
    ],
)
def test_what_is_called_so_by_somebody_or_cited_for_a_reason_stays(
    text: str, source: str, cue: str, content: str
) -> None:
    assert len(without_unsaid(raws(text, source, cue, content), text)) == 1
