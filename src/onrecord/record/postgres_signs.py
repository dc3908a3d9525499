"""Statements' signs on a PostgreSQL server that has pgvector: the nearest are found there, and nothing else is sent.

What the signs are taken from stays in the blocks of :mod:`onrecord.record.meaning.vectors`; here they lie a row a
statement, as the index of words does beside the texts. A statement's row goes with it, or when its words change. The
rows of a block are in step with it while it is among ``signed_blocks``: a block that is dropped or learnt anew takes
its mark along.

Of very many, the nearest are found by a graph that leads from neighbour to neighbour (HNSW; Malkov and Yashunin, 2018),
which overlooks some. Fewer are all compared.

Whatever the extension will not do is done as without it: a server's complaint about it is nobody's error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
from onrecord.record.postgres_ddl import trigger
from onrecord.record.schema import vectors

Done = TypeVar("Done")

BITS: Final = SIZE * TURNS
"""Signs of a statement."""

LEAST: Final = (0, 7)
"""The first version of the extension that compares bits."""

GRAPHS: Final = (0, 8)
"""The first version that goes on in the graph until as many are found as are asked for."""

MANY: Final = 100
"""Blocks from which there is a graph: to compare fewer signs takes no longer than to go along it."""

EDGES: Final = "m = 12, ef_construction = 40"
"""The size of the graph, and the care that is taken of it: half the work of the extension's own measures, and since a
search looks at far more than it keeps, as good."""

SEEN: Final = 400
"""Statements that are looked at in each round of a search in the graph."""

MEMORY: Final = 1 << 20
"""Kilobytes that the server may take for making a graph; one that does not fit takes far longer."""

_EACH: Final = 800
"""Bytes that a statement takes while the graph is made."""

_BUILDING: Final = "hashtext('onrecord signs'), hashtext(current_schema())"

SIGNS: Final = Table("signs", MetaData(), Column("id", Integer, primary_key=True), Column("signs", BIT(BITS)))
SIGNED: Final = Table("signed_blocks", MetaData(), Column("block", Integer, primary_key=True))

TABLES: Final = (SIGNS.name, SIGNED.name)
"""The tables that are there beside those of every record."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is of the extension, and of what is kept with it.

    Attributes:
        schema: the record's schema, quoted.
        place: the schema that the extension is in, quoted.
        version: the extension's.
        there: whether the tables are.
        ours: whether they can be made, or belong to this user.
        readable: whether this user may read them.
        writable: whether this user may write to them.
        indexed: whether there is a graph.
    """

    schema: str
    place: str
    version: tuple[int, ...]
    there: bool
    ours: bool
    readable: bool
    writable: bool
    indexed: bool

    @property
    def operator(self) -> str:
        """The operator that counts the signs in which two differ."""
        return f"OPERATOR({self.place}.<~>)"


_KNOWN: Final = text(
    """
    SELECT quote_ident(current_schema()) AS schema, quote_ident(place.nspname) AS place, extversion AS version,
      marks.oid IS NOT NULL AS there,
      has_schema_privilege(current_schema(), 'CREATE') AND pg_has_role(owned.relowner, 'USAGE') AS ours,
      coalesce(has_table_privilege(marks.oid, 'SELECT'), false) AS readable,
      coalesce(has_table_privilege(marks.oid, 'INSERT'), false) AS writable,
      EXISTS (SELECT 1 FROM pg_class AS graph JOIN pg_index ON indexrelid = graph.oid
        WHERE graph.relname = 'signs_nearest' AND graph.relnamespace = owned.relnamespace AND indisvalid) AS indexed
    FROM pg_extension JOIN pg_namespace AS place ON place.oid = extnamespace
    CROSS JOIN pg_class AS owned
    LEFT JOIN pg_class AS marks ON marks.relname = 'signed_blocks' AND marks.relnamespace = owned.relnamespace
    WHERE extname = 'vector' AND has_schema_privilege(place.oid, 'USAGE')
      AND owned.relname = 'statements' AND owned.relnamespace = current_schema()::regnamespace
    """
)

_PERMITTED: Final = text(
    """
    SELECT version FROM pg_available_extension_versions
    WHERE name = 'vector'
      AND version = (SELECT default_version FROM pg_available_extensions WHERE name = 'vector')
      AND has_schema_privilege(current_schema(), 'CREATE')
      AND (NOT superuser OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        OR (trusted AND has_database_privilege(current_database(), 'CREATE')))
    """
)

# Others may have the schema of the record, and would lose the extension with it.
_PLACE: Final = "SELECT CASE WHEN to_regnamespace('public') IS NULL THEN '' ELSE ' SCHEMA public' END"

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
    known = _known(connection)
    if known is None:
        version = connection.scalar(_PERMITTED)
        if version is None or _numbers(version) < LEAST:
            return None
    elif not (known.writable if known.there else known.ours):
        return None
    blocks = select(vectors.c.block).where(vectors.c.model == MODEL)
    if known is not None and known.there:
        blocks = blocks.where(vectors.c.block.not_in(select(SIGNED.c.block)))
    return list(connection.scalars(blocks))


def follow(connection: Connection, block: int) -> None:
    """Bring the statements of a block in step; see :class:`onrecord.record.door.Signs`."""
    _tried(connection, partial(_follow, connection, block))


def roughly(connection: Connection, signs: NDArray[np.uint64], most: int) -> list[int]:
    """Return the nearest by the graph; see :class:`onrecord.record.door.Signs`."""
    known = _known(connection)
    if known is None or not known.indexed or known.version < GRAPHS or not _in_step(connection, known):
        return []
    return _tried(connection, partial(_along, connection, known, signs, most)) or []


def exactly(
    connection: Connection, signs: NDArray[np.uint64], most: int, few: Select[int] | None
) -> list[int] | None:
    """Return the nearest of all, or of some; see :class:`onrecord.record.door.Signs`."""
    known = _known(connection)
    if known is None or not _in_step(connection, known):
        return None
    # The sum keeps the server from going along the graph.
    nearest = select(SIGNS.c.id).where(_marked()).order_by(_away(known, signs) + 0, SIGNS.c.id).limit(most)
    if few is not None:
        nearest = nearest.where(SIGNS.c.id.in_(few))
    return _tried(connection, lambda: list(connection.scalars(nearest)))


def build(connection: Connection) -> None:
    """Make the graph where it is worth it, while others read and write.

    Args:
        connection: one that commits by itself.
    """
    if not _worth_building(connection):
        return
    if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_BUILDING})").scalar():
        return  # another process is at it
    try:
        known = _worth_building(connection)
        if known:
            graph = f"{known.schema}.signs_nearest"
            with roomy(connection):
                connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {graph}")  # one left half made
                connection.exec_driver_sql(
                    f"CREATE INDEX CONCURRENTLY signs_nearest ON {known.schema}.signs"
                    f" USING hnsw (signs {known.place}.bit_hamming_ops) WITH ({EDGES})"
                )
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
    finally:
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_BUILDING})")


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Have the server take the memory for a graph, in one process: what several share is often too small."""
    asked = f"""SELECT set_config('max_parallel_maintenance_workers', '0', false),
      set_config('maintenance_work_mem', greatest(
        (SELECT setting::bigint FROM pg_settings WHERE name = 'maintenance_work_mem'),
        least({MEMORY}, count(*) * {_EACH} / 1024)) || 'kB', false) FROM signs"""
    connection.exec_driver_sql(asked)
    try:
        yield
    finally:
        connection.exec_driver_sql("RESET maintenance_work_mem")
        connection.exec_driver_sql("RESET max_parallel_maintenance_workers")


