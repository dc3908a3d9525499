"""CSV and its kin: an article a row, the columns named by the first one (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from onrecord.errors import InputError
from onrecord.intake import jsonl
from onrecord.intake.lines import renamed
from onrecord.intake.options import MEGABYTE, IntakeOptions
from onrecord.intake.original import BEGIN, Found, Mark, Place
from onrecord.intake.pieces import Cutter, Piece
from onrecord.intake.text import decode

_BETWEEN: Final = (",", ";", "\t", "|")
_QUOTE: Final = b'"'
_UNCLOSED: Final = "a quotation mark that is never closed"


class Csv(Cutter):
    """Cuts a table into its rows; a quotation mark that is never closed costs its row and no other.

    Args:
        stream: the file, unpacked.
        place: where it was found.
        options: the limits, and what the columns are called.
        packed: whether the stream unpacks it, so that marks count what is unpacked.
    """

    def __init__(self, stream: BinaryIO, place: Place, options: IntakeOptions, packed: bool) -> None:
        super().__init__(stream, place, options)
        self._packed = packed
        self._between = ","
        self._columns: list[str] = []
        self._encoding = "utf-8"
        csv.field_size_limit(max(csv.field_size_limit(), options.max_file_bytes))

    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield the rows from a mark on, the one of the columns' names not among them.

        Raises:
            InputError: there are no rows, or the columns that are wanted are not there.
        """
        rows = self._rows(0)
        _, head, fault = next(rows, (0, b"", "empty"))
        if fault is not None:
            raise InputError(self.place.name, fault)
        self._take_head(head)
        if start != BEGIN:
            self.stream.seek(start.offset + start.inner)
            rows = self._rows(start.offset + start.inner)
        number = start.number
        for place, row, fault in rows:
            if row.strip() or fault:
                mark = Mark(0, place, number) if self._packed else Mark(place, 0, number)
                yield Piece(mark, row.rstrip(b"\r\n"), fault)
                number += 1
        if not number:
            raise InputError(self.place.name, "no rows below the names of its columns")

    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield the article of a row, or its error."""
        name = f"{self.place.name}:{piece.mark.number + 2}"  # as a table's program counts, the head included
        if piece.fault is not None:
            yield InputError(name, piece.fault)
            return
        try:
            [cells] = csv.reader([piece.data.decode(self._encoding)], delimiter=self._between, strict=True)
            if len(cells) != len(self._columns):
                raise ValueError(f"not as many cells as columns ({len(cells)}, not {len(self._columns)})")
            fields = {column: cell.strip() or None for column, cell in zip(self._columns, cells, strict=True)}
            article = jsonl.article_of(renamed(fields, self.options))
        except UnicodeDecodeError:
            yield InputError(name, f"not {self._encoding.upper()}")
        except csv.Error as error:
            yield InputError(name, f"not a row of CSV ({error})")
        except ValueError as error:
            yield InputError(name, str(error))
        else:
            yield self.place.found(article, piece.data, mark=piece.mark, name=name)

    def _take_head(self, head: bytes) -> None:
        name = self.place.name
        words = decode(head, name)
        try:
            head.decode("utf-8")
        except UnicodeDecodeError:
            self._encoding = "cp1252"
        self._between = max(_BETWEEN, key=words.count)
        [cells] = csv.reader([words], delimiter=self._between)
        self._columns = [cell.strip() for cell in cells]
        check_columns(self._columns, name, self.options)

    def _rows(self, place: int) -> Iterator[tuple[int, bytes, str | None]]:
        """Yield where rows begin, their bytes, and what is wrong with them.

        A row ends with the first line at whose end all quotation marks are closed. Where none does within the
        limit, its first line is the row that is wrong, and the next one begins behind it.
        """
        limit = self.options.max_file_bytes
        again: list[bytes] = []
        while True:
            lines, size, odd = [], 0, False
            while size <= limit:
                line = again.pop() if again else self.stream.readline(limit + 1)
                if not line:
                    break
                lines.append(line)
                size += len(line)
                odd ^= line.count(_QUOTE) % 2 == 1
                if not odd and line.endswith(b"\n"):
                    break
            if not lines:
                return
            if not odd and size <= limit:
                yield place, b"".join(lines), None
                place += size
                continue
            yield place, b"", _UNCLOSED if odd else f"a row longer than {limit / MEGABYTE:g} MB"
            again += reversed(lines[1:] if odd else [])
            passed = lines[:1] if odd else lines
            place += sum(map(len, passed))
            rest = passed[-1]
            while not rest.endswith(b"\n") and (rest := self.stream.readline(limit)):
                place += len(rest)


def check_columns(columns: list[str], name: str, options: IntakeOptions) -> None:
    """Refuse a table without the columns that are wanted.

    Raises:
        InputError: one is not there; the error says which are.
    """
    there = ", ".join(columns)[:200]
    for _, column in options.columns:
        if column not in columns:
            raise InputError(name, f"no column called {column!r}; there are {there}")
    mapped = {ours for ours, _ in options.columns}
    if "text" not in mapped and not {"text", "body"} & set(columns):
        raise InputError(name, f"no column called text; name the one that holds it (text=NAME) of {there}")
