"""Names out of bylines."""

from __future__ import annotations

import re

_BY = re.compile(r"(?:(?:written|words|story|report(?:ed|ing)?)\s+)?by:?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;|\n]\s*|\s+(?:and|&)\s+|,\s+(?:and\s+|&\s+)?", re.IGNORECASE)
_HARD = re.compile(r"\s*[;|\n]\s*")
_NO_NAME = re.compile(r"https?://|www\.|@|:|^\(|^\d+$", re.IGNORECASE)


def of_byline(byline: str) -> tuple[str, ...]:
    """Return the names in a byline, in order, each once.

    A comma or an "and" parts names only where a name of two words or more stands on either side, so that
    "Ana Ruiz, PhD" and "Ruiz, Ana" stay whole. Addresses, handles and credits of pictures are no names.
    """
    found: list[str] = []
    match = _BY.match(byline.lstrip())
    for part in _HARD.split(byline.lstrip()[match.end() :] if match else byline):
        pieces = [piece.strip() for piece in _BETWEEN.split(part)]
        split = len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces)
        found += pieces if split else [part]
    cleaned = (" ".join(name.split()).strip(" ,;") for name in found)
    return tuple(dict.fromkeys(name for name in cleaned if name and not _NO_NAME.search(name)))
