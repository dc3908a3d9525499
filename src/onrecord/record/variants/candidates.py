"""Which quotations, or texts, have keys in common: those that are worth laying beside one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from sqlalchemy import Column, Connection, Table, exists, select

from onrecord.record.door import among, insert_plain, plain_rows

MOST: Final = 300
"""A key that more have than this tells little: only the first few of those who have it are looked at."""

FEW: Final = 50
"""How many these are."""


class Keys:
    """The table of keys that quotations, or texts, have.

    Args:
        connection: a connection to the record.
        table: the table; its first column is the key, its second who has it.
    """

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._key: Column[int] = table.c[0]
        self._owner: Column[int] = table.c[1]

    def put(self, keys: Mapping[int, Iterable[int]]) -> None:
        """Write who has which keys."""
        rows = sorted((key, owner) for owner, some in keys.items() for key in some)
        if rows:
            insert_plain(self._connection, self._table, (self._key.name, self._owner.name), rows)

    def owners(self, keys: Iterable[int], least: int = 1) -> dict[int, list[int]]:
        """Return who has keys, by the keys: all of them, or of a key that very many have, the first few.

        Args:
            keys: the keys.
            least: how many must have a key; those that fewer have are left out.
        """
        wanted = self._had_by(keys, least)
        common = self._had_by(wanted, MOST + 1)
        found: defaultdict[int, list[int]] = defaultdict(list)
        rare = select(self._key, self._owner).where(self._key.in_(among(wanted - common)))
        for key, owner in plain_rows(self._connection, rare):
            found[key].append(owner)
        for key in common:
            some = select(self._owner).where(self._key == key).order_by(self._owner).limit(FEW)
            found[key] = list(self._connection.scalars(some))
        return found

    def shared(
        self, keys: Mapping[int, Iterable[int]], least: int = 1, *, own: bool = True
    ) -> dict[tuple[int, int], int]:
        """Return the pairs who share keys, and how many; of the first, the keys are given.

        Args:
            keys: the keys by who has them, which are written already.
            least: how many they must share.
            own: whether those who are given have these keys themselves.

        Returns:
            Pairs, the lower number first, neither of them twice.
        """
        having = self.owners(chain.from_iterable(keys.values()), 2 if own else 1)
        pairs: Counter[tuple[int, int]] = Counter()
        for one, some in keys.items():
            met = Counter(chain.from_iterable(having[key] for key in some if key in having))
            for other, count in met.items():
                if count >= least and other != one:
                    pair = (one, other) if one < other else (other, one)
                    pairs[pair] = max(count, pairs[pair])
        return pairs

    def _had_by(self, keys: Iterable[int], least: int) -> set[int]:
        """Return those of the keys that so many have."""
        wanted = among(set(keys)).subquery()
        # No more of them are counted than must be.
        last = select(self._owner).where(self._key == wanted.c.value).limit(1).offset(least - 1)
        query = select(wanted.c.value).where(exists(last.correlate(wanted)))
        return {key for (key,) in plain_rows(self._connection, query)}
