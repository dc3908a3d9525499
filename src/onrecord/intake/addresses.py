"""The addresses of articles: which strings are addresses, and when two of them name the same article."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Tell whether a source is an address (``scheme://...``) rather than a path."""
    return _SCHEME.match(source) is not None


def is_web_address(source: str) -> bool:
    """Tell whether a string is an ``http`` or ``https`` address with a host."""
    try:
        parts = urlsplit(source)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def article_id(address: str) -> str:
    """Return an article's identity: its address in normal form.

    Host and scheme are in lower case, parameters are in order; fragments and the parameters by which
    campaigns are tracked (courlan's list) are gone, as is the slash after a bare host.
    """
    import courlan

    whole, _, _ = address.strip().partition("#")
    normal = courlan.normalize_url(whole)
    return normal.rstrip("/") if urlsplit(normal).path == "/" and "?" not in normal else normal
