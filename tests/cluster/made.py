"""Invented inputs for batches, and what a batch's folder holds, to be compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.cluster.folder import folder_of
from tests.intake.archives import answer, article, packed, record


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
