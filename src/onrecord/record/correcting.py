"""What people put right: it stands in the place of what the model said, for good, until somebody undoes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, insert, select, update

from onrecord.errors import InputError
from onrecord.record.added import remove
from onrecord.record.anchors import Anchor, nearest
from onrecord.record.keys import name_key, spans_to_text, storable
from onrecord.record.loading import ADDED, UNSAID, standing_corrections
from onrecord.record.migrations import now
from onrecord.record.replacing import REJECTED, prune, refresh
from onrecord.record.results import Correction
from onrecord.record.schema import corrections, statements, versions
from onrecord.record.typed import built
from onrecord.statement import Spans, Statement, slice_of

if TYPE_CHECKING:
    from onrecord.record.store import Record

FIELDS: Final = (*(field.name for field in fields(Statement) if field.name not in UNSAID), REJECTED)
"""What can be corrected."""


def correct(record: Record, number: int, field: str, value: Any, by: str) -> Correction:
    """Correct a field of a statement; see :meth:`onrecord.record.Record.correct`."""
    return correct_fields(record, number, {field: value}, by)[0]


def correct_fields(record: Record, number: int, values: Mapping[str, Any], by: str) -> tuple[Correction, ...]:
    """Correct fields of a statement at once; see :meth:`onrecord.record.Record.correct_fields`."""
    for field in values:
        if field not in FIELDS:
            raise InputError(field, f"not a field that can be corrected ({', '.join(FIELDS)})")
    with record.writing() as connection:
        row = connection.execute(
            select(statements.c.data, statements.c.version_id, versions.c.text)
            .join(versions, statements.c.version_id == versions.c.id)
            .where(statements.c.id == number)
        ).one_or_none()
        if row is None:
            raise InputError(str(number), "there is no such statement in the record")
        model = built(Statement, row.data)
        fields_now = {
            **model.to_dict(),
            **standing_corrections(connection, [number]).get(number, {}),
        }
        anchor = Anchor.of(row.text, model.content)
        made = []
        for field, value in values.items():
            fields_now[field] = checked(field, value, fields_now, row.text)
            made.append(
                connection.execute(
                    insert(corrections)
                    .values(
                        version_id=row.version_id,
                        statement_id=number,
                        content=spans_to_text(anchor.spans),
                        exact=storable(anchor.exact),
                        prefix=storable(anchor.prefix),
                        suffix=storable(anchor.suffix),
                        field=field,
                        value=fields_now[field],
                        by=by,
                        at=now(),
                        placed="spans",
                    )
                    .returning(corrections.c.id)
                ).scalar_one()
            )
        refresh(connection, [number])
        return corrections_where(connection, corrections.c.id.in_(made))


def undo(record: Record, number: int, by: str) -> Correction:
    """Undo a correction; see :meth:`onrecord.record.Record.undo_correction`."""
    with record.writing() as connection:
        found = corrections_where(connection, corrections.c.id == number)
        if not found:
            raise InputError(str(number), "there is no such correction in the record")
        if found[0].undone_at is None:
            connection.execute(
                update(corrections).where(corrections.c.id == number).values(undone_by=by, undone_at=now())
            )
            if found[0].statement is not None:
                _restore(connection, found[0])
        return corrections_where(connection, corrections.c.id == number)[0]


def _restore(connection: Connection, undone: Correction) -> None:
    """Have a statement stand as it does without a correction; one that it added goes, unless the model finds it too."""
    number = undone.statement
    assert number is not None
    if undone.field == ADDED:
        data = connection.execute(select(statements.c.data).where(statements.c.id == number)).scalar_one()
        if replace(built(Statement, data), within=None) == replace(
            built(Statement, undone.value), within=None
        ):
            remove(connection, number)
            prune(connection, [undone.article])
            return
    refresh(connection, [number])


def corrections_where(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Correction, ...]:
    """Return the corrections that conditions hold of, the oldest first."""
    rows = connection.execute(
        select(corrections, versions.c.article_id)
        .join(versions, corrections.c.version_id == versions.c.id)
        .where(*conditions)
        .order_by(corrections.c.id)
    )
    return tuple(
        Correction(
            id=row.id,
            statement=row.statement_id,
            article=row.article_id,
            field=row.field,
            value=row.value,
            exact=row.exact,
            placed=row.placed,
            by=row.by,
            at=row.at,
            undone_by=row.undone_by,
            undone_at=row.undone_at,
        )
        for row in rows
    )


def corrections_of(connection: Connection, statement: int | None, lost: bool) -> tuple[Correction, ...]:
    """Return the corrections of a statement or of all, or those alone that lost their place."""
    conditions = []
    if statement is not None:
        conditions.append(corrections.c.statement_id == statement)
    if lost:
        conditions += [corrections.c.placed == "lost", corrections.c.undone_at.is_(None)]
    return corrections_where(connection, *conditions)


def checked(field: str, value: Any, fields_now: dict[str, Any], text: str) -> Any:
    """Return a corrected value as it is kept.

    Passages may be given by their words alone: the place nearest to the statement is taken. Speakers may be given
    by their names.

    Args:
        field: what is corrected.
        value: what is right, as in schema 1.
        fields_now: the statement as it stands.
        text: its article's text.

    Raises:
        InputError: the value is none that the field can have.
    """
    if field == REJECTED:
        if not isinstance(value, bool):
            raise InputError(field, "true or false is wanted")
        return value
    content = fields_now["content"]
    at = content[0][0] if content else 0
    try:
        if field == "speakers" and isinstance(value, list | tuple):
            value = [_speaker(one, fields_now.get("speakers", ())) for one in value]
        elif isinstance(value, str) and field in _PASSAGES:
            value = {"text": value}
        given = _placed(value, text, at)
        whole = built(Statement, {**fields_now, field: given}).to_dict()
    except ValueError as error:
        raise InputError(field, str(error)) from None
    if field == "content" and not whole[field]:
        raise InputError(field, "at least one place in the article is wanted")
    _check_spans(field, whole[field], text)
    return whole[field]


_PASSAGES: Final = ("on_behalf_of", "addressee", "medium", "when", "target")


def _speaker(one: Any, known: Collection[dict[str, Any]]) -> Any:
    """Return a speaker that is given by name alone as one of schema 1."""
    if not isinstance(one, str):
        return one
    if not one.strip():
        raise ValueError("a speaker without a name")
    same = next((speaker for speaker in known if name_key(speaker["name"]) == name_key(one)), None)
    return {"confidence": 1.0, **(same or {"kind": "person"}), "name": one}


def _placed(value: Any, text: str, at: int) -> Any:
    """Return a value with spans for passages that have words alone, and words for those that have spans."""
    if isinstance(value, list | tuple):
        return [_placed(item, text, at) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _placed(item, text, at) for key, item in value.items()}
    if "step" in made:  # of a speaker's resolution: it has spans alone
        return made
    if made.get("spans"):
        made["text"] = slice_of(text, _spans(made["spans"]))
    elif isinstance(made.get("text"), str) and "spans" not in made:
        words = made["text"]
        start = nearest(text, words, at) if words else None
        if start is None:
            raise ValueError(f"these words do not stand in the article: {words[:80]!r}")
        made["spans"] = [[start, start + len(words)]]
    return made


def _spans(value: Any) -> Spans:
    try:
        return tuple((int(start), int(end)) for start, end in value)
    except (TypeError, ValueError):
        raise ValueError("spans are pairs of numbers") from None


def _check_spans(field: str, value: Any, text: str) -> None:
    """Raise where spans are none of the text."""
    if isinstance(value, dict):
        for item in value.values():
            _check_spans(field, item, text)
    elif isinstance(value, list):
        for item in value:
            _check_spans(field, item, text)
        if len(value) == 2 and all(isinstance(n, int) and not isinstance(n, bool) for n in value):
            start, end = value
            if not 0 <= start < end <= len(text):
                raise InputError(field, f"{start}-{end} is no place in the article's {len(text)} characters")
