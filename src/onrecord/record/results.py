"""What a record gives back: frozen types beside those of a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from onrecord.article import Article
from onrecord.intake.original import Original
from onrecord.record.tables import Tabular
from onrecord.statement import Reading, Statement

Outcome = Literal["new", "changed", "known", "withdrawn", "forgotten"]
"""How an article stands to a record."""

Kind = Literal["article", "speaker"]
"""What can be forgotten."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A reading and where its article came from, as it goes into a record.

    Args:
        reading: the article and its statements.
        source: where the article came from: a path, an address, ``-``.
        original: the bytes that it was read from.
        extractor: what took the text out of them, with its version.
    """

    reading: Reading
    source: str = ""
    original: Original | None = None
    extractor: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did.

    Attributes:
        new: articles that the record did not have.
        changed: articles that it had with another text.
        known: articles that it had with this text, and that were passed over.
        forgotten: articles that it was told to forget, and that were passed over.
        failed: inputs that could not be read.
        statements: how many were written.
        interrupted: whether Ctrl-C ended it.
    """

    new: int = 0
    changed: int = 0
    known: int = 0
    forgotten: int = 0
    failed: int = 0
    statements: int = 0
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class StoredSpeaker:
    """A speaker of a stored statement: their mention's number, and the person's that it belongs to."""

    mention: int
    person: int | None
    name: str
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement of the record, as it stands after corrections.

    Attributes:
        id: its number in this record, which stays through re-readings; ``statement.id`` is that of schema 1.
        article: the number of its article.
        version: the number of the row of its article's version.
        statement: its fields.
        text: the words of its content.
        speakers: who said it, in the order of ``statement.speakers``.
        model: what read it.
        current: whether its version is the latest of its article.
        corrected: whether people corrected it.
        rejected: whether somebody said that it is no statement.
        codes: how people coded it: fields, and the code of each.
    """

    id: int
    article: int
    version: int
    statement: Statement
    text: str
    speakers: tuple[StoredSpeaker, ...]
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    model: str
    current: bool
    corrected: bool
    rejected: bool
    codes: tuple[tuple[str, str], ...] = ()

    def _repr_html_(self) -> str:
        """Return what a notebook shows: who said what, and where it was published."""
        from onrecord.export.notebook import statement_html

        return statement_html(self)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of a stored article: its number (1, 2, ...), and how it came here."""

    id: int
    number: int
    digest: str
    current: bool
    source: str
    added_at: str
    extractor: str | None
    model: str
    read_at: str
    statements: int
    original: int | None


@dataclass(frozen=True, slots=True)
class StoredArticle(Tabular):
    """An article of the record: its current version with its statements, and all its versions.

    As a table it is its statements.
    """

    id: int
    article: Article
    version: StoredVersion
    statements: tuple[StoredStatement, ...]
    versions: tuple[StoredVersion, ...]

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        from onrecord.export.found import STATEMENT_COLUMNS, statement_row

        return STATEMENT_COLUMNS, [statement_row(one) for one in self.statements]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The note of what was forgotten: an article or a speaker, how much went with it, why, by whose word, when."""

    kind: Kind
    articles: int
    statements: int
    because: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody put in the place of a field of a statement.

    Attributes:
        id: its number.
        statement: the number of the statement; ``None`` where its place is not found any more.
        article: the number of the article.
        field: the field of schema 1, or ``rejected``.
        value: what is right.
        exact: the words of the statement that it was made for.
        placed: how it found its statement: ``spans``, ``quote``, ``like``, ``lost``.
        by: who made it.
        at: when.
        undone_by: who undid it.
        undone_at: when.
    """

    id: int
    statement: int | None
    article: int
    field: str
    value: Any
    exact: str
    placed: str
    by: str
    at: str
    undone_by: str | None
    undone_at: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading anew did: articles read, statements before and after, and corrections without a place now."""

    articles: int = 0
    passed: int = 0
    failed: int = 0
    before: int = 0
    after: int = 0
    lost: tuple[Correction, ...] = ()
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The rows that a reading's statements stand under: the article, its version, and the day of publication."""

    article: int
    version: int
    day: str | None

    @classmethod
    def of(cls, row: Any) -> Place:
        """Return the place of a row of ``versions``."""
        return cls(row.article_id, row.id, day_of(row.published))


def day_of(moment: str | None) -> str | None:
    """Return the day of a date or moment of ISO 8601."""
    return moment[:10] if moment else None


@dataclass(frozen=True, slots=True)
class Stats:
    """How much there is in a record.

    ``statements`` are those of articles' current versions, ``copies`` the articles that print the report of another.
    """

    articles: int
    versions: int
    statements: int
    rejected: int
    corrected: int
    lost: int
    speakers: int
    people: int
    outlets: int
    originals: int
    copies: int
    first_day: str | None
    last_day: str | None
    models: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    quotes: tuple[tuple[str, int], ...]
    forgotten: int
    bytes: int
    schema: int


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: how many articles and statements, and how many rows in all."""

    articles: int
    statements: int
    rows: int


@dataclass(frozen=True, slots=True)
class Rows(Tabular):
    """A table: the names of its columns, and its rows.

    ``more`` tells that there were more rows than were asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool = False

    @classmethod
    def of(cls, columns: Sequence[str], rows: Sequence[Sequence[Any]], limit: int | None) -> Self:
        """Return rows, of which there is one more than asked for where there are more."""
        more = limit is not None and len(rows) > limit
        return cls(tuple(columns), tuple(tuple(row) for row in (rows[:limit] if more else rows)), more)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        return self.columns, self.rows
