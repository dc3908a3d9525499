"""Tables of the same words elsewhere, and what keeps them true when statements and texts come, change and go.

Whatever may change what is the same as what waits in a queue until it is looked at (again). With a quotation or a
text that goes, the others of its set wait: it may have been what held them together.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, Table

from onrecord.record.schema import Text, metadata

__all__ = [
    "copies",
    "copy_keys",
    "copy_queue",
    "metadata",  # with these tables in it
    "quotation_keys",
    "quotations",
    "variant_queue",
    "variant_sets",
]

quotations: Final = Table(
    "quotations",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("set_id", Integer, nullable=False, index=True),  # the lowest statement of its set of variants
    Column("spans", Text, nullable=False),  # the words that stand inside quotation marks, without these
    comment="quotations that were compared with the others; see the triggers in TRIGGERS",
)

quotation_keys: Final = Table(
    "quotation_keys",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),  # see variants.words.keys
    Column(
        "statement_id",
        ForeignKey("quotations.statement_id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    sqlite_with_rowid=False,
    comment="what quotations of the same words have in common; of those that are word for word one, one has them",
)

variant_sets: Final = Table(
    "variant_sets",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # as in quotations.set_id
    Column("statements", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("wordings", Integer, nullable=False),  # how many different ones
    Column("changes", Integer, nullable=False),  # words that carry meaning and are other ones somewhere
    Column("first", Text),  # the first day of publication
    Column("last", Text),
    comment="sets of quotations that are the same words, of two statements or more",
)

variant_queue: Final = Table(
    "variant_queue",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    comment="quotations to be compared with the others",
)

copies: Final = Table(
    "copies",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "report_id", Integer, nullable=False, index=True
    ),  # the lowest version of those that are one report
    comment="current texts that were compared with the others; those of one report are copies of one another",
)

copy_keys: Final = Table(
    "copy_keys",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),  # see variants.copies
    Column("version_id", ForeignKey("copies.version_id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

copy_queue: Final = Table(
    "copy_queue",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    comment="texts to be compared with the others",
)

TRIGGERS: Final = (
    """CREATE TRIGGER quotations_new AFTER INSERT ON statements WHEN new.quote <> 'indirect' BEGIN
  INSERT OR IGNORE INTO variant_queue(statement_id) VALUES (new.id);
END""",
    """CREATE TRIGGER quotations_change AFTER UPDATE OF content, quote, current, rejected ON statements
WHEN (old.quote <> 'indirect' OR new.quote <> 'indirect') AND (old.content IS NOT new.content
  OR old.quote IS NOT new.quote OR old.current IS NOT new.current OR old.rejected IS NOT new.rejected) BEGIN
  INSERT OR IGNORE INTO variant_queue(statement_id) VALUES (new.id);
END""",
    """CREATE TRIGGER quotations_gone AFTER DELETE ON quotations BEGIN
  INSERT OR IGNORE INTO variant_queue(statement_id)
    SELECT statement_id FROM quotations WHERE set_id = old.set_id;
  DELETE FROM variant_sets WHERE id = old.set_id;
END""",
    """CREATE TRIGGER copies_new AFTER INSERT ON versions BEGIN
  INSERT OR IGNORE INTO copy_queue(version_id) VALUES (new.id);
END""",
    """CREATE TRIGGER copies_change AFTER UPDATE OF text, current ON versions
WHEN old.text IS NOT new.text OR old.current IS NOT new.current BEGIN
  INSERT OR IGNORE INTO copy_queue(version_id) VALUES (new.id);
  INSERT OR IGNORE INTO variant_queue(statement_id)
    SELECT id FROM statements WHERE version_id = new.id AND quote <> 'indirect';
END""",
    """CREATE TRIGGER copies_gone AFTER DELETE ON copies BEGIN
  INSERT OR IGNORE INTO copy_queue(version_id) SELECT version_id FROM copies WHERE report_id = old.report_id;
END""",
)
"""The triggers, in SQL."""
