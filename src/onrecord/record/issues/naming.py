"""Issues by the names that people give them."""

from __future__ import annotations

import re
from typing import Any, Final

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.export.words import shortened
from onrecord.record.issues.gathering import FLOOR
from onrecord.record.issues.scoring import Scorer, phrases_of
from onrecord.record.keys import storable
from onrecord.record.near import OFFERED
from onrecord.record.schema import issues

LONGEST: Final = 60
"""Characters of a name."""

LONGEST_ABOUT: Final = 300
"""Characters of what an issue is about."""

NEAR: Final = 60
"""How like a name that is offered is, of 100."""

_NAME = re.compile(r"[^\W_][\w.-]*")


def issue_of(connection: Connection, name: str) -> Any:
    """Return the row of an issue.

    Raises:
        InputError: there is none of this name; names that are near are offered.
    """
    known = {row.name: row for row in connection.execute(select(issues).order_by(issues.c.name))}
    found = known.get(_folded(name))
    if found is not None:
        return found
    if not known:
        raise InputError(shortened(name, LONGEST), "there are no issues in this record")
    near = process.extract(_folded(name), list(known), scorer=_like, limit=OFFERED, score_cutoff=NEAR)
    offered = ", ".join(one for one, _, _ in near)
    told = f"did you mean {offered}?" if offered else "there are " + ", ".join(list(known)[:OFFERED])
    raise InputError(shortened(name, LONGEST), f"there is no such issue; {told}")


def checked_name(connection: Connection, name: str) -> str:
    """Return a name that a new issue can have, as it is kept.

    Raises:
        InputError: it is no name, or another issue's.
    """
    folded = _folded(name)
    if not _NAME.fullmatch(folded) or len(folded) > LONGEST or folded.isdecimal():
        raise InputError(
            shortened(name, LONGEST),
            f"not a name for an issue: letters, digits, dots, dashes and underscores, {LONGEST} at most",
        )
    if connection.scalar(select(issues.c.id).where(issues.c.name == folded)) is not None:
        raise InputError(folded, "there is an issue of this name already")
    return folded


def checked_about(about: str) -> str:
    """Return what an issue is about, as it is kept.

    Raises:
        InputError: it is too long, or has no word that tells anything.
    """
    told = "; ".join(phrases_of(storable(about)))
    if len(told) > LONGEST_ABOUT:
        raise InputError(shortened(told, 40), f"say it in {LONGEST_ABOUT} characters at most")
    if not Scorer(told).words:
        raise InputError(
            shortened(told, 40) or "''", "there is no word in it that tells what the issue is about"
        )
    return told


def checked_threshold(threshold: float) -> float:
    """Return a threshold.

    Raises:
        InputError: it is none.
    """
    if not FLOOR <= threshold <= 1:
        raise InputError(str(threshold), f"a threshold is a number from {FLOOR} to 1")
    return round(threshold, 3)


def _folded(name: str) -> str:
    return storable(name).strip().casefold()


def _like(one: str, other: str, **_: Any) -> float:
    return max(
        fuzz.ratio(one, other), fuzz.partial_ratio(one, other) if min(len(one), len(other)) > 2 else 0.0
    )
