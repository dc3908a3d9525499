"""Adding a statement that the model missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from onrecord.errors import InputError
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.record.added import in_order, number_of
from onrecord.record.anchors import Anchor
from onrecord.record.correcting import FIELDS, checked
from onrecord.record.keys import spans_of, spans_to_text, storable
from onrecord.record.loading import ADDED
from onrecord.record.migrations import now
from onrecord.record.prepared import row_of
from onrecord.record.replacing import REJECTED, refresh
from onrecord.record.results import Place
from onrecord.record.schema import articles, corrections, statements, versions
from onrecord.record.typed import built
from onrecord.record.writing import add_statements
from onrecord.statement import Spans, Statement, statement_id

if TYPE_CHECKING:
    from onrecord.record.store import Record

EMPTY: Final[dict[str, Any]] = {
    "within": None,
    "source": [],
    "cue": [],
    "speakers": [],
    "quote": "indirect",
    "confidence": {"statement": 1.0},
}


def add(record: Record, article: int, fields: Mapping[str, Any], by: str) -> int:
    """Add a statement to an article; see :meth:`onrecord.record.Record.add_statement`."""
    for name in fields:
        if name not in FIELDS or name in ("quote", REJECTED):
            raise InputError(name, "not a field that a statement is added with")
    with record.writing() as connection:
        row = connection.execute(
            select(versions, articles.c.key)
            .join(articles, versions.c.article_id == articles.c.id)
            .where(versions.c.article_id == article, versions.c.current)
        ).one_or_none()
        if row is None:
            raise InputError(str(article), "there is no such article in the record")
        there = connection.execute(
            select(statements.c.id, statements.c.anchor, statements.c.content, statements.c.data)
            .where(statements.c.version_id == row.id)
            .order_by(statements.c.place)
        ).all()
        one = _made(fields, row.text, row.digest, [(spans_of(s.content), s.data["id"]) for s in there])
        add_statements(connection, [(Place.of(row), [row_of(one, row.text)])])
        number = number_of(connection, row.id, one)
        in_order(connection, row.id)
        anchor = Anchor.of(row.text, one.content)
        connection.execute(
            insert(corrections).values(
                version_id=row.id,
                statement_id=number,
                content=spans_to_text(anchor.spans),
                exact=storable(anchor.exact),
                prefix=storable(anchor.prefix),
                suffix=storable(anchor.suffix),
                field=ADDED,
                value=one.to_dict(),
                by=by,
                at=now(),
                placed="spans",
            )
        )
        refresh(connection, [number])
        return number


def _made(fields: Mapping[str, Any], text: str, digest: str, there: Sequence[tuple[Spans, str]]) -> Statement:
    """Return the statement of the fields that somebody gives.

    Raises:
        InputError: a field cannot have its value, or the words belong to another statement in part.
    """
    made = {**EMPTY, "id": "", "content": checked("content", fields.get("content", []), _blank(), text)}
    content: Spans = tuple((start, end) for start, end in made["content"])
    for spans, _ in there:
        if spans == content:
            raise InputError("content", "there is a statement of just these words already")
        if _meet(spans, content) and not (_within(spans, content) or _within(content, spans)):
            raise InputError("content", "some of these words belong to another statement")
    around = [(spans, name) for spans, name in there if _within(content, spans)]
    if around:
        made["within"] = min(around, key=lambda one: sum(end - start for start, end in one[0]))[1]
    for name, value in fields.items():
        if name != "content":
            made[name] = checked(name, value, made, text)
    made["id"] = statement_id(digest, content)
    made["quote"] = QuotedWords(text, quotations(text)).quote(content)
    return built(Statement, made)


def _blank() -> dict[str, Any]:
    return {**EMPTY, "id": "", "content": []}


def _meet(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _within(inner: Spans, outer: Spans) -> bool:
    return all(any(a <= c and d <= b for a, b in outer) for c, d in inner)
