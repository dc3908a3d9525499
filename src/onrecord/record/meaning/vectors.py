"""Statements' meanings in a record: the signs of their vectors.

These are 64 bytes a statement: few enough to look at a million of them while somebody waits. They are kept in blocks of
1,024 statements; the record drops a block when one of its statements goes or changes, and it is learnt anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, func, insert, select

from onrecord.record import loading
from onrecord.record.door import among, signs_of
from onrecord.record.meaning.embedding import MODEL, embedding
from onrecord.record.schema import statements, vectors

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

SHIFT: Final = 10
"""A statement's block is its number, shifted right by so many bits; the triggers in ``words`` do the same."""


def unlearnt(connection: Connection) -> int:
    """Return how many statements are in blocks that are to be learnt."""
    blocks = _stale(connection)
    if not blocks:
        return 0
    shifted = statements.c.id.bitwise_rshift(SHIFT)
    return connection.scalar(select(func.count()).where(shifted.in_(among(blocks)))) or 0


def learn(record: RecordFile, progress: Callable[[int], None] = lambda done: None) -> int:
    """Learn what statements mean that were added or changed; see :meth:`onrecord.record.Record.learn`."""
    with record.reading() as connection:
        stale = _stale(connection)
        signs = None if record.read_only else signs_of(connection)
        behind = None if signs is None else signs.behind(connection)
    following = behind is not None
    done = 0
    for block in sorted({*stale, *(behind or ())}):
        # One at a time, so that none of them changes in between.
        if block in stale:
            done += record.write(partial(_learn_block, block=block))
            progress(done)
        if signs is not None and following:
            following = record.write(partial(signs.follow, block=block))
    if stale or behind:
        record.hasten()
    return done


def distances(
    connection: Connection, vector: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """Return the numbers of all statements that were learnt, and in how many signs each differs from a vector."""
    wanted = embedding().signs(vector[None])
    numbers, found = [np.empty(0, np.int64)], [np.empty(0, np.uint16)]
    # A block at a time, while it is in the processor's cache.
    for row in connection.execute(
        select(vectors.c.block, vectors.c.numbers, vectors.c.data)
        .where(vectors.c.model == MODEL)
        .order_by(vectors.c.block)
    ):
        numbers.append(np.frombuffer(row.numbers, "<u2").astype(np.int64) + (row.block << SHIFT))
        bits = np.frombuffer(row.data, "<u8").reshape(-1, wanted.shape[1])
        found.append(np.bitwise_count(bits ^ wanted).sum(axis=1, dtype=np.uint16))
    return np.concatenate(numbers), np.concatenate(found)


def _stale(connection: Connection) -> list[int]:
    """Return the blocks that are missing, or lack statements that were added since."""
    last = connection.scalar(select(func.max(statements.c.id)))
    if last is None:
        return []
    rows = connection.execute(select(vectors.c.block, vectors.c.last).where(vectors.c.model == MODEL))
    known = {row.block: row.last for row in rows}
    return [
        block
        for block in range((last >> SHIFT) + 1)
        if known.get(block, -1) < min(last, ((block + 1) << SHIFT) - 1)
    ]


def _learn_block(connection: Connection, block: int) -> int:
    start, end = block << SHIFT, (block + 1) << SHIFT
    inside = (statements.c.id >= start) & (statements.c.id < end)
    numbers = list(connection.scalars(select(statements.c.id).where(inside).order_by(statements.c.id)))
    texts = loading.texts_of(connection, numbers)
    last = connection.scalar(select(func.max(statements.c.id))) or 0
    found = embedding().vectors([texts[number] for number in numbers])
    connection.execute(delete(vectors).where(vectors.c.block == block))
    connection.execute(
        insert(vectors).values(
            block=block,
            model=MODEL,
            last=min(last, end - 1),
            numbers=(np.array(numbers, np.int64) - start).astype("<u2").tobytes(),
            data=embedding().signs(found).tobytes(),
        )
    )
    return len(numbers)
