"""Who is whom, out of what was decided: people are the mentions that standing decisions tie together.

A person's number is drawn once (see :mod:`onrecord.record.people.numbering`) and then stays: a person keeps it by its
founding mention, whatever is put together or taken apart. Of two who turn out to be one, the older keeps its number;
the other one is remembered, leads to the first, and comes back when that is undone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from onrecord.record.door import upsert
from onrecord.record.migrations import now
from onrecord.record.people.names import keys, parse
from onrecord.record.people.numbering import Numbers, called
from onrecord.record.people.rows import fact, groups, keep
from onrecord.record.schema import articles, decisions, former, mentions, name_keys, people

STATE: Final = "people_state"
"""The fact that counts changes to who is who, so that one who has looked can tell whether it still holds."""


def changed(connection: Connection) -> None:
    """Note that who is who has changed."""
    keep(connection, STATE, fact(connection, STATE) + 1)


def standing(connection: Connection, numbers: Collection[int]) -> list[Any]:
    """Return the merges that stand and touch mentions."""
    found: dict[int, Any] = {}
    for some in groups(numbers):
        for row in connection.execute(
            select(decisions).where(
                decisions.c.verdict == "merge",
                decisions.c.undone_at.is_(None),
                or_(decisions.c.mention_id.in_(some), decisions.c.other_id.in_(some)),
            )
        ):
            found[row.id] = row
    return [found[number] for number in sorted(found)]


def components(numbers: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return numbers in the groups that pairs tie together, each in order."""
    leader = {number: number for number in numbers}

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for one, other in pairs:
        if one in leader and other in leader:
            first, second = sorted((find(one), find(other)))
            leader[second] = first
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(leader):
        found[find(number)].append(number)
    return [found[number] for number in sorted(found)]


def settle(connection: Connection, numbers: Collection[int], yielding: Collection[int] = ()) -> None:
    """Have people be what standing decisions say, for mentions that something was decided about.

    Args:
        connection: one that holds the write lock.
        numbers: the mentions, and with them all of the people that they belong to.
        yielding: people who give up their numbers where they are one with another, though they are older.
    """
    rows = _around(connection, numbers)
    touched = sorted({row.person_id for row in rows if row.person_id is not None})
    known = {row.id: row for row in _of(connection, people, people.c.id, touched)}
    remembered = _of(connection, former, former.c.person_id, touched)
    by_id = {row.id: row for row in rows}
    ties = [(row.mention_id, row.other_id) for row in standing(connection, by_id)]
    founders = _founders(known.values(), rows)
    of: defaultdict[int | None, list[Any]] = defaultdict(list)
    for person in (*known.values(), *remembered):
        of[founders.get(person.id, person.founder)].append(person)
    given: dict[int, list[Any]] = {}
    alone: list[list[Any]] = []
    for group in components(by_id, ties):
        members = [by_id[number] for number in group]
        own = [person for number in group for person in of.get(number, ())]
        if not own:
            alone.append(members)
            continue
        oldest = min(own, key=lambda person: _age(person, known, yielding))
        given[oldest.id] = members
        _restore(connection, oldest, oldest.id not in known, [one for one in own if one.id != oldest.id])
    given |= _new(connection, alone)
    assign(connection, {row.id: person for person, members in given.items() for row in members})
    _describe(connection, given)
    _relink(connection, given)
    gone = [{"gone": person} for person in touched if person not in given]
    if gone:
        connection.execute(delete(people).where(people.c.id == bindparam("gone")), gone)
    changed(connection)


def _age(person: Any, known: Collection[int], yielding: Collection[int]) -> tuple[bool, bool, int, int]:
    return person.id in yielding, person.id not in known, person.born or 0, person.id


def _of(connection: Connection, table: Any, column: Any, numbers: Sequence[int]) -> list[Any]:
    return [
        row for some in groups(numbers) for row in connection.execute(select(table).where(column.in_(some)))
    ]


def _around(connection: Connection, numbers: Collection[int]) -> list[Any]:
    """Return rows of mentions and of all others of the same people."""
    wanted = select(
        mentions.c.id, mentions.c.name, mentions.c.kind, mentions.c.person_id, articles.c.key.label("place")
    )
    wanted = wanted.join(articles, mentions.c.article_id == articles.c.id)
    rows = _of_query(connection, wanted, mentions.c.id, numbers)
    persons = {row.person_id for row in rows.values() if row.person_id is not None}
    rows |= _of_query(connection, wanted, mentions.c.person_id, persons)
    return [rows[number] for number in sorted(rows)]


def _of_query(connection: Connection, query: Any, column: Any, numbers: Collection[int]) -> dict[int, Any]:
    return {
        row.id: row for some in groups(numbers) for row in connection.execute(query.where(column.in_(some)))
    }


