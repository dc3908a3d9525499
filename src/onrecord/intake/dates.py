"""Dates as pages and files write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_SPACED_ZONE = re.compile(r"\s+(?=(?:[+-]\d{2}:?\d{2}|Z)$)")


def iso(value: str) -> str | None:
    """Return a date or moment in ISO 8601, with the time and the zone only where they are given.

    Read are ISO 8601 and the dates of mail and HTTP headers (RFC 5322), from the year 1600 on.

    Returns:
        ``YYYY-MM-DD`` or ``YYYY-MM-DDThh:mm:ss[.ffffff][+hh:mm]``; ``None`` where it is no date.
    """
    value = _SPACED_ZONE.sub("", value.strip())
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if moment.year < 1600:
        return None
    return moment.date().isoformat() if _DAY.fullmatch(value) else moment.isoformat()
