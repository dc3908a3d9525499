"""Readings as comma-separated values: one row a statement, every field of it in a column of its own."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import fields
from typing import ClassVar, Final, TextIO

from onrecord.crosswalks import agreement, event, quad
from onrecord.statement import (
    SCHEMA_VERSION,
    Confidence,
    Passage,
    Reading,
    Span,
    Spans,
    Statement,
    Translation,
    When,
)

BETWEEN: Final = " | "
"""Stands between the items of a list in one cell."""

CONFIDENCES: Final = tuple(f"confidence_{field.name}" for field in fields(Confidence))

COLUMNS: Final = (
    *("article_id", "article_version", "url", "outlet", "title", "authors", "published", "language"),
    *("number", "statement_id", "within"),
    *("source", "source_spans", "cue", "cue_spans", "content", "content_spans", "quote"),
    *("speakers", "speaker_kinds", "speaker_roles", "speaker_role_spans", "speaker_via", "speaker_via_spans"),
    *("speaker_confidences", "speaker_alternatives"),
    *("on_behalf_of", "on_behalf_of_spans", "addressee", "addressee_spans", "medium", "medium_spans"),
    *("when", "when_spans", "when_date", "money", "money_spans", "money_values", "money_currencies"),
    *("translated", "translated_spans", "translated_reason", "mode", "act", "target", "target_spans"),
    *("positions", "actions", "action_spans", "conditions", "condition_spans"),
    *("agreements", "plover", "plover_quad"),
    *CONFIDENCES,
    *("model", "schema_version"),
)

Row = dict[str, str | int | float | None]
"""The cells of a row by their columns' names."""

# Spreadsheets take a cell for a formula when its first character is one of these, some of them also
# after white space or in its full-width form (OWASP, "CSV Injection").
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n\0])")
_GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n\0])")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before what looks like one."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before ``guarded``."""
    return cell[1:] if _GUARDED.match(cell) else cell


class CsvWriter:
    """Writes one row a statement, after one row of column names; quoted as RFC 4180 says.

    Lines end as in RFC 4180 too. Numbers are written bare, all else is guarded against formulas.

    Args:
        stream: where to write; it must not translate newlines.
    """

    columns: ClassVar[tuple[str, ...]] = COLUMNS

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream)
        self._begun = False

    def write(self, reading: Reading, name: str = "") -> None:
        """Write the rows of one reading."""
        for number, statement in enumerate(reading.statements, 1):
            self._write(row_of(reading, number, statement))

    def close(self) -> None:
        """Write the column names where no reading came."""
        self._begin()

    def _write(self, row: Row) -> None:
        self._begin()
        self._rows.writerow([guarded(v) if isinstance(v, str) else v for v in map(row.get, self.columns)])

    def _begin(self) -> None:
        if not self._begun:
            self._rows.writerow(self.columns)
            self._begun = True


def row_of(reading: Reading, number: int, statement: Statement) -> Row:
    """Return a statement, the given one of its reading, as a row: a value for each of :data:`COLUMNS`."""
    article = reading.article
    speakers, positions, money = statement.speakers, statement.positions, statement.money
    category = event(statement)
    row: Row = {
        "article_id": article.id,
        "article_version": article.version,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": BETWEEN.join(article.authors),
        "published": article.published,
        "language": article.language,
        "number": number,
        "statement_id": statement.id,
        "within": statement.within,
        "quote": statement.quote,
        "speakers": BETWEEN.join(s.name for s in speakers),
        "speaker_kinds": BETWEEN.join(s.kind for s in speakers),
        "speaker_roles": BETWEEN.join("; ".join(r.text for r in s.roles) for s in speakers),
        "speaker_role_spans": BETWEEN.join(spans_told(x for r in s.roles for x in r.spans) for s in speakers),
        "speaker_via": BETWEEN.join("; ".join(step.step for step in s.via) for s in speakers),
        "speaker_via_spans": BETWEEN.join(spans_told(x for v in s.via for x in v.spans) for s in speakers),
        "speaker_confidences": BETWEEN.join(f"{s.confidence:g}" for s in speakers),
        "speaker_alternatives": BETWEEN.join(
            "; ".join(f"{a.name} ({a.confidence:g})" for a in s.alternatives) for s in speakers
        ),
        "when_date": statement.when.date if statement.when else None,
        "money": BETWEEN.join(m.text for m in money),
        "money_spans": BETWEEN.join(spans_told(m.spans) for m in money),
        "money_values": BETWEEN.join(_number(m.value) for m in money),
        "money_currencies": BETWEEN.join(m.currency or "" for m in money),
        "translated_reason": statement.translated.reason if statement.translated else None,
        "mode": statement.mode,
        "act": statement.act,
        "positions": BETWEEN.join(p.stand for p in positions),
        "actions": BETWEEN.join(p.action.text for p in positions),
        "action_spans": BETWEEN.join(spans_told(p.action.spans) for p in positions),
        "conditions": BETWEEN.join(p.condition.text if p.condition else "" for p in positions),
        "condition_spans": BETWEEN.join(
            spans_told(p.condition.spans) if p.condition else "" for p in positions
        ),
        "agreements": BETWEEN.join(agreement(p.stand) or "" for p in positions),
        "plover": category,
        "plover_quad": quad(category) if category else None,
        "model": reading.model,
        "schema_version": SCHEMA_VERSION,
    }
    for name in ("source", "cue", "content"):
        spans: Spans = getattr(statement, name)
        row |= {name: reading.text_of(spans), f"{name}_spans": spans_told(spans)}
    for column in CONFIDENCES:
        row[column] = getattr(statement.confidence, column.removeprefix("confidence_"))
    for name in ("on_behalf_of", "addressee", "medium", "when", "translated", "target"):
        words: Passage | When | Translation | None = getattr(statement, name)
        row |= {name: words.text, f"{name}_spans": spans_told(words.spans)} if words else {}
    return row


def codes_told(codes: Iterable[tuple[str, str]]) -> str:
    """Return how people coded a statement, as a cell has it."""
    return BETWEEN.join(f"{field}={code}" for field, code in codes)


def _number(value: float) -> str:
    """Return a number in full, without an exponent where it is a whole one."""
    return f"{value:.0f}" if value.is_integer() else repr(value)


def spans_told(spans: Iterable[Span]) -> str:
    """Return spans as a cell has them: ``start-end``, parted by semicolons."""
    return ";".join(f"{start}-{end}" for start, end in spans)
