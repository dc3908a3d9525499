"""Records of older versions, led to the present one step at a time.

A new record gets the present tables at once; a record of version ``n`` gets the steps ``n``, ``n + 1``, ... All of
it is one transaction: a record is of one version or of another, whatever happens meanwhile.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, update

from onrecord.record.door import dialect_of
from onrecord.record.schema import SCHEMA, facts
from onrecord.record.variants.tables import metadata

Step = Callable[[Connection], None]

_TO_2: Final = (
    "DROP INDEX statements_day",
    "CREATE INDEX statements_by_day ON statements (day, id, current, rejected, quote, act, version_id)",
    "CREATE INDEX positions_by_stand ON positions (stand, statement_id)",
    """CREATE TABLE vectors (
  block INTEGER NOT NULL, model TEXT NOT NULL, last INTEGER NOT NULL, numbers BLOB NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (block)
)""",
    """CREATE VIRTUAL TABLE targets USING fts5(
  target, content = 'statements', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
)""",
    """CREATE VIRTUAL TABLE names USING fts5(
  key, content = 'mentions', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
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
    "INSERT INTO targets(rowid, target) SELECT id, target FROM statements WHERE target IS NOT NULL",
    "INSERT INTO names(rowid, key) SELECT id, key FROM mentions",
)


def _to_2(connection: Connection) -> None:
    """Add the indexes that a search goes by, and the room for what statements mean."""
    for made in _TO_2:
        connection.exec_driver_sql(made)


