"""What goes into the resolution of speakers, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.statement import Passage, Spans, Speaker


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
