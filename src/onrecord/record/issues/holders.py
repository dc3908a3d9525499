"""Who holds positions: speakers, or the states and parties that they speak for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from onrecord.record import loading
from onrecord.record.door import among
from onrecord.record.issues.allegiance import party_in, state_in, state_of_name
from onrecord.record.issues.members import Member, Voice, names_of, voices_of
from onrecord.record.issues.results import By
from onrecord.record.keys import name_key
from onrecord.record.schema import mentions
from onrecord.record.search.names import Group
from onrecord.record.search.results import Who


@dataclass(slots=True)
class Held:
    """Somebody, what they hold, and who speaks for them."""

    who: Who
    members: list[Member] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    speakers: tuple[Who, ...] = ()

    @property
    def taking(self) -> list[Member]:
        """The members that take a position, the oldest first."""
        return [one for one in self.members if one.stand is not None]


def held(connection: Connection, members: Sequence[Member], by: By) -> tuple[list[Held], int]:
    """Return who holds what, who holds most positions first, and how many statements with one are nobody's.

    Args:
        connection: to the record.
        members: what belongs to the issue.
        by: whose positions are put together.
    """
    voices = voices_of(connection, {one.statement for one in members})
    if by == "speaker":
        found, nobody = _by_speaker(connection, members, voices)
    else:
        found, nobody = _by_side(connection, members, voices, by)
    found.sort(key=lambda one: (-len({m.statement for m in one.taking}), -len(one.members), one.who.name))
    return found, nobody


def _by_speaker(
    connection: Connection, members: Sequence[Member], voices: Mapping[int, Sequence[Voice]]
) -> tuple[list[Held], int]:
    theirs: defaultdict[Group, list[Member]] = defaultdict(list)
    said: defaultdict[Group, list[Voice]] = defaultdict(list)
    nobody = set()
    for one in members:
        if one.statement not in voices and one.stand is not None:
            nobody.add(one.statement)
        for voice in {voice.group: voice for voice in voices.get(one.statement, ())}.values():
            theirs[voice.group].append(one)
            said[voice.group].append(voice)
    shown = names_of(connection, said)
    return [Held(shown[group], some, said[group]) for group, some in theirs.items()], len(nobody)


def _by_side(
    connection: Connection, members: Sequence[Member], voices: Mapping[int, Sequence[Voice]], by: By
) -> tuple[list[Held], int]:
    sides = _sides(connection, members, voices, by)
    found: dict[str, Held] = {}
    nobody = set()
    for one in members:
        mine = {
            name_key(state): (state, voice)
            for voice in voices.get(one.statement, ())
            for state in [sides.get((one.statement, voice.group))]
            if state
        }
        if not mine and one.stand is not None:
            nobody.add(one.statement)
        for key, (name, voice) in mine.items():
            kind = "state" if by == "state" else "organisation"
            here = found.setdefault(key, Held(Who(None, name, kind)))
            here.members.append(one)
            here.voices.append(voice)
    said: defaultdict[Group, list[Voice]] = defaultdict(list)
    for side in found.values():
        for voice in side.voices:
            said[voice.group].append(voice)
    everybody = names_of(connection, said)
    for side in found.values():
        counts = Counter(voice.group for voice in side.voices)
        side.speakers = tuple(
            everybody[group] for group in sorted(counts, key=lambda g: (-counts[g], everybody[g].name))
        )
    return list(found.values()), len(nobody)


def _sides(
    connection: Connection, members: Sequence[Member], voices: Mapping[int, Sequence[Voice]], by: By
) -> dict[tuple[int, Group], str]:
    """Return for which state or party each speaker of each statement speaks, where that is told."""
    numbers = list(dict.fromkeys(one.statement for one in members))
    behalf = {
        one.id: one.statement.on_behalf_of.text
        for one in loading.statements_by_id(connection, numbers)
        if one.statement.on_behalf_of
    }
    everybody = [voice for some in voices.values() for voice in some]
    roles = _roles(connection, everybody)
    states: set[str] = set()
    if by == "state":
        named = select(mentions.c.name).where(mentions.c.kind == "state").distinct()
        states = {state for name in connection.scalars(named) if (state := state_of_name(name))}
    found = {}
    for number, some in voices.items():
        for voice in some:
            texts = [behalf[number]] if number in behalf else []
            known = [*voice.roles, *roles.get(voice.group, ())]
            if by == "party":
                own = [voice.name] if voice.kind in ("organisation", "group") else []
                side = party_in([*texts, *own, *known])
            elif voice.kind == "state":
                side = state_of_name(voice.name)
            else:
                side = next((s for s in map(state_of_name, texts) if s in states), None) or state_in(
                    known, states
                )
            if side:
                found[number, voice.group] = side
    return found


def _roles(connection: Connection, voices: Iterable[Voice]) -> dict[Group, list[str]]:
    """Return what all articles call people, the most frequent first."""
    people = {voice.person_id for voice in voices if voice.person_id is not None}
    counts: defaultdict[Group, Counter[str]] = defaultdict(Counter)
    for row in connection.execute(
        select(mentions.c.person_id, mentions.c.roles)
        .where(mentions.c.person_id.in_(among(people)))
        .order_by(mentions.c.id)
    ):
        counts[row.person_id, ""].update(row.roles)
    return {group: [role for role, _ in some.most_common()] for group, some in counts.items()}
