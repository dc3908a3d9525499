"""Formats that a reading is written in, one module a format, each with a writer that takes one after another.

A writer writes to an open text stream, does not close it, and is done when its ``close`` has been called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen


class Writer(Protocol):
    """Writes readings in one format."""

    def write(self, reading: Reading, name: str) -> None:
        """Write, or keep for later, one reading; ``name`` is what a person knows its source by."""

    def close(self) -> None:
        """Write what is still due; the stream stays open."""


class ChosenWriter(Protocol):
    """Writes what was chosen of a record in one format; every :class:`Writer` is one of these.

    Those of formats that have no place for some statements count these as ``left_out``.
    """

    def write(self, reading: Chosen, name: str) -> None:
        """Write, or keep for later, what was chosen of one article."""

    def close(self) -> None:
        """Write what is still due; the stream stays open."""
