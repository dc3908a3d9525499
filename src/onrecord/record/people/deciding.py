"""What people decide about who is who: it stands until a person undoes it, whatever a model thinks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import InputError
from onrecord.record.migrations import now
from onrecord.record.people.finding import decision_of, person_of
from onrecord.record.people.results import Decision
from onrecord.record.people.rows import groups
from onrecord.record.people.settling import changed, components, settle, standing
from onrecord.record.schema import decisions, mentions, people, sides

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

_UNDID: Final = "undid"
_TIED: Final = "tied"
_FOUNDED: Final = "founded"


def merge(record: RecordFile, one: str, other: str, by: str) -> Decision:
    """Put two people together; see :meth:`onrecord.record.Record.merge_people`."""
    with record.writing() as connection:
        first, second = person_of(connection, one), person_of(connection, other)
        if first.id == second.id:
            raise InputError(other, f"is the same person already: #{first.id} {first.name}")
        mine, yours = _mentions(connection, first.id), _mentions(connection, second.id)
        lifted = _splits_between(connection, mine, yours)
        number = _write(connection, "merge", (mine[0], yours[0]), by, {_UNDID: lifted})
        _undo(connection, lifted, by)
        settle(connection, [mine[0], yours[0]])
        return decision_of(connection, number)


def split(record: RecordFile, person: str, numbers: Sequence[int], by: str) -> Decision:
    """Take mentions out of a person; see :meth:`onrecord.record.Record.split_person`."""
    with record.writing() as connection:
        found = person_of(connection, person)
        every = _mentions(connection, found.id)
        going = sorted(set(numbers))
        for number in going:
            if number not in every:
                raise InputError(str(number), f"is no mention of #{found.id} {found.name}")
        if not going:
            raise InputError(person, "say which mentions are somebody else's: people show lists them")
        staying = [number for number in every if number not in set(going)]
        if not staying:
            raise InputError(person, "at least one mention must stay with them")
        return decision_of(connection, _part(connection, going, staying, by, []))


def _part(
    connection: Connection, going: Sequence[int], staying: Sequence[int], by: str, undid: Sequence[int]
) -> int:
    """Keep mentions of one person apart: cut what ties them, tie again what fell apart only for that."""
    parts = set(going)
    ties = standing(connection, [*going, *staying])
    cut = [row.id for row in ties if (row.mention_id in parts) != (row.other_id in parts)]
    inside = [(row.mention_id, row.other_id) for row in ties if row.id not in set(cut)]
    number = _write(connection, "split", (going[0], staying[0]), by, {})
    tied: list[int] = []
    for side in (going, staying):
        groups_of = components(side, inside)
        first = groups_of[0][0]
        tied += [_write(connection, "merge", (first, group[0]), by, {}) for group in groups_of[1:]]
    undone = sorted({*cut, *undid})
    founded = connection.execute(
        select(people.c.id, people.c.founder).where(people.c.founder.in_(going)).order_by(people.c.id)
    ).all()
    connection.execute(
        update(decisions)
        .where(decisions.c.id == number)
        .values(features={_UNDID: undone, _TIED: tied, _FOUNDED: [list(row) for row in founded]})
    )
    connection.execute(
        insert(sides),
        [
            {"decision_id": number, "mention_id": mention, "side": side}
            for side, some in enumerate((going, staying))
            for mention in some
        ],
    )
    _undo(connection, undone, by)
    # Who stays keeps the number, though the founding mention may be among those that go.
    _found(connection, [(row.id, staying[0]) for row in founded])
    settle(connection, [*going, *staying])
    return number


def undo(record: RecordFile, number: int, by: str) -> Decision:
    """Undo a decision; see :meth:`onrecord.record.Record.undo_decision`."""
    with record.writing() as connection:
        row = connection.execute(select(decisions).where(decisions.c.id == number)).one_or_none()
        if row is None:
            raise InputError(str(number), "there is no such decision")
        if row.undone_at is not None:
            raise InputError(str(number), f"was undone before, by {row.undone_by} {row.undone_at}")
        if row.verdict in ("unsure", "unlinked"):
            raise InputError(str(number), "nothing was decided there that could be undone")
        if row.verdict == "link":
            _undo(connection, [number], by)
            _unlink(connection, row)
            return decision_of(connection, number)
        if row.verdict == "merge" and row.score is not None:
            return decision_of(connection, _undo_models(connection, row, by))
        told = row.features or {}
        if row.verdict == "merge" and (holder := _holder(connection, number)) is not None:
            raise InputError(str(number), f"holds together what decision {holder} took apart: undo that one")
        _undo(connection, [number, *told.get(_TIED, ())], by)
        _restore(connection, told.get(_UNDID, ()))
        # Who was taken out of somebody else has the younger number, though it may be of the same second.
        taken_out = select(mentions.c.person_id).where(mentions.c.id == row.mention_id)
        second = connection.scalars(taken_out).all() if row.verdict == "split" else []
        _found(connection, told.get(_FOUNDED, ()))
        settle(connection, [row.mention_id, row.other_id], second)
        return decision_of(connection, number)


def _found(connection: Connection, founders: Iterable[Sequence[int]]) -> None:
    """Have people keep their numbers by other mentions."""
    for person, mention in founders:
        connection.execute(update(people).where(people.c.id == person).values(founder=mention))


def _undo_models(connection: Connection, row: Any, by: str) -> int:
    """Undo what a model put together: from now on a person's decision keeps the two parts apart."""
    every = connection.scalars(
        select(mentions.c.id).where(
            mentions.c.person_id
            == select(mentions.c.person_id).where(mentions.c.id == row.mention_id).scalar_subquery()
        )
    ).all()
    rest = [(tie.mention_id, tie.other_id) for tie in standing(connection, every) if tie.id != row.id]
    parts = components(every, rest)
    mine = next(part for part in parts if row.mention_id in part)
    yours = next(part for part in parts if row.other_id in part)
    if mine == yours:
        raise InputError(str(row.id), "other decisions tie these two together as well: split them")
    return _part(connection, yours, mine, by, [row.id])


