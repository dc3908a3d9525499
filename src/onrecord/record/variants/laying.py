"""New quotations laid beside one another, and beside those of the record that share keys with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection

from onrecord.record.aside import Aside
from onrecord.record.variants.candidates import Keys
from onrecord.record.variants.likeness import are_alike
from onrecord.record.variants.said import Said
from onrecord.record.variants.tables import quotation_keys
from onrecord.record.variants.texts import bare_words_of

SHARED: Final = 2
"""Keys that two quotations must share to be laid beside one another, where both have more than one pair of words."""

KNOWN: Final = 1 << 17
"""Quotations whose words are held in memory, some 300 bytes each."""

Pair = tuple[int, int]
"""Two statements, by their numbers."""

WordsOf = Mapping[int, tuple[str, ...]]
"""Quotations' words without what an outlet put in, by the statements' numbers."""


class Laying:
    """Groups of new quotations, one after another, laid beside what is there.

    The words of what was met are held. Should somebody else change what they stand in meanwhile, then that
    quotation waits to be compared anew, with all of its set.

    Args:
        alone: whether to do without another process, which compares one half of the pairs.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._aside = Aside(alike_of, alone=alone)
        self._words: dict[int, tuple[str, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._aside.__exit__(kind, error, where)

    def alike(self, connection: Connection, new: Mapping[int, Said]) -> list[Pair]:
        """Write the keys of new quotations, and return the pairs that are the same words, each with a new one in it.

        Of those that are word for word the same, one stands for all. Those that say too little to be like any other,
        even like themselves, stay alone.
        """
        table = Keys(connection, quotation_keys)
        pairs = []
        before = table.owners(one.wording for one in new.values())
        first: dict[tuple[str, ...], int] = {}
        for number, words in bare_words_of(connection, chain.from_iterable(before.values())).items():
            first.setdefault(words, number)
        single = {}
        for number, one in new.items():
            if one.words in first and are_alike(one.words, one.words):
                pairs.append((first[one.words], number))
            else:
                first[one.words] = number
                single[number] = one.keys
        table.put(single)
        self._words.update((number, new[number].words) for number in single)
        return pairs + self._compared(connection, _met(table, new, single))

    def _compared(self, connection: Connection, met: Collection[Pair]) -> list[Pair]:
        """Return the pairs that are the same words, of those that share keys."""
        needed = set(chain.from_iterable(met))
        self._words |= bare_words_of(connection, needed - self._words.keys())
        words = {number: self._words[number] for number in needed}
        for number in list(islice(self._words, max(0, len(self._words) - KNOWN))):
            del self._words[number]
        pairs = list(met)
        half = len(pairs) // 2
        theirs = {number: words[number] for number in chain.from_iterable(pairs[:half])}
        self._aside.ask((theirs, pairs[:half]))
        return alike_of((words, pairs[half:])) + (self._aside.take() or [])


def _met(table: Keys, new: Mapping[int, Said], single: Mapping[int, Iterable[int]]) -> set[Pair]:
    """Return the pairs that share keys enough."""
    met = set(table.shared(single, SHARED))
    # Of those that have a single pair of words, that one must do.
    short = {number: some for number, some in single.items() if len(new[number].alone) == 1}
    met |= set(table.shared(short))
    long = {number: new[number].alone for number in single if number not in short}
    return met | set(table.shared(long, own=False))


def alike_of(laid: tuple[WordsOf, Sequence[Pair]]) -> list[Pair]:
    """Return the pairs that are the same words, of words and pairs."""
    words, pairs = laid
    return [(one, other) for one, other in pairs if are_alike(words[one], words[other])]
