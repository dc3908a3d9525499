"""The annotated articles that quality is measured on: parts of the corpus, and world news from outside it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from onrecord.article import digest
from training.corpus import ROOT, Annotation, Sample, corpus_dir, load, split

PartName = Literal["dev", "tuning", "world"]
PARTS: tuple[PartName, ...] = ("dev", "tuning", "world")

WORLD = Path(__file__).parent / "world"


class MissingDataError(Exception):
    """Data that a benchmark needs is not at hand; the message says in one line where it was looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """Annotated articles, and the files that they came from.

    Args:
        name: the part's name.
        samples: the articles with their gold statements, in the order of the files.
        files: every file that a figure of this part depends on.
        cofenet: CofeNet's cut of the part, where there is one.
    """

    name: PartName
    samples: list[Sample]
    files: tuple[Path, ...]
    cofenet: Path | None = None

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 digest of each file, by the file's name."""
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.files}


def load_part(name: PartName) -> Part:
    """Load a part.

    Raises:
        MissingDataError: a file is not at hand, or the world set was labelled on other texts.
    """
    try:
        return _LOADERS[name]()
    except FileNotFoundError as error:
        raise MissingDataError(
            f"there is no {error.filename}; name the folders with ONRECORD_CORPUS and ONRECORD_PAGES"
        ) from None


def pages_dir() -> Path:
    """Return the folder of real web pages: ``ONRECORD_PAGES``, or ``../shared/pages`` beside the project."""
    return Path(os.environ.get("ONRECORD_PAGES") or ROOT.parent / "shared" / "pages")


def _dev() -> Part:
    files = (corpus_dir() / "polnear_dev.jsonl", corpus_dir() / "cofenet_valid.txt")
    return Part("dev", load("dev"), files, cofenet=files[1])


def _tuning() -> Part:
    return Part("tuning", split(load("train"))[1], (corpus_dir() / "polnear_train.jsonl",))


def _world() -> Part:
    files = (
        WORLD / "pages.jsonl",
        WORLD / "fnc1.jsonl",
        pages_dir() / "pages.jsonl",
        corpus_dir() / "fnc1_bodies.jsonl",
    )
    texts = {row["page"]: (row["publisher"], "\n\n".join(row["paragraphs"])) for row in _rows(files[2])}
    texts |= {row["id"]: ("fnc1", row["text"]) for row in _rows(files[3])}
    gold: dict[str, list[Annotation]] = {}
    for row in (*_rows(files[0]), *_rows(files[1])):
        name = row["article"]
        if row["digest"] != digest(texts[name][1]):
            raise MissingDataError(f"{name}: its text is not the one that was labelled")
        spans = (tuple((start, end) for start, end in row[role]) for role in ("source", "cue", "content"))
        gold.setdefault(name, []).append(Annotation(row["id"], *spans))
    return Part("world", [Sample(name, *texts[name], tuple(rows)) for name, rows in gold.items()], files)


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


_LOADERS: dict[PartName, Callable[[], Part]] = {"dev": _dev, "tuning": _tuning, "world": _world}
