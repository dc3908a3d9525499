"""Files that hold many articles, cut into pieces: cutting is cheap, what a piece holds is taken out of it later.

So a file can be shared out among many that read it, each from a mark on, and a run that was ended goes on at one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import BEGIN, Found, Mark, Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A record, line, row, member of an archive, or a whole file.

    Attributes:
        mark: where it begins.
        data: its bytes; none where ``fault`` is set, and where they are fetched only when they are needed.
        fault: why it cannot be cut out.
    """

    mark: Mark
    data: bytes = b""
    fault: str | None = None


class Cutter(ABC):
    """Cuts one file.

    Args:
        stream: the file, at its beginning; only :meth:`pieces` from a later mark needs it to be seekable.
        place: where it was found.
        options: the limits.
    """

    def __init__(self, stream: BinaryIO, place: Place, options: IntakeOptions) -> None:
        self.stream = stream
        self.place = place
        self.options = options

    @abstractmethod
    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield the pieces from a mark on; what is yielded from a piece's mark on does not depend on where one began.

        Raises:
            InputError: the file as a whole cannot be read.
        """

    @abstractmethod
    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield the articles of a piece, or the errors that stand for them."""

    def marks(self, every: int, start: Mark = BEGIN) -> Iterator[Mark]:
        """Yield the marks of the pieces from a mark on whose number is a multiple of ``every``."""
        for piece in self.pieces(start):
            if piece.mark.number % every == 0:
                yield piece.mark
