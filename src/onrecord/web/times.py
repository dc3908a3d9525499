"""Days and moments as readers are told them, moments in their own time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from onrecord.export.words import one_line

COOKIE: Final = "zone"
"""Where a browser tells the name of its time zone."""

_ZONE = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+){0,5}")


def zone_of(name: str | None) -> tzinfo:
    """Return the time zone of a name (``Europe/Lisbon``); UTC where there is none of it."""
    if not name or len(name) > 60 or not _ZONE.fullmatch(name):
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return UTC


def told(moment: str | None, zone: tzinfo = UTC) -> str:
    """Return a day, or a moment in a time zone, as people write it; anything else as it is."""
    if not moment:
        return ""
    if has_time(moment):
        at = datetime.fromisoformat(moment)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone)
        return f"{at.day} {at:%b %Y, %H:%M}"
    try:
        day = date.fromisoformat(moment)
    except ValueError:
        return one_line(moment)
    return f"{day.day} {day:%b %Y}"


def has_time(moment: str | None) -> bool:
    """Tell whether it is a moment, and not a whole day."""
    try:
        return bool(moment and "T" in moment and datetime.fromisoformat(moment).astimezone(UTC))
    except (ValueError, OverflowError):
        return False


def machine(moment: str | None) -> str:
    """Return a day or moment as a ``datetime`` attribute has it, moments in UTC; nothing of anything else."""
    if moment and has_time(moment):
        at = datetime.fromisoformat(moment)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        return date.fromisoformat(moment or "").isoformat()
    except ValueError:
        return ""
