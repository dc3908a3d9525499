"""The statements that are nearest to a query in meaning.

First all statements are compared by the signs of their vectors, which is rough and quick; then the words of the
nearest are looked at again, by their whole vectors. What has the words of the query is found too: the two orders are
merged by reciprocal ranks (Cormack et al., 2009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.record import loading
from onrecord.record.door import among, signs_of
from onrecord.record.meaning.embedding import embedding
from onrecord.record.meaning.vectors import distances
from onrecord.record.schema import statements
from onrecord.record.search.filters import Conditions, Numbers
from onrecord.record.search.pool import POOL, pool, without

if TYPE_CHECKING:
    from onrecord.record.words import Query

ROUGH: Final = 4000
"""Statements that are nearest by their signs, which filters are held against."""

CLOSE: Final = 250
"""Statements of those whose words are looked at again."""

KEPT: Final = 100
"""Statements that are found at most by either way."""

LEAST: Final = 0.25
"""The likeness below which a statement says something else."""

DAMPING: Final = 60
"""How little the first ranks stand out when two orders are merged: the paper's constant."""


def nearest(connection: Connection, query: Query, asked: Conditions) -> dict[int, float]:
    """Return the statements nearest to a query in meaning, and those that have its words, with their likeness.

    Args:
        connection: to the record.
        query: what is asked for: what its words mean together, and what shall not be there.
        asked: the filters.

    Raises:
        InputError: nothing is asked for.
    """
    if not query.text:
        raise InputError("meaning", "say in words what is meant")
    vector = embedding().vectors([query.text])[0]
    by_words = list(pool(connection, query, asked, "best").numbers[:KEPT])
    close = _close(connection, vector, replace(asked, where=(*asked.where, *without(connection, query))))
    numbers = [*close, *(number for number in by_words if number not in set(close))]
    texts = loading.texts_of(connection, numbers)
    likeness = embedding().vectors([texts[number] for number in numbers]) @ vector
    like = {number: round(float(value), 3) for number, value in zip(numbers, likeness, strict=True)}
    by_meaning = sorted((n for n in close if like[n] >= LEAST), key=lambda n: -like[n])[:KEPT]
    scores: defaultdict[int, float] = defaultdict(float)
    for order in (by_words, by_meaning):
        for rank, number in enumerate(order, 1):
            scores[number] += 1 / (DAMPING + rank)
    return {number: like[number] for number in sorted(scores, key=lambda n: (-scores[n], -like[n], n))}


def _close(connection: Connection, vector: NDArray[np.float32], asked: Conditions) -> Sequence[int]:
    """Return the statements nearest by their signs that pass the filters."""
    few = asked.few(connection, POOL)
    database = signs_of(connection)
    numbers: Sequence[int] | None = None
    if database is not None:
        signs = embedding().signs(vector[None])[0]
        if few is None:
            close = _passing(connection, database.roughly(connection, signs, ROUGH), asked)
            if len(close) == CLOSE:
                return close
        numbers = database.exactly(connection, signs, ROUGH, few)
    return _passing(connection, _compared(connection, vector, few) if numbers is None else numbers, asked)


def _compared(connection: Connection, vector: NDArray[np.float32], few: Numbers | None) -> Sequence[int]:
    """Return the statements nearest by their signs, which are compared here."""
    learnt, away = distances(connection, vector)
    if few is not None:
        chosen = np.isin(learnt, np.fromiter(connection.scalars(few), np.int64))
        away = away[chosen]
        learnt = learnt[chosen]
    near = np.arange(len(away))
    if len(near) > ROUGH:
        # Differences are small numbers: to count them is quicker than to put a million in order.
        farthest = np.searchsorted(np.bincount(away).cumsum(), ROUGH)
        near = np.flatnonzero(away <= farthest)
    near = near[np.argsort(away[near], kind="stable")[:ROUGH]]
    numbers: list[int] = learnt[near].tolist()
    return numbers


def _passing(connection: Connection, numbers: Sequence[int], asked: Conditions) -> Sequence[int]:
    """Return the first statements that pass the filters."""
    passing = select(statements.c.id).where(statements.c.id.in_(among(numbers)), *asked.where)
    let = set(connection.scalars(passing))
    return [number for number in numbers if number in let][:CLOSE]
