"""Formats that a reading is written in, one module a format, each with a writer that takes one after another.

A writer writes to an open text stream, does not close it, and is done when its ``close`` has been called.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.statement import Reading


class Writer(Protocol):
    """Writes readings in one format."""

    def write(self, reading: Reading, name: str) -> None:
        """Write, or keep for later, one reading; ``name`` is what a person knows its source by."""

    def close(self) -> None:
        """Write what is still due; the stream stays open."""
