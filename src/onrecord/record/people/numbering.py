"""What people are called, and the numbers that they are known by.

A number is drawn from the name that somebody first stood under (a digest), so that two records that hold the same
articles, in whatever order they were added, give the same numbers.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, select

from onrecord.record.people.clusters import is_short
from onrecord.record.people.names import Name, PersonName, fold, parse
from onrecord.record.schema import former, people

_FIRST: Final = 100_000_000
_NUMBERS: Final = 900_000_000


def called(counts: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    """Return what somebody is called, and their kind, by how many mentions have each name and kind."""
    kinds: Counter[str] = Counter()
    for (_, kind), number in counts.items():
        kinds[kind] += number
    kind = min(kinds, key=lambda one: (-kinds[one], one))
    names: Counter[Name | None] = Counter()
    for (text, of), number in counts.items():
        names[parse(text, of)] += number
    best = min(
        names, key=lambda name: (name is None or is_short(name), -names[name], name.plain if name else "")
    )
    texts: Counter[str] = Counter()
    for (text, of), number in counts.items():
        if parse(text, of) == best:
            texts[text] += number
    return min(texts, key=lambda text: (text.isupper(), -texts[text], text)), kind


def seed(name: str, kind: str) -> str:
    """Return what the number of somebody of this name is drawn from."""
    parsed = parse(name, kind)
    if isinstance(parsed, PersonName):
        return f"person {' '.join((*parsed.given[:1], parsed.family, parsed.suffix)).strip()}"
    return f"body {' '.join(parsed.words) if parsed else fold(name)}"


class Numbers:
    """Numbers for new people, none of which is taken.

    Args:
        connection: the record.
    """

    def __init__(self, connection: Connection) -> None:
        self._taken = {
            number for table in (people, former) for number in connection.scalars(select(table.c.id))
        }

    def draw(self, name: str, kind: str, place: Iterable[str]) -> int:
        """Return a number: by the name, or, where somebody else has it, by the founding mention's place."""
        seeds = [seed(name, kind), "\n".join((seed(name, kind), *place))]
        tries = 0
        while True:
            text = seeds[tries] if tries < len(seeds) else f"{seeds[-1]}\n{tries}"
            number = (
                _FIRST
                + int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8]) % _NUMBERS
            )
            if number not in self._taken:
                self._taken.add(number)
                return number
            tries += 1
