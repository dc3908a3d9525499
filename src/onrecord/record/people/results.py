"""What is known of people, as a record gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from onrecord.record.tables import Tabular

Verdict = Literal["merge", "split", "unsure", "link", "unlinked"]
"""What was decided: two are one, two are not, two were left apart by little, a person is an entry of a list, or may
be but this was left open."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What a run of identification did.

    Attributes:
        mentions: mentions that were looked at and have a name.
        people: people in the record now.
        new: people that it did not have before.
        joined: decisions that two mentions are one person.
        unsure: pairs that were left apart by little.
    """

    mentions: int = 0
    people: int = 0
    new: int = 0
    joined: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: who speaks in one article, and how many of its statements are theirs."""

    id: int
    person: int | None
    name: str
    kind: str
    roles: tuple[str, ...]
    article: int
    title: str | None
    outlet: str | None
    published: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided about who is who.

    Attributes:
        id: its number.
        verdict: what was decided.
        mention: whom it is about.
        other: the other one; ``None`` of a link.
        reference: the entry of a list, of a link.
        score: the logarithm of the odds; ``None`` where a person decided.
        features: what the score is the sum of.
        by: who decided: a version of the model, or a person.
        at: when.
        undone_by: who undid it.
        undone_at: when.
    """

    id: int
    verdict: Verdict
    mention: int
    other: int | None
    reference: str | None
    score: float | None
    features: Mapping[str, float]
    by: str
    at: str
    undone_by: str | None
    undone_at: str | None


@dataclass(frozen=True, slots=True)
class Person(Tabular):
    """Somebody whom a record knows: a person, an organisation or a state; as a table they are their mentions.

    Attributes:
        id: the number, which stays.
        name: what most articles call them in full.
        kind: ``person``, ``organisation`` or ``state``.
        reference: the entry of a list that they were linked to.
        names: all that they are called, with how many articles do so.
        mentions: where they speak, the latest article first.
        decisions: what was decided about them, undone ones too.
        unsure: decisions that left them apart from others by little.
        former: numbers of people who turned out to be them.
    """

    id: int
    name: str
    kind: str
    reference: str | None
    names: tuple[tuple[str, int], ...]
    mentions: tuple[Named, ...]
    decisions: tuple[Decision, ...]
    unsure: tuple[Decision, ...]
    former: tuple[int, ...]

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        names = tuple(field.name for field in fields(Named))
        values = ({name: getattr(one, name) for name in names} for one in self.mentions)
        return names, [tuple({**row, "roles": " | ".join(row["roles"])}.values()) for row in values]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of a list that may be a person of the record, and how likely it is."""

    person: int
    name: str
    reference: str
    called: str
    score: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking to a list did.

    Attributes:
        entries: entries that were read.
        skipped: lines that could not be read.
        links: people and their entries.
        open: people who may be one of several entries, or of one that is not sure; they are left for a person.
    """

    entries: int
    skipped: int
    links: tuple[Match, ...]
    open: tuple[Match, ...]
