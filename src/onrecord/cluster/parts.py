"""The parts that a batch's inputs are read in: what one process reads at a time and writes as one partition.

Which parts there are depends on the inputs alone, not on who reads them, on how many cores, or what was read before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from onrecord.errors import InputError
from onrecord.intake import addresses, kinds
from onrecord.intake.load import opened
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import BEGIN, Mark

EVERY: Final = 250
"""Pieces to a part: records of an archive, lines, rows, or files."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of one input.

    Attributes:
        source: its absolute path, or its address.
        start: the mark of its first piece.
        count: how many pieces; ``None`` for all.
        size: how long the input is, in bytes, where it is known.
    """

    source: str
    start: Mark = BEGIN
    count: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is read at a time: one stretch of a large input, or several small inputs as a whole."""

    slices: tuple[Slice, ...]

    @property
    def key(self) -> str:
        """The part's name, the same in every run."""
        told = [[one.source, one.start.offset, one.start.inner, one.count] for one in self.slices]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def to_dict(self) -> dict[str, Any]:
        """Return the part as plain data."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Part:
        """Return the part that plain data stands for."""
        return cls(tuple(Slice(**{**one, "start": Mark(**one["start"])}) for one in plain["slices"]))


@dataclass(frozen=True, slots=True)
class Done:
    """A slice that was read: how long its input was then, and where the next one begins, if there is one."""

    size: int | None
    then: Mark | None


Known = dict[str, dict[Mark, Done]]
"""The slices that were read, by their inputs and where they begin."""


def absolute(source: str | Path) -> str:
    """Return what an input is called wherever it is read: its absolute path, or its address."""
    if isinstance(source, str) and addresses.is_address(source):
        return source
    return str(Path(source).absolute())


def chunks(sources: Iterable[str], every: int) -> Iterator[list[str]]:
    """Yield the inputs in lists that are planned each by itself: an archive alone, small files together."""
    small: list[str] = []
    for source in sources:
        if kinds.ending(source) in kinds.ARCHIVES:
            yield [source]
            continue
        small.append(source)
        if len(small) == every:
            yield small
            small = []
    if small:
        yield small


def parts(
    sources: Sequence[str], options: IntakeOptions, every: int, known: Known
) -> Iterator[Part | InputError]:
    """Yield the parts of some inputs that are not read yet, and the errors of those that cannot be opened.

    Args:
        sources: the inputs, one of the lists of :func:`chunks`.
        options: the limits.
        every: pieces to a part.
        known: what was read.
    """
    small: list[Slice] = []
    for source in sources:
        read = known.get(source, {})
        size = _size(source)
        begun = False
        try:
            for one in read.values():
                if size is not None and one.size not in (None, size):
                    told = f"has changed since it was read into this folder ({one.size:,} bytes then, {size:,} now)"
                    raise InputError(source, told)
            with opened(source, options) as cutter:
                if isinstance(cutter, kinds.Whole):
                    small += [Slice(source, BEGIN, None, size)] if BEGIN not in read else []
                    continue
                start = _unread(read)
                begun = start != BEGIN
                for mark in cutter.marks(every, start) if start is not None else ():
                    begun = True
                    if mark not in read:
                        yield Part((Slice(source, mark, every, size),))
        except InputError as error:
            if not begun:  # else the part before it meets the same error, and tells it
                yield error
    if small:
        yield Part(tuple(small))


def _unread(read: dict[Mark, Done]) -> Mark | None:
    """Return the first mark of an input that is not read; ``None`` where all is."""
    mark: Mark | None = BEGIN
    first = next((one for one in read if one.number == 0), None)
    if first is None:
        return mark
    mark = first
    while mark is not None and mark in read:
        mark = read[mark].then
    return mark


def _size(source: str) -> int | None:
    try:
        return None if addresses.is_address(source) else Path(source).stat().st_size
    except (OSError, ValueError):
        return None
