"""ZIP archives: what each member holds, it is read for."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from onrecord.errors import InputError
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import BEGIN, Found, Mark, Place
from onrecord.intake.pieces import Cutter, Piece

Inside = Callable[[BinaryIO, Place], Cutter]
"""Finds out what a member holds, and gives what cuts it."""

_OFFICE: Final = ("[Content_Types].xml", "mimetype")
"""Members that only office documents and e-books have."""


class Zip(Cutter):
    """Cuts a ZIP archive into its members; a mark's number is a member's, its offset where that begins.

    Args:
        stream: the archive; it must be seekable.
        place: where it was found.
        options: the limits.
        inside: what becomes of a member.
        wanted: tells by a member's name whether it is to be read.
    """

    def __init__(
        self,
        stream: BinaryIO,
        place: Place,
        options: IntakeOptions,
        inside: Inside,
        wanted: Callable[[str], bool],
    ) -> None:
        super().__init__(stream, place, options)
        try:
            self._archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError):
            raise InputError(place.name, "a damaged ZIP archive") from None
        members = self._archive.infolist()
        if any(member.filename in _OFFICE for member in members):
            raise InputError(place.name, "an office document or an e-book, not text")
        self._members = [one for one in members if not one.is_dir() and wanted(one.filename)]
        self._inside = inside
        if not self._members:
            raise InputError(place.name, "a ZIP archive without anything to read")

    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield the members from a mark on; their bytes are fetched when they are needed."""
        for number, member in enumerate(self._members[start.number :], start.number):
            yield Piece(Mark(member.header_offset, 0, number))

    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield the articles of a member, or the error that stands for it."""
        member = self._members[piece.mark.number]
        name = f"{self.place.name}/{member.filename}"
        place = Place(name, f"{self.place.address}/{member.filename}")
        try:
            with self._archive.open(member) as stream:
                cutter = self._inside(stream, place)  # type: ignore[arg-type]
                for inner in cutter.pieces():
                    for item in cutter.found(inner):
                        yield item if isinstance(item, InputError) else self._placed(item, piece, name)
        except InputError as error:
            yield error
        except RuntimeError:
            yield InputError(name, "locked with a password")
        except NotImplementedError:
            yield InputError(name, "packed in a way that is not known")
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError):
            yield InputError(name, "a damaged member of the archive")

    @staticmethod
    def _placed(item: Found, piece: Piece, name: str) -> Found:
        mark = replace(piece.mark, inner=item.mark.offset or item.mark.inner)
        return replace(item, mark=mark, name=item.name or name)
