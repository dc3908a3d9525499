"""What holds of every record, whatever was done to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from onrecord.record import Record
from onrecord.record.door import is_address
from onrecord.record.keys import spans_of, storable
from onrecord.record.packed import whole
from onrecord.record.views import words_at
from onrecord.record.words import words_of as tokens_of
from onrecord.statement import slice_of

Place = Path | str
"""Where a record is: a file, or an address on a server."""


def rows(place: Place, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a query gives, asked of the file, or the server, beside the library."""
    if not is_address(place):
        with closing(sqlite3.connect(place)) as connection:
            return connection.execute(query, values).fetchall()
    import psycopg

    with psycopg.connect(str(place), autocommit=True) as other:
        found = other.execute(query.replace("%", "%%").replace("?", "%s").encode(), values)
        return found.fetchall() if found.description else []


def sound(place: Place) -> None:
    """Check that a record is whole, and that its tables and indexes agree with one another."""
    assert (
        rows(place, "SELECT article_id FROM versions WHERE current GROUP BY article_id HAVING count(*) > 1")
        == []
    )
    assert rows(place, "SELECT id FROM articles EXCEPT SELECT article_id FROM versions WHERE current") == []
    stray = (
        "SELECT s.id FROM statements s JOIN versions v ON v.id = s.version_id WHERE s.current <> v.current"
    )
    assert rows(place, stray) == []
    if is_address(place):
        _sound_on_server(place)
    else:
        _sound_file(place)


def _sound_on_server(place: Place) -> None:
    lengths = rows(place, "SELECT count(*), coalesce(sum(length), 0) FROM words")
    assert rows(place, "SELECT statements, words FROM word_counts") == lengths
    assert rows(place, "SELECT id FROM statements EXCEPT SELECT id FROM words") == []
    for text, content, target, said, aimed, length in rows(
        place,
        """SELECT v.text, s.content, s.target, array_to_string(tsvector_to_array(w.said), ' '), w.target, w.length
           FROM statements s JOIN versions v ON v.id = s.version_id JOIN words w ON w.id = s.id LIMIT 200""",
    ):
        expected = tokens_of(slice_of(whole(text), spans_of(content)))
        if len(expected) < 10_000:
            assert sorted(said.split()) == sorted(set(expected))
        assert length == len(expected)
        assert sorted(aimed) == sorted(set(tokens_of(target or "")))


def _sound_file(place: Place) -> None:
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("words", "targets", "names"):
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
        in_table = {number for (number,) in connection.execute("SELECT id FROM statements")}
        in_index = {number for (number,) in connection.execute("SELECT rowid FROM words")}
        assert in_index == in_table
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


def holds(place: Place, words: str) -> bool:
    """Tell whether the bytes of a record, or of a file beside it, hold some words as they are."""
    files = _files_on_server(place) if is_address(place) else [Path(place), Path(f"{place}-wal")]
    return any(words.casefold().encode() in file.read_bytes().lower() for file in files if file.exists())


def _files_on_server(place: Place) -> list[Path]:
    """Return the files of a record's tables and indexes, as they are on the server's disk now."""
    rows(place, "CHECKPOINT")
    found = rows(
        place,
        """SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid) FROM pg_class
           WHERE pg_relation_filepath(oid) IS NOT NULL AND oid > 16383""",
    )
    return [Path(file) for (file,) in found]


def words_of(record: Record, article: int = 1) -> list[str]:
    """Return the words of an article's statements."""
    found = record.article(article)
    assert found is not None
    return [one.text for one in found.statements]
