"""Records of older versions, led to the present one step at a time.

A new record gets the present tables at once; a record of version ``n`` gets the steps ``n``, ``n + 1``, ... All of
it is one transaction: a record is of one version or of another, whatever happens meanwhile.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, update

from onrecord.record import words
from onrecord.record.schema import SCHEMA, facts, metadata

Step = Callable[[Connection], None]

STEPS: Final[Mapping[int, Step]] = {}
"""What leads from a version to the next. A step speaks in SQL of its own: tables change, what it did does not."""


def now() -> str:
    """Return the moment, as the record writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def version_of(connection: Connection) -> int:
    """Return the version of the record's tables; 0 if there are none yet."""
    if not inspect(connection).has_table("facts"):
        return 0
    return int(connection.scalar(select(facts.c.value).where(facts.c.name == "schema")) or 0)


def found(connection: Connection) -> None:
    """Make the tables of a new record."""
    metadata.create_all(connection)
    connection.exec_driver_sql(words.DDL)
    connection.execute(
        insert(facts),
        [
            {"name": "schema", "value": str(SCHEMA)},
            {"name": "id", "value": uuid.uuid4().hex},
            {"name": "created_at", "value": now()},
        ],
    )


def migrate(connection: Connection, steps: Mapping[int, Step] = STEPS, schema: int = SCHEMA) -> None:
    """Lead a record to the present version."""
    for version in range(version_of(connection), schema):
        steps[version](connection)
        connection.execute(update(facts).where(facts.c.name == "schema").values(value=str(version + 1)))
