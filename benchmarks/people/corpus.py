"""The record that identity is measured on: the corpus's articles, read once and kept in a temporary folder."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.reading.reader import Reader
from onrecord.record import Record
from onrecord.record.people import rows
from onrecord.record.people.clusters import Mention
from onrecord.record.schema import mentions
from onrecord.statement import Reading
from training.corpus import corpus_dir

PARTS: Final = ("polnear_dev", "polnear_train", "fnc1_bodies")

KEPT: Final = Path(tempfile.gettempdir()) / "onrecord-people"


def articles() -> Iterator[Article]:
    """Yield the corpus's articles."""
    for part in PARTS:
        with (corpus_dir() / f"{part}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Article(
                    row["text"],
                    id=row.get("file") or row["id"],
                    outlet=row.get("publisher"),
                    title=row.get("title"),
                    authors=tuple(name for name in (row.get("author"),) if name),
                    published=row.get("published"),
                    language="en",
                )


def record_path(processes: int | None) -> Path:
    """Return a record of the corpus, read by the present model; it is made where there is none yet."""
    reader = Reader()
    path = KEPT / f"{reader.model.replace('/', '-')}.sqlite"
    if path.exists():
        return path
    KEPT.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)

    def readings() -> Iterator[Reading]:
        for found in reader.read_many(articles(), processes=processes):
            if not isinstance(found, InputError):
                yield found

    with Record.open(part) as record:
        record.add_readings(readings())
    with Record.open(part) as record:
        record.shrink()
    part.rename(path)
    return path


def load(record: Record) -> list[Mention]:
    """Return all mentions of a record that have a name."""
    with record.reading() as connection:
        found = rows.where(connection, mentions.c.kind.in_(rows.KINDS))
        return rows.built(connection, found, rows.company_of(connection, found))


def owners(record: Record) -> dict[tuple[str, str, str], int]:
    """Return whose the mentions of a record are, by article, name and kind."""
    with record.reading() as connection:
        found = rows.where(connection, mentions.c.person_id.is_not(None))
        return {(row.place, row.name, row.kind): row.person_id for row in found}
