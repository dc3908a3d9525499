"""The corpus: where it is, its articles with their annotations, and the tuning part.

The tuning part is 84 of the training articles, 12 an outlet, drawn once by the digest of their names: choices
are made there, so that the development part stays for reporting.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

WORK = ROOT / "training" / "work"
"""Where runs are kept unless they are told another folder."""

TUNING_PER_OUTLET = 12


def corpus_dir() -> Path:
    """Return the corpus's folder: ``ONRECORD_CORPUS``, or ``../shared/corpus`` beside the project."""
    return Path(os.environ.get("ONRECORD_CORPUS") or ROOT.parent / "shared" / "corpus")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One gold statement: its id and the spans of its three roles."""

    id: str
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """An article for training: its text and the first annotator's statements (``None``: not annotated)."""

    name: str
    outlet: str
    text: str
    gold: tuple[Annotation, ...] | None


def _annotation(row: dict[str, Any]) -> Annotation:
    return Annotation(
        row["id"], *(tuple(sorted((s, e) for s, e in row[role])) for role in ("source", "cue", "content"))
    )


def load(part: str) -> list[Sample]:
    """Load an annotated part, ``train`` or ``dev``; of several annotators the alphabetically first counts."""
    samples = []
    with (corpus_dir() / f"polnear_{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold = row["annotations"][min(row["annotations"])]
            samples.append(
                Sample(row["file"], row["publisher"], row["text"], tuple(_annotation(a) for a in gold))
            )
    return samples


def load_unlabelled() -> list[Sample]:
    """Load the articles without annotations, but for those that the check set of world news is made of."""
    with (corpus_dir() / "fnc1_bodies.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    held = {
        json.loads(line)["article"]
        for line in (ROOT / "benchmarks" / "world" / "fnc1.jsonl").read_text(encoding="utf-8").splitlines()
    }
    return [Sample(row["id"], "", row["text"], None) for row in rows if row["id"] not in held]


def split(samples: list[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Split the training part into what is learned from and the tuning part."""
    outlets: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        outlets[sample.outlet].append(sample)
    tuning: set[str] = set()
    for members in outlets.values():
        members.sort(key=lambda s: hashlib.sha256(s.name.encode()).digest())
        tuning.update(s.name for s in members[:TUNING_PER_OUTLET])
    return [s for s in samples if s.name not in tuning], [s for s in samples if s.name in tuning]


def labels_file() -> Path:
    """Return the file of labels of acts: ``ONRECORD_LABELS``, or the one that this folder carries."""
    return Path(os.environ.get("ONRECORD_LABELS") or ROOT / "training" / "labels" / "statements.jsonl")


def is_held(name: str, tuning: frozenset[str]) -> bool:
    """Tell whether an article is held back from the heads of acts and positions.

    The tuning part is, and so are those of a half of the others of which a statement was labelled twice: where readers
    were compared, models are.
    """
    half = hashlib.sha256(f"held {name}".encode()).digest()[0] % 2 == 0
    return name in tuning or (half and name in _read_twice(labels_file()))


@functools.cache
def _read_twice(path: Path) -> frozenset[str]:
    """Return the names of the articles of which a statement has labels of two readers."""
    if not path.exists():
        return frozenset()
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    counted = Counter((row["file"], row["id"]) for row in rows)
    return frozenset(name for (name, _), readers in counted.items() if readers > 1)
