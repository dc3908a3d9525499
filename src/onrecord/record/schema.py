"""The record's tables.

What a reading says is kept whole, as the model gave it, in ``statements.data``; the columns beside it are what is
searched and joined by, and hold what stands after people's corrections. A statement's words are not kept a second
time: they are the slice of its version's text at ``content``.

Moments are ISO 8601 in UTC to the second, days ``YYYY-MM-DD``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy import Text as AnyText

from onrecord.record.packed import PackedBytes, PackedJson, PackedText

SCHEMA: Final = 6
"""The version of these tables; :mod:`onrecord.record.migrations` leads older ones here."""

metadata: Final = MetaData()

Text: Final = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""The type of text columns: ordered by code points on every database."""

facts: Final = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="what holds for the whole record: schema, id, created_at",
)

tools: Final = Table(
    "tools",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    comment="models that read and extractors that took a text out of bytes, by name and version",
)

articles: Final = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # Article.id: the normalised address, or a digest
    sqlite_autoincrement=True,  # the number of what was forgotten is never given again
)

versions: Final = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ... of its article
    Column("current", Boolean, nullable=False, server_default=true()),
    Column("digest", Text, nullable=False),  # Article.version
    Column("text", PackedText, nullable=False),
    Column("title", Text),
    Column("outlet", Text, index=True),
    Column("authors", JSON, nullable=False),
    Column("published", Text),
    Column("language", Text),
    Column("url", Text),
    Column("source", Text, nullable=False),  # where it came from, as it was named: a path, an address, -
    Column("extractor_id", ForeignKey("tools.id")),
    Column("added_at", Text, nullable=False),
    Column("model_id", ForeignKey("tools.id"), nullable=False),
    Column("read_at", Text, nullable=False),
    UniqueConstraint("article_id", "digest"),
    sqlite_autoincrement=True,
)

originals: Final = Table(
    "originals",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", Text, nullable=False),  # sha256 of the bytes, hexadecimal
    Column("address", Text, nullable=False),  # where they were at last, after redirections
    Column("content_type", Text),
    Column("fetched_at", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", PackedBytes, nullable=False),
)

statements: Final = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("anchor", BigInteger, nullable=False),  # Statement.id, 16 hexadecimal digits, as a signed number
    Column("place", Integer, nullable=False),  # 0, 1, ... in the order of the text
    Column("within_id", Integer),
    Column("current", Boolean, nullable=False, server_default=true()),  # of its article's current version
    Column("rejected", Boolean, nullable=False, server_default=false()),  # somebody said: no statement
    Column("corrected", Boolean, nullable=False, server_default=false()),
    Column("content", Text, nullable=False),  # spans: "47-122;130-141"
    Column("quote", Text, nullable=False),
    Column("mode", Text),
    Column("act", Text),
    Column("target", Text),
    Column("said", Text),  # the day of when.date
    Column("day", Text),  # the day that its version was published
    Column("confidence", Float, nullable=False),
    Column("data", PackedJson, nullable=False),  # schema 1, as the model gave it, no empty fields
    UniqueConstraint("version_id", "anchor"),
    sqlite_autoincrement=True,
)

people: Final = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reference", Text),  # its id in a list that it was linked to
    Column("created_at", Text, nullable=False),
    Column("founder", Integer),  # the mention that it keeps its number by
    Column("born", Integer),  # how many changes to who is who had been before; the older keeps its number
    sqlite_autoincrement=True,
)

mentions: Final = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),  # the fullest that the article gives
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),  # the name, folded: see keys.name_key
    Column("roles", JSON, nullable=False),  # ["President", ...] of the article, each once
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    UniqueConstraint("article_id", "name", "kind"),
    sqlite_autoincrement=True,
    comment="who speaks in an article; one row for each name and kind, whatever the number of statements",
)

speakers: Final = Table(
    "speakers",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("mention_id", ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("confidence", Float, nullable=False),
    sqlite_with_rowid=False,
)

positions: Final = Table(
    "positions",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("stand", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("condition", Text),
    sqlite_with_rowid=False,
)

corrections: Final = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("statement_id", ForeignKey("statements.id", ondelete="SET NULL"), index=True),  # null: not placed
    Column("content", Text, nullable=False),  # the anchor: spans, and the quote selector
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Text),
    Column("placed", Text, nullable=False),  # spans, quote, like (fuzzily), lost: how it found its statement
    sqlite_autoincrement=True,
)

decisions: Final = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),  # merge, split, unsure (left apart by little), link, unlinked
    Column("mention_id", ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("other_id", ForeignKey("mentions.id", ondelete="CASCADE"), index=True),  # null: of a link
    Column("reference", Text),  # of a link: the id in the list
    Column("score", Float),  # null: by a person
    Column("features", JSON),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Text),
    sqlite_autoincrement=True,
)

