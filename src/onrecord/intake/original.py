"""The bytes that an article was read from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


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
