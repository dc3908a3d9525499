"""Duplicates and wire copies among the articles of a batch: one report, printed by several.

Which articles are copies of one another is seen when all of them are there. Of each, the partitions keep the 64 runs
of five words with the lowest hashes (a bottom-k sketch; Broder, 1997), and how many runs there are: how much of the
shorter text is in the longer one is estimated from these, without the texts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.cluster.folder import COPIES, MANIFESTS, Folder
from onrecord.cluster.tables import SKETCH
from onrecord.record.tables import library

SHARED: Final = 6
"""Hashes that two sketches must share to be laid beside one another."""

COMMON: Final = 100
"""Articles in which a run may be: one that is in more belongs to the outlets, not to a report."""

_COLUMNS: Final = (
    *("article", "version", "outlet", "published", "source", "offset", "inner", "number", "runs", "sketch"),
)


def mark_copies(folder: Folder) -> int:
    """Write which articles of a batch are copies of which, and return how many are.

    The table ``copies/copies.parquet`` has a row for each article that is a copy: where it stands, what the earliest
    article of the same report is (the first that was published, by its own word), how much of the shorter text is in
    the longer one, and whether the texts are the same to the character.
    """
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    rows: list[dict[str, Any]] = []
    for name in folder.names(MANIFESTS):
        data = folder.get(f"articles/{name.removesuffix('.json')}.parquet")
        if data is not None:
            rows += parquet.read_table(
                io.BytesIO(data), columns=list(_COLUMNS), use_threads=False
            ).to_pylist()
    rows.sort(
        key=lambda row: (row["published"] or "9", row["source"], row["offset"], row["inner"], row["number"])
    )
    found = list(_copies(rows))
    text, whole = arrow.string(), arrow.int64()
    schema = arrow.schema(
        [
            *((name, text) for name in ("article", "version", "outlet", "published", "source")),
            *((name, whole) for name in ("offset", "inner", "number")),
            *((name, text) for name in ("of_article", "of_version", "of_outlet")),
            ("same_text", arrow.bool_()),
            ("share", arrow.float64()),
        ]
    )
    file = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(found, schema=schema), file, compression="zstd")
    folder.put(f"{COPIES}/copies.parquet", file.getvalue())
    return len(found)


def _copies(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a row for each article that is a copy of one before it."""
    from onrecord.record.variants.grouping import grouped

    sketches = [np.asarray(row["sketch"], np.uint32) for row in rows]
    first: dict[str, int] = {}
    pairs = [(first.setdefault(row["version"], place), place) for place, row in enumerate(rows)]
    alike = [(a, b) for a, b in _candidates(sketches) if _copy(rows, sketches, a, b)]
    groups = grouped([(a, b) for a, b in pairs if a != b] + alike)
    for place, row in enumerate(rows):
        top = groups.of(place)
        if top != place:
            of = rows[top]
            same = of["version"] == row["version"]
            share = (
                1.0 if same else round(contained(sketches[top], of["runs"], sketches[place], row["runs"]), 3)
            )
            kept = {name: row[name] for name in _COLUMNS if name not in ("runs", "sketch")}
            yield {
                **kept,
                **{f"of_{name}": of[name] for name in ("article", "version", "outlet")},
                "same_text": same,
                "share": share,
            }


def _copy(rows: list[dict[str, Any]], sketches: list[NDArray[np.uint32]], one: int, other: int) -> bool:
    from onrecord.record.variants.copies import CONTAINED, RATIO

    short, long = sorted((rows[one]["runs"], rows[other]["runs"]))
    return short >= RATIO * long and (
        contained(sketches[one], rows[one]["runs"], sketches[other], rows[other]["runs"]) >= CONTAINED
    )


def contained(one: NDArray[np.uint32], size: int, other: NDArray[np.uint32], other_size: int) -> float:
    """Return how much of the shorter of two texts is in the longer one, as their sketches have it.

    Args:
        one: the lowest hashes of a text's runs, ascending.
        size: how many runs it has.
        other: those of another.
        other_size: how many runs that has.
    """
    if not size or not other_size:
        return 0.0
    low = np.union1d(one, other)[:SKETCH]
    both = np.intersect1d(np.intersect1d(one, other, assume_unique=True), low, assume_unique=True)
    alike = len(both) / len(low)  # of the union's runs, those that both have (Jaccard)
    return min(1.0, alike * (size + other_size) / (1 + alike) / min(size, other_size))


def _candidates(sketches: list[NDArray[np.uint32]]) -> Iterable[tuple[int, int]]:
    """Return the pairs of sketches that share enough hashes."""
    if not sketches:
        return []
    hashes = np.concatenate(sketches)
    owners = np.repeat(np.arange(len(sketches)), [len(one) for one in sketches])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, np.intp)
    counts = np.diff(np.r_[starts, len(hashes)])
    keys = []
    for size in range(2, COMMON + 1):
        groups = starts[counts == size]
        if len(groups):
            members = np.sort(owners[groups[:, None] + np.arange(size)], axis=1)
            for a, b in combinations(range(size), 2):
                keys.append(members[:, a] * len(sketches) + members[:, b])
    if not keys:
        return []
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    return [divmod(int(pair), len(sketches)) for pair in pairs[shared >= SHARED]]
