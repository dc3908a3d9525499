"""Words and wordpieces of an article, and the windows in which the encoder sees them.

A *word* is what BERT's pre-tokeniser makes: a run of letters and digits, or one punctuation mark. Tags are
given to words, so no span ever cuts one. Training and reading share this module.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 256
"""Wordpieces that one window holds at most, the two marks at its ends counted in; networks learn from such windows."""

_BREAK = re.compile("[\n\r\u2028\u2029\x0b\x0c\x85]")
# What the tokeniser would read over, or break down at: white space that it takes for control marks, and halves
# of surrogate pairs. Each is replaced by one code point, so that places stay.
_CONTROL = re.compile("[\x0b\x0c\x1c\x1d\x1e\x1f\x85]")
_HALF = re.compile("[\ud800-\udfff]")
_SENTENCE_END = frozenset(".?!…")
_CLOSING = frozenset("\"'”’»)]")


@dataclass(frozen=True)
class Tokens:
    """An article's wordpieces and words; ``n`` pieces, ``m`` words.

    Args:
        pieces: ids of the wordpieces, without marks at the ends, shape ``(n,)``.
        first: each word's first piece, shape ``(m,)``.
        starts: where each word starts in the text, code points, shape ``(m,)``.
        ends: where each word ends, exclusive, shape ``(m,)``.
        opens: whether the word is the first of its paragraph (line), shape ``(m,)``.
    """

    pieces: NDArray[np.int64]
    first: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.first)

    def within(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return the words ``[first, last)`` that the characters ``[start, end)`` touch."""
        starts, ends = self._borders
        return bisect_right(ends, span[0]), bisect_left(starts, span[1])

    @cached_property
    def _borders(self) -> tuple[list[int], list[int]]:
        """Where words start and end, as lists: one place is found several times faster in these."""
        return self.starts.tolist(), self.ends.tolist()


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words, ``[start, end)``, that the encoder sees at once."""

    start: int
    end: int


def marks(tokeniser: Tokenizer) -> tuple[int, int, int]:
    """Return the ids of the pieces that open a window, close it, and fill up behind it.

    Raises:
        ValueError: the tokeniser has no such pieces.
    """
    opening, closing, padding = (tokeniser.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[PAD]"))
    if opening is None or closing is None or padding is None:
        raise ValueError("the tokeniser has no [CLS], [SEP] and [PAD]")
    return opening, closing, padding


def tokenise(tokeniser: Tokenizer, text: str) -> Tokens:
    """Cut ``text`` into words and wordpieces.

    Args:
        tokeniser: a BERT wordpiece tokeniser without truncation or padding.
        text: an article's text.

    Returns:
        The words, in the order of the text; none of them crosses white space.
    """
    seen = _HALF.sub("\ufffd", _CONTROL.sub(" ", text))
    encoding = tokeniser.encode(seen, add_special_tokens=False)
    words = encoding.word_ids
    pieces = np.asarray(encoding.ids, dtype=np.int64)
    if not len(pieces):
        empty = np.zeros(0, dtype=np.int64)
        return Tokens(pieces, empty, empty, empty, np.zeros(0, dtype=np.bool_))
    offsets = np.fromiter(chain.from_iterable(encoding.offsets), np.int64, 2 * len(pieces)).reshape(-1, 2)
    numbers = np.asarray(words, dtype=np.int64)
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    last = np.append(first[1:], len(pieces)) - 1
    starts, ends = offsets[first, 0], offsets[last, 1]
    newlines = np.asarray([m.start() for m in _BREAK.finditer(text)], dtype=np.int64)
    line = np.searchsorted(newlines, starts)
    opens = np.diff(line, prepend=-1) > 0
    return Tokens(pieces, first, starts, ends, opens)


def windows(tokens: Tokens, text: str, size: int = WINDOW) -> list[Window]:
    """Pack an article's paragraphs into windows of at most ``size`` pieces, as even as their borders allow.

    A paragraph that is longer than a window is cut after a sentence where it has one, else between words. A word
    that is longer (the tokeniser knows none of more than 100 pieces) has a window to itself.

    Args:
        tokens: the article's words.
        text: the article's text.
        size: pieces a window, two of which are the marks at its ends.

    Returns:
        Windows in order, which together hold every word once.
    """
    room = size - 2
    total = len(tokens.pieces)
    if not len(tokens):
        return []
    borders = np.append(tokens.first, total)
    blocks: list[tuple[int, int]] = []
    starts = [*np.flatnonzero(tokens.opens).tolist(), len(tokens)]
    for paragraph in pairwise(starts):
        blocks.extend(_cut(tokens, text, borders, paragraph, room))
    target = total / -(-total // room)
    found: list[Window] = []
    begin = blocks[0][0]
    for start, end in blocks:
        held = borders[start] - borders[begin]
        if start > begin and (borders[end] - borders[begin] > room or held >= target):
            found.append(Window(begin, start))
            begin = start
    found.append(Window(begin, len(tokens)))
    return found


def _cut(
    tokens: Tokens, text: str, borders: NDArray[np.int64], paragraph: tuple[int, int], room: int
) -> list[tuple[int, int]]:
    """Cut the words of one paragraph into blocks of at most ``room`` pieces."""
    start, end = paragraph
    blocks = []
    while borders[end] - borders[start] > room and end - start > 1:
        furthest = int(np.searchsorted(borders, borders[start] + room, side="right")) - 1
        furthest = max(furthest, start + 1)
        cut = furthest
        for word in range(furthest, start + (furthest - start) // 2, -1):
            if _ends_sentence(tokens, text, start, word):
                cut = word
                break
        blocks.append((start, cut))
        start = cut
    blocks.append((start, end))
    return blocks


def _ends_sentence(tokens: Tokens, text: str, start: int, word: int) -> bool:
    """Tell whether a sentence that began at the word ``start`` or behind it ends before ``word``."""
    before = word - 1
    while before > start and text[tokens.starts[before]] in _CLOSING:
        before -= 1
    return (
        text[tokens.starts[before]] in _SENTENCE_END
        and text[tokens.ends[word - 1] : tokens.starts[word]] != ""
    )


def piece_ids(
    tokens: Tokens, window: Window, opening: int, closing: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a window's piece ids between the two marks, and the place of each word's first piece therein."""
    begin = int(tokens.first[window.start])
    stop = int(tokens.first[window.end]) if window.end < len(tokens) else len(tokens.pieces)
    ids = np.empty(stop - begin + 2, dtype=np.int64)
    ids[0], ids[-1] = opening, closing
    ids[1:-1] = tokens.pieces[begin:stop]
    return ids, tokens.first[window.start : window.end] - begin + 1
