"""Mentions that go: those who are left hold together without them, and nothing is kept of what they were called."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.record.people.rows import groups
from onrecord.record.people.settling import changed, components, settle, standing
from onrecord.record.schema import decisions, mentions, people, sides


def leave(connection: Connection, numbers: Collection[int]) -> None:
    """Prepare for mentions to be taken out.

    Args:
        connection: one that holds the write lock.
        numbers: the mentions; the caller takes them out afterwards.
    """
    persons: set[int] = set()
    for some in groups(numbers):
        persons |= set(
            connection.scalars(
                select(mentions.c.person_id).where(mentions.c.id.in_(some), mentions.c.person_id.is_not(None))
            )
        )
    if not persons and not hands(connection, numbers):
        return
    _release(connection, numbers)
    for some in groups(numbers):
        connection.execute(update(mentions).where(mentions.c.id.in_(some)).values(person_id=None))
    left = [
        number
        for some in groups(persons)
        for number in connection.scalars(select(mentions.c.id).where(mentions.c.person_id.in_(some)))
    ]
    settle(connection, left)
    for some in groups(persons):
        empty = ~select(mentions.c.id).where(mentions.c.person_id == people.c.id).exists()
        connection.execute(delete(people).where(people.c.id.in_(some), empty))


def _release(connection: Connection, numbers: Collection[int]) -> None:
    """Have others hold together without mentions, and forget these mentions' part in what was decided."""
    gone = set(numbers)
    ties = standing(connection, gone)
    for group in components(
        {number for row in ties for number in (row.mention_id, row.other_id)},
        [(row.mention_id, row.other_id) for row in ties],
    ):
        left = [number for number in group if number not in gone]
        sample = next(row for row in ties if row.mention_id in group)
        by_hand = next((row for row in ties if row.mention_id in group and row.score is None), sample)
        for number in left[1:]:
            connection.execute(
                insert(decisions).values(
                    verdict="merge",
                    mention_id=left[0],
                    other_id=number,
                    score=by_hand.score,
                    features={},
                    by=by_hand.by,
                    at=by_hand.at,
                )
            )
    _pass_on(connection, gone)
    changed(connection)


def _pass_on(connection: Connection, gone: Collection[int]) -> None:
    """Have splits stand between those of their mentions that stay."""
    for some in groups(gone):
        for row in connection.execute(
            select(decisions).where(
                decisions.c.verdict == "split",
                or_(decisions.c.mention_id.in_(some), decisions.c.other_id.in_(some)),
            )
        ).all():
            left: list[int | None] = [None, None]
            for side in connection.execute(select(sides).where(sides.c.decision_id == row.id)):
                if side.mention_id not in gone:
                    left[side.side] = min(left[side.side] or side.mention_id, side.mention_id)
            if left[0] is None or left[1] is None:
                connection.execute(delete(decisions).where(decisions.c.id == row.id))
                continue
            connection.execute(
                update(decisions).where(decisions.c.id == row.id).values(mention_id=left[0], other_id=left[1])
            )


def hands(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Return those of some mentions about which people decided something that stands."""
    found: set[int] = set()
    for some in groups(numbers):
        for row in connection.execute(
            select(decisions.c.mention_id, decisions.c.other_id).where(
                decisions.c.score.is_(None),
                decisions.c.undone_at.is_(None),
                or_(decisions.c.mention_id.in_(some), decisions.c.other_id.in_(some)),
            )
        ):
            found |= {row.mention_id, row.other_id}
        found |= set(connection.scalars(select(sides.c.mention_id).where(sides.c.mention_id.in_(some))))
    return found & set(numbers)
