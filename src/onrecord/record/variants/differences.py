"""How the words of one quotation differ from those of a fuller one, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from onrecord.record.variants.likeness import Block, blocks
from onrecord.record.variants.words import Words

_SPACES: Final = re.compile(r"\s+")

Kind = Literal["same", "left_out", "put_in", "changed"]
"""What a piece is: in both; in the fuller one alone; in the other alone; other words in its place."""


LONGEST_CHANGE: Final = 4
"""To how many words one may be changed; where it is more, some were left out and others put in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of two texts.

    Attributes:
        kind: what it is.
        fuller: its characters in the fuller text; the pieces' one after the other are that text.
        text: its characters in the other text, likewise.
    """

    kind: Kind
    fuller: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How a quotation differs from a fuller one.

    Attributes:
        pieces: both texts from their beginnings to their ends.
    """

    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """What was left out before the first word that both have."""
        return self._left_out(0, self._shared()[0])

    @property
    def within(self) -> tuple[str, ...]:
        """What was left out between words that both have, each stretch for itself."""
        first, last = self._shared()
        some = (piece.fuller.strip() for piece in self.pieces[first:last] if piece.kind == "left_out")
        return tuple(words for words in some if words)

    @property
    def after(self) -> str:
        """What was left out behind the last word that both have."""
        return self._left_out(self._shared()[1], len(self.pieces))

    @property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """What stands in the place of what: the fuller one's words, and the other's."""
        return tuple(
            (piece.fuller.strip(), piece.text.strip()) for piece in self.pieces if piece.kind == "changed"
        )

    @property
    def put_in(self) -> tuple[str, ...]:
        """What the fuller one does not have."""
        return tuple(piece.text.strip() for piece in self.pieces if piece.kind == "put_in")

    def _shared(self) -> tuple[int, int]:
        """Return the numbers of the first piece that both have, and of the one behind the last."""
        same = [n for n, piece in enumerate(self.pieces) if piece.kind == "same"]
        return (same[0], same[-1] + 1) if same else (len(self.pieces), len(self.pieces))

    def _left_out(self, first: int, last: int) -> str:
        return "".join(piece.fuller for piece in self.pieces[first:last] if piece.kind == "left_out").strip()


def difference(fuller: str, text: str) -> Difference:
    """Return how a quotation's text differs from that of a fuller one.

    Args:
        fuller: the text that it is compared with.
        text: the quotation's text.
    """
    theirs, ours = Words.of(fuller), Words.of(text)
    if not (theirs.words and ours.words):
        kind: Kind = "left_out" if not text else "put_in" if not fuller else "changed"
        return Difference((Piece(kind, fuller, text),) if fuller or text else ())
    cuts_theirs, cuts_ours = _cuts(fuller, theirs), _cuts(text, ours)
    pieces: list[Piece] = []

    def add(kind: Kind, a: int, b: int, c: int, d: int) -> None:
        if a < b or c < d:
            one, other = fuller[cuts_theirs[a] : cuts_theirs[b]], text[cuts_ours[c] : cuts_ours[d]]
            pieces.append(Piece(kind, one, other))

    a = c = 0
    ends = Block(len(theirs.words), len(ours.words), 0)
    for block in (*blocks(theirs.words, ours.words), ends):
        inside = a > 0 and c > 0 and block is not ends
        if inside and a < block.one and c < block.other and _comparable(block.one - a, block.other - c):
            add("changed", a, block.one, c, block.other)
        else:
            add("left_out", a, block.one, c, c)
            add("put_in", block.one, block.one, c, block.other)
        a, c = block.one + block.size, block.other + block.size
        add("same", block.one, a, block.other, c)
    return Difference(tuple(pieces))


def _comparable(one: int, other: int) -> bool:
    """Tell whether so many words may stand in the place of so many others, rather than have nothing to do with them."""
    return max(one, other) <= LONGEST_CHANGE * min(one, other)


def _cuts(text: str, words: Words) -> Sequence[int]:
    """Return where each word's piece of a text begins, and where the last ends.

    Signs between two words go with the one that no white space parts them from.
    """
    cuts = [0]
    for (_, end), (start, _) in pairwise(words.spans):
        spaces = [m.end() for m in _SPACES.finditer(text, end, start)]
        cuts.append(spaces[-1] if spaces else start)
    return [*cuts, len(text)]
