"""The record: statements of many articles in one file, searched, corrected and asked who is who."""

from onrecord.record.store import Record

__all__ = ["Record"]
