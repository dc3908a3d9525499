"""Parquet: an article a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from onrecord.errors import InputError
from onrecord.intake import jsonl
from onrecord.intake.csv import check_columns
from onrecord.intake.lines import renamed
from onrecord.intake.original import BEGIN, Found, Mark
from onrecord.intake.pieces import Cutter, Piece

_BATCH: Final = 64
"""Rows that are unpacked at once."""

_WANTED: Final = (
    *("text", "body", "url", "outlet", "publisher", "title", "authors", "author", "published", "date"),
    *("language", "id"),
)


class Parquet(Cutter):
    """Cuts a Parquet file into its rows; a mark's offset is the row's number.

    Only the columns that an article is made of are read.
    """

    def pieces(self, start: Mark = BEGIN) -> Iterator[Piece]:
        """Yield the rows from a mark on; a group of rows that is damaged is one piece with a fault.

        Raises:
            InputError: it is no Parquet file, or the columns that are wanted are not there.
        """
        arrow, file = self._opened()
        theirs = {column for _, column in self.options.columns}
        columns = [name for name in file.schema_arrow.names if name in theirs or name in _WANTED]
        first = 0
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            if first + count > start.number:
                number = first
                try:
                    for batch in file.iter_batches(
                        _BATCH, row_groups=[group], columns=columns, use_threads=False
                    ):
                        if number + len(batch) > start.number:
                            for place, row in enumerate(batch.to_pylist(), number):
                                if place >= start.number:
                                    yield Piece(_mark(place), json.dumps(row, default=_plain).encode())
                        number += len(batch)
                except (arrow.ArrowException, OSError, UnicodeDecodeError):
                    told = f"rows {number + 1:,} to {first + count:,} are damaged"
                    yield Piece(_mark(max(number, start.number)), fault=told)
            first += count

    def found(self, piece: Piece) -> Iterator[Found | InputError]:
        """Yield the article of a row, or its error."""
        name = f"{self.place.name}:{piece.mark.number + 1}"
        if piece.fault is not None:
            yield InputError(name, piece.fault)
            return
        try:
            article = jsonl.article_of(_texts(renamed(json.loads(piece.data), self.options)))
        except ValueError as error:
            yield InputError(name, str(error))
        else:
            yield self.place.found(article, piece.data, mark=piece.mark, name=name)

    def marks(self, every: int, start: Mark = BEGIN) -> Iterator[Mark]:
        """Yield the marks of the first row and of every so manieth after it, without reading them."""
        _, file = self._opened()
        return map(_mark, range(start.number, file.metadata.num_rows, every))

    def _opened(self) -> tuple[Any, Any]:
        name = self.place.name
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError:
            raise InputError(
                name, "Parquet needs the extra archives: pip install 'onrecord[archives]'"
            ) from None
        try:
            file = parquet.ParquetFile(self.stream)
        except (pyarrow.ArrowException, OSError):
            raise InputError(name, "a damaged Parquet file") from None
        check_columns(file.schema_arrow.names, name, self.options)
        if not file.metadata.num_rows:
            raise InputError(name, "no rows")
        return pyarrow, file


def _mark(row: int) -> Mark:
    return Mark(offset=row, number=row)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _texts(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its numbers as texts, and nothing in the place of empty ones."""
    return {
        name: str(value) if isinstance(value, int | float) else value or None
        for name, value in fields.items()
    }
