"""The extension pgvector of a PostgreSQL server: whether it is there, and the graph in which it finds what is near.

The graph leads from neighbour to neighbour (HNSW; Malkov and Yashunin, 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

LEAST: Final = (0, 7)
"""The first version of the extension that compares bits."""

GRAPHS: Final = (0, 8)
"""The first version that goes on in the graph until as many are found as are asked for."""

MANY: Final = 100
"""Blocks from which there is a graph: to compare fewer signs takes no longer than to go along it."""

EDGES: Final = "m = 12, ef_construction = 40"
"""The size of the graph, and the care that is taken of it: half the work of the extension's own measures, and since a
search looks at far more than it keeps, as good."""

MEMORY: Final = 1 << 20
"""Kilobytes that the server may take for making a graph; one that does not fit takes far longer."""

_EACH: Final = 800
"""Bytes that a statement takes while the graph is made."""

_BUILDING: Final = "hashtext('onrecord signs'), hashtext(current_schema())"


@dataclass(frozen=True, slots=True)
class Known:
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

    @property
    def searched(self) -> bool:
        """Whether the graph can be gone along until as many are found as are asked for."""
        return self.indexed and self.version >= GRAPHS


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
    WHERE name = 'vector' AND NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'vector')
      AND version = (SELECT default_version FROM pg_available_extensions WHERE name = 'vector')
      AND has_schema_privilege(current_schema(), 'CREATE')
      AND (NOT superuser OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        OR (trusted AND has_database_privilege(current_database(), 'CREATE')))
    """
)

# Others may have the schema of the record, and would lose the extension with it.
_PLACE: Final = "SELECT CASE WHEN to_regnamespace('public') IS NULL THEN '' ELSE ' SCHEMA public' END"


def permitted(connection: Connection) -> bool:
    """Tell whether the extension is missing, and this user may install it in a version that compares bits."""
    version = connection.scalar(_PERMITTED)
    return version is not None and _numbers(version) >= LEAST


def install(connection: Connection) -> None:
    """Install the extension where all find it."""
    place = connection.exec_driver_sql(_PLACE).scalar_one()
    connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS vector{place}")


def known(connection: Connection) -> Known | None:
    """Return what there is of the extension; ``None`` if it is not installed, or too old."""
    row = connection.execute(_KNOWN).one_or_none()
    if row is None:
        return None
    found = Known(**{**row._mapping, "version": _numbers(row.version)})
    return found if found.version >= LEAST else None


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
        found = _worth_building(connection)
        if found:
            graph = f"{found.schema}.signs_nearest"
            with roomy(connection):
                connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {graph}")  # one left half made
                connection.exec_driver_sql(
                    f"CREATE INDEX CONCURRENTLY signs_nearest ON {found.schema}.signs"
                    f" USING hnsw (signs {found.place}.bit_hamming_ops) WITH ({EDGES})"
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


def _worth_building(connection: Connection) -> Known | None:
    found = known(connection)
    if found is None or found.indexed or found.version < GRAPHS or not (found.there and found.ours):
        return None
    blocks = connection.exec_driver_sql("SELECT count(*) FROM signed_blocks").scalar_one()
    return found if blocks >= MANY else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
