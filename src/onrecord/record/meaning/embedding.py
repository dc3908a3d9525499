"""Texts to vectors whose inner product says how near they are in meaning.

A text's vector is the mean of those of its word pieces, which were distilled from a sentence transformer
(``training.meaning``). No network runs, so that a statement costs a tenth of a millisecond at most: far less than
reading it. What is lost is the order of the words.

Of a statement the record keeps signs alone: on which side of :data:`TURNS` times :data:`SIZE` random planes its vector
lies. The nearer two vectors are, the more of their signs agree (Charikar, 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reading.encoder import WEIGHTS
from onrecord.record.keys import storable

MODEL: Final = "static-1"
"""The version of the vectors; those of another one are not compared with them."""

SIZE: Final = 256
"""Numbers of a vector."""

TURNS: Final = 2
"""Signs for each number of a vector."""

PIECES: Final = Path(__file__).parent / "pieces.npz"


class Embedding:
    """The word pieces' vectors, loaded once."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        with np.load(PIECES) as stored:
            self._pieces: NDArray[np.int8] = stored["pieces"]
            self._scales: NDArray[np.float32] = stored["scales"]
            self._mean: NDArray[np.float32] = stored["mean"]
            self._turns: NDArray[np.float32] = stored["turns"].astype(np.float32)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, shape ``(n, SIZE)``, each of length 1, or 0 where there is no word."""
        found = self.sums(texts)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        np.divide(found, lengths, out=found, where=lengths > 0)
        return found

    def sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the sums of the vectors of texts' word pieces, shape ``(n, SIZE)``.

        The more a word tells, the longer it is; that of "the" is next to nothing.
        """
        encoded = self._tokenizer.encode_batch([storable(text) for text in texts], add_special_tokens=False)
        found = np.zeros((len(texts), SIZE), np.float32)
        for place, one in enumerate(encoded):
            if one.ids:
                found[place] = self._scales[one.ids] @ self._pieces[one.ids]
        return found

    def signs(self, vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
        """Return the signs of vectors as bits, shape ``(n, SIZE * TURNS / 64)``."""
        bits = np.packbits((vectors - self._mean) @ self._turns > 0, axis=1)
        return bits.view("<u8")


@cache
def embedding() -> Embedding:
    """Return the vectors of this process."""
    return Embedding()
