"""What intake may be told: limits on what is read, and what a fetch may reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """The settings of intake; one object for every format.

    Args:
        max_file_bytes: the longest file, after decompression, that is read as one article; of a JSON Lines
            file, the longest line.
        max_page_bytes: the longest answer, after decompression, that is taken from a web server.
        timeout: seconds that a fetch may take in all, look-up of the name and redirects included.
        connect_timeout: seconds that one connection may take to stand.
        max_redirects: how many redirects are followed.
        allow_local: whether addresses inside the local network may be fetched.
        columns: what our fields are called in tables and in JSON, where they are not called by their own names:
            pairs of a field of an article and the name that it has there.
        gate: is called with the address of every page before it is fetched: it may wait, and may refuse by an
            :class:`onrecord.errors.InputError`.
    """

    max_file_bytes: int = 50 * MEGABYTE
    max_page_bytes: int = 20 * MEGABYTE
    timeout: float = 30.0
    connect_timeout: float = 10.0
    max_redirects: int = 8
    allow_local: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    gate: Callable[[str], None] | None = None
