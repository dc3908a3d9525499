"""What statements and articles are called, and facts of articles, in formats that are strict about their values."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5

from onrecord.article import Article
from onrecord.intake.addresses import is_web_address

# Drawn once; what is derived from it is the same in every record and every export.
_SPACE: Final = UUID("5b0b41ab-95a5-4b36-8b57-7a1fd0a8f0d3")

# Every character that an IRI may have as it is, and the sign of those that are escaped already.
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~-._"

_LANGUAGE = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def urn(*parts: str) -> str:
    """Return a name (``urn:uuid:``, version 5 of RFC 9562) for what these parts tell apart from all else."""
    told = "\x1f".join(parts).encode("utf-8", "backslashreplace").decode()
    return uuid5(_SPACE, told).urn


def iri_of(article: Article) -> str:
    """Return an article's address, escaped where it must be; a name made of its id where it has none."""
    for address in (article.url, article.id):
        if address and is_web_address(address):
            return quote(address.strip(), safe=_KEPT, errors="replace")
    return urn("article", article.id)


def language_of(article: Article) -> str | None:
    """Return an article's language where it is given as BCP 47 has it."""
    return article.language if article.language and _LANGUAGE.fullmatch(article.language) else None


def published_of(article: Article) -> str | None:
    """Return when an article was published where that is given as ISO 8601 has it."""
    try:
        return article.published if article.published and datetime.fromisoformat(article.published) else None
    except ValueError:
        return None
