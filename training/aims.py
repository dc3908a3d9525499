"""Fit what weighs at whom an act is directed: ``python -m training.aims`` writes it into the package.

Each labelled target of the articles that are learned from is one example: its candidates are those that a reading of
the annotated statements finds, and the right ones bear the labelled name. The network has seen these articles, so its
own marks would be believed too much; what they weigh is taken back by a share that was chosen on the tuning part.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from benchmarks.acts import same_name
from onrecord.reading import acts
from onrecord.reading.acts.aims import Aims
from onrecord.reading.acts.mentions import Features
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.names import names
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, Resolution, resolve
from training import corpus
from training.acts import Label, read_labels
from training.labelling import tuning_names

TARGET = Path(acts.__file__).parent / "aims.json"
PENALTY = 3e-3
"""Of the squared weights, beside the mean loss of an example; chosen on the tuning part."""
FEWEST = 8
"""Examples that a feature must occur in to have a weight."""
LEAST = 0.02
"""Weights below this are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled target: what speaks for each candidate, and which are right."""

    rows: list[Features]
    right: list[bool]


def read(
    encoder: Encoder, tuning: bool, articles: int | None = None
) -> Iterator[tuple[corpus.Sample, Tagged, list[Attribution], Resolution, list[Label]]]:
    """Give the labelled articles that are learned from, or those of the tuning part, with what is found in them."""
    samples = corpus.load("train")
    held, by_name, labels = tuning_names(samples), {s.name: s for s in samples}, read_labels()
    chosen = [n for n in labels if n in by_name and (n in held if tuning else not corpus.is_held(n, held))]
    for name in chosen[:articles]:
        sample = by_name[name]
        tagged = encoder.tag(sample.text)
        spans = [Attribution(a.source, a.cue, a.content) for a in sample.gold or ()]
        found = resolve(sample.text, names(tagged), spans, quotations(sample.text))
        yield sample, tagged, spans, found, labels[name]


def examples(
    sample: corpus.Sample,
    tagged: Tagged,
    spans: Sequence[Attribution],
    resolution: Resolution,
    labels: Sequence[Label],
) -> list[Example]:
    """Return the examples of one article, in its order; a speaker's last target is known to be the labelled one."""
    aims = Aims(sample.text, tagged, names(tagged), spans, resolution, {})
    numbers = {a.id: k for k, a in enumerate(sample.gold or ())}
    found = []
    for label in sorted(labels, key=lambda one: one["content"]):
        target, number = label.get("target"), numbers[label["id"]]
        if not target:
            continue
        name = target if isinstance(target, str) else sample.text[slice(*target)]
        candidates = aims.candidates(number, label["act"])
        right = [same_name(name, one.passage.text) for one in candidates]
        found.append(Example([one.features for one in candidates], right))
        if any(right):
            aims.note(number, candidates[right.index(True)].passage)
    return found


def fit(learned: Sequence[Example]) -> dict[str, float]:
    """Return log-odds by feature: penalised conditional logistic regression (L-BFGS) over the candidates.

    Args:
        learned: the examples; those without a right candidate say nothing.
    """
    used = [one for one in learned if any(one.right)]
    seen = Counter(name for one in used for row in one.rows for name in row)
    order = sorted(name for name, count in seen.items() if count >= FEWEST)
    at = {name: k for k, name in enumerate(order)}
    rows = [
        (n, row, right) for n, one in enumerate(used) for row, right in zip(one.rows, one.right, strict=True)
    ]
    x = np.zeros((len(rows), len(order)), dtype=np.float32)
    for k, (_, row, _) in enumerate(rows):
        for name, value in row.items():
            if name in at:
                x[k, at[name]] = value
    features, of = torch.from_numpy(x), torch.tensor([n for n, _, _ in rows])
    right = torch.tensor([r for _, _, r in rows])
    weights = torch.zeros(len(order), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def total(scores: torch.Tensor, group: torch.Tensor) -> torch.Tensor:
        return torch.zeros(len(used)).index_add(0, group, scores.exp()).log()

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = (features @ weights).clamp(-30, 30)
        missed = (total(scores, of) - total(scores[right], of[right])).mean()
        lost: torch.Tensor = missed + PENALTY * (weights**2).sum() / 2
        lost.backward()
        return lost

    if used:
        optimiser.step(loss)
    fitted = dict(zip(order, weights.detach().tolist(), strict=True))
    return {name: round(weight, 3) for name, weight in fitted.items() if abs(weight) >= LEAST}


def share(weights: dict[str, float], told: Sequence[Example]) -> float:
    """Return the share of examples whose likeliest candidate is right."""
    hits = 0
    for one in told:
        scores = [sum(weights.get(f, 0.0) * x for f, x in row.items()) for row in one.rows]
        hits += bool(scores) and one.right[scores.index(max(scores))]
    return hits / max(1, len(told))


def make(target: Path = TARGET, articles: int | None = None) -> None:
    """Fit the weights and write them.

    Args:
        target: the file.
        articles: how many labelled articles; all of them unless given.
    """
    encoder = Encoder()
    learned, tuning = (
        [one for article in read(encoder, part, articles) for one in examples(*article)]
        for part in (False, True)
    )
    weights = fit(learned)
    target.write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")
    there = sum(any(one.right) for one in tuning) / max(1, len(tuning))
    print(
        f"{len(learned)} examples, {len(weights)} weights; of {len(tuning)} targets of the tuning part",
        end=" ",
    )
    print(f"{100 * there:.1f}% are among the candidates, {100 * share(weights, tuning):.1f}% come first")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="the file of the weights")
    make(parser.parse_args().target)
