"""Words, the same on every database: how texts fall into words, what is asked for, and where it stands.

SQLite's FTS5 takes texts apart, whichever database keeps them: into runs of letters and digits, folded to no case
and no accents. A few texts at a time are put into an index in memory for that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from onrecord.record.keys import storable
from onrecord.statement import Spans

TOKENS: Final = 'tokenize = "unicode61 remove_diacritics 2"'
"""How FTS5 is told to take texts apart."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that stand beside each other; ``open``: the last of them may go on."""

    text: str
    open: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words, one by one."""
        return tuple(self.text.split(" "))

    def match(self) -> str:
        """Return the term in the language of FTS5."""
        return f'"{self.text}"' + ("*" if self.open else "")


@dataclass(frozen=True, slots=True)
class Query:
    """A query: one term of each group must be there, and no term of ``without``."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def text(self) -> str:
        """The words that are asked for, without signs: what is meant."""
        return " ".join(term.text for group in self.groups for term in group)


def match(groups: Iterable[Iterable[Term]]) -> str:
    """Return groups in the language of FTS5: one of each."""
    return " AND ".join(f"({' OR '.join(term.match() for term in group)})" for group in groups)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded as the indexes hold them."""
    return Sample([text]).tokens()[0]


class Sample:
    """A few texts in an index of their own, which knows words as those of the record do.

    Args:
        texts: the texts.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [storable(one) for one in texts]
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(f"CREATE VIRTUAL TABLE sample USING fts5(text, {TOKENS})")
        self._connection.executemany("INSERT INTO sample(rowid, text) VALUES (?, ?)", enumerate(self._texts))

    def tokens(self) -> list[list[str]]:
        """Return the words of each text, folded as the index holds them."""
        self._connection.execute("CREATE VIRTUAL TABLE temp.tokens USING fts5vocab(main, sample, instance)")
        found: list[list[str]] = [[] for _ in self._texts]
        for doc, term in self._connection.execute("SELECT doc, term FROM tokens ORDER BY doc, offset"):
            found[doc].append(term)
        return found

    def marks(self, groups: Iterable[Iterable[Term]]) -> list[Spans]:
        """Return where in each text the words stand that are asked for: one term of each group.

        Texts that do not have them have no spans.
        """
        used = set().union(*self._texts)
        before, after = islice((chr(n) for n in range(0x10FFFF, 0, -1) if chr(n) not in used), 2)
        found: list[Spans] = [() for _ in self._texts]
        for doc, marked in self._connection.execute(
            "SELECT rowid, highlight(sample, 0, ?, ?) FROM sample WHERE sample MATCH ?",
            (before, after, match(groups)),
        ):
            found[doc] = _spans(marked, before, after)
        return found


def _spans(marked: str, before: str, after: str) -> Spans:
    spans = []
    at = 0
    for piece in marked.split(before):
        inner, sign, outer = piece.partition(after)
        if sign:
            spans.append((at, at + len(inner)))
        at += len(inner) + len(outer)
    return tuple(spans)