def _holder(connection: Connection, number: int) -> int | None:
    """Return the standing split that tied mentions together by a merge."""
    rows = connection.execute(
        select(decisions.c.id, decisions.c.features)
        .where(decisions.c.verdict == "split", decisions.c.undone_at.is_(None))
        .order_by(decisions.c.id)
    )
    return next((row.id for row in rows if number in (row.features or {}).get(_TIED, ())), None)


def _mentions(connection: Connection, person: int) -> list[int]:
    """Return a person's mentions, the founding one first."""
    founder = connection.scalar(select(people.c.founder).where(people.c.id == person))
    rows = connection.scalars(select(mentions.c.id).where(mentions.c.person_id == person)).all()
    return sorted(rows, key=lambda number: (number != founder, number))


def _splits_between(connection: Connection, mine: Collection[int], yours: Collection[int]) -> list[int]:
    """Return standing splits that keep apart mentions of two people."""
    found: dict[int, list[set[int]]] = {}
    for some in groups([*mine, *yours]):
        for row in connection.execute(
            select(sides)
            .join(decisions, sides.c.decision_id == decisions.c.id)
            .where(sides.c.mention_id.in_(some), decisions.c.undone_at.is_(None))
        ):
            found.setdefault(row.decision_id, [set(), set()])[row.side].add(row.mention_id)
    first, second = set(mine), set(yours)
    return sorted(
        number
        for number, (one, other) in found.items()
        if (one & first and other & second) or (one & second and other & first)
    )


def _write(
    connection: Connection, verdict: str, pair: tuple[int, int], by: str, features: dict[str, list[int]]
) -> int:
    return int(
        connection.execute(
            insert(decisions)
            .values(verdict=verdict, mention_id=pair[0], other_id=pair[1], features=features, by=by, at=now())
            .returning(decisions.c.id)
        ).scalar_one()
    )


def _undo(connection: Connection, numbers: Sequence[int], by: str) -> None:
    for some in groups(numbers):
        connection.execute(
            update(decisions).where(decisions.c.id.in_(some)).values(undone_by=by, undone_at=now())
        )


def _restore(connection: Connection, numbers: Sequence[int]) -> None:
    for some in groups(numbers):
        connection.execute(
            update(decisions).where(decisions.c.id.in_(some)).values(undone_by=None, undone_at=None)
        )


def _unlink(connection: Connection, row: Any) -> None:
    person = connection.scalar(select(mentions.c.person_id).where(mentions.c.id == row.mention_id))
    connection.execute(
        update(people)
        .where(people.c.id == person, people.c.reference == row.reference)
        .values(reference=None)
    )
    changed(connection)
