"""Statements of a record as a Parquet table: a row a statement, what has parts as nested columns.

The columns of a statement are made of the types of schema 1, so that a field which they gain is a column here.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.export.lines import Object
from onrecord.export.stored import statement_objects
from onrecord.record.keys import storable
from onrecord.record.tables import library
from onrecord.statement import Span, Statement

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

GROUP: Final = 10_000
"""Rows that are kept until they are written, as one row group."""


class ParquetWriter:
    """Writes one table.

    Args:
        path: the file.

    Raises:
        OnrecordError: pyarrow is not installed.
    """

    def __init__(self, path: Path) -> None:
        self._arrow = library("pyarrow")
        self._schema = schema()
        self._file = library("pyarrow.parquet").ParquetWriter(str(path), self._schema, compression="zstd")
        self._rows: list[Object] = []

    def write(self, reading: Chosen, name: str = "") -> None:
        """Write the rows of one article, or keep them until there are enough."""
        self._rows.extend(_row(one) for some in statement_objects(reading) for one in some)
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is kept, and the table's end."""
        if self._rows:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


@cache
def schema() -> Any:
    """Return the table's Arrow schema."""
    arrow = library("pyarrow")
    text, number = arrow.string(), arrow.int64()
    hints = get_type_hints(Statement)
    return arrow.schema(
        [
            arrow.field("id", number, nullable=False),
            arrow.field("article", number, nullable=False),
            arrow.field("people", arrow.list_(number)),
            arrow.field("codes", arrow.map_(text, text)),
            *((f"article_{name}", text) for name in ("id", "version")),
            *((name, text) for name in ("url", "outlet", "title")),
            ("authors", arrow.list_(text)),
            *((name, text) for name in ("published", "language")),
            ("model", text),
            ("text", text),
            *(
                ("statement_id" if field.name == "id" else field.name, arrow_type(arrow, hints[field.name]))
                for field in fields(Statement)
            ),
        ]
    )


def _row(one: Object) -> Object:
    article, statement = one["published_in"], one["statement"]
    row = {
        **article,
        **statement,
        "id": one["id"],
        "article": one["article"],
        "people": one["people"],
        "codes": list(one["codes"].items()),
        "article_id": article["id"],
        "article_version": article["version"],
        "statement_id": statement["id"],
        "model": one["model"],
        "text": one["text"],
    }
    safe: Object = plain(row)
    return safe


def arrow_type(arrow: Any, hint: Any) -> Any:
    """Return the Arrow type of a type of schema 1."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return arrow_type(arrow, next(arg for arg in args if arg is not NoneType))
    if origin is Literal:
        return arrow.string()
    if hint == Span:
        return arrow.list_(arrow.int32())
    if origin is tuple:
        return arrow.list_(arrow_type(arrow, args[0]))
    if hint in (str, int, float):
        return {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}[hint]
    hints = get_type_hints(hint)
    return arrow.struct([(field.name, arrow_type(arrow, hints[field.name])) for field in fields(hint)])


def plain(value: Any) -> Any:
    """Return plain data with a sign in the place of what UTF-8, or a column, does not hold."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, tuple):
        return tuple(plain(one) for one in value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value
