"""Actors and issues as the two-mode network of discourse network analysis.

A position is an affiliation of an actor with a concept, the issue, qualified by agreement (P. Leifeld, "Discourse
Network Analysis: Policy Debates as Dynamic Networks", *The Oxford Handbook of Political Networks*, 2017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from onrecord.crosswalks import agreement
from onrecord.record.issues.holders import held
from onrecord.record.issues.members import members_of, taken_of
from onrecord.record.issues.naming import issue_of
from onrecord.record.issues.results import Affiliation, Affiliations, By, Event
from onrecord.record.schema import issues
from onrecord.record.search.results import Filters

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile


def affiliations(record: RecordFile, names: Iterable[str], by: By, filters: Filters) -> Affiliations:
    """Return who agrees with what; see :meth:`onrecord.record.Record.affiliations`."""
    ties: list[Affiliation] = []
    events: list[Event] = []
    with record.reading() as connection:
        asked = list(names)
        rows = [issue_of(connection, name) for name in asked] or connection.execute(
            select(issues).order_by(issues.c.name)
        ).all()
        known = {row.name: row for row in rows}
        for name, row in known.items():
            members = [one for one in members_of(connection, row, filters) if one.stand is not None]
            taken = taken_of(connection, members)
            for one in held(connection, members, by)[0]:
                # A statement that takes two positions of one side is one affiliation.
                sides = {(m.statement, agreement(m.stand)): m for m in one.taking if m.stand}
                counts = Counter(side for _, side in sides)
                ties.append(Affiliation(one.who, name, counts["agree"], counts["disagree"], counts[None]))
                for (_, side), member in sides.items():
                    if side is not None:
                        stored = taken[member.statement, member.place].statement
                        events.append(
                            Event(
                                statement=stored.id,
                                day=member.day,
                                article=stored.article,
                                title=stored.title,
                                outlet=stored.outlet,
                                who=one.who,
                                issue=name,
                                agree=side == "agree",
                                text=stored.text,
                            )
                        )
    return Affiliations(
        issues=tuple(known),
        ties=tuple(sorted(ties, key=lambda one: (one.who.name, one.who.reference, one.issue))),
        events=tuple(sorted(events, key=lambda one: (one.day or "", one.statement, one.who.name, one.issue))),
    )
