"""What holds of every record, whatever was done to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.record import Record
from onrecord.record.keys import spans_of, storable
from onrecord.record.views import words_at


def rows(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """Return what a query gives, asked of the file beside the library."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def sound(path: Path) -> None:
    """Check that a file is whole, and that its tables and indexes agree with one another."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("words", "targets", "names"):
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
        in_table = {number for (number,) in connection.execute("SELECT id FROM statements")}
        in_index = {number for (number,) in connection.execute("SELECT rowid FROM words")}
        assert in_index == in_table
        current = connection.execute(
            "SELECT article_id, sum(current) FROM versions GROUP BY article_id HAVING sum(current) <> 1"
        )
        assert current.fetchall() == []
        stray = connection.execute(
            "SELECT s.id FROM statements s JOIN versions v ON v.id = s.version_id WHERE s.current <> v.current"
        )
        assert stray.fetchall() == []
        for number, text, content in connection.execute(
            "SELECT s.id, v.text, s.content FROM statements s JOIN versions v ON v.id = s.version_id LIMIT 200"
        ).fetchall():
            assert spans_of(content)
            for word in storable(words_at(text, content)).split()[:100]:
                if word.isascii() and word.isalpha():
                    found = connection.execute(
                        "SELECT rowid FROM words WHERE words MATCH ? AND rowid = ?", (f'"{word}"', number)
                    )
                    assert found.fetchall() == [(number,)], word


def holds(path: Path, words: str) -> bool:
    """Tell whether the bytes of a record, or of a file beside it, hold some words as they are."""
    files = [path, Path(f"{path}-wal")]
    return any(words.casefold().encode() in file.read_bytes().lower() for file in files if file.exists())


def words_of(record: Record, article: int = 1) -> list[str]:
    """Return the words of an article's statements."""
    found = record.article(article)
    assert found is not None
    return [one.text for one in found.statements]
