"""The index of statements' words: SQLite's FTS5, without a copy of the words.

The index has no content of its own: what is found is shown from the articles' texts. To take an entry out, it must
be told the same words that it was given, which it can be, since the text of a version never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

DDL: Final = (
    "CREATE VIRTUAL TABLE words USING fts5("
    "content_words, content = '', tokenize = \"unicode61 remove_diacritics 2\")"
)

Entry = tuple[int, str]
"""A statement's number, and its words."""


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add statements to the index."""
    rows = list(entries)
    if rows:
        connection.exec_driver_sql("INSERT INTO words(rowid, content_words) VALUES (?, ?)", rows)


def take(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take statements out of the index; their words must be those that they were put with."""
    rows = list(entries)
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO words(words, rowid, content_words) VALUES ('delete', ?, ?)", rows
        )


def purge(connection: Connection) -> None:
    """Write the index anew without what was taken out, of which it keeps traces until then."""
    connection.exec_driver_sql("INSERT INTO words(words) VALUES ('optimize')")
