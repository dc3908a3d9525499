"""Where they stand on an issue: everybody's positions over time, the present one, and the shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from onrecord.record.issues.defining import described
from onrecord.record.issues.holders import Held, held
from onrecord.record.issues.members import Member, members_of, taken_of
from onrecord.record.issues.naming import issue_of
from onrecord.record.issues.results import By, Holder, Shift, Standing, Taken, side_of
from onrecord.record.schema import mentions, people, versions
from onrecord.record.search.names import (
    BY_WHOSE,
    WHOSE,
    Group,
    mentions_of,
    of_group,
    person_number,
    shown_names,
)
from onrecord.record.search.results import Filters, Who
from onrecord.stands import SCALE

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile


def standing(record: RecordFile, name: str, *, by: By, filters: Filters, page: int, limit: int) -> Standing:
    """Return where they stand on an issue; see :meth:`onrecord.record.Record.issue`."""
    with record.reading() as connection:
        row = issue_of(connection, name)
        asked = _asked(connection, filters) if by == "speaker" else []
        members = members_of(connection, row, filters)
        everybody, nobody = held(connection, members, by)
        if filters.speaker and by == "speaker":  # of a statement by several, only those who are meant count
            meant = {who.reference for who in asked}
            everybody = [one for one in everybody if one.who.reference in meant]
            there = {one.who.reference for one in everybody}
            everybody += [Held(who) for who in asked if who.reference not in there]
        now = Counter(last.stand for one in everybody if (last := present_of(one.taking)))
        taking = {one.statement: one.version for one in members if one.stand is not None}
        shown = everybody[(page - 1) * limit : page * limit]
        taken = taken_of(connection, [member for one in shown for member in one.members])
        return Standing(
            issue=described(connection, [row])[0],
            by=by,
            holders=tuple(_holder(one, taken) for one in shown),
            total=len(everybody),
            page=page,
            limit=limit,
            statements=len(taking),
            stands=tuple((stand, now[stand]) for stand in SCALE),
            outlets=outlets_of(connection, list(taking.values())),
            unplaced=nobody,
        )


def stand_of(record: RecordFile, name: str, speaker: str) -> Holder | None:
    """Return where one speaker stands on an issue; see :meth:`onrecord.record.Record.stand`."""
    with record.reading() as connection:
        row = issue_of(connection, name)
        filters = Filters(speaker=(speaker,))
        meant = _references(connection, filters)
        everybody, _ = held(connection, members_of(connection, row, filters), "speaker")
        one = next((one for one in everybody if one.who.reference in meant and one.taking), None)
        return _holder(one, taken_of(connection, one.members)) if one else None


def outlets_of(connection: Connection, of_versions: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """Return how many statements each outlet printed, the most first."""
    counts = Counter(of_versions)
    found: Counter[str] = Counter()
    for number, outlet in connection.execute(
        select(versions.c.id, versions.c.outlet).where(versions.c.id.in_(sorted(counts)))
    ):
        if outlet:
            found[outlet] += counts[number]
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _references(connection: Connection, filters: Filters) -> set[str]:
    """Return what those are called by who are asked for, without a look through all that is theirs."""
    numbers = [person_number(name) for name in filters.speaker]
    known = set(
        connection.scalars(select(people.c.id).where(people.c.id.in_([n for n in numbers if n is not None])))
    )
    if known.issuperset(numbers):
        return {f"#{number}" for number in numbers}
    return {who.reference for who in _asked(connection, filters)}


def _asked(connection: Connection, filters: Filters) -> list[Who]:
    """Return those who are asked for by name."""
    found: dict[str, Who] = {}
    for name in filters.speaker:
        meant = mentions.c.id.in_(mentions_of(connection, name)) & (mentions.c.kind != "none")
        groups: dict[Group, Sequence[Any]] = {
            # A person has a name of their own; of others, the most frequent counts.
            (person, key): ()
            if person is not None
            else connection.execute(
                select(mentions.c.name, mentions.c.kind).where(of_group((person, key)), meant)
            ).all()
            for person, key in connection.execute(select(*WHOSE).where(meant).distinct().order_by(*BY_WHOSE))
        }
        found |= {who.reference: who for who in shown_names(connection, groups).values()}
    return list(found.values())


def present_of(taking: Sequence[Member]) -> Member | None:
    """Return the present position: the surest of the last day that has one."""
    days = _by_day(taking)
    return days[-1] if days else max(taking, key=_sure, default=None)


def _by_day(taking: Sequence[Member]) -> list[Member]:
    """Return the surest position of each day, the oldest first; those of no day are left out."""
    best: dict[str, Member] = {}
    for one in taking:
        if one.day is not None and (one.day not in best or _sure(one) > _sure(best[one.day])):
            best[one.day] = one
    return [best[day] for day in sorted(best)]


def _sure(one: Member) -> tuple[bool, float, int]:
    return one.judged == "in", one.confidence, -one.statement


def _holder(one: Held, taken: Mapping[tuple[int, int], Taken]) -> Holder:
    taking = one.taking
    last = present_of(taking)
    moved = [(a, b) for a, b in pairwise(_by_day(taking)) if a.stand != b.stand]
    return Holder(
        who=one.who,
        positions=tuple(taken[member.statement, member.place] for member in taking),
        present=taken[last.statement, last.place] if last else None,
        shifts=tuple(_shift(taken[a.statement, a.place], taken[b.statement, b.place]) for a, b in moved),
        silent=len({m.statement for m in one.members} - {m.statement for m in taking}),
        speakers=one.speakers,
    )


def _shift(before: Taken, after: Taken) -> Shift:
    return Shift(
        before=before,
        after=after,
        across=side_of(before.stand) != side_of(after.stand),
        towards="yes" if SCALE.index(after.stand) > SCALE.index(before.stand) else "no",
    )
