"""Modes told from around: what was said of a letter or an interview some sentences ago still holds.

The network reads a statement by its own words; "he added" is written where a letter was told of before it. What speaks
for each mode is weighed by a log-linear model upon the network's opinion, whose signs are the words for what is written
and what is spoken around the statement, its medium, that of the same speaker's last statement, and what its speaker is.
``training/modes.py`` fits the weights.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import MODES, chances
from onrecord.reading.speakers import Attribution
from onrecord.statement import Kind, Passage, Quote, Span, slice_of

_MEDIA: Final = re.compile(
    r"\b(?=[a-fhilmnoprstw])(?:(?P<written>statements?|e-?mail(?:s|ed)?|letters?|memo(?:s|randum|randa)?|re-?tweet(?:s|ed)?|tweet(?:s|ed|ing)?"
    r"|twitter|facebook|instagram|post(?:s|ed)?|blog(?:s|ged)?|op-eds?|reports?|stud(?:y|ies)|polls?|surveys?|wr[io]te(?:s|rs?)?"
    r"|writing|written|columns?|editorials?|books?|press release|releases?|newsletters?|petitions?|filings?|lawsuits?"
    r"|briefs?|ads?|websites?|pages?|documents?)"
    r"|(?P<spoken>interview(?:s|ed)?|told|rall(?:y|ies)|speech(?:es)?|debates?|hearings?|conferences?|call(?:s|ed)?|shows?"
    r"|cnn|fox|msnbc|nbc|abc|cbs|radio|speaking|spoke|crowds?|audiences?|stage|town hall))\b",
    re.IGNORECASE,
)
_SORTS: Final = ("written", "spoken")
_BEFORE: Final = 600
"""Characters before a statement in which the last word for a medium counts."""

Signs = dict[str, float]


class Media:
    """The signs of the modes of one article's statements; asked in the order of the text.

    Args:
        text: the article's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [(m.start(), _SORTS[m["written"] is None]) for m in _MEDIA.finditer(text)]
        self._places = [at for at, _ in self._words]
        self._last: dict[tuple[str, ...], Passage] = {}

    def signs(
        self,
        spans: Attribution,
        speakers: Sequence[str],
        kind: Kind,
        quote: Quote,
        medium: Passage | None,
    ) -> Signs:
        """Return the signs of a statement's mode.

        Args:
            spans: its spans.
            speakers: their names.
            kind: what its speaker is.
            quote: how it is quoted.
            medium: through what it is made.
        """
        found = dict.fromkeys(("always", f"kind {kind}", f"quote {quote}"), 1.0)
        if not spans.source:
            found["no source"] = 1.0
        if not spans.cue:
            found["no cue"] = 1.0
        elif slice_of(self._text, spans.cue).strip() == ":":
            found["colon"] = 1.0
        every = (*spans.source, *spans.cue, *spans.content)
        if every:
            found |= dict.fromkeys(
                self._around(spans, min(s for s, _ in every), max(e for _, e in every)), 1.0
            )
        found |= dict.fromkeys(_sorts("medium", medium), 1.0)
        who = tuple(speakers)
        if who:
            found |= dict.fromkeys(_sorts("last medium", self._last.get(who)), 1.0)
            if medium:
                self._last[who] = medium
        return found

    def _around(self, spans: Attribution, low: int, high: int) -> list[str]:
        text = self._text
        start, end = text.rfind("\n", 0, low) + 1, text.find("\n", high)
        end = len(text) if end < 0 else end
        frame = (*spans.source, *spans.cue)
        found: list[str] = []
        first, last = min(start, low), max(end, high)
        for at, sort in self._words[bisect_left(self._places, first) : bisect_left(self._places, last)]:
            if _holds(frame, at):
                found.append(f"{sort} in frame")
            elif start <= at < end and not _holds(spans.content, at):
                found.append(f"{sort} in paragraph")
        before = bisect_left(self._places, low) - 1
        if before >= 0 and self._places[before] >= low - _BEFORE:
            found.append(f"{self._words[before][1]} before")
        return found


def joined(modes: NDArray[np.float32], signs: Mapping[str, float]) -> NDArray[np.float32]:
    """Return the probabilities of modes in the light of their signs, shape ``(3,)``.

    Args:
        modes: what the network says of them, likewise.
        signs: of the statement.
    """
    weights = carried()
    scores = np.log(np.maximum(modes, 1e-4)) @ weights["network"]
    for sign, value in signs.items():
        if sign in weights:
            scores = scores + value * weights[sign]
    return chances(scores.tolist())


def _holds(spans: Sequence[Span], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _sorts(what: str, medium: Passage | None) -> list[str]:
    if medium is None:
        return []
    words = {_SORTS[m["written"] is None] for m in _MEDIA.finditer(medium.text)}
    return [what, *(f"{what} {sort}" for sort in sorted(words))]


@cache
def carried() -> Mapping[str, NDArray[np.float32]]:
    """Return the weights that the package carries: of each sign by mode, and what the network's odds count.

    Shapes: ``(3,)``, and ``network (3, 3)``.
    """
    text = files("onrecord.reading.acts").joinpath("modes.json").read_text(encoding="utf-8")
    stored: dict[str, list[float]] = json.loads(text)["weights"]
    found = {sign: np.asarray(row, dtype=np.float32) for sign, row in stored.items()}
    return found | {"network": found["network"].reshape(len(MODES), len(MODES))}
