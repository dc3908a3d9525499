"""Who speaks in a record: all of them, and one of them closely."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    cast,
    func,
    select,
    true,
)

from onrecord.errors import InputError
from onrecord.export.words import ACTS, STANDS
from onrecord.record import loading
from onrecord.record.door import among, plain_rows
from onrecord.record.keys import name_key
from onrecord.record.schema import mentions, positions, speakers, statements
from onrecord.record.search.facets import most
from onrecord.record.search.filters import conditions
from onrecord.record.search.names import (
    BY_WHOSE,
    WHOSE,
    Group,
    mentions_of,
    of_group,
    person_number,
    shown_names,
)
from onrecord.record.search.results import Count, Filters, Role, Speaker, SpeakerLine, Speakers, Who

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

ARTICLES: Final = 1000
"""Articles of a speaker that are looked at: those added last."""

SHOWN: Final = 8
"""Roles, names and targets of a speaker."""

LATEST: Final = 10
"""Statements that are shown of a speaker."""


def all_speakers(record: RecordFile, filters: Filters, page: int, limit: int) -> Speakers:
    """Return who said statements that pass the filters; see :meth:`onrecord.record.Record.speakers`."""
    with record.reading() as connection:
        where = list(conditions(connection, filters).where)
        if filters.speaker:  # of a statement by several, only those who are meant count
            where.append(speakers.c.mention_id.in_(_any_of(connection, filters.speaker)))
        # By mention first, for there are far fewer of them than statements.
        by_mention = (
            select(
                speakers.c.mention_id,
                func.count().label("said"),
                func.min(statements.c.day).label("first"),
                func.max(statements.c.day).label("last"),
            )
            .join_from(speakers, statements, speakers.c.statement_id == statements.c.id)
            .where(*where)
            .group_by(speakers.c.mention_id)
            .subquery()
        )
        said = cast(func.sum(by_mention.c.said), BigInteger)
        found = connection.execute(
            select(
                *WHOSE,
                said.label("statements"),
                func.count(mentions.c.article_id.distinct()).label("articles"),
                func.min(by_mention.c.first).label("first"),
                func.max(by_mention.c.last).label("last"),
                func.count().over().label("total"),
            )
            .join_from(by_mention, mentions, by_mention.c.mention_id == mentions.c.id)
            .where(mentions.c.kind.in_(filters.kind) if filters.kind else true())
            .group_by(*WHOSE)
            .order_by(said.desc(), *BY_WHOSE)
            .limit(limit)
            .offset((page - 1) * limit)
        ).all()
        groups: dict[Group, Sequence[Any]] = {
            (row.person_id, row.own_key): _some_mentions(connection, (row.person_id, row.own_key))
            for row in found
        }
        shown = shown_names(connection, groups)
    return Speakers(
        tuple(
            SpeakerLine(
                shown[group],
                next((row.roles[0] for row in groups[group] if row.roles), None),
                row.statements,
                row.articles,
                row.first,
                row.last,
            )
            for row in found
            for group in [(row.person_id, row.own_key)]
        ),
        found[0].total if found else 0,
        page,
        limit,
    )


def speaker(record: RecordFile, name: str) -> Speaker:
    """Return what is known of one speaker; see :meth:`onrecord.record.Record.speaker`."""
    with record.reading() as connection:
        group = _meant(connection, name)
        theirs = of_group(group)
        spoken = _mentions_by(connection, theirs)
        who = shown_names(connection, {group: spoken})[group]
        looked_at = among(mention.id for mention in spoken)
        said = _said_in(connection, looked_at)
        every = len(said)
        if len(spoken) == ARTICLES:
            ids = select(mentions.c.id).where(theirs)
            every = connection.scalar(select(func.count()).where(speakers.c.mention_id.in_(ids))) or 0
        stands: dict[str, int] = dict(
            connection.execute(
                select(positions.c.stand, func.count())
                .join_from(speakers, positions, speakers.c.statement_id == positions.c.statement_id)
                .join(statements, statements.c.id == positions.c.statement_id)
                .where(speakers.c.mention_id.in_(looked_at), *_STANDING)
                .group_by(positions.c.stand)
            ).all()
        )
        days = sorted(filter(None, (one[2] for one in said)))
        aimed = Counter((act, target) for _, _, _, act, target in said if act in _AIMED and target)
        return Speaker(
            who=who,
            names=_counted(Counter(mention.name for mention in spoken)),
            roles=_roles(spoken, said),
            statements=every,
            looked_at=len(said),
            articles=connection.scalar(select(func.count(mentions.c.article_id.distinct())).where(theirs))
            or 0,
            first=days[0] if days else None,
            last=days[-1] if days else None,
            acts=_counted(Counter(filter(None, (one[3] for one in said))), None, ACTS),
            positions=_counted(Counter(stands), None, STANDS),
            criticises=_targets(aimed, "criticise"),
            supports=_targets(aimed, "support"),
            years=_by(days, 4),
            months=_by(days, 7),
            latest=tuple(loading.statements_by_id(connection, [one[1] for one in said[:LATEST]])),
        )


_STANDING: Final = (statements.c.current, ~statements.c.rejected)
_AIMED: Final = ("criticise", "support")

Said = tuple[int, int, str | None, str | None, str | None]
"""Of a statement: the number of the mention, its own, the day, the act, and the target."""


class _Mention(NamedTuple):
    id: int
    name: str
    kind: str
    roles: str  # as JSON: most are alike, so that they are unpacked once


def _mentions_by(connection: Connection, theirs: ColumnElement[bool]) -> list[_Mention]:
    """Return the last mentions of somebody, the newest first."""
    roles = cast(mentions.c.roles, Text)
    newest = select(mentions.c.id, mentions.c.name, mentions.c.kind, roles).where(theirs)
    rows = plain_rows(connection, newest.order_by(mentions.c.id.desc()).limit(ARTICLES))
    return [_Mention(*row) for row in rows]


def _said_in(connection: Connection, looked_at: Select[int]) -> list[Said]:
    """Return what is said under mentions, the newest first."""
    columns = (
        speakers.c.mention_id,
        statements.c.id,
        statements.c.day,
        statements.c.act,
        statements.c.target,
    )
    return plain_rows(
        connection,
        select(*columns)
        .join(statements, speakers.c.statement_id == statements.c.id)
        .where(speakers.c.mention_id.in_(looked_at), *_STANDING)
        .order_by(statements.c.day.desc().nulls_last(), statements.c.id.desc()),
    )


def _any_of(connection: Connection, names: Iterable[str]) -> Select[int]:
    found = [mentions_of(connection, name) for name in names]
    return found[0] if len(found) == 1 else select(found[0].union(*found[1:]).subquery().c[0])


def _some_mentions(connection: Connection, group: Group) -> Sequence[Any]:
    """Return the last mentions of somebody, which tell their name and role."""
    newest = select(mentions).where(of_group(group)).order_by(mentions.c.id.desc()).limit(50)
    return connection.execute(newest).all()


def _meant(connection: Connection, name: str) -> Group:
    """Return the one speaker that a name means.

    Raises:
        InputError: nobody is meant, or several are; they are named.
    """
    number = person_number(name)
    if number is not None and connection.scalar(
        select(mentions.c.id).where(mentions.c.person_id == number).limit(1)
    ):
        return number, ""
    found = _groups(connection, mentions.c.key == name_key(name)) if number is None else []
    # One person of exactly this name is meant, also where the name alone is left over somewhere.
    groups = [group for group in found if group[0] is not None] or found
    groups = groups or _groups(connection, mentions.c.id.in_(mentions_of(connection, name)))
    if len(groups) == 1:
        return groups[0]
    if not groups:
        raise InputError(name, "this person is mentioned nowhere in the record")
    known = {group: _some_mentions(connection, group) for group in groups[:SHOWN]}
    told = [_told(who, known[group]) for group, who in shown_names(connection, known).items()]
    more = f", and {len(groups) - SHOWN:,} more" if len(groups) > SHOWN else ""
    raise InputError(name, f"several speakers are called so; ask for one: {', '.join(told)}{more}")


def _groups(connection: Connection, where: ColumnElement[bool]) -> list[Group]:
    """Return whose mentions these are, the most mentioned first."""
    rows = connection.execute(
        select(*WHOSE, func.count().label("n"))
        .where(where)
        .group_by(*WHOSE)
        .order_by(func.count().desc(), *BY_WHOSE)
    )
    return [(row.person_id, row.own_key) for row in rows]


def _told(who: Who, rows: Sequence[Any]) -> str:
    role = next((row.roles[0] for row in rows if row.roles), None)
    number = f"{who.reference} " if who.person is not None else ""
    return f"{number}{who.name}" + (f" ({role})" if role else "")


def _counted(
    counts: Counter[str], shown: int | None = SHOWN, labels: Mapping[Any, str] = MappingProxyType({})
) -> tuple[Count, ...]:
    return most([Count(value, labels.get(value, value), n) for value, n in counts.items()], shown)[0]


def _by(days: Iterable[str], length: int) -> tuple[Count, ...]:
    """Return how many days begin alike: by year, or by month."""
    return tuple(Count(since, since, n) for since, n in sorted(Counter(day[:length] for day in days).items()))


def _targets(aimed: Mapping[tuple[str, str], int], act: str) -> tuple[Count, ...]:
    """Return whom or what acts are aimed at, spellings of one name together under the most frequent."""
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (done, target), n in aimed.items():
        if done == act:
            spelt[name_key(target)][target] = n
    counts = [Count(key, some.most_common(1)[0][0], some.total()) for key, some in spelt.items()]
    return most(counts, SHOWN)[0]


def _roles(spoken: Sequence[_Mention], said: Sequence[Said]) -> tuple[Role, ...]:
    """Return the roles that articles give somebody, in the order in which they first did."""
    last: dict[int, str] = {}
    first: dict[int, str] = {}
    for mention, _, day, _, _ in said:  # the newest first
        if day:
            last.setdefault(mention, day)
            first[mention] = day
    having: defaultdict[str, list[int]] = defaultdict(list)
    for row in spoken:
        having[row.roles].append(row.id)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    theirs: defaultdict[str, list[int]] = defaultdict(list)
    for roles, numbers in having.items():
        for role in json.loads(roles):
            spelt[name_key(role)][role] += len(numbers)
            theirs[name_key(role)] += numbers
    often = sorted(spelt, key=lambda key: (-spelt[key].total(), key))[:SHOWN]
    found = [
        Role(
            min(spelt[key], key=lambda role: (-spelt[key][role], role)),
            min((first[number] for number in theirs[key] if number in first), default=None),
            max((last[number] for number in theirs[key] if number in last), default=None),
            spelt[key].total(),
        )
        for key in often
    ]
    return tuple(sorted(found, key=lambda role: (role.first or "9999", role.text)))
