"""The texts that quotations stand in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from onrecord.record.door import among
from onrecord.record.schema import versions


def texts_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the texts of versions, by the numbers of their rows."""
    some = select(versions.c.id, versions.c.text).where(versions.c.id.in_(among(numbers)))
    return {row.id: row.text for row in connection.execute(some)}
