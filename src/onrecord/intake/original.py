"""What an article was read from: its bytes, and what took the text out of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Final

from onrecord.article import Article

HTML: Final = "trafilatura"
"""The library that takes articles out of pages."""


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes as they were found, so that a page that has vanished can still be shown.

    Attributes:
        data: the bytes, unpacked if they came packed.
        address: where they were at last: a path, or an address after its redirections.
        fetched_at: when they were read, ISO 8601 in UTC.
        content_type: what the server said that they are.
    """

    data: bytes
    address: str
    fetched_at: str
    content_type: str | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where a piece of a file begins.

    Attributes:
        offset: in bytes of the file as it lies; the number of the row in Parquet, of the member in a ZIP archive.
        inner: how many bytes further on once the file is unpacked, where one cannot begin to unpack there.
        number: how many pieces come before it.
    """

    offset: int = 0
    inner: int = 0
    number: int = 0


BEGIN: Final = Mark()
"""The beginning of a file."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article, what it was read from, and what took it out of there: extractors by name and version.

    Attributes:
        name: how its place is called: a path or an address, with the line, row, member or offset in it.
        mark: where in the file its bytes begin.
        crawled: when an archive says that it was fetched, ISO 8601.
    """

    article: Article
    original: Original
    extractor: str
    name: str = ""
    mark: Mark = BEGIN
    crawled: str | None = None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes were found.

    Attributes:
        name: as it was named: a path, an address, ``-``.
        address: where they were at last.
        content_type: what the server said that they are.
        moment: when they were opened, ISO 8601 in UTC.
    """

    name: str
    address: str
    content_type: str | None = None
    moment: str = field(default_factory=_now)

    def found(
        self, article: Article, data: bytes, library: str | None = None, *, mark: Mark = BEGIN, name: str = ""
    ) -> Found:
        """Return an article with the bytes here that it was read from, and what took it out of them.

        Args:
            article: the article.
            data: the bytes.
            library: whose work that was, beside our own.
            mark: where in the file the bytes begin.
            name: how that place is called, where it is called otherwise than the file.
        """
        original = Original(data, self.address, self.moment, self.content_type)
        return Found(article, original, _extractor(library), name, mark)


@cache
def _extractor(library: str | None) -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("onrecord", library) if name)
