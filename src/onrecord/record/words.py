"""The indexes of words: SQLite's FTS5, without a copy of the words.

The index of what statements say has no content of its own: what is found is shown from the articles' texts. To take
an entry out, it must be told the same words that it was given, which it can be, since the text of a version never
changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

_TOKENS: Final = 'tokenize = "unicode61 remove_diacritics 2"'

DDL: Final = (
    f"CREATE VIRTUAL TABLE words USING fts5(content_words, content = '', {_TOKENS})",
    # Those below follow their tables by themselves.
    f"""CREATE VIRTUAL TABLE targets USING fts5(
  target, content = 'statements', content_rowid = 'id', {_TOKENS}
)""",
    f"""CREATE VIRTUAL TABLE names USING fts5(
  key, content = 'mentions', content_rowid = 'id', {_TOKENS}
)""",
    """CREATE TRIGGER targets_put AFTER INSERT ON statements WHEN new.target IS NOT NULL BEGIN
  INSERT INTO targets(rowid, target) VALUES (new.id, new.target);
END""",
    """CREATE TRIGGER targets_take AFTER DELETE ON statements WHEN old.target IS NOT NULL BEGIN
  INSERT INTO targets(targets, rowid, target) VALUES ('delete', old.id, old.target);
END""",
    """CREATE TRIGGER targets_change AFTER UPDATE OF target ON statements WHEN old.target IS NOT new.target BEGIN
  INSERT INTO targets(targets, rowid, target) SELECT 'delete', old.id, old.target WHERE old.target IS NOT NULL;
  INSERT INTO targets(rowid, target) SELECT new.id, new.target WHERE new.target IS NOT NULL;
END""",
    """CREATE TRIGGER names_put AFTER INSERT ON mentions BEGIN
  INSERT INTO names(rowid, key) VALUES (new.id, new.key);
END""",
    """CREATE TRIGGER names_take AFTER DELETE ON mentions BEGIN
  INSERT INTO names(names, rowid, key) VALUES ('delete', old.id, old.key);
END""",
    """CREATE TRIGGER names_change AFTER UPDATE OF key ON mentions WHEN old.key IS NOT new.key BEGIN
  INSERT INTO names(names, rowid, key) VALUES ('delete', old.id, old.key);
  INSERT INTO names(rowid, key) VALUES (new.id, new.key);
END""",
    """CREATE TRIGGER vectors_take AFTER DELETE ON statements BEGIN
  DELETE FROM vectors WHERE block = old.id >> 10;
END""",
    """CREATE TRIGGER vectors_change AFTER UPDATE OF content ON statements WHEN old.content IS NOT new.content BEGIN
  DELETE FROM vectors WHERE block = old.id >> 10;
END""",
    """CREATE TRIGGER vectors_reword AFTER UPDATE OF text ON versions BEGIN
  DELETE FROM vectors WHERE block IN (SELECT id >> 10 FROM statements WHERE version_id = new.id);
END""",
)
"""The indexes of words: of what is said, of whom it is aimed at, and of who speaks; and what keeps them true."""

INDEXES: Final = ("words", "targets", "names")

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
    """Write the indexes anew without what was taken out, of which they keep traces until then."""
    for index in INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")
