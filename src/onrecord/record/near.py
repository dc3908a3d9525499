"""Names that are near one which is not there, to offer in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select

from onrecord.record.keys import name_key
from onrecord.record.schema import mentions

OFFERED: Final = 5
"""Names that are offered in the place of one that is not there."""

NEAR: Final = 75
"""How like it they are, of 100."""


def near_names(connection: Connection, name: str, *, known: bool = False) -> list[str]:
    """Return names of speakers that are spelt nearly like one, the nearest first.

    Args:
        connection: to the record.
        name: the name.
        known: whether only names of people count who are known in the record, and not of mentions that nobody has
            looked at.
    """
    asked = select(mentions.c.key).distinct().order_by(mentions.c.key)
    keys = connection.scalars(asked.where(mentions.c.person_id.is_not(None)) if known else asked).all()
    near = process.extract(name_key(name), keys, scorer=fuzz.partial_ratio, limit=OFFERED, score_cutoff=NEAR)
    return [
        str(
            connection.scalar(
                select(mentions.c.name).where(mentions.c.key == key).order_by(mentions.c.id).limit(1)
            )
        )
        for key, _, _ in near
    ]


def offer(near: Iterable[str]) -> str:
    """Return what is said of names to offer, behind what is wrong with the one given; nothing where there are none."""
    offered = ", ".join(near)
    return f"; did you mean {offered}?" if offered else ""
