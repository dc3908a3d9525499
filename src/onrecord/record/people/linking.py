"""People linked to the entries of a reference list, where it is plain who is who; else it is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.errors import InputError
from onrecord.record.keys import storable
from onrecord.record.migrations import now
from onrecord.record.people import rows
from onrecord.record.people.clustering import commonness
from onrecord.record.people.clusters import Cluster, Mention, is_short
from onrecord.record.people.commonness import Commonness
from onrecord.record.people.comparing import compare
from onrecord.record.people.identifying import LOOKED_AT, MODEL
from onrecord.record.people.lists import Entry, read
from onrecord.record.people.names import Name, keys, parse
from onrecord.record.people.results import Linked, Match
from onrecord.record.people.roles import roles_of
from onrecord.record.people.settling import changed
from onrecord.record.schema import decisions, mentions, name_keys, people

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

SURE: Final = 2.0
"""The logarithm of the odds from which somebody is held to be an entry."""

AHEAD: Final = 1.5
"""How much likelier than any other entry it must be."""

LIKELY: Final = 0.0
"""The logarithm of the odds from which an entry is listed for a person to look at."""

KEPT: Final = 3
"""Entries that are listed for each, at most."""


def link(record: RecordFile, path: str | Path, fail: Callable[[InputError], None]) -> Linked:
    """Link people to a list; see :meth:`onrecord.record.Record.link_people`."""
    entries = skipped = 0

    def passed_over(error: InputError) -> None:
        nonlocal skipped
        skipped += 1
        fail(error)

    with record.reading() as connection:
        search = _Search(connection)
        for entry in read(Path(path), passed_over):
            entries += 1
            search.look(entry)
    links, left = _chosen(search.found)
    with record.writing() as connection:
        links = _write(connection, links, left)
    return Linked(entries, skipped, tuple(links), tuple(left))


class _Search:
    """The people of a record, and the entries that were found for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for row in connection.execute(select(name_keys)):
            self._of[row.key].append(row.person_id)
        names = connection.execute(select(people.c.name, people.c.kind))
        self._common: Commonness = commonness(
            name for row in names if (name := parse(row.name, row.kind)) is not None
        )
        self._known: dict[int, tuple[Cluster, str]] = {}
        self.found: defaultdict[int, dict[str, Match]] = defaultdict(dict)

    def look(self, entry: Entry) -> None:
        """Compare an entry with the people of its names."""
        names = [name for text in entry.names if (name := parse(text, entry.kind)) is not None]
        whole = [name for name in names if not is_short(name)] or names
        persons = {person for name in whole for key in keys(name) for person in self._of.get(key, ())}
        for person in sorted(persons):
            cluster, called = self._person(person)
            best = max(
                (found for name in whole if (found := compare(cluster, _cluster(entry, name), self._common))),
                key=lambda found: found.score,
                default=None,
            )
            if best and best.score >= LIKELY and cluster.full == (not is_short(whole[0])):
                match = Match(person, called, entry.id, entry.names[0], round(best.score, 2), best.features)
                self._keep(match)

    def _keep(self, match: Match) -> None:
        mine = self.found[match.person]
        mine[match.reference] = max(match, mine.get(match.reference, match), key=lambda one: one.score)
        if len(mine) > KEPT:
            del mine[min(mine.values(), key=lambda one: (one.score, one.reference)).reference]

    def _person(self, number: int) -> tuple[Cluster, str]:
        if number not in self._known:
            found = rows.where(self._connection, mentions.c.person_id == number, LOOKED_AT)
            company = rows.company_of(self._connection, found)
            name = self._connection.scalar(select(people.c.name).where(people.c.id == number))
            self._known[number] = Cluster(rows.built(self._connection, found, company), number), str(name)
        return self._known[number]


def _cluster(entry: Entry, name: Name) -> Cluster:
    return Cluster(
        [
            Mention(
                id=0,
                article=0,
                place=("", entry.id, "", ""),
                text=entry.names[0],
                kind=entry.kind,
                name=name,
                roles=roles_of(entry.roles),
                men=max(entry.gender, 0),
                women=max(-entry.gender, 0),
            )
        ]
    )


def _chosen(found: Mapping[int, Mapping[str, Match]]) -> tuple[list[Match], list[Match]]:
    """Return the matches that leave no doubt, and all others."""
    links: list[Match] = []
    left: list[Match] = []
    for person in sorted(found):
        ranked = sorted(found[person].values(), key=lambda one: (-one.score, one.reference))
        second = ranked[1].score if len(ranked) > 1 else LIKELY
        if ranked[0].score >= SURE and ranked[0].score - second >= AHEAD:
            links.append(ranked[0])
        else:
            left += ranked
    return links, left


def _write(connection: Connection, links: Iterable[Match], left: Iterable[Match]) -> list[Match]:
    """Write what was found; what a person undid is not done again."""
    moment = now()
    done = []
    for match in (*links, *left):
        founder = connection.scalar(select(people.c.founder).where(people.c.id == match.person))
        if founder is None:
            continue
        sure = match in links
        about = _about(connection, match.person)
        if any(row.undone_at and row.reference == match.reference for row in about):
            continue
        standing = [row for row in about if not row.undone_at]
        stale = [row.id for row in standing if sure or row.reference == match.reference]
        connection.execute(delete(decisions).where(decisions.c.id.in_(stale)))
        connection.execute(
            insert(decisions).values(
                verdict="link" if sure else "unlinked",
                mention_id=founder,
                reference=storable(match.reference),
                score=match.score,
                features=dict(match.features),
                by=MODEL,
                at=moment,
            )
        )
        if sure:
            connection.execute(
                update(people).where(people.c.id == match.person).values(reference=storable(match.reference))
            )
            done.append(match)
    changed(connection)
    return done


def _about(connection: Connection, person: int) -> list[Any]:
    return list(
        connection.execute(
            select(decisions)
            .join(mentions, decisions.c.mention_id == mentions.c.id)
            .where(mentions.c.person_id == person, decisions.c.verdict.in_(("link", "unlinked")))
        )
    )
