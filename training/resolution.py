"""Fit what weighs whom a pronoun means: ``python -m training.resolution`` writes it into the package.

The labels are those of whole articles of the part that is learned from and of the tuning part. Each pronoun of the
third person that is a statement's source is one example: its candidates are those in focus there, and the right one
is whoever bears the labelled name. Candidates depend on how the pronouns before were resolved, so the fit is repeated
with the weights that the last one gave. The penalty was chosen by cross-validation over articles, which also says
what the fit is worth.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.speakers import plain
from onrecord.reading import speakers
from onrecord.reading.encoder import Encoder
from onrecord.reading.names import Name, names
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.lexicon import HE, IT, POSSESSIVE, SHE, THEY
from onrecord.reading.speakers.ranking import Features, Ranking
from onrecord.reading.speakers.runs import anchor
from onrecord.reading.speakers.sources import Resolver
from training import corpus

LABELS = Path(__file__).parent / "labels"
TARGET = Path(speakers.__file__).parent / "ranking.json"
PENALTY = 6.0
PRIOR = {
    "salience": 1.2,
    "gender leans": -0.5,
    "gender unknown": -0.9,
    "gender against": -3.0,
    "named in content": -1.5,
    "spoke before": 0.4,
    "they: organisation": -0.9,
    "they: state": -2.0,
    "they: person": -3.0,
    "they: document": -2.5,
    "it: state": -0.4,
    "it: document": -0.4,
}
"""Log-odds as they were set by hand on the tuning part, before there were labels enough to learn from."""
ROUNDS = 4
FOLDS = 8
_OWNER = re.compile(r"([^|]+?)['’]s? ")
_THIRD = HE | SHE | THEY | IT

Gold = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Example:
    """One pronoun: what speaks for each candidate, and which one is right.

    Args:
        article: the article's name.
        rows: the candidates' features.
        right: the number of the right one; ``None`` where it is not among them.
    """

    article: str
    rows: list[Features]
    right: int | None


class Recorder(Ranking):
    """A ranking that keeps what it was asked.

    Args:
        weights: as of every ranking.
    """

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__(weights)
        self.asked: dict[int, list[tuple[str, Features]]] = {}

    def odds(self, at: int, candidates: Sequence[tuple[Entity, Features]]) -> list[float]:
        """Return the odds of candidates, and keep these; of several questions at a word the last one counts."""
        self.asked[at] = [(entity.name, found) for entity, found in candidates]
        return super().odds(at, candidates)


def labels(path: Path) -> Gold:
    """Return the labelled speakers by article and statement."""
    found: Gold = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "speaker" in row:
            found[row["file"]][row["id"]] = row["speaker"]
    return found


def examples(
    sample: corpus.Sample, known: dict[str, str], found: list[Name], weights: dict[str, float]
) -> list[Example]:
    """Return an article's pronouns as they come up when it is resolved by given weights."""
    annotations = sample.gold or ()
    attributions = [Attribution(a.source, a.cue, a.content) for a in annotations]
    recorder = Recorder(weights)
    discourse = Discourse(
        sample.text, found, attributions, quotations(sample.text), None, (), ranking=recorder
    )
    resolver = Resolver(discourse, attributions)
    made = []
    for k in sorted(range(len(attributions)), key=lambda k: (anchor(attributions[k]), k)):
        recorder.asked.clear()
        resolver.speakers(k)
        source, label = attributions[k].source, known.get(annotations[k].id)
        if not source or not label:
            continue
        first, last = discourse.words.within(source[0])
        word = discourse.words.lower[first]
        owned = word in POSSESSIVE and _OWNER.match(label) is not None
        if (last - first > 2 and not owned) or word not in _THIRD or first not in recorder.asked:
            continue
        candidates = recorder.asked[first]
        wanted = {plain(one) for one in label.split("|")}
        owner = _OWNER.match(label)
        if owned and owner is not None:
            wanted = {plain(owner[1])}
        named = [{plain(one) for one in name.split("|")} for name, _ in candidates]
        right = named.index(wanted) if wanted in named else None
        made.append(Example(sample.name, [row for _, row in candidates], right))
    return made


def fit(given: Sequence[Example], penalty: float) -> dict[str, float]:
    """Return the weights of greatest likelihood under a quadratic penalty, found by Newton's method.

    The penalty draws weights to what was set by hand, so that what was seen rarely keeps that.
    """
    usable = [e for e in given if e.right is not None and len(e.rows) > 1]
    columns = sorted({name for e in usable for row in e.rows for name in row})
    place = {name: k for k, name in enumerate(columns)}
    tables: list[NDArray[np.float64]] = []
    for example in usable:
        table = np.zeros((len(example.rows), len(columns)))
        for k, row in enumerate(example.rows):
            for name, value in row.items():
                table[k, place[name]] = value
        tables.append(table - table[example.right])
    prior = np.array([PRIOR.get(name, 0.0) for name in columns])
    weights = prior.copy()
    for _ in range(30):
        gradient = penalty * (weights - prior)
        curvature = penalty * np.eye(len(columns))
        for table in tables:
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            mean = odds @ table
            gradient += mean
            curvature += (table * odds[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weights[k]), 3) for name, k in place.items()}


def right(given: Sequence[Example], weights: dict[str, float]) -> tuple[int, int]:
    """Return how many pronouns are resolved rightly by the weights, and how many there are."""
    count = 0
    for example in given:
        scores = [sum(weights.get(name, 0.0) * x for name, x in row.items()) for row in example.rows]
        count += bool(scores) and example.right == int(np.argmax(scores))
    return count, len(given)


def across(given: Sequence[Example], penalty: float, folds: int = FOLDS) -> tuple[int, int]:
    """Return how many are right by weights fitted on the articles of the other folds."""
    articles = sorted({example.article for example in given})
    fold = {name: k % folds for k, name in enumerate(articles)}
    count = 0
    for k in range(folds):
        weights = fit([e for e in given if fold[e.article] != k], penalty)
        count += right([e for e in given if fold[e.article] == k], weights)[0]
    return count, len(given)


def main() -> None:
    """Fit, check and write."""
    parser = argparse.ArgumentParser(
        prog="python -m training.resolution", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--target", type=Path, default=TARGET, help="the file to write")
    target: Path = parser.parse_args().target
    learn, tuning = corpus.split(corpus.load("train"))
    encoder = Encoder()
    articles = []
    for samples, path in ((learn, "statements.jsonl"), (tuning, "speakers.jsonl")):
        known = labels(LABELS / path)
        articles += [(s, known[s.name], names(encoder.tag(s.text))) for s in samples if s.name in known]
    weights = dict(PRIOR)
    for number in range(ROUNDS):
        given = [e for row in articles for e in examples(*row, weights)]
        weights = fit(given, PENALTY)
        print(f"round {number}: {right(given, weights)}, across folds {across(given, PENALTY)}")
    target.write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
