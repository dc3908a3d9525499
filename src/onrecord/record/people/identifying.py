"""A run of identification: mentions that are new to a record find out whose they are.

The work is done on what a look at the record shows, without holding up those who write to it; what came out is then
written in one go, unless who is who has changed meanwhile, and then it is done again. What it costs goes with the new
mentions, and with the people of like names; the rest of the record is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.record.migrations import now
from onrecord.record.people import numbering, rows, settling
from onrecord.record.people.clustering import Apart, Clustering, Join, cluster, commonness
from onrecord.record.people.clusters import Cluster, Mention
from onrecord.record.people.heirs import heirs
from onrecord.record.people.names import keys
from onrecord.record.people.results import Identified
from onrecord.record.people.rows import Company
from onrecord.record.schema import decisions, mentions, name_keys, people, sides

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

MODEL: Final = "onrecord-people-1"
"""Who decides what no person did; raised with every change of weights or rules."""

SEEN: Final = "people_seen"
"""The fact that tells the last mention that was looked at."""

LOOKED_AT: Final = 40
"""Mentions of somebody, the latest, that a new mention is compared with."""

TRIES: Final = 3
"""Looks at a record that others change meanwhile; behind the last one, the lock is taken first."""


@dataclass(slots=True)
class _Look:
    """What a look at the record showed, and what came out of it."""

    state: int
    seen: int
    again: bool
    company: Company
    fresh: list[Mention] = field(default_factory=list)
    heirs: list[Join] = field(default_factory=list)
    done: Clustering = field(default_factory=lambda: Clustering((), (), ()))


Progress = Callable[[int, int], None]


def identify(record: RecordFile, again: bool, progress: Progress) -> Identified:
    """Find out who is who; see :meth:`onrecord.record.Record.identify`."""
    for _ in range(TRIES):
        with record.reading() as connection:
            look = _look(connection, again, progress)
            if not look.fresh and not again and look.seen == rows.fact(connection, SEEN):
                return Identified(people=_people(connection))
        with record.writing() as connection:
            if _holds(connection, look):
                return _write(connection, look)
    with record.writing() as connection:
        return _write(connection, _look(connection, again, progress))


def _look(connection: Connection, again: bool, progress: Progress) -> _Look:
    state, seen = rows.fact(connection, settling.STATE), rows.fact(connection, SEEN)
    condition = mentions.c.kind.in_(rows.KINDS)
    new = rows.where(connection, condition if again else condition & (mentions.c.id > seen))
    last = connection.scalar(select(func.max(mentions.c.id))) or 0
    # The articles around mentions are read first, and that is half of the work; then names are compared.
    company = rows.company_of(connection, new, lambda share: progress(int(share * len(new) / 2), len(new)))
    look = _Look(state, max(last, seen), again, company, rows.built(connection, new, company))
    if not look.fresh:
        return look
    apart = _apart(connection)
    look.heirs = heirs(connection, look.fresh, company)
    if again:
        known: list[Cluster] = []
        given: list[Mention | Cluster] = _tied(connection, look.fresh, look.heirs, apart)
    else:
        known = _known(connection, look.fresh, apart)
        passed = {join.other.id for join in look.heirs}
        given = [mention for mention in look.fresh if mention.id not in passed]
    names = [mention.name for mention in look.fresh] + [name for one in known for name in one.names]
    look.done = cluster(
        known,
        given,
        commonness(names),
        apart,
        lambda share: progress(int((1 + share) * len(new) / 2), len(new)),
    )
    return look


def _apart(connection: Connection) -> Apart:
    """Return which mentions people decided to keep apart."""
    found: defaultdict[int, list[set[int]]] = defaultdict(lambda: [set(), set()])
    for row in connection.execute(
        select(sides)
        .join(decisions, sides.c.decision_id == decisions.c.id)
        .where(decisions.c.undone_at.is_(None), decisions.c.verdict == "split")
    ):
        found[row.decision_id][row.side].add(row.mention_id)
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for first, second in found.values():
        for number in first:
            apart[number] |= second
        for number in second:
            apart[number] |= first
    return {number: frozenset(others) for number, others in apart.items()}


def _tied(
    connection: Connection, fresh: Sequence[Mention], passed: Sequence[Join], apart: Apart
) -> list[Mention | Cluster]:
    """Return mentions, those that people put together as one cluster."""
    by_id = {mention.id: mention for mention in fresh}
    ties = connection.execute(
        select(decisions.c.mention_id, decisions.c.other_id).where(
            decisions.c.verdict == "merge", decisions.c.undone_at.is_(None), decisions.c.score.is_(None)
        )
    ).all()
    found: list[Mention | Cluster] = []
    pairs = [(row.mention_id, row.other_id) for row in ties]
    pairs += [(join.one.id, join.other.id) for join in passed]
    for group in settling.components(by_id, pairs):
        marked = [number for number in group if number in apart]
        some = [by_id[number] for number in group]
        found.append(Cluster(some, marked=marked) if len(some) > 1 else some[0])
    return found


def _known(connection: Connection, fresh: Iterable[Mention], apart: Apart) -> list[Cluster]:
    """Return people of names like those of new mentions."""
    wanted = {key for mention in fresh for key in keys(mention.name)}
    persons: dict[int, int] = {}
    for some in rows.groups(wanted):
        for row in connection.execute(
            select(people.c.id, people.c.born)
            .join(name_keys, name_keys.c.person_id == people.c.id)
            .where(name_keys.c.key.in_(some))
        ):
            persons[row.id] = row.born or 0
    found: list[Any] = []
    sizes: dict[int, int] = {}
    for person in persons:
        mine = rows.where(connection, mentions.c.person_id == person, LOOKED_AT)
        sizes[person] = len(mine)
        if len(mine) == LOOKED_AT:
            sizes[person] = connection.scalar(select(func.count()).where(mentions.c.person_id == person)) or 0
        found.extend(mine)
    of: defaultdict[int, list[Mention]] = defaultdict(list)
    owners = {row.id: row.person_id for row in found}
    for mention in rows.built(connection, found, rows.company_of(connection, found)):
        of[owners[mention.id]].append(mention)
    kept = _kept_apart(connection, apart, of)
    return [
        Cluster(some, person, sizes[person], kept[person], persons[person]) for person, some in of.items()
    ]


def _kept_apart(connection: Connection, apart: Apart, of: Iterable[int]) -> defaultdict[int, list[int]]:
    """Return which mentions of people are to be kept apart from others, whether they were looked at or not."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    wanted = set(of)
    for some in rows.groups(apart):
        for row in connection.execute(
            select(mentions.c.id, mentions.c.person_id).where(mentions.c.id.in_(some))
        ):
            if row.person_id in wanted:
                found[row.person_id].append(row.id)
    return found


