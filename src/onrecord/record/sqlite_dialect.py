"""What queries need that SQLite does in its own way: indexes of words (FTS5), numbers, and rows that are there already.

The index of what statements say has no content of its own: what is found is shown from the articles' texts. To take
an entry out, it must be told the same words that it was given, which it can be, since the text of a version never
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TableClause,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.sqlite import Insert, insert

from onrecord.record.door import Entry
from onrecord.record.variants.tables import TRIGGERS
from onrecord.record.words import TOKENS, Query, Term, match

_WORDS: Final = table("words", column("rowid"))  # what statements say; rowid is the statement's number
_TARGETS: Final = table("targets", column("rowid"))  # whom or what statements are aimed at, by their number
_NAMES: Final = table("names", column("rowid"))  # who speaks, by the mention's number

keeps_order = True

DDL: Final = (
    f"CREATE VIRTUAL TABLE words USING fts5(content_words, content = '', {TOKENS})",
    # Those below follow their tables by themselves.
    f"""CREATE VIRTUAL TABLE targets USING fts5(
  target, content = 'statements', content_rowid = 'id', {TOKENS}
)""",
    f"""CREATE VIRTUAL TABLE names USING fts5(
  key, content = 'mentions', content_rowid = 'id', {TOKENS}
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
    """CREATE TRIGGER ungathered_new AFTER INSERT ON statements WHEN EXISTS (SELECT 1 FROM issues) BEGIN
  INSERT OR IGNORE INTO ungathered(statement_id) VALUES (new.id);
END""",
    """CREATE TRIGGER ungathered_changed AFTER UPDATE OF content, act ON statements
  WHEN EXISTS (SELECT 1 FROM issues) BEGIN
  INSERT OR IGNORE INTO ungathered(statement_id) VALUES (new.id);
END""",
)
"""The indexes of words: of what is said, of whom it is aimed at, and of who speaks; and what keeps them true."""


def found(connection: Connection) -> None:
    """Make indexes and triggers of a new record; see :class:`onrecord.record.door.Dialect`."""
    for made in (*DDL, *TRIGGERS):
        connection.exec_driver_sql(made)


def reserve(connection: Connection, table: str, count: int) -> Sequence[int]:
    """Return numbers for rows that are about to be written (AUTOINCREMENT)."""
    start = last(connection, table) + 1
    return range(start, start + count)


def last(connection: Connection, table: str) -> int:
    """Return the last number that a table gave."""
    asked = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    return int(connection.exec_driver_sql(asked, (table,)).scalar() or 0)


def advance(connection: Connection, table: str, number: int) -> None:
    """Have a table give numbers behind one only."""
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
    connection.exec_driver_sql("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", (table, number))


def upsert(table: Any) -> Insert:
    """Return an INSERT that may meet rows that are there."""
    return insert(table)


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add statements to the index; that of targets follows its table by itself."""
    rows = [(number, text) for number, text, _ in entries]
    if rows:
        connection.exec_driver_sql("INSERT INTO words(rowid, content_words) VALUES (?, ?)", rows)


def take(connection: Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Take statements out of the index; their words must be those that they were put with."""
    rows = list(entries)
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO words(words, rowid, content_words) VALUES ('delete', ?, ?)", rows
        )


def purge(connection: Connection) -> None:
    """Write the indexes anew without what was taken out, of which they keep traces until then."""
    for index in (_WORDS, _TARGETS, _NAMES):
        connection.exec_driver_sql(f"INSERT INTO {index.name}({index.name}) VALUES ('optimize')")


def having(query: Query) -> Select[int]:
    """Return a query for the statements that have what is asked for."""
    wanted = match(query.groups)
    if query.without:
        wanted = f"({wanted}) NOT ({match([query.without])})"
    return _found(_WORDS, wanted)


def fits(connection: Connection, groups: Sequence[Sequence[Term]]) -> dict[int, float]:
    """Return how well statements fit, the better the lower."""
    fit = func.bm25(literal_column(_WORDS.name))
    scored = select(_WORDS.c.rowid, fit).where(_matched(_WORDS, match(groups)))
    return {row[0]: row[1] for row in connection.execute(scored)}


def aimed_at(words: Sequence[str]) -> Select[int]:
    """Return a query for the statements whose target has all of some words."""
    return _found(_TARGETS, match([[Term(word)] for word in words]))


def called(words: Sequence[str]) -> Select[int]:
    """Return a query for the mentions whose name has all of some words."""
    return _found(_NAMES, match([[Term(word)] for word in words]))


def _found(index: TableClause, wanted: str) -> Select[int]:
    return select(index.c.rowid.label("id")).where(_matched(index, wanted))


def _matched(index: TableClause, wanted: str) -> ColumnElement[bool]:
    return literal_column(index.name).op("MATCH", is_comparison=True)(wanted)