def _known(connection: Connection) -> _Known | None:
    """Return what there is of the extension; ``None`` if it is not installed, or too old."""
    row = connection.execute(_KNOWN).one_or_none()
    if row is None:
        return None
    known = _Known(**{**row._mapping, "version": _numbers(row.version)})
    return known if known.version >= LEAST else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _in_step(connection: Connection, known: _Known) -> bool:
    """Tell whether all blocks are in step, as far as this user can see."""
    if not known.readable:
        return False
    lacking = select(vectors.c.block).where(
        vectors.c.model == MODEL, vectors.c.block.not_in(select(SIGNED.c.block))
    )
    return connection.scalar(lacking.limit(1)) is None


def _worth_building(connection: Connection) -> _Known | None:
    known = _known(connection)
    if known is None or known.indexed or known.version < GRAPHS or not (known.there and known.ours):
        return None
    blocks = connection.exec_driver_sql("SELECT count(*) FROM signed_blocks").scalar_one()
    return known if blocks >= MANY else None


def _follow(connection: Connection, block: int) -> None:
    known = _known(connection)
    if known is None:
        place = connection.exec_driver_sql(_PLACE).scalar_one()
        connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS vector{place}")
        known = _known(connection)
    if known is None:
        return
    if not known.there:
        for made in _ddl(known.schema):
            connection.exec_driver_sql(made)
    connection.execute(_FILL, {"block": block, "model": MODEL})
    connection.execute(_MARK, {"block": block, "model": MODEL})


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


def _along(connection: Connection, known: _Known, signs: NDArray[np.uint64], most: int) -> list[int]:
    """Return the nearest by the graph, the nearest first."""
    settings = {"ef_search": SEEN, "iterative_scan": "relaxed_order", "max_scan_tuples": 10 * most}
    for name, value in settings.items():
        connection.exec_driver_sql(f"SET LOCAL hnsw.{name} = {value}")
    away = _away(known, signs)
    near = select(SIGNS.c.id, away.label("away")).order_by(away).limit(most).subquery()
    marked = _marked(near.c.id)
    return list(connection.scalars(select(near.c.id).where(marked).order_by(near.c.away, near.c.id)))


def _away(known: _Known, signs: NDArray[np.uint64]) -> ColumnElement[float]:
    """Return in how many signs statements differ from these."""
    wanted = cast(f"x{signs.tobytes().hex()}", BIT(BITS))
    return SIGNS.c.signs.op(known.operator, return_type=Float())(wanted)


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
