"""Labels of acts and positions as the network learns them: what each statement does, and the words of it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import ACTS, FIELDS, MARKS, MODES, STANDS
from onrecord.reading.tokens import Tokens
from onrecord.statement import Span
from training.corpus import Annotation, Sample, labels_file

IGNORE = -100
"""Target of what has no label."""


Label = dict[str, Any]
"""One statement's label as ``training.labelling`` keeps it."""

_THIRD = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "he|him|his|himself",
        "she|her|hers|herself",
        "they|them|their|themselves",
        "it|its|itself",
        "you|your",
    )
)
_NAME_END = re.compile(r"[\w.’'-]+$")


@dataclass(frozen=True, slots=True)
class Deed:
    """One labelled statement; words as ``[first, last)``.

    Args:
        id: the statement's.
        at: its content's first word.
        roles: the words of source, cue and content.
        fields: of each act, each mode, a position and a target, whether it is so, nought or one; shape ``(FIELDS,)``.
        stands: its actions with the stand taken on each.
    """

    id: str
    at: int
    roles: tuple[tuple[tuple[int, int], ...], ...]
    fields: NDArray[np.float32]
    stands: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """The labelled statements of an article; ``marks`` and ``aims`` have one target a word, shape ``(m,)``."""

    deeds: tuple[Deed, ...] = ()
    marks: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    aims: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def all_labels(path: Path | None = None) -> list[Label]:
    """Return the labels of all readers in a file; by default those of ``labels_file``, none where there is none."""
    path = path or labels_file()
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


def read_labels(path: Path | None = None) -> dict[str, list[Label]]:
    """Return the labels of each article, one a statement: the first reader's of several."""
    found: dict[str, dict[str, Label]] = defaultdict(dict)
    for row in all_labels(path):
        found[row["file"]].setdefault(row["id"], row)
    return {name: list(rows.values()) for name, rows in found.items()}


def acts_of(sample: Sample, tokens: Tokens, labels: list[Label]) -> Acts:
    """Return an article's labels by its words."""
    m = len(tokens)
    marks, aims = (np.full(m, IGNORE, dtype=np.int64) for _ in range(2))
    statements = {s.id: s for s in sample.gold or ()}
    deeds: list[Deed] = []
    known = [(statements[label["id"]], label) for label in labels if label["id"] in statements]
    for statement, _ in known:
        hull = tokens.within(_hull(statement))
        marks[slice(*hull)] = 0
    for statement, label in known:
        roles = tuple(
            tuple(w for s in getattr(statement, role) if (w := tokens.within(s))[0] < w[1])
            for role in ("source", "cue", "content")
        )
        if not roles[2]:
            continue
        stands = []
        for position in label["positions"]:
            first, last = tokens.within(position["action"])
            if first < last:
                stands.append((first, last, STANDS.index(position["stand"])))
                _mark(marks, first, last, "action")
            if position["condition"]:
                _mark(marks, *tokens.within(position["condition"]), "condition")
        _aim(aims, sample.text, tokens, statement, label)
        deeds.append(Deed(statement.id, roles[2][0][0], roles, fields_of(label), tuple(stands)))
    return Acts(tuple(deeds), marks, aims)


def fields_of(label: Label) -> NDArray[np.float32]:
    """Return the values of a label's fields: one of those that it has, nought of the others."""
    fields = np.zeros(FIELDS, dtype=np.float32)
    fields[ACTS.index(label["act"])] = 1
    fields[len(ACTS) + MODES.index(label["mode"])] = 1
    fields[-2:] = bool(label["positions"]), bool(label.get("target"))
    return fields


def _hull(statement: Annotation) -> Span:
    spans = [*statement.source, *statement.cue, *statement.content]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _mark(marks: NDArray[np.int64], first: int, last: int, what: str) -> None:
    if first < last:
        marks[first:last] = MARKS.index("I-" + what)
        marks[first] = MARKS.index("B-" + what)


def _pronouns(text: str, low: int, high: int) -> list[Span]:
    """Return the pronouns of a stretch where only one person can be meant by them, none where several can."""
    found = [[m.span() for m in group.finditer(text, low, high)] for group in _THIRD]
    there = [places for places in found if places]
    return there[0] if len(there) == 1 else []


def _aim(aims: NDArray[np.int64], text: str, tokens: Tokens, statement: Annotation, label: Label) -> None:
    """Mark the words that name the target within the statement.

    Where no name does, its pronouns do if there is one sort of them alone; else it is left open.
    """
    low, high = _hull(statement)
    first, last = tokens.within((low, high))
    target = label.get("target")
    if not target:
        return
    name = target if isinstance(target, str) else text[slice(*target)]
    ending = _NAME_END.search(name.removesuffix("'s").removesuffix("’s"))
    places: list[Span] = []
    if isinstance(target, list) and target[0] < high and low < target[1]:
        places = [(target[0], target[1])]
    if ending and name[:1].isupper():
        found = re.finditer(rf"\b{re.escape(ending[0])}\b", text[low:high])
        places += [(low + m.start(), low + m.end()) for m in found]
    if not places:
        places = _pronouns(text, low, high)
    if places:
        aims[first:last] = 0
        for span in places:
            aims[slice(*tokens.within(span))] = 1
