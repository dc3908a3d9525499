"""Articles as the network tags them, made by hand: every score is nought until a test sets it."""

from __future__ import annotations

import numpy as np

from onrecord.reading.acts.heads import MARKS, VECTOR
from onrecord.reading.decode import NAME_TAGS, TAGS
from onrecord.reading.encoder import Tagged
from onrecord.reading.tokens import Tokens, Window


def tagged(tokens: Tokens, windows: list[Window], width: int = 1) -> Tagged:
    """Return an article of these words, with vectors of this width for links."""
    m = len(tokens)
    return Tagged(
        tokens,
        windows,
        np.zeros((m, len(TAGS)), dtype=np.float32),
        np.zeros((m, len(NAME_TAGS)), dtype=np.float32),
        np.zeros((m, 4, width), dtype=np.float32),
        np.zeros((len(windows), 4, width), dtype=np.float32),
        np.zeros((m, 1 + VECTOR), dtype=np.float32),
        np.zeros((m, len(MARKS) + 1), dtype=np.float32),
    )


def words(text: str) -> Tokens:
    """Cut a text at its spaces, one piece a word."""
    starts, at = [], 0
    for word in text.split(" "):
        starts.append(at)
        at += len(word) + 1
    begin = np.asarray(starts, dtype=np.int64)
    ends = begin + np.asarray([len(word) for word in text.split(" ")], dtype=np.int64)
    opens = np.zeros(len(begin), dtype=np.bool_)
    opens[0] = True
    return Tokens(np.arange(len(begin)), np.arange(len(begin)), begin, ends, opens)
