"""What a watch remembers: a small database beside the record, so that the next one goes on where this one stopped."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from onrecord.errors import RecordError

TRIES: Final = 3
"""How often an article is asked for before it is given up."""

_CAUSES: Final = {
    "full": "the disk is full",
    "locked": "another watch is writing",
    "readonly": "it may only be read",
    "not a database": "this file is no memory of a watch",
}

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS feeds (
  address TEXT PRIMARY KEY, etag TEXT, modified TEXT, next REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS articles (
  address TEXT PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS lists (
  feed TEXT NOT NULL, place INTEGER NOT NULL, address TEXT NOT NULL, PRIMARY KEY (feed, place)
);
CREATE TABLE IF NOT EXISTS begun (alert TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS notices (
  number INTEGER PRIMARY KEY AUTOINCREMENT, alert TEXT NOT NULL, key TEXT NOT NULL, told TEXT NOT NULL,
  at TEXT NOT NULL, shown INTEGER NOT NULL DEFAULT 0, posted INTEGER NOT NULL DEFAULT 0, UNIQUE (alert, key)
);
"""


@dataclass(slots=True)
class FeedState:
    """What is known of a feed or a host: what its server called its state, when to ask again, how often it failed."""

    etag: str | None = None
    modified: str | None = None
    next: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What an alert tells: its number, the alert, what makes it the same as another, and what is told."""

    number: int
    alert: str
    key: str
    at: str
    told: dict[str, Any] = field(hash=False)


class State:
    """The memory of a watch.

    Args:
        path: its file, which is made if it is not there.

    Raises:
        RecordError: it cannot be opened, read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._faults():
            self._file = sqlite3.connect(path, timeout=20.0)
            self._file.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def feed(self, address: str) -> FeedState:
        """Return what is known of a feed."""
        with self._faults():
            row = self._file.execute(
                "SELECT etag, modified, next, failures FROM feeds WHERE address = ?", (address,)
            ).fetchone()
        return FeedState(*row) if row else FeedState()

    def keep_feed(self, address: str, state: FeedState) -> None:
        """Remember a feed."""
        values = (address, state.etag, state.modified, state.next, state.failures)
        self._write("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)", [values])

    def inner(self, address: str) -> list[str]:
        """Return the feeds that a feed listed when it was last had."""
        with self._faults():
            rows = self._file.execute("SELECT address FROM lists WHERE feed = ? ORDER BY place", (address,))
            return [row[0] for row in rows]

    def keep_inner(self, address: str, feeds: Sequence[str]) -> None:
        """Remember the feeds that a feed lists, for the time when it says that nothing is new."""
        with self._faults(), self._file:
            self._file.execute("DELETE FROM lists WHERE feed = ?", (address,))
            rows = [(address, place, one) for place, one in enumerate(feeds)]
            self._file.executemany("INSERT INTO lists VALUES (?, ?, ?)", rows)

    def waiting(self, addresses: Iterable[str]) -> list[str]:
        """Return those articles that are neither done with nor given up."""
        with self._faults():
            return [
                one
                for one in addresses
                if not self._file.execute(
                    "SELECT 1 FROM articles WHERE address = ? AND (done OR tries >= ?)", (one, TRIES)
                ).fetchone()
            ]

    def listed(self, addresses: Iterable[str]) -> None:
        """Remember that articles were listed, for the time when their feed says that nothing is new."""
        self._write("INSERT OR IGNORE INTO articles (address) VALUES (?)", [(one,) for one in addresses])

    def left(self) -> list[str]:
        """Return all articles that were listed and are neither done with nor given up."""
        with self._faults():
            rows = self._file.execute(
                "SELECT address FROM articles WHERE NOT done AND tries < ? ORDER BY rowid", (TRIES,)
            )
            return [row[0] for row in rows]

    def done(self, address: str) -> None:
        """Remember that an article is done with."""
        self._write("UPDATE articles SET done = 1 WHERE address = ?", [(address,)])

    def failed(self, address: str) -> None:
        """Remember that an article could not be had this time."""
        self._write("UPDATE articles SET tries = tries + 1 WHERE address = ?", [(address,)])

    def later(self, address: str) -> None:
        """Have an article come after all others that are left."""
        self._write(
            "UPDATE articles SET rowid = (SELECT max(rowid) + 1 FROM articles) WHERE address = ?",
            [(address,)],
        )

    def begin(self, alert: str, keys: Sequence[str]) -> bool:
        """Remember what an alert does not tell, for it was there before; tell whether the alert is new."""
        with self._faults(), self._file:
            if self._file.execute("SELECT 1 FROM begun WHERE alert = ?", (alert,)).fetchone():
                return False
            self._file.execute("INSERT INTO begun VALUES (?)", (alert,))
            self._file.executemany(
                "INSERT OR IGNORE INTO notices (alert, key, told, at, shown, posted) VALUES (?, ?, '', '', 1, 1)",
                [(alert, key) for key in keys],
            )
        return True

    def notice(self, alert: str, key: str, told: dict[str, Any], at: str) -> None:
        """Remember what an alert is to tell; what it was to tell before it does not tell again."""
        text = json.dumps(told, ensure_ascii=False)
        self._write(
            "INSERT OR IGNORE INTO notices (alert, key, told, at) VALUES (?, ?, ?, ?)",
            [(alert, key, text, at)],
        )

    def notices(self, alert: str, way: str | None = None, last: int = 100) -> list[Notice]:
        """Return what an alert told, the newest ``last``; or what is still to be told in a way: shown, posted."""
        where = (
            f"AND NOT {way} ORDER BY number" if way in ("shown", "posted") else "ORDER BY number DESC LIMIT ?"
        )
        with self._faults():
            rows = self._file.execute(
                f"SELECT number, alert, key, at, told FROM notices WHERE alert = ? AND told <> '' {where}",
                (alert,) if way else (alert, last),
            ).fetchall()
        return [Notice(number, name, key, at, json.loads(told)) for number, name, key, at, told in rows]

    def told(self, notice: Notice, way: str) -> None:
        """Remember that something was told in a way: shown, posted."""
        column = {"shown": "shown", "posted": "posted"}[way]
        self._write(f"UPDATE notices SET {column} = 1 WHERE number = ?", [(notice.number,)])

    def _write(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with self._faults(), self._file:
            self._file.executemany(query, rows)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            told = next((plain for word, plain in _CAUSES.items() if word in str(error)), str(error))
            raise RecordError(str(self._path), told) from None
