"""The lexicon: what the words of a statement say of its act and stand by themselves, and both opinions put together.

A linear model over words and pairs of words, told apart by the role that they stand in (Joachims, ECML 1998): which
verbs threaten or promise, what negates, who "we" are. It has seen each word less often than the network has, and errs
elsewhere; so the two opinions are multiplied (Hinton, Neural Computation 2002).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import ACTS, FIELDS, MODES, STANDS, Scored, chances
from onrecord.statement import Kind, Span, Spans, slice_of

SIZE: Final = 1 << 15
"""Rows of the table: words and pairs share them by chance (feature hashing: Weinberger et al., ICML 2009)."""

_WORD = re.compile(r"\w+(?:['’]\w+)?|[?!“”\"%$]")
_QUOTES = '“"'
_OPENING = 4
_ENDING = 2

_STEEPEST: Final = 700.0
"""Log odds that may still be raised to a power."""

_BEFORE = 6
_AFTER = 3
_REACH = 60
"""Words before and behind an action that tell the stand, and the characters that they are looked for in."""

PARTS: Final = ("acts", "modes", "positioned", "targeted", "stands")
"""The fields that the lexicon has a say in."""

Parts = tuple[Spans, Spans, Spans]
"""Source, cue and content of a statement."""

Rows = tuple[NDArray[np.int64], NDArray[np.float32]]
"""The rows of a statement's words and how much each counts, both of one shape."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table and how much its word counts.

    Args:
        table: a weight for each row and field, shape ``(SIZE, FIELDS)``.
        stands: the same for each stand on an action, shape ``(SIZE, STANDS)``.
        weights: the exponent of the lexicon's opinion for each of ``PARTS``; the network's is 1.
    """

    table: NDArray[np.float32]
    stands: NDArray[np.float32]
    weights: dict[str, float]

    @classmethod
    def load(cls, path: Path, card: dict[str, Any]) -> Lexicon:
        """Load the tables from their file, and the weights from the model's card."""
        with np.load(path) as stored:
            table, stands = (np.zeros((SIZE, width), dtype=np.float32) for width in (FIELDS, len(STANDS)))
            table[stored["rows"]] = stored["values"].astype(np.float32)
            stands[stored["stand_rows"]] = stored["stand_values"].astype(np.float32)
        return cls(table, stands, {part: float(card["lexicon"][part]) for part in PARTS})

    def save(self, path: Path) -> None:
        """Write the rows that are not nought, in half precision."""
        rows, stand_rows = (np.flatnonzero(np.abs(t).max(axis=1) > 0) for t in (self.table, self.stands))
        np.savez_compressed(
            path,
            rows=rows.astype(np.uint16),
            values=self.table[rows].astype(np.float16),
            stand_rows=stand_rows.astype(np.uint16),
            stand_values=self.stands[stand_rows].astype(np.float16),
        )

    def scores(self, text: str, source: Spans, cue: Spans, content: Spans, kind: Kind) -> NDArray[np.float32]:
        """Return the lexicon's score of each field of a statement, shape ``(FIELDS,)``."""
        rows, values = features(text, source, cue, content, kind)
        found: NDArray[np.float32] = values @ self.table[rows]
        return found

    def joined_stand(
        self,
        odds: NDArray[np.float32],
        text: str,
        spans: Parts,
        kind: Kind,
        action: Span,
    ) -> NDArray[np.float32]:
        """Return the network's opinion of the stand on an action times the lexicon's, as probabilities."""
        rows, values = stand_features(text, spans, kind, action)
        return _times(odds, values @ self.stands[rows], self.weights["stands"])

    def joined(self, scored: Scored, scores: NDArray[np.float32]) -> Scored:
        """Return the network's opinion times the lexicon's, each as probabilities."""
        acts, modes = scores[: len(ACTS)], scores[len(ACTS) : len(ACTS) + len(MODES)]
        having, aimed = scores[-2:].tolist()
        return Scored(
            _times(scored.acts, acts, self.weights["acts"]),
            _times(scored.modes, modes, self.weights["modes"]),
            _shifted(scored.positioned, self.weights["positioned"] * having),
            _shifted(scored.targeted, self.weights["targeted"] * aimed),
            scored.hidden,
        )


