"""What goes into the resolution of speakers, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.words import Words
from onrecord.statement import Passage, Spans, Speaker

_SAYING = bag("said says told wrote added")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement's spans, as the reader found them; ``source`` and ``cue`` may be empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is responsible for a statement.

    Args:
        speakers: in the order of the source's words; empty where nobody is named and none can be inferred.
        on_behalf_of: the words for whom the speaker speaks, where the source says so ("on behalf of",
            "speaking
            for").
    """

    speakers: tuple[Speaker, ...] = ()
    on_behalf_of: Passage | None = None


def place(words: Words, attribution: Attribution) -> tuple[int, int]:
    """Return the words of a statement's source, none where it has no source.

    A source that opens with "said", or is "according to", was taken for the cue, and the cue is the source.
    """
    spans = attribution.source
    if not spans:
        return 0, 0
    first, last = words.within(spans[0])
    opening = words.lower[first:last]
    if attribution.cue and (_SAYING.intersection(opening[:1]) or opening == ["according", "to"]):
        spans = attribution.cue
        first, last = words.within(spans[0])
    return first, last if len(spans) == 1 else words.within(spans[-1])[1]
