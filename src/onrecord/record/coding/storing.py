"""Codes kept with the statements that they are of, and what of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from onrecord.record.coding.agreement import alpha
from onrecord.record.coding.codebook import CodeField
from onrecord.record.coding.columns import AGREED
from onrecord.record.coding.results import Agreement, Coded, Disagreement
from onrecord.record.coding.taking import Given, Sheet, take
from onrecord.record.door import among
from onrecord.record.keys import storable
from onrecord.record.migrations import now
from onrecord.record.schema import coded, codes, codings, sheets

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

Codes = dict[int, dict[str, dict[str, str]]]
"""Codes by row of the record, field and coder."""

_ROW: Final = ("coded_id", "field", "coder")


def read(record: RecordFile, paths: Sequence[Path]) -> Coded:
    """Take the codes of a sheet's files into a record; see :meth:`onrecord.record.Record.read_sheet`."""
    with record.writing() as connection:
        taken = take(connection, paths)
        sheet = taken.sheet
        changed = _keep(connection, taken.given)
        connection.execute(update(sheets).where(sheets.c.id == sheet.number).values(read_at=now()))
        known = _codes(connection, sheet.rows)
        standing = connection.scalar(
            select(func.count())
            .select_from(codes)
            .where(
                codes.c.coded_id.in_(among(sheet.rows)),
                codes.c.field.in_(f.name for f in sheet.fields),
            )
        )
        lost = connection.scalar(
            select(func.count())
            .select_from(coded)
            .where(coded.c.id.in_(among(sheet.rows)), coded.c.statement_id.is_(None))
        )
        return Coded(
            sheet=sheet.number,
            drawn=len(sheet.rows),
            rows=len(taken.rows),
            codes=sum(code is not None for code in taken.given.values()),
            changed=changed,
            standing=standing or 0,
            lost=lost or 0,
            gone=len(taken.gone),
            agreements=tuple(_agreement(field, sheet, known) for field in sheet.fields),
            disagreements=_disagreements(connection, sheet, known),
        )


def _keep(connection: Connection, given: Given) -> int:
    """Keep the codes given, with what they are of in every version of its article; return how many are new."""
    before = _codes(connection, {row for row, _, _ in given})
    changed = {
        (row, field, coder): None if code is None else storable(code)
        for (row, field, coder), code in given.items()
        if before.get(row, {}).get(field, {}).get(coder) != code
    }
    family = _families(connection, {row for row, _, _ in changed})
    put: list[dict[str, Any]] = []
    taken: list[dict[str, Any]] = []
    for (row, field, coder), code in changed.items():
        for one in family[row]:
            place = {"of": one, "in": field, "by": coder}
            taken.append(place)
            if code is not None:
                put.append({"coded_id": one, "field": field, "coder": coder, "code": code})
    if taken:
        connection.execute(
            delete(codings).where(
                codings.c.coded_id == bindparam("of"),
                codings.c.field == bindparam("in"),
                codings.c.coder == bindparam("by"),
            ),
            taken,
        )
    if put:
        connection.execute(insert(codings), put)
    _settle(connection, {one for some in family.values() for one in some})
    return len(changed)


def _settle(connection: Connection, rows: Collection[int]) -> None:
    """Write anew what stands of rows: what the coders agreed on, or else the one code that all of them gave."""
    standing = [
        {"coded_id": row, "field": field, "code": code}
        for row, fields in _codes(connection, rows).items()
        for field, by in fields.items()
        if (code := by.get(AGREED) or (next(iter(by.values())) if len(set(by.values())) == 1 else None))
    ]
    connection.execute(delete(codes).where(codes.c.coded_id.in_(among(rows))))
    if standing:
        connection.execute(insert(codes), standing)


def _codes(connection: Connection, rows: Iterable[int]) -> Codes:
    found: Codes = defaultdict(lambda: defaultdict(dict))
    chosen = select(codings).where(codings.c.coded_id.in_(among(rows)))
    for row in connection.execute(chosen.order_by(*(codings.c[name] for name in _ROW))):
        found[row.coded_id][row.field][row.coder] = row.code
    return found


def _families(connection: Connection, rows: Collection[int]) -> dict[int, set[int]]:
    """Return for each row those that hold on to the same statement in other versions of the article, and itself."""
    family = {row: {row} for row in rows}
    of = {row: {row} for row in rows}  # whose family a row is of
    fresh = set(rows)
    while fresh:
        links = connection.execute(
            select(coded.c.id, coded.c.from_id).where(
                coded.c.from_id.is_not(None),
                coded.c.id.in_(among(fresh)) | coded.c.from_id.in_(among(fresh)),
            )
        ).all()
        fresh = set()
        for later, earlier in links:
            for one, other in ((later, earlier), (earlier, later)):
                for start in of.get(one, set()) - of.get(other, set()):
                    of.setdefault(other, set()).add(start)
                    family[start].add(other)
                    fresh.add(other)
    return family


def _agreement(field: CodeField, sheet: Sheet, known: Codes) -> Agreement:
    units = [list(_by_coder(known, row, field.name, sheet).values()) for row in sorted(sheet.rows)]
    several = [unit for unit in units if len(unit) > 1]
    return Agreement(
        field.name,
        field.level,
        len(several),
        sum(len(set(unit)) == 1 for unit in several),
        alpha(several, field.level, field.codes),
    )


def _by_coder(known: Codes, row: int, field: str, sheet: Sheet) -> dict[str, str]:
    given = known.get(row, {}).get(field, {})
    return {coder: given[coder] for coder in sheet.coders if coder in given}


def _disagreements(connection: Connection, sheet: Sheet, known: Codes) -> tuple[Disagreement, ...]:
    found = [
        (row, field.name, given)
        for row in sorted(sheet.rows)
        for field in sheet.fields
        if len(set((given := _by_coder(known, row, field.name, sheet)).values())) > 1
    ]
    rows = {
        row.id: row
        for row in connection.execute(
            select(coded.c.id, coded.c.statement_id, coded.c.exact).where(
                coded.c.id.in_(among({row for row, _, _ in found}))
            )
        )
    }
    return tuple(
        Disagreement(
            rows[row].statement_id,
            field,
            tuple(given.items()),
            known[row][field].get(AGREED),
            rows[row].exact,
        )
        for row, field, given in found
    )
