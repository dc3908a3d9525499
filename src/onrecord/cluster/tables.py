"""What a batch writes: three tables, a row an article, a statement, and a speaker of a statement."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final, get_type_hints

from onrecord.export.parquet import arrow_type, plain
from onrecord.intake.original import Found
from onrecord.record.keys import name_key
from onrecord.record.tables import library
from onrecord.statement import Reading, Statement

TABLES: Final = ("articles", "statements", "speakers")

SKETCH: Final = 64
"""Runs of words of an article that are kept to know its copies by: those with the lowest hashes."""

Row = dict[str, Any]


@cache
def schemas() -> Mapping[str, Any]:
    """Return the tables' Arrow schemas."""
    arrow = library("pyarrow")
    text, whole = arrow.string(), arrow.int64()
    hints = get_type_hints(Statement)
    of_article = [arrow.field("article", text, nullable=False), arrow.field("version", text, nullable=False)]
    return {
        "articles": arrow.schema(
            [
                *of_article,
                *((name, text) for name in ("url", "outlet", "title")),
                ("authors", arrow.list_(text)),
                *((name, text) for name in ("published", "language", "text")),
                arrow.field("source", text, nullable=False),
                *(arrow.field(name, whole, nullable=False) for name in ("offset", "inner", "number")),
                *((name, text) for name in ("digest", "crawled", "extractor", "model")),
                ("statements", whole),
                ("runs", whole),
                ("sketch", arrow.list_(arrow.uint32())),
            ]
        ),
        "statements": arrow.schema(
            [
                *of_article,
                ("place", whole),
                ("text", text),
                *(
                    ("statement" if one.name == "id" else one.name, arrow_type(arrow, hints[one.name]))
                    for one in fields(Statement)
                ),
            ]
        ),
        "speakers": arrow.schema(
            [
                *of_article,
                ("statement", text),
                ("place", whole),
                *((name, text) for name in ("name", "key", "kind")),
                ("roles", arrow.list_(text)),
                ("confidence", arrow.float64()),
            ]
        ),
    }


class Rows:
    """The rows of a part, kept until all of it is read."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}

    def add(self, reading: Reading, found: Found, source: str) -> None:
        """Add the rows of one article.

        Args:
            reading: the article and its statements.
            found: what it was read from.
            source: the input.
        """
        from onrecord.record.variants.copies import runs_of

        article = reading.article
        of_article = {"article": article.id, "version": article.version}
        runs = runs_of(article.text)
        known = article.to_dict()
        self._add(
            "articles",
            {
                **of_article,
                **{
                    name: known[name]
                    for name in ("url", "outlet", "title", "authors", "published", "language", "text")
                },
                "source": source,
                "offset": found.mark.offset,
                "inner": found.mark.inner,
                "number": found.mark.number,
                "digest": found.original.digest,
                "crawled": found.crawled,
                "extractor": found.extractor,
                "model": reading.model,
                "statements": len(reading.statements),
                "runs": len(runs),
                "sketch": runs[:SKETCH].tolist(),
            },
        )
        for place, one in enumerate(reading.statements):
            told = one.to_dict()
            told["statement"] = told.pop("id")
            self._add(
                "statements", {**of_article, "place": place, "text": reading.text_of(one.content), **told}
            )
            for at, who in enumerate(one.speakers):
                row = {
                    "statement": one.id,
                    "place": at,
                    "name": who.name,
                    "key": name_key(who.name),
                    "kind": who.kind,
                    "roles": [role.text for role in who.roles],
                    "confidence": who.confidence,
                }
                self._add("speakers", {**of_article, **row})

    def _add(self, table: str, row: Row) -> None:
        self.rows[table].append(plain(row))

    def files(self) -> dict[str, bytes]:
        """Return each table as a Parquet file."""
        arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
        found = {}
        for table, rows in self.rows.items():
            file = io.BytesIO()
            parquet.write_table(
                arrow.Table.from_pylist(rows, schema=schemas()[table]), file, compression="zstd"
            )
            found[table] = file.getvalue()
        return found
