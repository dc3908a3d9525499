"""A stream of bytes that is looked ahead in: what was looked at stays until it is taken or passed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

PIECE: Final = 1 << 16
"""Bytes that are asked for at once."""


class Tape:
    """Bytes that come one after another, with those in hand that were looked at and not yet taken.

    Args:
        read: gives at most so many further bytes, none at the end.
        offset: how many bytes of the stream came before.

    Attributes:
        offset: how many bytes of the stream come before the first that is in hand.
    """

    def __init__(self, read: Callable[[int], bytes], offset: int = 0) -> None:
        self._read = read
        self._held = bytearray()
        self._ended = False
        self.offset = offset

    def has(self, count: int) -> bool:
        """Tell whether there are so many bytes more."""
        while len(self._held) < count and not self._ended:
            piece = self._read(max(PIECE, min(count - len(self._held), 16 * PIECE)))
            self._ended = not piece
            self._held += piece
        return len(self._held) >= count

    def peek(self, count: int, at: int = 0) -> bytes:
        """Return so many bytes from ``at`` bytes on, fewer at the end, and leave them in hand."""
        self.has(at + count)
        return bytes(self._held[at : at + count])

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        found = self.peek(count)
        self.drop(len(found))
        return found

    def drop(self, count: int) -> int:
        """Pass over so many bytes; return how many there were."""
        dropped = 0
        while dropped < count and self.has(1):
            some = min(count - dropped, len(self._held))
            del self._held[:some]
            self.offset += some
            dropped += some
        return dropped

    def index(self, sign: bytes, within: int) -> int:
        """Return where a sign is found in so many bytes, -1 where it is not."""
        looked = 0
        while True:
            place = self._held.find(sign, max(0, looked - len(sign)), within)
            if place >= 0 or len(self._held) >= within or not self.has(len(self._held) + 1):
                return place
            looked = len(self._held) - PIECE

    def seek(self, sign: bytes, start: int, budget: int | None = None) -> bool:
        """Pass over all that comes before a sign.

        Args:
            sign: what is looked for.
            start: how many bytes to pass over at least.
            budget: how many to pass over at most, all of them where it is ``None``.

        Returns:
            Whether the sign was found; else all is passed over.
        """
        spent = self.drop(start)
        while True:
            place = self._held.find(sign)
            if place >= 0:
                self.drop(place)
                return True
            spent += self.drop(max(0, len(self._held) - len(sign) + 1))
            if budget is not None and spent > budget:
                return False
            if not self.has(len(self._held) + 1):
                self.drop(len(self._held))
                return False