def _founders(persons: Iterable[Any], rows: Sequence[Any]) -> dict[int, int | None]:
    """Return the mentions that people keep their numbers by; where one was forgotten, the first that is left."""
    own: defaultdict[int | None, list[int]] = defaultdict(list)
    for row in rows:
        own[row.person_id].append(row.id)
    founders: dict[int, int | None] = {}
    for person in persons:
        mine = own[person.id]
        founders[person.id] = person.founder if person.founder in mine else min(mine, default=None)
    return founders


def _restore(connection: Connection, person: Any, gone: bool, others: Sequence[Any]) -> None:
    """Have a person be there, and remember others that are one with it."""
    if gone:
        connection.execute(delete(former).where(former.c.id == person.id))
        connection.execute(
            insert(people).values(
                id=person.id,
                name="",
                kind="",
                created_at=person.created_at,
                founder=person.founder,
                born=person.born,
            )
        )
    for other in others:
        _remember(connection, other, person.id)


def _remember(connection: Connection, gone: Any, person: int) -> None:
    """Note that a number, of a row of people or of former ones, now means another person, and what had meant it."""
    connection.execute(update(former).where(former.c.person_id == gone.id).values(person_id=person))
    made = upsert(connection, former).values(
        id=gone.id, person_id=person, founder=gone.founder, born=gone.born, created_at=gone.created_at
    )
    connection.execute(made.on_conflict_do_update(index_elements=[former.c.id], set_={"person_id": person}))


def _new(connection: Connection, alone: Sequence[Sequence[Any]]) -> dict[int, list[Any]]:
    """Have groups of mentions that are nobody who is known be new people; return them by their numbers."""
    if not alone:
        return {}
    draw = Numbers(connection)
    moment, born = now(), fact(connection, STATE)
    given: dict[int, list[Any]] = {}
    fresh = []
    for members in sorted(alone, key=lambda rows: min(map(_place, rows))):
        first = min(members, key=_place)
        name, kind = called(Counter((row.name, row.kind) for row in members))
        number = draw.draw(name, kind, _place(first))
        given[number] = list(members)
        fresh.append(
            {
                "id": number,
                "name": name,
                "kind": kind,
                "created_at": moment,
                "founder": first.id,
                "born": born,
            }
        )
    connection.execute(insert(people), fresh)
    return given


def _place(row: Any) -> tuple[str, str, str]:
    return row.place, row.name, row.kind


def assign(connection: Connection, owners: Mapping[int, int]) -> None:
    """Have mentions be people's, by the numbers of both."""
    if owners:
        connection.execute(
            update(mentions)
            .where(mentions.c.id == bindparam("number"))
            .values(person_id=bindparam("person")),
            [{"number": number, "person": person} for number, person in owners.items()],
        )


def _describe(connection: Connection, given: Mapping[int, Sequence[Any]]) -> None:
    """Write what people are called, and the keys that they are found by."""
    counts = {person: Counter((row.name, row.kind) for row in members) for person, members in given.items()}
    if not counts:
        return
    rows = [
        {"person": person, "name": name, "kind": kind}
        for person, (name, kind) in ((person, called(some)) for person, some in counts.items())
    ]
    connection.execute(
        update(people)
        .where(people.c.id == bindparam("person"))
        .values(name=bindparam("name"), kind=bindparam("kind")),
        rows,
    )
    connection.execute(
        delete(name_keys).where(name_keys.c.person_id == bindparam("person")),
        [{"person": person} for person in counts],
    )
    write_keys(connection, counts)


def _relink(connection: Connection, given: Mapping[int, Sequence[Any]]) -> None:
    """Have people's references be those that standing links give their mentions, the surest first."""
    linked: dict[int, str] = {}
    for row in connection.execute(
        select(decisions.c.mention_id, decisions.c.reference)
        .where(decisions.c.verdict == "link", decisions.c.undone_at.is_(None))
        .order_by(decisions.c.score, decisions.c.id)
    ):
        linked[row.mention_id] = row.reference
    if linked and given:
        connection.execute(
            update(people).where(people.c.id == bindparam("person")).values(reference=bindparam("entry")),
            [
                {
                    "person": person,
                    "entry": next((linked[row.id] for row in members if row.id in linked), None),
                }
                for person, members in given.items()
            ],
        )


def write_keys(connection: Connection, names: Mapping[int, Iterable[tuple[str, str]]]) -> None:
    """Write the keys of people's names and kinds that are not there yet."""
    wanted = {
        (key, person) for person, some in names.items() for text, kind in some for key in _keys(text, kind)
    }
    if wanted:
        connection.execute(
            upsert(connection, name_keys).on_conflict_do_nothing(),
            [{"key": key, "person_id": person} for key, person in sorted(wanted)],
        )


def _keys(text: str, kind: str) -> tuple[str, ...]:
    parsed = (parse(text, one) for one in ((kind, "organisation") if kind == "person" else (kind,)))
    return tuple(key for name in parsed if name is not None for key in keys(name))
