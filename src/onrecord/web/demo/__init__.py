"""A record to explore: invented articles of five invented outlets about one invented affair, read here and now."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from onrecord.record import Record

ARTICLES: Final = "strait.jsonl"
"""The articles: JSON lines with ``title``, ``outlet``, ``published``, ``url``, ``authors`` and ``text``."""

ISSUE: Final = "boats"
ABOUT: Final = "sending patrol boats to Ondavia"


def fill(record: Record) -> None:
    """Read the articles into a record, find who is who and the same words in them, and follow their issue.

    Args:
        record: the record, open for writing.

    Raises:
        InputError: the record follows an issue of this name already.
        RecordError: the record cannot be written.
    """
    with resources.as_file(resources.files(__name__) / ARTICLES) as path:
        record.add([Path(path)], processes=1)
    record.identify()
    record.compare()
    record.new_issue(ISSUE, ABOUT, by="demo")
