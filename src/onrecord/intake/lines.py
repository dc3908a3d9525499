"""JSON Lines: an article a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.intake import jsonl
from onrecord.intake.options import MEGABYTE, IntakeOptions
from onrecord.intake.original import BEGIN, Found, Mark, Place
from onrecord.intake.pieces import Cutter, Piece


class Lines(Cutter):
    """Cuts a file into its lines.

    Args:
        stream: the file, unpacked.
        place: where it was found.
        options: the limits.
        packed: whether the stream unpacks it, so that marks count what is unpacked.
    """

    def __init__(self, stream: BinaryIO, place: Place, options: IntakeOptions, packed: bool) -> None:
        super().__init__(stream, place, options)
        self._packed = packed

    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield the lines from a mark on, those without a word among them.

        Raises:
            InputError: the file is empty, or in UTF-16.
        """
        limit = self.options.max_file_bytes
        place, number = start.offset + start.inner, start.number
        if place:
            self.stream.seek(place)
        empty = True
        while line := self.stream.readline(limit + 1):
            mark = Mark(0, place, number) if self._packed else Mark(place, 0, number)
            place += len(line)
            number += 1
            if len(line) > limit:
                yield Piece(mark, fault=f"a line longer than {limit / MEGABYTE:g} MB")
                while line and not line.endswith(b"\n"):
                    line = self.stream.readline(limit)
                    place += len(line)
                empty = False
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
                if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line[:2]:
                    raise InputError(self.place.name, "JSON Lines in UTF-16 (they must be UTF-8)")
            empty = empty and not line.strip()
            yield Piece(mark, line.rstrip(b"\r\n"))
        if empty and start == BEGIN:
            raise InputError(self.place.name, "empty")

    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield the article of a line, or its error; nothing for a line without a word."""
        name = f"{self.place.name}:{piece.mark.number + 1}"
        if piece.fault is not None:
            yield InputError(name, piece.fault)
        elif piece.data.strip():
            try:
                fields = renamed(jsonl.parsed(piece.data.decode("utf-8")), self.options)
                article = jsonl.article_of(fields)
            except UnicodeDecodeError:
                yield InputError(name, "not UTF-8")
            except ValueError as error:
                yield InputError(name, str(error))
            else:
                yield self.place.found(article, piece.data, mark=piece.mark)


def renamed(fields: Any, options: IntakeOptions) -> Any:
    """Return an object with our names for those of its fields that the options say are called otherwise."""
    if not options.columns or not isinstance(fields, Mapping):
        return fields
    return {**fields, **{ours: fields.get(theirs) for ours, theirs in options.columns}}
