"""How surely words are about an issue: a score from 0 to 1, by the words and by what they mean.

Each word that says what an issue is about counts by how near the nearest word of a text is to it in meaning: the same
word counts whole, "soldiers" nearly whole for "troops", "lorries" not at all (a soft alignment, as in Zhang et al.,
"BERTScore", ICLR 2020, of vectors that know no context). They must stand together: the best stretch of a text counts.
Beside that counts how near this stretch is in meaning as a whole; and, where people said of texts that they belong to
the issue or do not, which of these a text is nearer to.

A score depends on these texts alone: not on what else a record holds, nor on the order in which it came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from onrecord.record.meaning.embedding import SIZE, embedding

MODEL: Final = "issues-1"
"""The version of the scores; those of another one are made anew."""

USUAL: Final = 0.48
"""The threshold of an issue that was not tuned."""

STRETCH: Final = 16
"""Words of a stretch."""

STEP: Final = 4
"""Words from one stretch to the next."""

NEAR: Final = 0.45
"""The likeness of two words from which one counts for the other, the more the liker; it counts whole from 1."""

FULL: Final = 2.0
"""The length of a word's vector from which it tells as much as a word can."""

LEAST: Final = 0.15
"""The length below which a word tells nothing."""

DEED: Final = 0.5
"""How much the deed ("sending") counts beside what it is done to ("troops"), of which many deeds are of the issue."""

WORDS: Final = 0.55
MEANING: Final = 0.45
LIKING: Final = 0.5
"""How much each counts."""

ALIKE: Final = 0.45
"""The likeness of two texts from which what was said of one tells something of the other."""

ALIKE_LETTERS: Final = 2
"""Letters that a word and its stem begin with alike; others need not be stemmed, which takes long."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_stemmer = snowballstemmer.stemmer("english")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without a possessive's ending."""
    return [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text.casefold())]


def stems_of(words: Sequence[str]) -> list[str]:
    """Return the stems of words (Porter, "Snowball", 2001)."""
    stems: list[str] = _stemmer.stemWords(list(words))
    return stems


def phrases_of(about: str) -> tuple[str, ...]:
    """Return the ways in which a course of action is put: what stands between semicolons."""
    return tuple(told for phrase in about.split(";") if (told := " ".join(phrase.split())))


class Scorer:
    """Scores texts.

    Args:
        about: the course of action; put in several ways with semicolons between them, of which the nearest counts.
        like: texts that belong to the issue.
        unlike: texts that do not.
    """

    def __init__(self, about: str, like: Sequence[str] = (), unlike: Sequence[str] = ()) -> None:
        self.phrases = [_Phrase(phrase) for phrase in phrases_of(about)]
        self._like = embedding().vectors(list(like))
        self._unlike = embedding().vectors(list(unlike))

    @property
    def words(self) -> list[str]:
        """The words that tell what the issue is about."""
        return list(dict.fromkeys(word for phrase in self.phrases for word in phrase.words))

    def scores(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the scores of texts, to three places, and which phrase each is nearest to; shapes ``(n,)``."""
        cut = [words_of(text) for text in texts]
        known = {word: n for n, word in enumerate(sorted({word for words in cut for word in words}))}
        vocabulary = list(known)
        vectors = embedding().sums(vocabulary) if vocabulary else np.zeros((0, SIZE), np.float32)
        counting = [phrase.counting(vocabulary, vectors) for phrase in self.phrases]
        found = np.zeros(len(texts), np.float32)
        which = np.zeros(len(texts), np.int64)
        for place, words in enumerate(cut):
            if words:
                at = [known[word] for word in words]
                stretches = _Stretches(vectors[at])
                values = [
                    phrase.score(one[at], stretches)
                    for phrase, one in zip(self.phrases, counting, strict=True)
                ]
                which[place] = int(np.argmax(values))
                found[place] = min(max(max(values) + self._liking(stretches.whole), 0.0), 1.0)
        return np.round(found, 3), which

    def _liking(self, vector: NDArray[np.float32]) -> float:
        """Return how much more like the examples that belong to the issue a vector is than like the others."""
        return LIKING * (_near(self._like, vector) - _near(self._unlike, vector))


class _Stretches:
    """The stretches of a text: where they begin, what each means, and what all of it means."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self.begins = range(0, max(1, len(vectors) - STRETCH + STEP), STEP)
        self.meanings = _unit(np.stack([vectors[n : n + STRETCH].sum(axis=0) for n in self.begins]))
        self.whole = _unit(vectors.sum(axis=0, keepdims=True))[0]


class _Phrase:
    """One way to put a course of action."""

    def __init__(self, about: str) -> None:
        self.about = about
        words = list(dict.fromkeys(words_of(about)))
        vectors = embedding().sums(words) if words else np.zeros((0, SIZE), np.float32)
        lengths = np.linalg.norm(vectors, axis=1)
        telling = np.flatnonzero(lengths >= LEAST)
        weights = np.minimum(lengths[telling] / FULL, 1.0)
        weights[[n for n, place in enumerate(telling) if words[place].endswith("ing")]] *= DEED
        self.words = [words[place] for place in telling]
        self._weights = weights / max(float(weights.sum()), 1e-9)
        self._vectors = vectors[telling] / lengths[telling, None]
        self._stems = stems_of(self.words)
        self._about = embedding().vectors([about])[0]

    def counting(self, words: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how much words count for those of the issue, shape ``(words, words of the issue)``."""
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        like = np.clip(((vectors / lengths) @ self._vectors.T - NEAR) / (1 - NEAR), 0, 1)
        counting: NDArray[np.float32] = like.astype(np.float32)
        begins = {stem[:ALIKE_LETTERS] for stem in self._stems}
        maybe = [n for n, word in enumerate(words) if word[:ALIKE_LETTERS] in begins]
        for place, stem in zip(maybe, stems_of([words[n] for n in maybe]), strict=True):
            for column, own in enumerate(self._stems):
                if stem == own:
                    counting[place, column] = 1.0
        return counting

    def score(self, counting: NDArray[np.float32], stretches: _Stretches) -> float:
        """Return the score of a text, by what its words count and by its stretches."""
        words = max(float(counting[n : n + STRETCH].max(axis=0) @ self._weights) for n in stretches.begins)
        meaning = float((stretches.meanings @ self._about).max())
        return WORDS * words + MEANING * max(meaning, 0.0)


def _near(known: NDArray[np.float32], vector: NDArray[np.float32]) -> float:
    """Return how near a vector is to the nearest of those that are known."""
    return max(float((known @ vector).max()) - ALIKE, 0.0) if len(known) else 0.0


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit
