"""Circumstances: ``python -m benchmarks.circumstances`` (also behind ``python -m benchmarks.quality --acts``).

Given the gold spans and the labelled speakers, the addressee, medium, time and translation of every labelled statement
are held against its label. One that was found is right when it shares a word with the label's. Labels take in what
the sentences before say ("He added that ..." in the same interview), the rules look at the statement's own sentence;
so recall is given again for the labels that lie there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from benchmarks.parts import MissingDataError
from onrecord.article import Article
from onrecord.reading.circumstances import Circumstances, circumstances
from onrecord.reading.circumstances.scene import Sentences
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.reading.speakers import Attribution
from onrecord.statement import Passage, Span, Spans, Speaker, Translation, When
from training.corpus import ROOT, Sample, is_held, load, split

LABELS = ROOT / "training" / "labels" / "statements.jsonl"
PartName = Literal["held", "learn"]
FIELDS = ("addressee", "medium", "when", "translated")


@dataclass(slots=True)
class Score:
    """How many were labelled, found, and found right; ``near`` are the labelled ones in the statement's sentence."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    near: int = 0
    right_near: int = 0

    @property
    def precision(self) -> float:
        """The share of those found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those labelled that were found."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def recall_near(self) -> float:
        """The share of those labelled in the statement's own sentence that were found."""
        return self.right_near / self.near if self.near else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A statement whose label and find differ, for a person to read; spans are empty for none."""

    article: str
    id: str
    field: str
    label: str
    given: str


@dataclass(slots=True)
class Outcome:
    """What one pass over a part gave.

    Args:
        statements: how many statements were looked at.
        scores: one score a field.
        rules: for each field and each confidence that was given, how many were right of how many.
        misses: the differences.
    """

    statements: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in FIELDS})
    rules: dict[tuple[str, float], Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[Miss] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            name: {
                "precision": s.precision,
                "recall": s.recall,
                "recall_near": s.recall_near,
                "labelled": s.labelled,
            }
            for name, s in self.scores.items()
        }


def evaluate(part: PartName = "held") -> Outcome:
    """Measure one part: ``held`` to report, ``learn`` to tune by.

    Of a statement that two readers labelled, the first reader's label counts.

    Raises:
        MissingDataError: the labels or the corpus are not at hand.
    """
    try:
        samples = load("train")
        rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError as error:
        raise MissingDataError(f"there is no {error.filename}") from None
    tuning = frozenset(sample.name for sample in split(samples)[1])
    labels: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        whole = "kind" in row  # labels without it are of acts and positions alone
        if whole and is_held(row["file"], tuning) == (part == "held"):
            labels[row["file"]].setdefault(row["id"], row)
    outcome = Outcome()
    for sample in samples:
        if sample.name in labels:
            measure(outcome, sample, labels[sample.name])
    return outcome


def measure(outcome: Outcome, sample: Sample, labels: dict[str, dict[str, Any]]) -> None:
    """Add an article's labelled statements to an outcome.

    Args:
        outcome: what they are added to.
        sample: the article.
        labels: its labels by statement.
    """
    gold = sample.gold or ()
    spans = [Attribution(one.source, one.cue, one.content) for one in gold]
    words = QuotedWords(sample.text, quotations(sample.text))
    names = [labels.get(one.id, {}).get("speaker") for one in gold]
    found = circumstances(
        Article(sample.text, language="en"),
        spans,
        [(Speaker(name, "person"),) if name else () for name in names],
        [words.quote(list(one.content)) if one.content else "indirect" for one in gold],
    )
    sentences = Sentences(sample.text)
    for one, here, given in zip(gold, spans, found, strict=True):
        label = labels.get(one.id)
        if label is None:
            continue
        outcome.statements += 1
        anchor = here.cue or here.source or here.content
        around = sentences.around((anchor[0][0], anchor[-1][1])) if anchor else (0, 0)
        for name in FIELDS:
            _judge(outcome, sample, label, given, name, around)


def _judge(  # noqa: PLR0917
    outcome: Outcome, sample: Sample, label: dict[str, Any], given: Circumstances, name: str, around: Span
) -> None:
    score = outcome.scores[name]
    wanted: Any = label.get(name)
    value: Passage | When | Translation | None = getattr(given, name)
    spans: Spans = value.spans if value else ()
    if name == "translated":
        right, near = bool(wanted and value), True
    else:
        right = bool(wanted) and any(s < wanted[1] and wanted[0] < e for s, e in spans)
        near = bool(wanted) and around[0] <= wanted[0] < around[1]
    score.labelled += bool(wanted)
    score.near += bool(wanted) and near
    score.found += value is not None
    score.right += right
    score.right_near += right and near
    if value is not None:
        outcome.rules[name, getattr(given, f"{name}_odds")][right] += 1
    if bool(wanted) != (value is not None) or (wanted and not right):
        words = "" if not wanted or name == "translated" else sample.text[slice(*wanted)]
        outcome.misses.append(
            Miss(sample.name, label["id"], name, words or str(wanted or ""), value.text if value else "")
        )


def show(outcome: Outcome, misses: str = "") -> None:
    """Print an outcome for a person; ``misses`` names the field whose misses are listed."""
    print(f"{outcome.statements} statements, given their spans")
    print(
        f"{'':<12} {'labelled':>9} {'found':>6} {'precision':>10} {'recall':>7} {'recall in its sentence':>23}"
    )
    for name, s in outcome.scores.items():
        print(
            f"{name:<12} {s.labelled:>9} {s.found:>6} {100 * s.precision:>9.1f}% {100 * s.recall:>6.1f}%"
            f" {100 * s.recall_near:>14.1f}% (of {s.near})"
        )
    for (name, odds), counted in sorted(outcome.rules.items()):
        print(f"  {name} given {odds}: {counted[True]} right of {counted.total()}")
    for miss in outcome.misses:
        if miss.field == misses:
            print(f"{miss.article}\t{miss.id}\t{miss.label}\t{miss.given}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.circumstances", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--part", choices=("held", "learn"), default="held", help="held to report, learn to tune by"
    )
    parser.add_argument("--misses", choices=FIELDS, default="", help="print what differs in this field")
    given = parser.parse_args(argv)
    try:
        show(evaluate(given.part), given.misses)
    except MissingDataError as error:
        print(f"circumstances not measured: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
