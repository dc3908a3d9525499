"""What a record on PostgreSQL has beside its tables: the index of words, triggers, and the functions of the views.

The triggers do what those of SQLite do; see :mod:`onrecord.record.sqlite_dialect` and the modules whose tables they
keep true.
"""

from __future__ import annotations

from typing import Final


def trigger(name: str, event: str, body: str, when: str = "", options: str = "") -> tuple[str, str]:
    """Return the SQL of a trigger.

    Args:
        name: its name.
        event: what it follows: ``AFTER DELETE ON statements``.
        body: what it does for each row.
        when: a condition on the row.
        options: of its function.
    """
    condition = f" WHEN ({when})" if when else ""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {options} AS $$BEGIN {body}; RETURN NULL; END$$",
        f"CREATE TRIGGER {name} {event} FOR EACH ROW{condition} EXECUTE FUNCTION {name}()",
    )


_UNGATHERED: Final = """IF EXISTS (SELECT 1 FROM issues) THEN
    INSERT INTO ungathered(statement_id) VALUES (new.id) ON CONFLICT DO NOTHING;
  END IF"""
_COMPARE: Final = "INSERT INTO variant_queue(statement_id) VALUES (new.id) ON CONFLICT DO NOTHING"

DDL: Final = (
    """CREATE TABLE words (
  id INTEGER NOT NULL PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE,
  said tsvector NOT NULL, length INTEGER NOT NULL, target TEXT[] NOT NULL
)""",
    "CREATE INDEX words_by_word ON words USING gin (said)",
    "CREATE INDEX words_by_target ON words USING gin (target)",
    "CREATE INDEX mentions_by_word ON mentions USING gin (string_to_array(key, ' '))",
    "CREATE TABLE word_counts (statements BIGINT NOT NULL, words BIGINT NOT NULL)",
    "INSERT INTO word_counts VALUES (0, 0)",
    # Functions of the views.
    r"""CREATE FUNCTION text_of(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT AS
  $$ SELECT regexp_replace($1, '\x01[0-9a-f:,]*$', '') $$""",
    """CREATE FUNCTION words_at(TEXT, TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(string_agg(
    substr($1, split_part(span, '-', 1)::int + 1, split_part(span, '-', 2)::int - split_part(span, '-', 1)::int),
    ' ' ORDER BY place), '')
  FROM unnest(string_to_array($2, ';')) WITH ORDINALITY AS spans(span, place) $$""",
    """CREATE FUNCTION id_of(BIGINT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT AS
  $$ SELECT lpad(to_hex($1), 16, '0') $$""",
    """CREATE FUNCTION group_concat_step(TEXT, TEXT, TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN $1 IS NULL THEN $2 WHEN $2 IS NULL THEN $1 ELSE $1 || $3 || $2 END $$""",
    "CREATE AGGREGATE group_concat(TEXT, TEXT) (SFUNC = group_concat_step, STYPE = TEXT)",
    *trigger("vectors_take", "AFTER DELETE ON statements", "DELETE FROM vectors WHERE block = old.id >> 10"),
    *trigger(
        "vectors_change",
        "AFTER UPDATE OF content ON statements",
        "DELETE FROM vectors WHERE block = old.id >> 10",
        "old.content IS DISTINCT FROM new.content",
    ),
    *trigger(
        "vectors_reword",
        "AFTER UPDATE OF text ON versions",
        "DELETE FROM vectors WHERE block IN (SELECT id >> 10 FROM statements WHERE version_id = new.id)",
    ),
    *trigger("ungathered_new", "AFTER INSERT ON statements", _UNGATHERED),
    *trigger("ungathered_changed", "AFTER UPDATE OF content, act ON statements", _UNGATHERED),
    *trigger("quotations_new", "AFTER INSERT ON statements", _COMPARE, "new.quote <> 'indirect'"),
    *trigger(
        "quotations_change",
        "AFTER UPDATE OF content, quote, current, rejected ON statements",
        _COMPARE,
        """(old.quote <> 'indirect' OR new.quote <> 'indirect')
  AND (old.content, old.quote, old.current, old.rejected)
    IS DISTINCT FROM (new.content, new.quote, new.current, new.rejected)""",
    ),
    # What goes in the same breath is there no more, though its row of the set still is.
    *trigger(
        "quotations_gone",
        "AFTER DELETE ON quotations",
        """INSERT INTO variant_queue(statement_id)
    SELECT statement_id FROM quotations JOIN statements ON statements.id = statement_id WHERE set_id = old.set_id
    ON CONFLICT DO NOTHING;
  DELETE FROM variant_sets WHERE id = old.set_id""",
    ),
    *trigger(
        "copies_new",
        "AFTER INSERT ON versions",
        "INSERT INTO copy_queue(version_id) VALUES (new.id) ON CONFLICT DO NOTHING",
    ),
    *trigger(
        "copies_change",
        "AFTER UPDATE OF text, current ON versions",
        """INSERT INTO copy_queue(version_id) VALUES (new.id) ON CONFLICT DO NOTHING;
  INSERT INTO variant_queue(statement_id)
    SELECT id FROM statements WHERE version_id = new.id AND quote <> 'indirect' ON CONFLICT DO NOTHING""",
        "old.text IS DISTINCT FROM new.text OR old.current IS DISTINCT FROM new.current",
    ),
    *trigger(
        "copies_gone",
        "AFTER DELETE ON copies",
        """INSERT INTO copy_queue(version_id)
    SELECT version_id FROM copies JOIN versions ON versions.id = version_id WHERE report_id = old.report_id
    ON CONFLICT DO NOTHING""",
    ),
)
"""The SQL that makes it."""
