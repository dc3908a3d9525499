"""Names as people give them, to who and what in the record is meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Connection, Select, and_, case, select

from onrecord.errors import UnknownNameError
from onrecord.record.door import dialect_of
from onrecord.record.keys import name_key
from onrecord.record.near import NEAR, OFFERED, near_names, offer
from onrecord.record.schema import mentions, people, versions
from onrecord.record.search.results import Who
from onrecord.record.words import words_of


def person_number(name: str) -> int | None:
    """Return the number that ``#12`` stands for, and ``None`` for anything else."""
    bare = name.strip().removeprefix("#")
    return int(bare) if name.strip().startswith("#") and bare.isdecimal() and len(bare) < 19 else None


def mentions_of(connection: Connection, name: str) -> Select[int]:
    """Return the mentions of those whom a name means, as a query for their numbers.

    ``#12`` means the person of this number. A name that belongs to people means these people, by whatever names
    they are mentioned; any other name means everybody who has all its words in theirs, and the people they are.

    Raises:
        UnknownNameError: nobody is meant; names that are near are offered.
    """
    number = person_number(name)
    if number is not None:
        if connection.scalar(select(people.c.id).where(people.c.id == number)) is None:
            raise UnknownNameError(name, "there is no person of this number in the record")
        return select(mentions.c.id).where(mentions.c.person_id == number)
    same = mentions.c.key == name_key(name)
    known = connection.scalars(select(mentions.c.person_id).where(same).distinct()).all()
    if linked := [person for person in known if person is not None]:
        loose = select(mentions.c.id).where(same, mentions.c.person_id.is_(None))
        theirs = select(mentions.c.id).where(mentions.c.person_id.in_(linked))
        return select(loose.union_all(theirs).subquery().c.id)
    asked = words_of(name_key(name))
    found = dialect_of(connection).called(asked) if asked else None
    if found is None or connection.scalar(found.limit(1)) is None:
        raise UnknownNameError(
            name, "nobody in the record speaks by this name" + offer(near_names(connection, name))
        )
    persons = select(mentions.c.person_id).where(mentions.c.id.in_(found), mentions.c.person_id.is_not(None))
    theirs = select(mentions.c.id).where(mentions.c.person_id.in_(persons))
    return select(found.union(theirs).subquery().c[0])


def outlets_of(connection: Connection, name: str) -> list[str]:
    """Return the outlets that a name means, as they are spelt: those so called, else those that have it in theirs.

    Raises:
        UnknownNameError: there is none; names that are near are offered.
    """
    known = connection.scalars(
        select(versions.c.outlet).where(versions.c.outlet.is_not(None)).distinct().order_by(versions.c.outlet)
    ).all()
    keys = {outlet: name_key(outlet) for outlet in known}
    wanted = name_key(name)
    found = [outlet for outlet, key in keys.items() if key == wanted]
    if not found:
        found = [outlet for outlet, key in keys.items() if f" {wanted} " in f" {key} "]
    if not found:
        near = process.extract(wanted, keys, scorer=fuzz.partial_ratio, limit=OFFERED, score_cutoff=NEAR)
        raise UnknownNameError(name, "no such outlet in the record" + offer(outlet for _, _, outlet in near))
    return found


Group = tuple[int | None, str]
"""What mentions are counted under: the number of their person, or the key of a name that is nobody's yet."""


WHOSE: Final = (
    mentions.c.person_id,
    case((mentions.c.person_id.is_(None), mentions.c.key), else_="").label("own_key"),
)
"""The columns that tell whose a mention is."""


BY_WHOSE: Final = (WHOSE[0].asc().nulls_first(), WHOSE[1])
"""An order by these columns that is the same on every database."""


def of_group(group: Group) -> ColumnElement[bool]:
    """Return what holds of the mentions of a group."""
    person, key = group
    if person is not None:
        return mentions.c.person_id == person
    return and_(mentions.c.key == key, mentions.c.person_id.is_(None))


def grouped(rows: Iterable[Any]) -> dict[Group, list[Any]]:
    """Return rows of mentions (``person_id``, ``key``) by whom they belong to."""
    groups: defaultdict[Group, list[Any]] = defaultdict(list)
    for row in rows:
        groups[(row.person_id, "") if row.person_id is not None else (None, row.key)].append(row)
    return dict(groups)


def shown_names(connection: Connection, groups: Mapping[Group, Iterable[Any]]) -> dict[Group, Who]:
    """Return who groups of mentions (``name``, ``kind``) are: a person by their own name, else by the most frequent."""
    numbers = [person for person, _ in groups if person is not None]
    named = select(people.c.id, people.c.name, people.c.kind).where(people.c.id.in_(numbers))
    known = {row.id: row for row in connection.execute(named)}
    shown = {}
    for group, rows in groups.items():
        person = known.get(group[0])
        names = Counter((row.name, row.kind) for row in rows)
        name, kind = (person.name, person.kind) if person else min(names, key=lambda one: (-names[one], one))
        shown[group] = Who(group[0], name, kind)
    return shown
