"""What a record gives back: frozen types beside those of a reading."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Article
from onrecord.intake.original import Original
from onrecord.statement import Reading, Statement


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
    """What adding did: articles that were new, that had changed, that were known, and that were forgotten."""

    new: int = 0
    changed: int = 0
    known: int = 0
    forgotten: int = 0
    statements: int = 0


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
class StoredArticle:
    """An article of the record: its current version with its statements, and all its versions."""

    id: int
    article: Article
    version: StoredVersion
    statements: tuple[StoredStatement, ...]
    versions: tuple[StoredVersion, ...]
