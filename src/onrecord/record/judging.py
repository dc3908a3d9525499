"""What people's corrections say of the model, and of each other: views, agreement, and labels to train with.

Whoever corrected a statement, or called it right, has looked at it: what they left alone, they found right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from onrecord.record.coding.agreement import alpha
from onrecord.record.correcting import corrections_where
from onrecord.record.door import among
from onrecord.record.keys import name_key
from onrecord.record.loading import ADDED, UNSAID, article_by_id
from onrecord.record.replacing import REJECTED
from onrecord.record.results import Correction
from onrecord.record.schema import corrections, statements
from onrecord.record.typed import built
from onrecord.statement import Statement

if TYPE_CHECKING:
    from onrecord.record.store import Record

FIELDS: Final = ("statement", "content", "speakers", "kind", "act", "target", "position", "mode")
"""What is compared; ``statement``: whether it is one at all, ``position``: the main stand."""


@dataclass(frozen=True, slots=True)
class View:
    """What one person made of one statement.

    Attributes:
        by: who.
        at: when they said so last.
        number: the statement's number.
        article: its article's.
        statement: its fields by their word; ``None`` where they say that it is no statement.
        model: its fields by the model's word; ``None`` where the model missed it.
    """

    by: str
    at: str
    number: int
    article: int
    statement: Statement | None
    model: Statement | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two sides agree on a field: of how many statements that both looked at, on how many they do.

    ``alpha`` is Krippendorff's; ``None`` where it is not defined.
    """

    field: str
    both: int
    same: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree with the model, and with one another.

    Attributes:
        people: who corrected, and how many statements each looked at.
        statements: how many statements anybody looked at.
        added: how many the model missed.
        model: agreement of people and model, field by field.
        between: agreement of people, field by field, over statements that several looked at.
    """

    people: tuple[tuple[str, int], ...]
    statements: int
    added: int
    model: tuple[Agreed, ...]
    between: tuple[Agreed, ...]


def agreement(record: Record) -> Agreement:
    """Return how far people and the model agree; see :meth:`onrecord.record.Record.agreement`."""
    some = views(record)
    by: defaultdict[str, int] = defaultdict(int)
    for view in some:
        by[view.by] += 1
    of_statement = [list(group) for _, group in groupby(some, key=lambda view: view.number)]
    with_model, between = [], []
    for field in FIELDS:
        pairs = [
            (told(field, view.statement), told(field, view.model)) for view in some if view.model is not None
        ]
        with_model.append(_agreed(field, pairs))
        between.append(
            _agreed(
                field,
                [
                    (told(field, one.statement), told(field, other.statement))
                    for group in of_statement
                    for one, other in combinations(group, 2)
                ],
            )
        )
    return Agreement(
        people=tuple(sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))),
        statements=len(of_statement),
        added=sum(group[0].model is None for group in of_statement),
        model=tuple(with_model),
        between=tuple(between),
    )


def views(record: Record) -> list[View]:
    """Return what people made of statements, by statement and person; what was undone does not count."""
    with record.reading() as connection:
        some = corrections_where(
            connection, corrections.c.undone_at.is_(None), corrections.c.statement_id.is_not(None)
        )
        data = dict(
            connection.execute(
                select(statements.c.id, statements.c.data).where(
                    statements.c.id.in_(among({one.statement for one in some if one.statement is not None}))
                )
            ).all()
        )
    made: defaultdict[tuple[int, str], list[Correction]] = defaultdict(list)
    of_people: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for one in some:
        made[one.statement or 0, one.by].append(one)
        if one.field == ADDED:
            of_people[one.statement or 0] = one.value
    return [
        _view(by, theirs, data[number], of_people.get(number))
        for (number, by), theirs in sorted(made.items())
    ]


def _view(by: str, theirs: Sequence[Correction], data: Mapping[str, Any], added: Any) -> View:
    first = theirs[0]
    read = built(Statement, data)
    found = None if added is not None and built(Statement, added).confidence == read.confidence else read
    fields: dict[str, Any] = {**data, **{k: v for k, v in (added or {}).items() if k not in UNSAID}}
    for one in theirs:
        if one.field != ADDED:
            fields[one.field] = one.value
    said = None if fields.get(REJECTED) else built(Statement, fields)
    return View(by, max(one.at for one in theirs), first.statement or 0, first.article, said, found)


def told(field: str, one: Statement | None) -> str:
    """Return a field of a statement as it is compared; of what is no statement, nothing but that."""
    if one is None:
        return "no statement"
    match field:
        case "statement":
            return "statement"
        case "content":
            return ";".join(f"{start}-{end}" for start, end in one.content)
        case "speakers":
            return " | ".join(sorted(name_key(speaker.name) for speaker in one.speakers))
        case "kind":
            return " | ".join(sorted({speaker.kind for speaker in one.speakers}))
        case "target":
            return name_key(one.target.text) if one.target else ""
        case "position":
            return one.positions[0].stand if one.positions else ""
        case _:
            return getattr(one, field) or ""


def _agreed(field: str, pairs: Sequence[tuple[str, str]]) -> Agreed:
    kept = [pair for pair in pairs if field == "statement" or "no statement" not in pair]
    same = sum(one == other for one, other in kept)
    return Agreed(field, len(kept), same, alpha(kept, "nominal") if field != "content" else None)


def labels(record: Record) -> Iterator[dict[str, Any]]:
    """Yield articles with what people made of their statements; see :meth:`onrecord.record.Record.labels`."""
    some = sorted(views(record), key=lambda view: (view.article, view.number, view.by))
    for number, group in groupby(some, key=lambda view: view.article):
        with record.reading() as connection:
            found = article_by_id(connection, number)
        if found is not None:
            yield {"article": found.article.to_dict(), "labels": [_label(view) for view in group]}


def _label(view: View) -> dict[str, Any]:
    one = view.statement
    if one is None:
        model = view.model
        spans = [list(span) for span in model.content] if model else []
        name = model.id if model else ""
        return {"id": name, "content": spans, "reader": view.by, "at": view.at, "statement": False}
    target = one.target
    return {
        "id": one.id,
        "content": [list(span) for span in one.content],
        "source": [list(span) for span in one.source],
        "cue": [list(span) for span in one.cue],
        "reader": view.by,
        "at": view.at,
        "statement": True,
        "speaker": " | ".join(speaker.name for speaker in one.speakers),
        "kind": one.speakers[0].kind if one.speakers else "none",
        "mode": one.mode,
        "act": one.act,
        "target": (list(target.spans[0]) if target.spans else target.text) if target else None,
        "positions": [
            {
                "stand": position.stand,
                "action": list(position.action.spans[0]) if position.action.spans else None,
                "condition": list(position.condition.spans[0])
                if position.condition and position.condition.spans
                else None,
            }
            for position in one.positions
        ],
    }
