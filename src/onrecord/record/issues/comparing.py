"""An issue in two outlets: who is heard in which, and where each has them stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.record.issues.defining import described
from onrecord.record.issues.holders import Held, held
from onrecord.record.issues.members import Member, members_of, taken_of
from onrecord.record.issues.naming import issue_of
from onrecord.record.issues.results import Compared, ComparedHolder, Printed, Taken, side_of
from onrecord.record.issues.standing import present_of
from onrecord.record.search.names import outlets_of
from onrecord.record.search.results import Filters
from onrecord.stands import SCALE
from onrecord.statement import Stand

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile


def compare(record: RecordFile, name: str, one: str, other: str) -> Compared:
    """Compare an issue in two outlets; see :meth:`onrecord.record.Record.compare_issue`."""
    with record.reading() as connection:
        row = issue_of(connection, name)
        spelt = [outlets_of(connection, outlet) for outlet in (one, other)]
        both = set(spelt[0]) & set(spelt[1])
        if both:
            raise InputError(other, f"this is the same outlet as {one}: {min(both)}")
        members = [members_of(connection, row, Filters(outlet=some)) for some in spelt]
        everybody = [held(connection, some, "speaker")[0] for some in members]
        sides = [{who.who.reference: who for who in some if who.taking} for some in everybody]
        shown = [
            present
            for some in sides
            for who in some.values()
            if (present := present_of(who.taking)) is not None
        ]
        taken = taken_of(connection, shown)
        return Compared(
            issue=described(connection, [row])[0],
            outlets=(" / ".join(spelt[0]), " / ".join(spelt[1])),
            statements=(_many(members[0]), _many(members[1])),
            speakers=(len(sides[0]), len(sides[1])),
            stands=_stands(members),
            holders=_holders(sides, taken),
        )


def _many(members: Sequence[Member]) -> int:
    return len({one.statement for one in members if one.stand is not None})


def _stands(members: Sequence[Sequence[Member]]) -> tuple[tuple[Stand, int, int], ...]:
    counts = [Counter(one.stand for one in some) for some in members]
    return tuple((stand, counts[0][stand], counts[1][stand]) for stand in SCALE)


def _holders(
    sides: Sequence[Mapping[str, Held]], taken: Mapping[tuple[int, int], Taken]
) -> tuple[ComparedHolder, ...]:
    found = []
    for reference in dict.fromkeys([*sides[0], *sides[1]]):
        pair = [side.get(reference) for side in sides]
        printed = [_printed(one, taken) for one in pair]
        who = next(one.who for one in pair if one)
        now = [one.present for one in printed]
        differ = now[0] is not None and now[1] is not None and side_of(now[0].stand) != side_of(now[1].stand)
        found.append(ComparedHolder(who, printed[0], printed[1], differ))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not (one.one.statements and one.other.statements),
                -(one.one.statements + one.other.statements),
                one.who.name,
            ),
        )
    )


def _printed(one: Held | None, taken: Mapping[tuple[int, int], Taken]) -> Printed:
    if one is None:
        return Printed(0, None, ())
    counts = Counter(member.stand for member in one.taking)
    last = present_of(one.taking)
    return Printed(
        _many(one.members),
        taken[last.statement, last.place] if last else None,
        tuple((stand, counts[stand]) for stand in SCALE if counts[stand]),
    )
