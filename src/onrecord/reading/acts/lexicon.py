"""The lexicon: what the words of a statement say of its act by themselves, and both opinions put together.

A linear model over words and pairs of words, told apart by the role that they stand in (Joachims, ECML 1998): which
verbs threaten or promise, what negates, who "we" are. It has seen each word less often than the network has, and errs
elsewhere; so the two opinions are multiplied (Hinton, Neural Computation 2002).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import ACTS, FIELDS, MODES, Scored
from onrecord.statement import Kind, Spans, slice_of

SIZE: Final = 1 << 15
"""Rows of the table: words and pairs share them by chance (feature hashing: Weinberger et al., ICML 2009)."""

_WORD = re.compile(r"\w+(?:['’]\w+)?|[?!“”\"%$]")
_QUOTES = '“"'
_OPENING = 4
_ENDING = 2

PARTS: Final = ("acts", "modes", "positioned", "targeted")
"""The fields that the lexicon has a say in."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table and how much its word counts.

    Args:
        table: a weight for each row and field, shape ``(SIZE, FIELDS)``.
        weights: the exponent of the lexicon's opinion for each of ``PARTS``; the network's is 1.
    """

    table: NDArray[np.float32]
    weights: dict[str, float]

    @classmethod
    def load(cls, path: Path, card: dict[str, Any]) -> Lexicon:
        """Load the table from its file, and the weights from the model's card."""
        with np.load(path) as stored:
            table = np.zeros((SIZE, FIELDS), dtype=np.float32)
            table[stored["rows"]] = stored["values"].astype(np.float32)
        return cls(table, {part: float(card["lexicon"][part]) for part in PARTS})

    def save(self, path: Path) -> None:
        """Write the rows that are not nought, in half precision."""
        rows = np.flatnonzero(np.abs(self.table).max(axis=1) > 0)
        np.savez_compressed(path, rows=rows.astype(np.uint16), values=self.table[rows].astype(np.float16))

    def scores(self, text: str, source: Spans, cue: Spans, content: Spans, kind: Kind) -> NDArray[np.float32]:
        """Return the lexicon's score of each field of a statement, shape ``(FIELDS,)``."""
        rows, values = features(text, source, cue, content, kind)
        found: NDArray[np.float32] = values @ self.table[rows]
        return found

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


def features(
    text: str, source: Spans, cue: Spans, content: Spans, kind: Kind
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the rows of a statement's words and how much each counts, both of one shape.

    Args:
        text: the article's text.
        source: the statement's source.
        cue: its cue.
        content: its content.
        kind: what its speaker is: reports are written, groups seldom promise.
    """
    counted: Counter[str] = Counter()
    for feature, weight in (*_features(text, source, cue, content), (f"kind {kind}", 1.0)):
        counted[feature] += weight  # type: ignore[assignment]
    rows = np.asarray([crc32(f.encode("utf-8", "replace")) % SIZE for f in counted], dtype=np.int64)
    return rows, np.asarray(list(counted.values()), dtype=np.float32)


def _features(text: str, source: Spans, cue: Spans, content: Spans) -> Iterator[tuple[str, float]]:
    who, ascribed, said = (_words(text, spans) for spans in (source, cue, content))
    for word in ascribed:
        yield f"cue {word}", 2.0
    for one, other in pairwise(["<", *ascribed, ">"]):
        yield f"cues {one} {other}", 1.0
    share = 2.0 / max(1, len(said)) ** 0.5
    for word in sorted(set(said)):
        yield f"said {word}", share
    for one, other in pairwise(said):
        yield f"pair {one} {other}", share
    for word in said[:_OPENING]:
        yield f"opens {word}", 0.7
    yield f"opening {' '.join(said[:2])}", 0.7
    for word in who[-_ENDING:]:
        yield f"source {word}", 0.5
    yield "always", 1.0
    if not who:
        yield "no source", 1.0
    if not ascribed:
        yield "no cue", 1.0
    if content and text[content[0][0]] in _QUOTES:
        yield "quoted", 1.0


def _words(text: str, spans: Spans) -> list[str]:
    found = _WORD.findall(slice_of(text, spans).casefold().replace("’", "'"))
    return ["#" if any(c.isdigit() for c in word) else word for word in found]


def _times(odds: NDArray[np.float32], scores: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    logs = np.log(np.maximum(odds, 1e-6)) + weight * (scores - scores.max())
    powers = np.exp(logs - logs.max())
    joined: NDArray[np.float32] = powers / powers.sum()
    return joined


def _shifted(odds: float, more: float) -> float:
    clipped = min(1 - 1e-4, max(1e-4, odds))
    return float(1 / (1 + np.exp(-(np.log(clipped / (1 - clipped)) + more))))
