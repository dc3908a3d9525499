"""Count what the signs of acts are worth: ``python -m training.hints`` writes it into the package.

Only what the labelled statements of the learned articles do is counted, never what the network says of them, which has
seen them. How much each sort of sign counts beside the network is chosen by what comes out right of the tuning part.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.reading import acts
from onrecord.reading.acts.heads import ACTS, Scored
from onrecord.reading.acts.hints import PARTS, Hints, classed, signs
from onrecord.reading.acts.judging import Judge
from onrecord.reading.encoder import Encoder
from onrecord.statement import Spans, slice_of
from training import corpus
from training.acts import Label, read_labels
from training.labelling import tuning_names
from training.lexicon import labelled

TARGET = Path(acts.__file__).parent / "hints.json"
FEWEST = 15
"""Statements with a sign of an opening from which it counts."""
LENT = {"verb": 4.0, "opening": 8.0}
"""Statements that a verb's class, or all statements, lend a sign."""
GRID = (0.0, 0.3, 0.5, 0.7, 1.0, 1.5)

Parts = tuple[Spans, Spans, Spans]
Learned = tuple[str, Parts, Label]
"""An article's text, a statement's spans, its label."""


@dataclass(slots=True)
class Counts:
    """How often each act was seen with each sign, and at all."""

    seen: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    all: Counter[str] = field(default_factory=Counter)

    def add(self, signs: Sequence[str], act: str) -> None:
        """Count one statement."""
        self.all[act] += 1
        for sign in signs:
            self.seen[sign][act] += 1

    def share(self, sign: str, lent: float, of: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the share of each act among the statements with a sign, some lent of another share."""
        counted = np.asarray([self.seen[sign][act] for act in ACTS], dtype=np.float64)
        share: NDArray[np.float64] = (counted + lent * of) / (counted.sum() + lent)
        return share

    def prior(self) -> NDArray[np.float64]:
        """Return the share of each act among all statements."""
        counted = np.asarray([self.all[act] + 1.0 for act in ACTS])
        share: NDArray[np.float64] = counted / counted.sum()
        return share


def count(learned: Sequence[Learned]) -> dict[str, list[float]]:
    """Return the logarithm of the odds of each act by sign."""
    verbs, classes, openings = Counts(), Counts(), Counts()
    for text, spans, label in learned:
        named = classed(slice_of(text, spans[1]))
        if named:
            classes.add([f"class {named[0]}"], label["act"])
            verbs.add([f"verb {named[1]}"], label["act"])
        else:
            openings.add(signs(text, spans, {}), label["act"])
    found: dict[str, NDArray[np.float64]] = {}
    even = np.full(len(ACTS), 1 / len(ACTS))
    for sign in classes.seen:
        found[sign] = np.log(classes.share(sign, len(ACTS) / 2, even))
    for sign in verbs.seen:
        named = classed(sign.removeprefix("verb "))
        if named:
            of = np.exp(found[f"class {named[0]}"])
            found[sign] = np.log(verbs.share(sign, LENT["verb"], of))
    prior = openings.prior()
    for sign, seen in openings.seen.items():
        if seen.total() >= FEWEST:
            found[sign] = np.log(openings.share(sign, LENT["opening"], prior) / prior)
    return {sign: [round(float(x), 2) for x in found[sign]] for sign in sorted(found)}


def weigh(logs: Mapping[str, list[float]], told: Sequence[tuple[Scored, Learned]]) -> dict[str, float]:
    """Return how much each sort of sign counts: as much as makes most of the tuning part's labels come out right."""
    weights = dict.fromkeys(PARTS, 0.0)

    def hits(tried: dict[str, float]) -> int:
        hints = Hints.of({"logs": logs, "weights": tried})
        joined = (hints.joined(scored, text, spans) for scored, (text, spans, _) in told)
        return sum(
            ACTS[int(one.acts.argmax())] == label["act"]
            for one, (_, (_, _, label)) in zip(joined, told, strict=True)
        )

    for part in PARTS:
        counted = {weight: hits(weights | {part: weight}) for weight in GRID}
        weights[part] = max(GRID, key=lambda weight: (counted[weight], -weight))
    return weights


def statements() -> list[Learned]:
    """Return the labelled statements that are learned from."""
    samples = corpus.load("train")
    held, by_name, labels = tuning_names(samples), {s.name: s for s in samples}, read_labels()
    found: list[Learned] = []
    for name in labels:
        if name not in by_name or corpus.is_held(name, held):
            continue
        gold = {a.id: a for a in by_name[name].gold or ()}
        for label in labels[name]:
            one = gold[label["id"]]
            found.append((by_name[name].text, (one.source, one.cue, one.content), label))
    return found


def make(target: Path = TARGET) -> None:
    """Count, weigh, and write both."""
    logs = count(statements())
    encoder = Encoder()
    judges: dict[str, Judge] = {}
    told: list[tuple[Scored, Learned]] = []
    for case in labelled(encoder, tuning=True):
        text = case.sample.text
        if case.sample.name not in judges:
            judges[case.sample.name] = Judge(encoder.acts, encoder.lexicon, text, encoder.tag(text))
        scored, _ = judges[case.sample.name].score(*case.spans, case.kind)
        told.append((scored, (text, case.spans, case.label)))
    weights = weigh(logs, told)
    lines = ",\n".join(f"  {json.dumps(sign)}: {json.dumps(values)}" for sign, values in logs.items())
    target.write_text(
        f'{{\n "weights": {json.dumps(weights)},\n "logs": {{\n{lines}\n }}\n}}\n', encoding="utf-8"
    )
    print(f"{len(logs)} signs, weights {weights}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="the file of the hints")
    make(parser.parse_args().target)