def _holds(connection: Connection, look: _Look) -> bool:
    """Whether the record is still as it was looked at."""
    if rows.fact(connection, settling.STATE) != look.state or rows.fact(connection, SEEN) > look.seen:
        return False
    wanted = [mention.id for mention in look.fresh]
    present = sum(
        connection.scalar(select(func.count()).where(mentions.c.id.in_(some))) or 0
        for some in rows.groups(wanted)
    )
    return present == len(wanted)


def _write(connection: Connection, look: _Look) -> Identified:
    rows.note(connection, look.company.fresh)
    rows.keep(connection, SEEN, look.seen)
    before = _people(connection)
    if look.again:
        connection.execute(
            delete(decisions).where(
                decisions.c.score.is_not(None),
                decisions.c.verdict.in_(("merge", "unsure")),
                decisions.c.undone_at.is_(None),
            )
        )
    fresh = {mention.id for mention in look.fresh}
    unsure = [miss for miss in look.done.misses if {miss.one.id, miss.other.id} & fresh]
    moment = now()
    made = [_row("merge", join, moment) for join in (*look.done.joins, *look.heirs)]
    made += [_row("unsure", join, moment) for join in unsure]
    if made:
        connection.execute(insert(decisions), made)
    owners: dict[int, int] = {}
    named: dict[int, set[tuple[str, str]]] = defaultdict(set)
    open_ones: list[int] = []
    for one in look.done.clusters:
        mine = [mention for mention in one.mentions if mention.id in fresh]
        if len(one.persons) == 1 and one.person is not None:
            owners |= {mention.id: one.person for mention in mine}
            named[one.person] |= {(mention.text, mention.kind) for mention in mine}
            _rename(connection, one, bool(mine))
        elif one.persons or mine:
            open_ones += [mention.id for mention in one.mentions]
    open_ones += [mention.id for join in look.heirs for mention in (join.one, join.other)]
    settling.assign(connection, owners)
    settling.write_keys(connection, named)
    if open_ones:
        settling.settle(connection, open_ones)
    elif owners:
        settling.changed(connection)
    if look.again:
        _let_go(connection, fresh)
    after = _people(connection)
    return Identified(len(look.fresh), after, max(0, after - before), len(look.done.joins), len(unsure))


def _row(verdict: str, join: Join, moment: str) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "mention_id": join.one.id,
        "other_id": join.other.id,
        "score": join.score,
        "features": join.features,
        "by": MODEL,
        "at": moment,
    }


def _rename(connection: Connection, one: Cluster, grown: bool) -> None:
    """Call somebody anew of whom all mentions were looked at."""
    if grown and one.size == len(one.mentions):
        counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for mention in one.mentions:
            counts[mention.text, mention.kind] += 1
        name, kind = numbering.called(counts)
        connection.execute(update(people).where(people.c.id == one.person).values(name=name, kind=kind))


def _let_go(connection: Connection, named: set[int]) -> None:
    """Have mentions that this version takes for nobody's name belong to nobody, unless a person put them somewhere."""
    held = {
        number
        for row in connection.execute(
            select(decisions.c.mention_id, decisions.c.other_id).where(
                decisions.c.score.is_(None), decisions.c.undone_at.is_(None)
            )
        )
        for number in row
    }
    owned = connection.scalars(select(mentions.c.id).where(mentions.c.person_id.is_not(None))).all()
    for some in rows.groups(number for number in owned if number not in named and number not in held):
        connection.execute(update(mentions).where(mentions.c.id.in_(some)).values(person_id=None))
    alive = select(mentions.c.id).where(mentions.c.person_id == people.c.id).exists()
    connection.execute(delete(people).where(~alive))


def _people(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(people)) or 0
