"""WARC files cut into records, whatever is broken in between (ISO 28500).

fastwarc ends at the first record that is damaged, or passes what follows it over without a word. Here a record of a
wrong length, a gzip member that breaks off and one that unpacks without end cost themselves: the cutting goes on at
the next place where a record begins.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from onrecord.intake.options import MEGABYTE
from onrecord.intake.original import Mark
from onrecord.intake.tape import PIECE, Tape

_GZIP: Final = b"\x1f\x8b\x08"
_SIGN: Final = b"WARC/"
_BETWEEN: Final = b"\r\n\r\n" + _SIGN
_LONGEST_HEAD: Final = 1 << 16
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_BUDGET: Final = 4
"""How many times the longest record is unpacked in search of a next one, before a gzip member is given up."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One record, its head first; or why there is none at this place, and no data."""

    mark: Mark
    data: bytes
    fault: str | None = None


class _DamagedError(Exception):
    """A gzip member that cannot be unpacked to its end."""


class _Member:
    """One gzip member; its bytes stay on the tape until it is done with, to be looked through if it is damaged."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._inflater = zlib.decompressobj(wbits=31)
        self.used = 0

    def read(self, size: int) -> bytes:
        while not self._inflater.eof:
            piece = self._inflater.unconsumed_tail
            if not piece:
                piece = self._tape.peek(PIECE, self.used)
                if not piece:
                    raise _DamagedError("cut off: the file ends inside this record")
                self.used += len(piece)
            try:
                found = self._inflater.decompress(piece, size)
            except zlib.error:
                raise _DamagedError("damaged gzip") from None
            if self._inflater.eof:
                self.used -= len(self._inflater.unused_data)
            if found:
                return found
        return b""


def records(stream: BinaryIO, start: Mark, limit: int) -> Iterator[Cut]:
    """Yield the records of a file, packed record by record, packed as a whole, or not packed.

    Args:
        stream: the file, at ``start.offset``; it need not be seekable.
        start: the mark of a record.
        limit: the longest record, unpacked, in bytes; memory is bounded by a small multiple of it.

    Yields:
        Every record, and a cut with a fault for each stretch of the file that is none.
    """
    tape = Tape(stream.read, start.offset)
    if tape.peek(2) != _GZIP[:2] and (tape.peek(len(_SIGN)) == _SIGN or tape.index(_BETWEEN, limit) >= 0):
        for cut in _records(tape, limit, None):
            yield Cut(Mark(cut.mark.inner), cut.data, cut.fault)
        return
    inner = start.inner
    while tape.has(1):
        offset = tape.offset
        if tape.peek(3) != _GZIP:
            yield Cut(Mark(offset), b"", "no record begins here")
            _to_next_member(tape, 1)
            continue
        member = _Member(tape)
        unpacked = Tape(member.read)
        try:
            unpacked.drop(inner)
            inner = 0
            for cut in _records(unpacked, limit, _BUDGET * limit):
                yield Cut(Mark(offset, cut.mark.inner), cut.data, cut.fault)
        except _DamagedError as error:
            yield Cut(Mark(offset, unpacked.offset), b"", str(error))
            _to_next_member(tape, 1)
        else:
            tape.drop(member.used)


def _to_next_member(tape: Tape, start: int) -> None:
    """Pass over what comes before the next gzip member that begins with a record."""
    while tape.seek(_GZIP, start):
        try:
            if zlib.decompressobj(wbits=31).decompress(tape.peek(PIECE), len(_SIGN)) == _SIGN:
                return
        except zlib.error:
            pass
        start = 1


def _records(tape: Tape, limit: int, budget: int | None) -> Iterator[Cut]:
    """Yield the records of unpacked bytes; ``mark.inner`` is where they begin."""
    while True:
        while tape.peek(1) in (b"\r", b"\n"):
            tape.drop(1)
        if not tape.has(1):
            return
        mark = Mark(inner=tape.offset)
        head = tape.index(b"\r\n\r\n", _LONGEST_HEAD) if tape.peek(len(_SIGN)) == _SIGN else -1
        said = _LENGTH.search(tape.peek(head + 2)) if head >= 0 else None
        fault: str | None = None
        size = 0
        if head < 0:
            fault = "no record begins here"
        elif said is None:
            fault = "a record that does not say how long it is"
        else:
            size = head + 4 + int(said[1])
            if size > limit:
                fault = f"longer than {limit / MEGABYTE:g} MB"
            elif not tape.has(size):
                there = len(tape.peek(size)) - head - 4
                fault = f"a wrong length: {int(said[1]):,} bytes are said, {there:,} are there"
            elif not _SIGN.startswith(tape.peek(16, size).lstrip(b"\r\n")[: len(_SIGN)]):
                fault = f"a wrong length: {int(said[1]):,} bytes are said, and no record follows them"
        if fault is None:
            yield Cut(mark, tape.take(size))
            continue
        yield Cut(mark, b"", fault)
        before = tape.offset
        if tape.seek(_BETWEEN, max(1, head), budget):
            tape.drop(4)
        elif budget is not None and tape.offset - before > budget:
            raise _DamagedError("a gzip member that unpacks to far more than a record")
