"""What belongs to an issue: positions on its scale, and who takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from onrecord.record import loading
from onrecord.record.door import among
from onrecord.record.issues.gathering import NONE
from onrecord.record.issues.judged import belonging, told_of
from onrecord.record.issues.results import Judged, Taken
from onrecord.record.issues.turning import turned_stand
from onrecord.record.schema import gathered, judgements, mentions, positions, speakers, statements
from onrecord.record.search.filters import conditions
from onrecord.record.search.names import Group, shown_names
from onrecord.record.search.results import Filters, Who
from onrecord.statement import Stand


@dataclass(frozen=True, slots=True)
class Member:
    """A position that belongs to an issue, or a statement of it that takes none (``stand`` is ``None``).

    ``day`` is the day that it was said, where the article tells (``said``), else the day that it was published.
    """

    statement: int
    place: int
    stand: Stand | None
    turned: bool
    score: float
    judged: Judged | None
    day: str | None
    said: bool
    published: str | None
    confidence: float
    version: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a statement: their mention, and whom it belongs to."""

    mention: int
    person_id: int | None
    key: str
    name: str
    kind: str
    roles: tuple[str, ...]

    @property
    def group(self) -> Group:
        """What they are counted under."""
        return (self.person_id, "") if self.person_id is not None else (None, self.key)


def names_of(connection: Connection, voices: Mapping[Group, Iterable[Voice]]) -> dict[Group, Who]:
    """Return who those are whose voices are given."""
    some: Mapping[Group, Iterable[Any]] = voices
    return shown_names(connection, some)


MEMBER: Final = (
    gathered.c.statement_id,
    gathered.c.place,
    gathered.c.score,
    gathered.c.turned,
    judgements.c.belongs,
    judgements.c.turned.label("told"),
    positions.c.stand,
    statements.c.said,
    statements.c.day,
    statements.c.confidence,
    statements.c.version_id,
)
"""The columns that a member is made of."""


def members_of(connection: Connection, issue: Any, filters: Filters) -> list[Member]:
    """Return what belongs to an issue and passes filters, the oldest first; what has no day comes before all.

    Of a statement that somebody put there, only the positions count that its score would, or else the nearest.
    """
    rows = connection.execute(
        select(*MEMBER)
        .join_from(gathered, statements, statements.c.id == gathered.c.statement_id)
        .outerjoin(judgements, told_of(issue))
        .outerjoin(
            positions,
            (positions.c.statement_id == gathered.c.statement_id) & (positions.c.place == gathered.c.place),
        )
        .where(gathered.c.issue_id == issue.id, belonging(issue), *conditions(connection, filters).where)
    ).all()
    best: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        best[row.statement_id] = max(best[row.statement_id], row.score)
    found = [
        member_of(row) for row in rows if row.score >= issue.threshold or row.score == best[row.statement_id]
    ]
    return sorted(found, key=lambda one: (one.day or "", one.published or "", one.statement, one.place))


def member_of(row: Any) -> Member:
    """Return a row of :data:`MEMBER` as a member."""
    turned = bool(row.turned if row.told is None else row.told) and row.place != NONE
    return Member(
        statement=row.statement_id,
        place=row.place,
        stand=turned_stand(row.stand) if turned and row.stand else row.stand,
        turned=turned,
        score=row.score,
        judged="in" if row.belongs else None,
        day=row.said if _whole(row.said) else row.day,
        said=_whole(row.said),
        published=row.day,
        confidence=row.confidence,
        version=row.version_id,
    )


def _whole(day: str | None) -> bool:
    """Tell whether a date is of one day, not of a month or a year."""
    return day is not None and len(day) == len("2031-05-06")


def voices_of(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Voice]]:
    """Return who says statements, by the statements' numbers; those of no name are left out."""
    found: defaultdict[int, list[Voice]] = defaultdict(list)
    for row in connection.execute(
        select(speakers.c.statement_id, mentions)
        .join(mentions, speakers.c.mention_id == mentions.c.id)
        .where(speakers.c.statement_id.in_(among(numbers)), mentions.c.kind != "none")
        .order_by(speakers.c.statement_id, speakers.c.place)
    ):
        found[row.statement_id].append(
            Voice(row.id, row.person_id, row.key, row.name, row.kind, tuple(row.roles))
        )
    return dict(found)


def taken_of(connection: Connection, members: Sequence[Member]) -> Mapping[tuple[int, int], Taken]:
    """Return members that take positions with all that there is of their statements, by statement and place."""
    taking = [one for one in members if one.stand is not None]
    numbers = list(dict.fromkeys(one.statement for one in taking))
    stored = {one.id: one for one in loading.statements_by_id(connection, numbers)}
    found: dict[tuple[int, int], Taken] = {}
    for one in taking:
        statement = stored[one.statement]
        put = statement.statement.positions[one.place]
        assert one.stand is not None
        sure = statement.statement.confidence
        found[one.statement, one.place] = Taken(
            statement=statement,
            place=one.place,
            stand=one.stand,
            put=put.stand,
            turned=one.turned,
            action=put.action,
            condition=put.condition,
            score=one.score,
            judged=one.judged,
            day=one.day,
            said=one.said,
            confidence=round(sure.statement * _or_one(sure.speakers) * _or_one(sure.positions), 2),
        )
    return found


def _or_one(probability: float | None) -> float:
    return 1.0 if probability is None else probability
