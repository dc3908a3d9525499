"""The indexes of words: SQLite's FTS5, without a copy of the words.

The index of what statements say has no content of its own: what is found is shown from the articles' texts. To take
an entry out, it must be told the same words that it was given, which it can be, since the text of a version never
changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import ColumnElement, Connection, TableClause, column, func, literal_column, table

from onrecord.record.keys import storable
from onrecord.statement import Spans

WORDS: Final = table("words", column("rowid"))
"""The index of what statements say; ``rowid`` is the statement's number."""

TARGETS: Final = table("targets", column("rowid"))
"""The index of whom or what statements are aimed at, by the statement's number."""

NAMES: Final = table("names", column("rowid"))
"""The index of who speaks, by the mention's number."""

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
    """CREATE TRIGGER ungathered_new AFTER INSERT ON statements WHEN EXISTS (SELECT 1 FROM issues) BEGIN
  INSERT OR IGNORE INTO ungathered(statement_id) VALUES (new.id);
END""",
    """CREATE TRIGGER ungathered_changed AFTER UPDATE OF content, act ON statements
  WHEN EXISTS (SELECT 1 FROM issues) BEGIN
  INSERT OR IGNORE INTO ungathered(statement_id) VALUES (new.id);
END""",
)
"""The indexes of words: of what is said, of whom it is aimed at, and of who speaks; and what keeps them true."""

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
    for index in (WORDS, TARGETS, NAMES):
        connection.exec_driver_sql(f"INSERT INTO {index.name}({index.name}) VALUES ('optimize')")


def found_by(index: TableClause, query: str) -> ColumnElement[bool]:
    """Return the condition that an index's row is found by a query in the language of the index."""
    return literal_column(index.name).op("MATCH", is_comparison=True)(query)


def fit(index: TableClause) -> ColumnElement[float]:
    """Return how well a row that is found fits its query, the better the lower (BM25: Robertson et al., 1994)."""
    return func.bm25(literal_column(index.name))


def all_of(text: str) -> str:
    """Return the query, in the language of the index, for rows that have all words of a text; empty if it has none."""
    return " AND ".join(f'"{word}"' for word in Sample([text]).tokens()[0])


class Sample:
    """A few texts in an index of their own, which knows words as those of the record do.

    Args:
        texts: the texts.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [storable(one) for one in texts]
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(f"CREATE VIRTUAL TABLE sample USING fts5(text, {_TOKENS})")
        self._connection.executemany("INSERT INTO sample(rowid, text) VALUES (?, ?)", enumerate(self._texts))

    def tokens(self) -> list[list[str]]:
        """Return the words of each text, folded as the index holds them."""
        self._connection.execute("CREATE VIRTUAL TABLE temp.tokens USING fts5vocab(main, sample, instance)")
        found: list[list[str]] = [[] for _ in self._texts]
        for doc, term in self._connection.execute("SELECT doc, term FROM tokens ORDER BY doc, offset"):
            found[doc].append(term)
        return found

    def marks(self, query: str) -> list[Spans]:
        """Return where in each text the words stand that a query in the language of the index finds.

        Texts that it does not find have no spans.
        """
        used = set().union(*self._texts)
        before, after = islice((chr(n) for n in range(0x10FFFF, 0, -1) if chr(n) not in used), 2)
        found: list[Spans] = [() for _ in self._texts]
        for doc, marked in self._connection.execute(
            "SELECT rowid, highlight(sample, 0, ?, ?) FROM sample WHERE sample MATCH ?",
            (before, after, query),
        ):
            found[doc] = _spans(marked, before, after)
        return found


def _spans(marked: str, before: str, after: str) -> Spans:
    spans = []
    at = 0
    for piece in marked.split(before):
        inner, sign, outer = piece.partition(after)
        if sign:
            spans.append((at, at + len(inner)))
        at += len(inner) + len(outer)
    return tuple(spans)
