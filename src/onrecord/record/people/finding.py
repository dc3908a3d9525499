"""People looked up: by a name or a number, with all that is known of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, func, or_, select

from onrecord.errors import InputError, UnknownNameError
from onrecord.record.keys import name_key
from onrecord.record.near import near_names, offer
from onrecord.record.people.names import fold, keys, parse
from onrecord.record.people.results import Decision, Named, Person
from onrecord.record.people.rows import KINDS, groups
from onrecord.record.schema import (
    decisions,
    former,
    mentions,
    name_keys,
    people,
    speakers,
    statements,
    versions,
)

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

NOBODY: Final = "nobody who is known in the record goes by this name"


def candidates(connection: Connection, name: str) -> list[Any]:
    """Return rows of the people whom a name, or ``#`` and a number, may mean, who speaks most often first."""
    if name.startswith("#") and name[1:].isascii() and name[1:].isdecimal() and len(name) < 20:
        number = int(name[1:])
        now = connection.scalar(select(former.c.person_id).where(former.c.id == number))
        return list(connection.execute(select(people).where(people.c.id == (now or number))))
    key = name_key(name)
    bearing = select(mentions.c.person_id).where(mentions.c.key == key, mentions.c.person_id.is_not(None))
    count = select(func.count()).where(mentions.c.person_id == people.c.id).scalar_subquery()
    rows = connection.execute(
        select(people).where(people.c.id.in_(bearing)).order_by(count.desc(), people.c.id)
    ).all()
    titled = [row for row in rows if name_key(row.name) == key]
    return titled or list(rows) or _alike(connection, name)


def _alike(connection: Connection, name: str) -> list[Any]:
    """Return people whose name has all words of a name that no article uses alone: a surname, as a rule."""
    wanted = set(fold(name).split())
    forms = (name, name.title())  # names are known by their capitals, which not everybody types
    found = [parsed for form in forms for kind in KINDS if (parsed := parse(form, kind)) is not None]
    some = {key for parsed in found for key in keys(parsed)}
    rows = connection.execute(
        select(people)
        .where(people.c.id.in_(select(name_keys.c.person_id).where(name_keys.c.key.in_(some))))
        .order_by(people.c.name, people.c.id)
    )
    return [row for row in rows if wanted and wanted <= set(fold(row.name).split())]


def person_of(connection: Connection, name: str) -> Any:
    """Return the row of the one person whom a name, or ``#`` and a number, means.

    Raises:
        UnknownNameError: it means nobody; names that are near are offered.
        InputError: it means several.
    """
    found = candidates(connection, name)
    if not found:
        raise UnknownNameError(name, NOBODY + offer(near_names(connection, name, known=True)))
    if len(found) > 1:
        told = ", ".join(f"#{row.id} {row.name}" for row in found[:8])
        raise InputError(name, f"several people go by this name; say which one: {told}")
    return found[0]


def show(record: RecordFile, name: str) -> tuple[Person, ...]:
    """Return the people whom a name may mean; see :meth:`onrecord.record.Record.people`."""
    with record.reading() as connection:
        return tuple(_person(connection, row) for row in candidates(connection, name))


def near(record: RecordFile, name: str) -> tuple[str, ...]:
    """Return names of people that are spelt nearly like one; see :meth:`onrecord.record.Record.near_people`."""
    with record.reading() as connection:
        return tuple(near_names(connection, name, known=True))


def _person(connection: Connection, row: Any) -> Person:
    said = (
        select(func.count())
        .select_from(speakers)
        .join(statements, speakers.c.statement_id == statements.c.id)
        .where(speakers.c.mention_id == mentions.c.id, statements.c.current, ~statements.c.rejected)
        .scalar_subquery()
    )
    query = (
        select(mentions, versions.c.title, versions.c.outlet, versions.c.published, said.label("said"))
        .join(versions, (versions.c.article_id == mentions.c.article_id) & versions.c.current)
        .where(mentions.c.person_id == row.id)
        .order_by(versions.c.published.desc().nulls_last(), mentions.c.id.desc())
    )
    found = tuple(
        Named(
            one.id,
            one.person_id,
            one.name,
            one.kind,
            tuple(one.roles),
            one.article_id,
            one.title,
            one.outlet,
            one.published,
            one.said,
        )
        for one in connection.execute(query)
    )
    counts = Counter(one.name for one in found)
    about = _about(connection, [one.id for one in found])
    return Person(
        id=row.id,
        name=row.name,
        kind=row.kind,
        reference=row.reference,
        names=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        mentions=found,
        decisions=tuple(one for one in about if one.verdict != "unsure"),
        unsure=_apart(connection, [one for one in about if one.verdict == "unsure"]),
        former=tuple(
            connection.scalars(select(former.c.id).where(former.c.person_id == row.id).order_by(former.c.id))
        ),
    )


def _about(connection: Connection, numbers: list[int]) -> list[Decision]:
    found: dict[int, Decision] = {}
    for some in groups(numbers):
        for row in connection.execute(
            select(decisions).where(or_(decisions.c.mention_id.in_(some), decisions.c.other_id.in_(some)))
        ):
            found[row.id] = decided(row)
    return [found[number] for number in sorted(found)]


def _apart(connection: Connection, unsure: list[Decision]) -> tuple[Decision, ...]:
    """Return those of the pairs left apart by little that are still apart, the likeliest first."""
    numbers = {number for one in unsure for number in (one.mention, one.other)}
    owners: dict[int | None, int | None] = {}
    for some in groups(numbers):
        for row in connection.execute(
            select(mentions.c.id, mentions.c.person_id).where(mentions.c.id.in_(some))
        ):
            owners[row.id] = row.person_id
    still = [one for one in unsure if owners.get(one.mention) != owners.get(one.other)]
    return tuple(sorted(still, key=lambda one: (-(one.score or 0), one.id)))


def decision_of(connection: Connection, number: int) -> Decision:
    """Return a decision that is there."""
    return decided(connection.execute(select(decisions).where(decisions.c.id == number)).one())


def decided(row: Any) -> Decision:
    """Return the decision of a row."""
    told = row.features or {}
    return Decision(
        id=row.id,
        verdict=row.verdict,
        mention=row.mention_id,
        other=row.other_id,
        reference=row.reference,
        score=row.score,
        features={name: value for name, value in told.items() if isinstance(value, int | float)},
        by=row.by,
        at=row.at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )
