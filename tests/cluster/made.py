"""Invented inputs for batches, and what a batch's folder holds, to be compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.cluster.folder import MARKER, folder_of
from onrecord.cluster.parts import Part, Slice
from onrecord.cluster.tables import Rows
from onrecord.intake.original import Place
from tests.intake.archives import answer, article, packed, record
from tests.record.readings import article as of_number
from tests.record.readings import reading


def archive(path: Path, count: int) -> Path:
    """Write an archive of so many records: the fourth is a picture, the sixth is of a wrong length."""
    records = [article(number) for number in range(count)]
    records[3] = record(answer(b"\xff\xd8", "image/jpeg"))
    records[5] = record(b"junk", said=9999)
    path.write_bytes(packed(records))
    return path


def contents(out: Path | str) -> dict[str, list[str]]:
    """Return the rows of each table of a batch's folder, sorted, each as JSON."""
    import io

    from pyarrow import parquet

    folder = folder_of(out)
    found: dict[str, list[str]] = {}
    for table in ("articles", "statements", "speakers", "copies"):
        rows: list[dict[str, Any]] = []
        for name in folder.names(table):
            rows += parquet.read_table(io.BytesIO(folder.get(f"{table}/{name}") or b"")).to_pylist()
        found[table] = sorted(json.dumps(row, sort_keys=True) for row in rows)
    return found


def files(out: Path) -> dict[str, bytes]:
    """Return every file of a batch's folder."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def invented(out: Path, parts: int, articles: int) -> Path:
    """Write a batch's folder of invented readings: so many parts of so many articles each."""
    folder = folder_of(out)
    folder.put(MARKER, b"{}")
    for part in range(parts):
        rows = Rows()
        for number in range(part * articles, (part + 1) * articles):
            of = reading(of_number(number))
            rows.add(of, Place("a", "a").found(of.article, b""), "a")
        told = {"slices": [], "read": articles, "skipped": [], "failed": []}
        folder.commit(Part((Slice(f"a{part}"),)), rows.files(), told)
    return out
