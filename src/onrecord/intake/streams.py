"""Streams of bytes that need not be seekable: read whole within a limit, unpacked, put together again."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.intake.options import MEGABYTE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def whole(stream: BinaryIO, name: str, limit: int) -> bytes:
    """Return all of a stream.

    Raises:
        InputError: it is longer than ``limit`` bytes; the error names it ``name``.
    """
    data = read(stream, limit + 1)
    if len(data) > limit:
        raise InputError(name, f"longer than {limit / MEGABYTE:g} MB")
    return data


def read(stream: BinaryIO, size: int) -> bytes:
    """Return the next ``size`` bytes, fewer only where the stream ends."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, MEGABYTE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return what a stream of gzip holds, as a stream."""
    return io.BufferedReader(gzip.GzipFile(fileobj=stream, mode="rb"))


def rejoined(head: bytes, stream: BinaryIO) -> BinaryIO:
    """Return a stream with the bytes in front of it that were already read from it."""
    return io.BufferedReader(_Rejoined(head, stream))


class _Rejoined(io.RawIOBase):
    """A stream with the bytes in front of it that were already read."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        piece = self._head[: len(view)] or self._stream.read(len(view))
        self._head = self._head[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)
