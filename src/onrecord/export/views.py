"""What the page shows of a reading beside its text: the list of statements, and the tables of where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from onrecord.export.explain import chain, confidences
from onrecord.export.stands import named
from onrecord.export.words import (
    ACT_MARKS,
    ACTS_AT,
    STAND_MARKS,
    STANDS,
    UNCERTAIN,
    circumstances,
    deed,
    joined,
    one_line,
    percent,
    shortened,
    standing,
    who,
)
from onrecord.stands import Directed, Evidence, Stance, Stands
from onrecord.statement import Position, Reading, Statement

_EXCERPT: Final = 150
"""Characters of a content that the list shows; the whole of it stands in the article."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A position: its stand as a class of the style sheet, its mark, and its words."""

    name: str
    mark: str
    told: str
    action: str
    condition: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in the list beside the article."""

    name: str
    item: str
    number: int
    who: str
    standing: str
    excerpt: str
    act_mark: str
    act: str
    quote: str
    circumstances: str
    sure: str
    uncertain: bool
    within: int | None
    within_name: str | None
    stands: tuple[Stand, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement that a row rests on: its place in the text, its number and its words."""

    name: str
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a position that is held, or an act that is directed at somebody."""

    name: str
    mark: str
    told: str
    what: str
    condition: str
    sure: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one speaker."""

    who: str
    standing: str
    rows: tuple[Row, ...]


def entries(reading: Reading, page: str, ids: Sequence[int] | None = None) -> list[Entry]:
    """Return the list of a reading's statements.

    Args:
        reading: the reading.
        page: what the names of its anchors begin with.
        ids: what they end in; by default the statements' numbers, 1, 2, ...
    """
    numbers = {s.id: number for number, s in enumerate(reading.statements, 1)}
    anchors = ids or range(1, len(numbers) + 1)
    names = {s.id: anchor for s, anchor in zip(reading.statements, anchors, strict=True)}
    return [_entry(reading, statement, page, numbers, names) for statement in reading.statements]


def stances(stands: Stands, listed: list[Entry]) -> list[Group]:
    """Return the table of positions, a group of rows for each speaker."""
    return [_group(list(rows), listed) for _, rows in groupby(stands.stances, lambda row: row.speaker)]


def acts(stands: Stands, listed: list[Entry]) -> list[Group]:
    """Return the table of directed acts, a group of rows for each speaker."""
    return [_group(list(rows), listed) for _, rows in groupby(stands.acts, lambda row: row.speaker)]


def entry_of(
    statement: Statement,
    number: int,
    who: str,
    words: str,
    *,
    page: str = "",
    anchor: int | None = None,
    within: int | None = None,
    within_anchor: int | None = None,
    why: Iterable[str] = (),
) -> Entry:
    """Return a statement as it is listed.

    Args:
        statement: the statement.
        number: what it is called by.
        who: who said it.
        words: its content.
        page: what the names of its anchors begin with.
        anchor: what they end in; by default ``number``.
        within: the number of the statement that it lies within.
        within_anchor: what the names of that one's anchors end in; by default ``within``.
        why: how its fields were found.
    """
    speakers = statement.speakers
    anchor = anchor or number
    return Entry(
        name=f"{page}-s{anchor}",
        item=f"{page}-e{anchor}",
        number=number,
        who=who,
        standing=standing(speakers[0]) if len(speakers) == 1 else "",
        excerpt=words,
        act_mark=ACT_MARKS[statement.act] if statement.act else "",
        act=deed(statement.act, statement.target) if statement.act else "",
        quote=f"{statement.quote} quote",
        circumstances=" · ".join(circumstances(statement)),
        sure=percent(statement.confidence.statement),
        uncertain=statement.confidence.statement < UNCERTAIN,
        within=within,
        within_name=f"{page}-e{within_anchor or within}" if within else None,
        stands=tuple(map(_stand, statement.positions)),
        why=tuple(why),
    )


def _entry(
    reading: Reading, statement: Statement, page: str, numbers: dict[str, int], anchors: dict[str, int]
) -> Entry:
    outer = statement.within or ""
    return entry_of(
        statement,
        numbers[statement.id],
        who(reading, statement),
        shortened(joined(reading.article.text, statement.content), _EXCERPT),
        page=page,
        anchor=anchors[statement.id],
        within=numbers.get(outer),
        within_anchor=anchors.get(outer),
        why=_why(reading, statement),
    )


def _stand(position: Position) -> Stand:
    return Stand(
        position.stand,
        STAND_MARKS[position.stand],
        STANDS[position.stand],
        one_line(position.action.text),
        one_line(position.condition.text) if position.condition else "",
    )


def _why(reading: Reading, statement: Statement) -> Iterator[str]:
    """Yield how each speaker was found, who else was thought of, and how sure each field is."""
    for speaker in statement.speakers:
        if speaker.via:
            yield f"{chain(reading, speaker)} → {one_line(speaker.name)}, {percent(speaker.confidence)} sure"
        if speaker.alternatives:
            others = (f"{one_line(a.name)} ({percent(a.confidence)})" for a in speaker.alternatives)
            yield f"Instead of {one_line(speaker.name)}, perhaps " + ", ".join(others)
    if statement.mode:
        yield f"Mode: {statement.mode}"
    if statement.translated:
        evidence, reason = one_line(statement.translated.text), one_line(statement.translated.reason)
        yield f"Likely a translation: “{evidence}” ({reason})"
    if len(known := confidences(statement)) > 1:
        yield "Sure of each: " + ", ".join(f"{name} {percent(sure)}" for name, sure in known)


def _group(rows: list[Stance | Directed], listed: list[Entry]) -> Group:
    holder = rows[0].speaker
    return Group(named(holder), standing(holder), tuple(_row(row, listed) for row in rows))


def _row(row: Stance | Directed, listed: list[Entry]) -> Row:
    proofs = tuple(_proofs(row.evidence, listed))
    if isinstance(row, Directed):
        told, what = ACTS_AT[row.act], one_line(row.target.text)
        return Row(row.act, ACT_MARKS[row.act], told, what, "", percent(row.confidence), proofs)
    stand = _stand(Position(row.stand, row.action, row.condition))
    return Row(
        stand.name, stand.mark, stand.told, stand.action, stand.condition, percent(row.confidence), proofs
    )


def _proofs(evidence: Iterable[Evidence], listed: list[Entry]) -> Iterator[Proof]:
    for one in evidence:
        entry = listed[one.number - 1]
        yield Proof(entry.name, entry.number, entry.excerpt)