@lru_cache(
    maxsize=1 << 9
)  # the stands on actions are asked for behind the acts of all of an article's statements
def features(text: str, source: Spans, cue: Spans, content: Spans, kind: Kind) -> Rows:
    """Return the rows of a statement's words and how much each counts.

    Args:
        text: the article's text.
        source: the statement's source.
        cue: its cue.
        content: its content.
        kind: what its speaker is: reports are written, groups seldom promise.
    """
    return _rows((*_features(text, source, cue, content), (f"kind {kind}", 1.0)))


def stand_features(text: str, spans: Parts, kind: Kind, action: Span) -> Rows:
    """Return the same for the stand on an action: of the statement, and of the words around the action."""
    start, end = action
    low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    before = _words(text, ((low, start),))[-_BEFORE:]
    near = [(f"before {word}", 1.0) for word in before]
    near += [(f"befores {one} {other}", 1.0) for one, other in pairwise(before)]
    near += [(f"action {word}", 0.7) for word in _words(text, (action,))[:2]]
    near += [(f"after {word}", 0.5) for word in _words(text, ((end, end + _REACH),))[:_AFTER]]
    rows, values = features(text, *spans, kind)
    near_rows, near_values = _rows(near)
    return np.concatenate((rows, near_rows)), np.concatenate((values, near_values))


def _rows(weighted: Iterable[tuple[str, float]]) -> Rows:
    counted: dict[str, float] = {}
    for feature, weight in weighted:
        counted[feature] = counted.get(feature, 0.0) + weight
    encoded = "\n".join(counted).encode("utf-8", "replace").split(b"\n") if counted else []
    rows = np.asarray(list(map(crc32, encoded)), dtype=np.int64) % SIZE
    return rows, np.asarray(list(counted.values()), dtype=np.float32)


def _features(text: str, source: Spans, cue: Spans, content: Spans) -> list[tuple[str, float]]:
    who, ascribed, said = (_words(text, spans) for spans in (source, cue, content))
    found = [(f"cue {word}", 2.0) for word in ascribed]
    found += [(f"cues {one} {other}", 1.0) for one, other in pairwise(["<", *ascribed, ">"])]
    share = 2.0 / max(1, len(said)) ** 0.5
    found += [(f"said {word}", share) for word in sorted(set(said))]
    found += [(f"pair {one} {other}", share) for one, other in pairwise(said)]
    found += [(f"opens {word}", 0.7) for word in said[:_OPENING]]
    found.append((f"opening {' '.join(said[:2])}", 0.7))
    found += [(f"source {word}", 0.5) for word in who[-_ENDING:]]
    found.append(("always", 1.0))
    if not who:
        found.append(("no source", 1.0))
    if not ascribed:
        found.append(("no cue", 1.0))
    if content and text[content[0][0]] in _QUOTES:
        found.append(("quoted", 1.0))
    return found


def _words(text: str, spans: Spans) -> list[str]:
    found = _WORD.findall(slice_of(text, spans).casefold().replace("’", "'"))
    return [word if word.isalpha() or not any(c.isdigit() for c in word) else "#" for word in found]


def _times(odds: NDArray[np.float32], scores: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    told = scores.tolist()
    most = max(told)
    pairs = zip(odds.tolist(), told, strict=True)
    return chances([math.log(max(chance, 1e-6)) + weight * (score - most) for chance, score in pairs])


def _shifted(odds: float, more: float) -> float:
    clipped = min(1 - 1e-4, max(1e-4, odds))
    return 1 / (1 + math.exp(min(_STEEPEST, -(math.log(clipped / (1 - clipped)) + more))))
