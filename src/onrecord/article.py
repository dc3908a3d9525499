"""An article: its text, which never changes, and what is known about where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any


def digest(text: str) -> str:
    """Return the name of a text's version: ``sha256:`` and the first 32 hexadecimal digits of its digest.

    Lone surrogates, which UTF-8 cannot hold, count as they stand.
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Article:
    """One published text.

    Spans everywhere are ``[start, end)`` in Unicode code points of ``text``.

    Args:
        text: the running text, its characters exactly as they came.
        id: the article's identity: its normalised address, or the digest of its text.
        version: the digest of ``text``; filled in when empty.
        url: the address that it was published at.
        outlet: who published it.
        title: its headline.
        authors: the names in its byline.
        published: the date or moment of publication, ISO 8601.
        language: the language of ``text``, ISO 639-1; ``None`` where it is not known.
    """

    text: str
    id: str = ""
    version: str = field(default="")
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        version = digest(self.text)
        object.__setattr__(self, "version", version)
        if not self.id:
            object.__setattr__(self, "id", version)

    def to_dict(self) -> dict[str, Any]:
        """Return the article as the ``article`` object of schema 1."""
        return {
            "id": self.id,
            "version": self.version,
            "url": self.url,
            "outlet": self.outlet,
            "title": self.title,
            "authors": list(self.authors),
            "published": self.published,
            "language": self.language,
            "text": self.text,
        }
