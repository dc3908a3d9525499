"""What statements found have in common, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from onrecord.export.words import ACTS, STANDS
from onrecord.record.door import among, plain_rows
from onrecord.record.schema import coded, codes, mentions, positions, speakers, statements, versions
from onrecord.record.search.names import grouped, shown_names
from onrecord.record.search.results import Count, Facet, Facets

COUNTED: Final = 3000
"""Statements that are looked at: the first that were found."""

SHOWN: Final = 10
"""Values of a facet."""


class _Spoken(NamedTuple):
    statement_id: int
    person_id: int | None
    key: str
    name: str
    kind: str


def facets_of(connection: Connection, numbers: Sequence[int]) -> Facets:
    """Return counts by facet of statements; of the first :data:`COUNTED` if they are more."""
    found = among(numbers[:COUNTED]).subquery()
    rows = plain_rows(
        connection,
        select(statements.c.act, statements.c.day, statements.c.version_id).join_from(
            found, statements, statements.c.id == found.c.value
        ),
    )
    spoken = [
        _Spoken(*row)
        for row in plain_rows(
            connection,
            select(
                speakers.c.statement_id,
                mentions.c.person_id,
                mentions.c.key,
                mentions.c.name,
                mentions.c.kind,
            )
            .join_from(found, speakers, speakers.c.statement_id == found.c.value)
            .join(mentions, speakers.c.mention_id == mentions.c.id),
        )
    ]
    taken = plain_rows(
        connection,
        select(positions.c.statement_id, positions.c.stand)
        .join_from(found, positions, positions.c.statement_id == found.c.value)
        .distinct(),
    )
    given = plain_rows(
        connection,
        select(codes.c.field, codes.c.code)
        .join_from(found, coded, coded.c.statement_id == found.c.value)
        .join(codes, codes.c.coded_id == coded.c.id),
    )
    labels: dict[str, Mapping[Any, str]] = {"act": ACTS, "position": STANDS}
    counts = {
        "kind": Counter(kind for _, kind in {(row.statement_id, row.kind) for row in spoken}),
        "act": Counter(act for act, _, _ in rows if act),
        "position": Counter(stand for _, stand in taken),
        "outlet": _outlets(connection, Counter(version for _, _, version in rows)),
        "year": Counter(day[:4] for _, day, _ in rows if day),
        **{
            f"code:{field}": Counter(code for of, code in given if of == field)
            for field in sorted({field for field, _ in given})
        },
    }
    return Facets(
        len(rows),
        (
            _speakers(connection, spoken),
            *(
                Facet(
                    name,
                    *most(
                        [
                            Count(value, labels.get(name, {}).get(value, value), n)
                            for value, n in some.items()
                        ],
                        SHOWN,
                    ),
                )
                for name, some in counts.items()
            ),
        ),
    )


def _speakers(connection: Connection, spoken: Sequence[Any]) -> Facet:
    by_group = grouped(spoken)
    counts = {group: len({row.statement_id for row in rows}) for group, rows in by_group.items()}
    first = sorted(counts, key=lambda group: (-counts[group], str(group)))[:SHOWN]
    shown = shown_names(connection, {group: by_group[group] for group in first})
    return Facet(
        "speaker",
        tuple(Count(shown[group].reference, shown[group].name, counts[group]) for group in first),
        len(counts) - len(first),
    )


def _outlets(connection: Connection, of_versions: Counter[int]) -> Counter[str]:
    """Return counts by outlet, of counts by version."""
    # The sum keeps SQLite from looking up each version in the table, where its text lies between number and outlet.
    chosen = (versions.c.id + 0).in_(among(of_versions))
    counts: Counter[str] = Counter()
    for number, outlet in plain_rows(connection, select(versions.c.id, versions.c.outlet).where(chosen)):
        if outlet:
            counts[outlet] += of_versions[number]
    return counts


def most(counts: list[Count], shown: int | None) -> tuple[tuple[Count, ...], int]:
    """Return the most frequent values (all of them: ``None``), and how many are left out."""
    ordered = sorted(counts, key=lambda count: (-count.statements, count.label))
    return tuple(ordered[:shown]), len(ordered[shown:]) if shown is not None else 0
