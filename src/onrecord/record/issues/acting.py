"""Who criticises and who supports whom: directed acts, counted, with the statements that they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, select

from onrecord.record.door import among
from onrecord.record.issues.gathering import DIRECTED
from onrecord.record.issues.members import Voice, members_of, names_of, voices_of
from onrecord.record.issues.naming import issue_of
from onrecord.record.issues.results import Against, Edge
from onrecord.record.keys import name_key
from onrecord.record.schema import mentions, people, statements, versions
from onrecord.record.search.filters import conditions
from onrecord.record.search.names import Group, shown_names
from onrecord.record.search.results import Filters, Who
from onrecord.statement import Act

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

GROUP: Final = 500
"""Names that are asked for at once."""


def against(record: RecordFile, issue: str | None, filters: Filters, limit: int | None) -> Against:
    """Return who criticises and supports whom; see :meth:`onrecord.record.Record.against`."""
    with record.reading() as connection:
        wanted = (
            select(
                statements.c.id,
                statements.c.act,
                statements.c.target,
                statements.c.day,
                versions.c.article_id,
            )
            .join(versions, statements.c.version_id == versions.c.id)
            .where(
                statements.c.act.in_(DIRECTED),
                statements.c.target.is_not(None),
                *conditions(connection, filters).where,
            )
        )
        if issue is not None:
            theirs = members_of(connection, issue_of(connection, issue), filters)
            wanted = wanted.where(statements.c.id.in_(among({one.statement for one in theirs})))
        rows = connection.execute(
            wanted.order_by(statements.c.day.desc().nulls_last(), statements.c.id.desc())
        ).all()
        voices = voices_of(connection, [row.id for row in rows])
        aims = _targets(connection, rows)
        acting: defaultdict[tuple[Group, Group, Act], dict[int, Any]] = defaultdict(dict)
        said: defaultdict[Group, list[Voice]] = defaultdict(list)
        for row in rows:
            for voice in voices.get(row.id, ()):
                acting[voice.group, aims[row.id], row.act][row.id] = row
                said[voice.group].append(voice)
        order = sorted(acting, key=lambda key: (-len(acting[key]), str(key)))
        chosen = order if limit is None else order[:limit]
        sources = names_of(connection, {key[0]: said[key[0]] for key in chosen})
        targets = _shown(connection, rows, aims, {key[1] for key in chosen})
        return Against(
            edges=tuple(
                _edge(sources[key[0]], targets[key[1]], key[2], list(acting[key].values())) for key in chosen
            ),
            total=len(order),
            statements=len({number for some in acting.values() for number in some}),
            unnamed=sum(row.id not in voices for row in rows),
        )


def _edge(source: Who, target: Who, act: Act, rows: Sequence[Any]) -> Edge:
    days = sorted(row.day for row in rows if row.day)
    return Edge(
        source=source,
        target=target,
        act=act,
        count=len(rows),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        statements=tuple(row.id for row in rows),
    )


def _targets(connection: Connection, rows: Sequence[Any]) -> dict[int, Group]:
    """Return whom each act is directed at, by the statements' numbers.

    The one who speaks by this name in the same article is meant; else the one person of the record who is called so;
    else all that is called so counts as one.
    """
    keys = sorted({name_key(row.target) for row in rows})
    here: dict[tuple[int, str], int | None] = {}
    anywhere: defaultdict[str, set[int]] = defaultdict(set)
    for group in _groups(keys):
        for row in connection.execute(
            select(mentions.c.article_id, mentions.c.key, mentions.c.person_id)
            .where(mentions.c.key.in_(group))
            .order_by(mentions.c.id)
        ):
            here[row.article_id, row.key] = row.person_id
            if row.person_id is not None:
                anywhere[row.key].add(row.person_id)
    found: dict[int, Group] = {}
    for row in rows:
        key = name_key(row.target)
        person = here.get((row.article_id, key))
        if person is None and len(anywhere[key]) == 1:
            [person] = anywhere[key]
        found[row.id] = (person, "") if person is not None else (None, key)
    return found


def _shown(
    connection: Connection, rows: Sequence[Any], aims: Mapping[int, Group], wanted: Iterable[Group]
) -> dict[Group, Who]:
    """Return who groups are; a name that nobody in the record speaks by is shown as it is first spelt."""
    groups = set(wanted)
    numbers = [person for person, _ in groups if person is not None]
    known = {
        (row.id, ""): Who(row.id, row.name, row.kind)
        for row in connection.execute(select(people).where(people.c.id.in_(among(numbers))))
    }
    speaking: defaultdict[Group, list[Any]] = defaultdict(list)
    for some in _groups(sorted(key for person, key in groups if person is None)):
        for row in connection.execute(
            select(mentions).where(mentions.c.key.in_(some), mentions.c.person_id.is_(None))
        ):
            speaking[None, row.key].append(row)
    found: dict[Group, Who] = {**known, **shown_names(connection, speaking)}
    for row in rows:
        group = aims[row.id]
        if group in groups and group not in found:
            found[group] = Who(None, row.target, "")
    return found


def _groups(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + GROUP] for start in range(0, len(keys), GROUP))
