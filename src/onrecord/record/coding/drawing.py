"""Statements drawn into a sheet."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import InputError
from onrecord.export.output import placed
from onrecord.record import loading
from onrecord.record.anchors import Anchor
from onrecord.record.coding import files
from onrecord.record.coding.codebook import CodeField
from onrecord.record.coding.columns import (
    CONTEXT,
    LONGEST_CELL,
    Key,
    coders_of,
    columns_of,
)
from onrecord.record.coding.results import Drawn
from onrecord.record.door import among
from onrecord.record.keys import spans_to_text, storable
from onrecord.record.migrations import now
from onrecord.record.results import StoredStatement
from onrecord.record.schema import code_fields, coded, codings, drawn, facts, sheets, statements, versions
from onrecord.record.search.choosing import numbers_of
from onrecord.record.search.results import Filters
from onrecord.record.typed import built
from onrecord.statement import Spans, Statement

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

AROUND: Final = 400
"""Characters of the article that are shown before and after a statement, at most."""

LARGEST: Final = 100_000
"""Statements of a sheet."""


def draw(
    record: RecordFile,
    path: Path,
    fields: Sequence[CodeField],
    *,
    coders: Sequence[str],
    sample: int,
    seed: int,
    query: str,
    filters: Filters,
    chosen: str,
    by: str,
) -> Drawn:
    """Draw statements into a sheet; see :meth:`onrecord.record.Record.new_sheet`."""
    workbook = files.is_workbook(path)
    who = coders_of(coders)
    if not fields:
        raise InputError("fields", "at least one is needed")
    if not 1 <= sample <= LARGEST:
        raise InputError(str(sample), f"a sheet has 1 to {LARGEST:,} statements")
    if path.exists():
        raise InputError(str(path), "is there already, and may hold codes: name another file")
    names = tuple(field.name for field in fields)
    try:
        with placed(path) as part, record.writing() as connection:
            found, _ = numbers_of(connection, query, filters, meaning=False)
            if not found:
                raise InputError(str(path), "nothing fits, so that there is nothing to code")
            _define(connection, fields)
            numbers = heapq.nsmallest(sample, found, key=lambda number: _lot(seed, number))
            sheet = connection.execute(
                insert(sheets)
                .values(
                    name=storable(path.name),
                    fields=list(names),
                    coders=list(who),
                    seed=seed,
                    chosen=chosen,
                    by=by,
                    made_at=now(),
                )
                .returning(sheets.c.id)
            ).scalar_one()
            held = _held(connection, numbers)
            connection.execute(
                insert(drawn), [{"sheet_id": sheet, "coded_id": held[number]} for number in numbers]
            )
            columns = columns_of(names, who)
            rows = [[*row, *("" for _ in columns)] for row in _rows(connection, sheet, numbers, held)]
            files.write(part, workbook, (*CONTEXT, *columns), rows, fields)
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from None
    return Drawn(sheet, len(numbers), len(found), seed, tuple(fields), who)


def known_fields(connection: Connection) -> dict[str, CodeField]:
    """Return the fields that a record has, by their names."""
    return {
        row.name: CodeField(row.name, row.level, tuple(row.codes), row.told)
        for row in connection.execute(select(code_fields).order_by(code_fields.c.name))
    }


def _lot(seed: int, number: int) -> bytes:
    """Return what a statement draws: the least are taken, so that a larger sample has all of a smaller one."""
    return hashlib.sha256(f"{seed} {number}".encode()).digest()


def _define(connection: Connection, fields: Sequence[CodeField]) -> None:
    """Keep the fields of a codebook; one that is known may change as long as every code given stays one.

    Raises:
        InputError: a code that was given is none of the field any more.
    """
    known = known_fields(connection)
    for field in fields:
        old = known.get(field.name)
        values: dict[str, Any] = {
            "level": field.level,
            "codes": [storable(code) for code in field.codes],
            "told": None if field.question is None else storable(field.question),
        }
        if old is None:
            connection.execute(insert(code_fields).values(name=field.name, **values))
        elif old != field:
            given = connection.scalars(
                select(codings.c.code).where(codings.c.field == field.name).distinct()
            ).all()
            lost = next((code for code in sorted(given) if not field.takes(code)), None)
            if lost is not None:
                told = f"statements are coded as {lost!r}, which this codebook does not have"
                raise InputError(field.name, f"{told}; keep it, or name the field otherwise")
            connection.execute(update(code_fields).where(code_fields.c.name == field.name).values(**values))


def _held(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return the rows that hold on to statements, made where there are none yet, by the statements' numbers."""
    held: dict[int, int] = {
        row.statement_id: row.id
        for row in connection.execute(
            select(coded.c.id, coded.c.statement_id).where(coded.c.statement_id.in_(among(numbers)))
        )
    }
    for row in connection.execute(
        select(statements.c.id, statements.c.data, statements.c.version_id, versions.c.text)
        .join(versions, statements.c.version_id == versions.c.id)
        .where(statements.c.id.in_(among(number for number in numbers if number not in held)))
        .order_by(statements.c.id)
    ).all():
        anchor = Anchor.of(row.text, built(Statement, row.data).content)
        held[row.id] = connection.execute(
            insert(coded)
            .values(
                version_id=row.version_id,
                statement_id=row.id,
                content=spans_to_text(anchor.spans),
                exact=storable(anchor.exact),
                prefix=storable(anchor.prefix),
                suffix=storable(anchor.suffix),
                placed="spans",
            )
            .returning(coded.c.id)
        ).scalar_one()
    return held


def _rows(
    connection: Connection, sheet: int, numbers: Sequence[int], held: dict[int, int]
) -> list[list[str]]:
    """Return what a sheet tells of statements, in the order of their lots."""
    record = connection.execute(select(facts.c.value).where(facts.c.name == "id")).scalar_one()
    some = loading.statements_by_id(connection, numbers)
    texts: dict[int, str] = dict(
        connection.execute(
            select(versions.c.id, versions.c.text).where(
                versions.c.id.in_(among({one.version for one in some}))
            )
        ).all()
    )
    return [_row(record, sheet, held[one.id], one, texts[one.version]) for one in some]


def _row(record: str, sheet: int, held: int, one: StoredStatement, text: str) -> list[str]:
    number, words = str(one.id), storable(one.text)[:LONGEST_CELL]
    return [
        number,
        str(Key.of(record, sheet, held, number, words)),
        one.published or "",
        one.outlet or "",
        one.title or "",
        one.url or "",
        " | ".join(speaker.name for speaker in one.speakers),
        words,
        _context(text, one.statement.content),
    ]


def _context(text: str, spans: Spans) -> str:
    """Return the paragraphs around a statement, cut where they are long, the statement between brackets."""
    if not spans:
        return ""
    start, end = spans[0][0], spans[-1][1]
    first = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - AROUND)
    stop = text.find("\n\n", end)
    last = min(len(text) if stop < 0 else stop, end + AROUND)
    shown = f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}"
    return storable(("… " if first and text[first - 1] != "\n" else "") + shown)[:LONGEST_CELL]