_TO_3: Final = (
    "ALTER TABLE people ADD COLUMN founder INTEGER",
    "ALTER TABLE people ADD COLUMN born INTEGER",
    """CREATE TABLE later (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, verdict TEXT NOT NULL, mention_id INTEGER NOT NULL, other_id INTEGER,
  reference TEXT, score FLOAT, features JSON, "by" TEXT NOT NULL, at TEXT NOT NULL, undone_by TEXT, undone_at TEXT,
  FOREIGN KEY(mention_id) REFERENCES mentions (id) ON DELETE CASCADE,
  FOREIGN KEY(other_id) REFERENCES mentions (id) ON DELETE CASCADE
)""",
    """INSERT INTO later (id, verdict, mention_id, other_id, score, features, "by", at, undone_by, undone_at)
  SELECT id, verdict, mention_id, other_id, score, features, "by", at, undone_by, undone_at FROM decisions""",
    "DROP TABLE decisions",
    "ALTER TABLE later RENAME TO decisions",
    "CREATE INDEX ix_decisions_mention_id ON decisions (mention_id)",
    "CREATE INDEX ix_decisions_other_id ON decisions (other_id)",
    """CREATE TABLE sides (
  decision_id INTEGER NOT NULL, mention_id INTEGER NOT NULL, side INTEGER NOT NULL,
  PRIMARY KEY (decision_id, mention_id),
  FOREIGN KEY(decision_id) REFERENCES decisions (id) ON DELETE CASCADE,
  FOREIGN KEY(mention_id) REFERENCES mentions (id) ON DELETE CASCADE
) WITHOUT ROWID""",
    "CREATE INDEX ix_sides_mention_id ON sides (mention_id)",
    """CREATE TABLE former (
  id INTEGER NOT NULL, person_id INTEGER NOT NULL, founder INTEGER, born INTEGER, created_at TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_former_person_id ON former (person_id)",
    """CREATE TABLE name_keys (
  "key" TEXT NOT NULL, person_id INTEGER NOT NULL,
  PRIMARY KEY ("key", person_id),
  FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
) WITHOUT ROWID""",
    "CREATE INDEX ix_name_keys_person_id ON name_keys (person_id)",
    """CREATE TABLE contexts (
  article_id INTEGER NOT NULL, version_id INTEGER NOT NULL, told TEXT NOT NULL,
  PRIMARY KEY (article_id),
  FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
)""",
    "CREATE TABLE terms (term TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (term)) WITHOUT ROWID",
)


def _to_3(connection: Connection) -> None:
    """Add what is known of people: whom they are known by, what was decided, and the company that they keep."""
    for made in _TO_3:
        connection.exec_driver_sql(made)


_TO_4: Final = (
    """CREATE TABLE code_fields (
  name TEXT NOT NULL, level TEXT NOT NULL, codes JSON NOT NULL, told TEXT,
  PRIMARY KEY (name)
)""",
    """CREATE TABLE sheets (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, fields JSON NOT NULL, coders JSON NOT NULL,
  seed INTEGER NOT NULL, chosen TEXT NOT NULL, "by" TEXT NOT NULL, made_at TEXT NOT NULL, read_at TEXT
)""",
    """CREATE TABLE coded (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, statement_id INTEGER, from_id INTEGER,
  content TEXT NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, placed TEXT NOT NULL,
  FOREIGN KEY(version_id) REFERENCES versions (id) ON DELETE CASCADE,
  FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE SET NULL,
  FOREIGN KEY(from_id) REFERENCES coded (id) ON DELETE SET NULL
)""",
    "CREATE INDEX ix_coded_from_id ON coded (from_id)",
    "CREATE INDEX ix_coded_statement_id ON coded (statement_id)",
    "CREATE INDEX ix_coded_version_id ON coded (version_id)",
    """CREATE TABLE drawn (
  sheet_id INTEGER NOT NULL, coded_id INTEGER NOT NULL,
  PRIMARY KEY (sheet_id, coded_id),
  FOREIGN KEY(sheet_id) REFERENCES sheets (id) ON DELETE CASCADE,
  FOREIGN KEY(coded_id) REFERENCES coded (id) ON DELETE CASCADE
) WITHOUT ROWID""",
    "CREATE INDEX ix_drawn_coded_id ON drawn (coded_id)",
    """CREATE TABLE codings (
  coded_id INTEGER NOT NULL, field TEXT NOT NULL, coder TEXT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (coded_id, field, coder),
  FOREIGN KEY(coded_id) REFERENCES coded (id) ON DELETE CASCADE,
  FOREIGN KEY(field) REFERENCES code_fields (name)
) WITHOUT ROWID""",
    """CREATE TABLE codes (
  coded_id INTEGER NOT NULL, field TEXT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (coded_id, field),
  FOREIGN KEY(coded_id) REFERENCES coded (id) ON DELETE CASCADE,
  FOREIGN KEY(field) REFERENCES code_fields (name)
) WITHOUT ROWID""",
    "CREATE INDEX codes_by_code ON codes (field, code, coded_id)",
)


def _to_4(connection: Connection) -> None:
    """Add what people code statements by, and how they coded them."""
    for made in _TO_4:
        connection.exec_driver_sql(made)


_TO_5: Final = (
    """CREATE TABLE issues (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, about TEXT NOT NULL, threshold FLOAT NOT NULL,
  model TEXT NOT NULL, "by" TEXT NOT NULL, created_at TEXT NOT NULL,
  UNIQUE (name)
)""",
    """CREATE TABLE judgements (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, issue_id INTEGER NOT NULL, version_id INTEGER NOT NULL,
  statement_id INTEGER, content TEXT NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
  placed TEXT NOT NULL, belongs BOOLEAN NOT NULL, example BOOLEAN NOT NULL, turned BOOLEAN, "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY(issue_id) REFERENCES issues (id) ON DELETE CASCADE,
  FOREIGN KEY(version_id) REFERENCES versions (id) ON DELETE CASCADE,
  FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE SET NULL
)""",
    "CREATE INDEX ix_judgements_issue_id ON judgements (issue_id)",
    "CREATE INDEX ix_judgements_statement_id ON judgements (statement_id)",
    "CREATE INDEX ix_judgements_version_id ON judgements (version_id)",
    """CREATE TABLE gathered (
  issue_id INTEGER NOT NULL, statement_id INTEGER NOT NULL, place INTEGER NOT NULL, score FLOAT NOT NULL,
  turned BOOLEAN NOT NULL,
  PRIMARY KEY (issue_id, statement_id, place),
  FOREIGN KEY(issue_id) REFERENCES issues (id) ON DELETE CASCADE,
  FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE
) WITHOUT ROWID""",
    "CREATE INDEX ix_gathered_statement_id ON gathered (statement_id)",
    """CREATE TABLE ungathered (
  statement_id INTEGER NOT NULL,
  PRIMARY KEY (statement_id),
  FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE
)""",
    """CREATE TRIGGER ungathered_new AFTER INSERT ON statements WHEN EXISTS (SELECT 1 FROM issues) BEGIN
  INSERT OR IGNORE INTO ungathered(statement_id) VALUES (new.id);
END""",
    """CREATE TRIGGER ungathered_changed AFTER UPDATE OF content, act ON statements
  WHEN EXISTS (SELECT 1 FROM issues) BEGIN
  INSERT OR IGNORE INTO ungathered(statement_id) VALUES (new.id);
END""",
)


def _to_5(connection: Connection) -> None:
    """Add issues, what was said of whether statements belong to them, and what was gathered for them."""
    for made in _TO_5:
        connection.exec_driver_sql(made)


_TO_6: Final = (
    """CREATE TABLE quotations (
  statement_id INTEGER NOT NULL, set_id INTEGER NOT NULL, spans TEXT NOT NULL,
  PRIMARY KEY (statement_id),
  FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_quotations_set_id ON quotations (set_id)",
    """CREATE TABLE quotation_keys (
  "key" INTEGER NOT NULL, statement_id INTEGER NOT NULL,
  PRIMARY KEY ("key", statement_id),
  FOREIGN KEY(statement_id) REFERENCES quotations (statement_id) ON DELETE CASCADE
) WITHOUT ROWID""",
    "CREATE INDEX ix_quotation_keys_statement_id ON quotation_keys (statement_id)",
    """CREATE TABLE variant_sets (
  id INTEGER NOT NULL, statements INTEGER NOT NULL, articles INTEGER NOT NULL, wordings INTEGER NOT NULL,
  changes INTEGER NOT NULL, first TEXT, last TEXT,
  PRIMARY KEY (id)
)""",
    """CREATE TABLE variant_queue (
  statement_id INTEGER NOT NULL,
  PRIMARY KEY (statement_id),
  FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE
)""",
    """CREATE TABLE copies (
  version_id INTEGER NOT NULL, report_id INTEGER NOT NULL,
  PRIMARY KEY (version_id),
  FOREIGN KEY(version_id) REFERENCES versions (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_copies_report_id ON copies (report_id)",
    """CREATE TABLE copy_keys (
  "key" INTEGER NOT NULL, version_id INTEGER NOT NULL,
  PRIMARY KEY ("key", version_id),
  FOREIGN KEY(version_id) REFERENCES copies (version_id) ON DELETE CASCADE
) WITHOUT ROWID""",
    "CREATE INDEX ix_copy_keys_version_id ON copy_keys (version_id)",
    """CREATE TABLE copy_queue (
  version_id INTEGER NOT NULL,
  PRIMARY KEY (version_id),
  FOREIGN KEY(version_id) REFERENCES versions (id) ON DELETE CASCADE
)""",
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
    "INSERT INTO variant_queue(statement_id) SELECT id FROM statements WHERE current AND quote <> 'indirect'",
    "INSERT INTO copy_queue(version_id) SELECT id FROM versions WHERE current",
)


def _to_6(connection: Connection) -> None:
    """Add the same words elsewhere: sets of quotations, and texts that are copies of one another."""
    for made in _TO_6:
        connection.exec_driver_sql(made)


STEPS: Final[Mapping[int, Step]] = {1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5, 5: _to_6}
"""What leads from a version to the next. A step speaks in SQL of its own: tables change, what it did does not."""


FIRST_ON_SERVER: Final = 6
"""The version that records on PostgreSQL began with."""

STEPS_ON_SERVER: Final[Mapping[int, Step]] = {}
"""The same for records on PostgreSQL, in its SQL."""

_STEPS_OF: Final = {"sqlite": STEPS, "postgresql": STEPS_ON_SERVER}


def now() -> str:
    """Return the moment, as the record writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def version_of(connection: Connection) -> int:
    """Return the version of the record's tables; 0 if there are none yet."""
    if not inspect(connection).has_table("facts"):
        return 0
    return int(connection.scalar(select(facts.c.value).where(facts.c.name == "schema")) or 0)


def found(connection: Connection) -> None:
    """Make the tables of a new record."""
    dialect = dialect_of(connection)
    metadata.create_all(connection)
    dialect.found(connection)
    connection.execute(
        insert(facts),
        [
            {"name": "schema", "value": str(SCHEMA)},
            {"name": "id", "value": uuid.uuid4().hex},
            {"name": "created_at", "value": now()},
        ],
    )


def migrate(connection: Connection, steps: Mapping[int, Step] | None = None, schema: int = SCHEMA) -> None:
    """Lead a record to the present version."""
    steps = _STEPS_OF[connection.dialect.name] if steps is None else steps
    for version in range(version_of(connection), schema):
        steps[version](connection)
        connection.execute(update(facts).where(facts.c.name == "schema").values(value=str(version + 1)))
