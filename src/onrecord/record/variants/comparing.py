"""Variants and copies found among what is new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from onrecord.record.variants import copies, finding
from onrecord.record.variants.results import Compared
from onrecord.record.variants.tables import variant_sets

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile


def compare(record: RecordFile, progress: Callable[[int], None]) -> Compared:
    """Find variants and copies; see :meth:`onrecord.record.Record.compare`."""
    texts = copies.find(record, lambda done: None)
    quotations = finding.find(record, progress)
    with record.reading() as connection:
        sets = connection.scalar(select(func.count()).where(variant_sets.c.articles > 1)) or 0
        return Compared(quotations, sets, texts, copies.copied(connection))