forgotten: Final = Table(
    "forgotten",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # article, speaker
    Column("articles", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

forgotten_keys: Final = Table(
    "forgotten_keys",
    metadata,
    Column("digest", Text, primary_key=True),  # of an article's key or a speaker's, which it does not tell
    Column("forgotten_id", ForeignKey("forgotten.id", ondelete="CASCADE"), nullable=False),
    sqlite_with_rowid=False,
)

vectors: Final = Table(
    "vectors",
    metadata,
    Column("block", Integer, primary_key=True),  # of 1,024 statements: their numbers, shifted right by ten
    Column("model", Text, nullable=False),  # what made them
    Column("last", Integer, nullable=False),  # statements up to this number are in it
    Column("numbers", LargeBinary, nullable=False),  # of statements within the block: 16 bits each, ascending
    Column("data", LargeBinary, nullable=False),  # a row of bits for each
    comment="what statements mean, for search; a block goes when one of its statements goes or changes",
)

# The newest statements are found in this index alone, without a look at the wide rows behind it.
Index(
    "statements_by_day",
    statements.c.day,
    statements.c.id,
    statements.c.current,
    statements.c.rejected,
    statements.c.quote,
    statements.c.act,
    statements.c.version_id,
)
Index("positions_by_stand", positions.c.stand, positions.c.statement_id)

sides: Final = Table(
    "sides",
    metadata,
    Column("decision_id", ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    Column("mention_id", ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("side", Integer, nullable=False),  # 0 and 1 are not to be one person
    sqlite_with_rowid=False,
    comment="whom a split by a person keeps apart",
)

former: Final = Table(
    "former",
    metadata,
    Column("id", Integer, primary_key=True),  # the number of a person who turned out to be another one
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("founder", Integer),
    Column("born", Integer),
    Column("created_at", Text, nullable=False),
)

name_keys: Final = Table(
    "name_keys",
    metadata,
    Column("key", Text, primary_key=True),  # see people.names.keys
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
    comment="what people are looked for by when somebody of a like name speaks",
)

contexts: Final = Table(
    "contexts",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version_id", Integer, nullable=False),
    Column("told", Text, nullable=False),  # terms and countries, see people.contexts.Context
)

terms: Final = Table(
    "terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("articles", Integer, nullable=False),  # of how many contexts it is a term
    sqlite_with_rowid=False,
)

code_fields: Final = Table(
    "code_fields",
    metadata,
    Column("name", Text, primary_key=True),
    Column("level", Text, nullable=False),  # of measurement: nominal, ordinal, interval
    Column("codes", JSON, nullable=False),  # what may be given, in order; none: anything
    Column("told", Text),  # what coders are asked
    comment="the fields of people's codebooks",
)

sheets: Final = Table(
    "sheets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("fields", JSON, nullable=False),  # their names
    Column("coders", JSON, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("chosen", Text, nullable=False),  # what was drawn from, in words
    Column("by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("read_at", Text),
    sqlite_autoincrement=True,
)

coded: Final = Table(
    "coded",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("statement_id", ForeignKey("statements.id", ondelete="SET NULL"), index=True),  # null: not placed
    Column("from_id", ForeignKey("coded.id", ondelete="SET NULL"), index=True),  # of the version before
    Column("content", Text, nullable=False),  # the anchor, as in corrections
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("placed", Text, nullable=False),
    sqlite_autoincrement=True,
    comment="statements that were drawn for coding",
)

drawn: Final = Table(
    "drawn",
    metadata,
    Column("sheet_id", ForeignKey("sheets.id", ondelete="CASCADE"), primary_key=True),
    Column("coded_id", ForeignKey("coded.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

codings: Final = Table(
    "codings",
    metadata,
    Column("coded_id", ForeignKey("coded.id", ondelete="CASCADE"), primary_key=True),
    Column("field", ForeignKey("code_fields.name"), primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("code", Text, nullable=False),
    sqlite_with_rowid=False,
    comment="what each coder gave",
)

codes: Final = Table(
    "codes",
    metadata,
    Column("coded_id", ForeignKey("coded.id", ondelete="CASCADE"), primary_key=True),
    Column("field", ForeignKey("code_fields.name"), primary_key=True),
    Column("code", Text, nullable=False),
    sqlite_with_rowid=False,
    comment="what stands: what all coders gave, or what they agreed on",
)
Index("codes_by_code", codes.c.field, codes.c.code, codes.c.coded_id)

issues: Final = Table(
    "issues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("about", Text, nullable=False),  # the course of action, in words
    Column("threshold", Float, nullable=False),  # the score from which a statement belongs to it
    Column("model", Text, nullable=False),  # what its scores were made by
    Column("by", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    sqlite_autoincrement=True,
)

judgements: Final = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issue_id", ForeignKey("issues.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("statement_id", ForeignKey("statements.id", ondelete="SET NULL"), index=True),  # null: not placed
    Column("content", Text, nullable=False),  # the anchor, as in corrections
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("placed", Text, nullable=False),
    Column("belongs", Boolean, nullable=False),
    Column("example", Boolean, nullable=False),  # whether what is like it is scored by it
    Column("turned", Boolean),  # whether it is put the other way round; null: as its words say
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_autoincrement=True,
    comment="statements of which somebody said that they belong to an issue, or do not",
)

gathered: Final = Table(
    "gathered",
    metadata,
    Column("issue_id", ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("place", Integer, primary_key=True),  # of the position; -1: it takes none
    Column("score", Float, nullable=False),
    Column("turned", Boolean, nullable=False),
    sqlite_with_rowid=False,
    comment="statements that may belong to an issue, below its threshold too",
)

ungathered: Final = Table(
    "ungathered",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    comment="statements that came or changed since issues were gathered; see the triggers in words",
)
