"""Statements' signs on a PostgreSQL server that has pgvector: the nearest are found there, and nothing else is sent.

What the signs are taken from stays in the blocks of :mod:`onrecord.record.meaning.vectors`; here they lie a row a
statement, as the index of words does beside the texts. A statement's row goes with it, or when its words change. The
rows of a block are in step with it while it is among ``signed_blocks``: a block that is dropped or learnt anew takes
its mark along.

Of very many, the nearest are found by the graph of :mod:`onrecord.record.pgvector`, which overlooks some. Fewer are all
compared.

Whatever the extension will not do is done as without it: a server's complaint about it is nobody's error.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    cast,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import BIT
from sqlalchemy.exc import DBAPIError

from onrecord.record.meaning.embedding import MODEL, SIZE, TURNS
from onrecord.record.meaning.vectors import SHIFT
from onrecord.record.pgvector import Known, install, known, permitted
from onrecord.record.postgres_ddl import trigger
from onrecord.record.schema import vectors

Done = TypeVar("Done")

BITS: Final = SIZE * TURNS
"""Signs of a statement."""

SEEN: Final = 400
"""Statements that are looked at in each round of a search in the graph."""

SIGNS: Final = Table("signs", MetaData(), Column("id", Integer, primary_key=True), Column("signs", BIT(BITS)))
SIGNED: Final = Table("signed_blocks", MetaData(), Column("block", Integer, primary_key=True))

TABLES: Final = (SIGNS.name, SIGNED.name)
"""The tables that are there beside those of every record."""


_FILL: Final = text(
    f"""
    WITH fresh AS MATERIALIZED (
      SELECT (block << {SHIFT}) + get_byte(numbers, 2 * n) + (get_byte(numbers, 2 * n + 1) << 8) AS id,
        CAST('x' || encode(substring(data FROM {BITS // 8} * n + 1 FOR {BITS // 8}), 'hex') AS bit({BITS})) AS signs
      FROM vectors CROSS JOIN generate_series(0, length(numbers) / 2 - 1) AS n
      WHERE block = :block AND model = :model
    )
    INSERT INTO signs (id, signs) SELECT id, signs FROM fresh
    WHERE NOT EXISTS (SELECT 1 FROM signs AS known WHERE known.id = fresh.id AND known.signs = fresh.signs)
    ON CONFLICT (id) DO UPDATE SET signs = excluded.signs
    """
)

_MARK: Final = text(
    """
    INSERT INTO signed_blocks (block) SELECT block FROM vectors WHERE block = :block AND model = :model
    ON CONFLICT DO NOTHING
    """
)


def behind(connection: Connection) -> list[int] | None:
    """Return the blocks that are not in step; see :class:`onrecord.record.door.Signs`."""
    found = known(connection)
    if not permitted(connection) if found is None else not (found.writable if found.there else found.ours):
        return None
    blocks = select(vectors.c.block).where(vectors.c.model == MODEL).order_by(vectors.c.block)
    if found is not None and found.there:
        blocks = blocks.where(vectors.c.block.not_in(select(SIGNED.c.block)))
    return list(connection.scalars(blocks))


def follow(connection: Connection, block: int) -> bool:
    """Bring the statements of a block in step; see :class:`onrecord.record.door.Signs`."""
    return _tried(connection, partial(_follow, connection, block)) or False


def roughly(connection: Connection, signs: NDArray[np.uint64], most: int) -> list[int]:
    """Return the nearest by the graph; see :class:`onrecord.record.door.Signs`."""
    found = known(connection)
    if found is None or not found.searched or not _in_step(connection, found):
        return []
    return _tried(connection, partial(_along, connection, found, signs, most)) or []


def exactly(
    connection: Connection, signs: NDArray[np.uint64], most: int, few: Select[int] | None
) -> list[int] | None:
    """Return the nearest of all, or of some; see :class:`onrecord.record.door.Signs`."""
    found = known(connection)
    if found is None or not _in_step(connection, found):
        return None
    # The sum keeps the server from going along the graph.
    nearest = select(SIGNS.c.id).where(_marked()).order_by(_away(found, signs) + 0, SIGNS.c.id).limit(most)
    if few is not None:
        nearest = nearest.where(SIGNS.c.id.in_(few))
    return _tried(connection, lambda: list(connection.scalars(nearest)))


def _in_step(connection: Connection, found: Known) -> bool:
    """Tell whether all blocks are in step, as far as this user can see."""
    if not found.readable:
        return False
    lacking = select(vectors.c.block).where(
        vectors.c.model == MODEL, vectors.c.block.not_in(select(SIGNED.c.block))
    )
    return connection.scalar(lacking.limit(1)) is None


def _follow(connection: Connection, block: int) -> bool:
    found = known(connection)
    if found is None:
        install(connection)
        found = known(connection)
    if found is None:
        return False
    if not found.there:
        for made in _ddl(found.schema):
            connection.exec_driver_sql(made)
    connection.execute(_FILL, {"block": block, "model": MODEL})
    connection.execute(_MARK, {"block": block, "model": MODEL})
    return True


def _ddl(schema: str) -> tuple[str, ...]:
    # Whoever may change statements may not have been given these tables, which came later.
    definer = f"SECURITY DEFINER SET search_path = {schema}, pg_temp"
    return (
        f"""CREATE TABLE signs (
  id INTEGER NOT NULL PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE, signs bit({BITS}) NOT NULL
)""",
        """CREATE TABLE signed_blocks (
  block INTEGER NOT NULL PRIMARY KEY REFERENCES vectors (block) ON DELETE CASCADE
)""",
        *trigger(
            "signs_change",
            "AFTER UPDATE OF content ON statements",
            "DELETE FROM signs WHERE id = old.id",
            "old.content IS DISTINCT FROM new.content",
            definer,
        ),
        *trigger(
            "signs_reword",
            "AFTER UPDATE OF text ON versions",
            "DELETE FROM signs WHERE id IN (SELECT id FROM statements WHERE version_id = new.id)",
            options=definer,
        ),
    )


def _along(connection: Connection, found: Known, signs: NDArray[np.uint64], most: int) -> list[int]:
    """Return the nearest by the graph, the nearest first."""
    settings = {"ef_search": SEEN, "iterative_scan": "relaxed_order", "max_scan_tuples": 10 * most}
    for name, value in settings.items():
        connection.exec_driver_sql(f"SET LOCAL hnsw.{name} = {value}")
    away = _away(found, signs)
    near = select(SIGNS.c.id, away.label("away")).order_by(away).limit(most).subquery()
    marked = _marked(near.c.id)
    return list(connection.scalars(select(near.c.id).where(marked).order_by(near.c.away, near.c.id)))


def _away(found: Known, signs: NDArray[np.uint64]) -> ColumnElement[float]:
    """Return in how many signs statements differ from these."""
    wanted = cast(f"x{signs.tobytes().hex()}", BIT(BITS))
    return SIGNS.c.signs.op(found.operator, return_type=Float())(wanted)


def _marked(number: ColumnElement[Any] = SIGNS.c.id) -> ColumnElement[bool]:
    """Return the condition that a statement's block is there."""
    blocks = select(SIGNED.c.block).join(vectors, vectors.c.block == SIGNED.c.block)
    return number.bitwise_rshift(SHIFT).in_(blocks.where(vectors.c.model == MODEL))


def _tried(connection: Connection, work: Callable[[], Done]) -> Done | None:
    """Do what takes the extension; where the server complains of it, nothing is done, and ``None`` returned."""
    try:
        with connection.begin_nested():
            return work()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        return None
