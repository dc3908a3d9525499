"""The readings in a batch's folder, to be added to a record without being read again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from onrecord.article import Article
from onrecord.cluster.ahead import unpacked
from onrecord.cluster.folder import MANIFESTS, MARKER, folder_of
from onrecord.errors import InputError, RecordError
from onrecord.record.results import Added, Sourced
from onrecord.record.tables import library
from onrecord.record.typed import built
from onrecord.statement import Reading, Statement

if TYPE_CHECKING:
    from onrecord.cluster.folder import Folder
    from onrecord.record import Record

_COUNTS: Final = ("new", "changed", "known", "forgotten", "failed", "statements")


def is_batch(source: str | Path) -> bool:
    """Tell whether a source is the folder of a batch."""
    try:
        return Path(source, MARKER).is_file()
    except (OSError, ValueError):
        return False


def readings(source: str | Path) -> Iterator[Sourced]:
    """Yield the readings of a batch's folder, each with where its article came from.

    Raises:
        InputError: a file of it is missing or damaged.
    """
    for part in parts_of(source):
        yield from part


def articles_in(source: str | Path) -> int:
    """Return how many articles a batch's folder holds."""
    return sum(int(manifest.get("read", 0)) for manifest in folder_of(source).manifests())


def add_batches(
    record: Record,
    folders: Iterable[str | Path],
    added: Added,
    fail: Callable[[InputError], None],
    progress: Callable[[Added], None] = lambda added: None,
) -> Added:
    """Add the readings in batches' folders to a record, part by part.

    Args:
        record: the record.
        folders: the folders.
        added: what was added before.
        fail: is told of every part that cannot be read.
        progress: is told after each part what has been added.

    Returns:
        What was added in all. Ctrl-C ends it early; what is written stays.
    """
    try:
        for folder in folders:
            if added.interrupted:
                break
            with closing(unpacked(str(folder), parts_of(folder))) as parts:
                for part in parts:
                    try:
                        more = record.add_readings(part)
                    except RecordError:
                        raise
                    except InputError as error:
                        fail(error)
                        more = Added(failed=1)
                    sums = {name: getattr(added, name) + getattr(more, name) for name in _COUNTS}
                    added = replace(added, **sums)
                    progress(added)
    except KeyboardInterrupt:
        return replace(added, interrupted=True)
    return added


def parts_of(source: str | Path) -> list[Iterator[Sourced]]:
    """Return the parts of a batch's folder, each of which yields its readings.

    Raises:
        InputError: by a part that is taken: a file of it is missing or damaged.
    """
    folder = folder_of(source)
    return [_of_part(folder, f"{name.removesuffix('.json')}.parquet") for name in folder.names(MANIFESTS)]


def _of_part(folder: Folder, name: str) -> Iterator[Sourced]:
    statements = _rows(folder, f"statements/{name}")
    rows = _rows(folder, f"articles/{name}")
    at = 0
    for row in rows:
        try:
            count = row["statements"]
            made = _sourced(row, statements[at : at + count])
        except (KeyError, TypeError, ValueError):
            raise InputError(f"{folder.name}/articles/{name}", "rows that no batch has written") from None
        at += count
        yield made


def _sourced(row: dict[str, Any], statements: list[dict[str, Any]]) -> Sourced:
    known = {key: row[key] for key in ("text", "url", "outlet", "title", "published", "language")}
    article = Article(id=row["article"], authors=tuple(row["authors"]), **known)
    found = tuple(built(Statement, {**one, "id": one["statement"]}) for one in statements)
    place = f":{row['offset']}" if row["offset"] or row["inner"] or row["number"] else ""
    source = f"{row['source']}{place}" + (f"+{row['inner']}" if row["inner"] else "")
    return Sourced(Reading(article, found, row["model"]), source, None, row["extractor"])


def _rows(folder: Folder, path: str) -> list[dict[str, Any]]:
    name = f"{folder.name}/{path}"
    data = folder.get(path)
    if data is None:
        raise InputError(name, "there is no such file")
    try:
        table = library("pyarrow.parquet").read_table(io.BytesIO(data), use_threads=False)
    except (library("pyarrow").ArrowException, OSError):
        raise InputError(name, "a damaged Parquet file") from None
    found: list[dict[str, Any]] = table.to_pylist()
    return found
