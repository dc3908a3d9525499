"""Fit the lexicon of acts: ``python -m training.lexicon`` writes it beside the model's weights.

A penalised multinomial regression over the learned labels (L-BFGS); then how much its opinion counts beside the
network's, field by field, for the likelihood of the tuning part's labels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.reading.acts.heads import ACTS, FIELDS, MODES, Scored
from onrecord.reading.acts.judging import Judge
from onrecord.reading.acts.lexicon import PARTS, SIZE, Lexicon, features
from onrecord.reading.encoder import WEIGHTS, Encoder
from onrecord.reading.names import names
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, resolve
from onrecord.statement import Kind, Spans
from training import corpus
from training.acts import Label, read_labels
from training.card import digest, signed
from training.labelling import tuning_names

PENALTY = 3e-4
"""Of the squared weights, beside the mean loss of a statement; chosen on the tuning part."""


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled statement: its article, its spans, its label, and what its speaker is by the reader's own rules."""

    sample: corpus.Sample
    statement: corpus.Annotation
    label: Label
    kind: Kind

    def scores(self, lexicon: Lexicon) -> NDArray[np.float32]:
        """Return a lexicon's score of each field."""
        return lexicon.scores(self.sample.text, *self.spans, self.kind)

    @property
    def spans(self) -> tuple[Spans, Spans, Spans]:
        """Source, cue and content."""
        return self.statement.source, self.statement.cue, self.statement.content


def kinds(encoder: Encoder, sample: corpus.Sample) -> dict[str, Kind]:
    """Return what the speaker of each annotated statement is, as a reading of these spans finds it."""
    annotated = [a for a in sample.gold or () if a.content]
    spans = [Attribution(a.source, a.cue, a.content) for a in annotated]
    found = resolve(sample.text, names(encoder.tag(sample.text)), spans, quotations(sample.text))
    return {
        a.id: who.speakers[0].kind if who.speakers else "none"
        for a, who in zip(annotated, found.results, strict=True)
    }


def labelled(encoder: Encoder, tuning: bool, articles: int | None = None) -> list[Case]:
    """Return the labelled statements that are learned from, or those of the tuning part."""
    samples = corpus.load("train")
    held, by_name = tuning_names(samples), {s.name: s for s in samples}
    chosen = [
        n for n in read_labels() if (n in held if tuning else not corpus.is_held(n, held)) and n in by_name
    ]
    found: list[Case] = []
    known = read_labels()
    for name in chosen[:articles]:
        gold = {a.id: a for a in by_name[name].gold or ()}
        meant = kinds(encoder, by_name[name])
        found.extend(
            Case(by_name[name], gold[row["id"]], row, meant[row["id"]])
            for row in known[name]
            if row["id"] in meant
        )
    return found


def values_of(label: Label) -> tuple[int, int, int, int]:
    """Return a label's act, mode, and whether it has a position and a target."""
    has = int(bool(label["positions"])), int(bool(label.get("target")))
    return ACTS.index(label["act"]), MODES.index(label["mode"]), *has


def _loss(scores: Tensor, values: Tensor) -> Tensor:
    acts, modes, having, aimed = scores.split((len(ACTS), len(MODES), 1, 1), dim=1)
    cross, binary = torch.nn.functional.cross_entropy, torch.nn.functional.binary_cross_entropy_with_logits
    total: Tensor = cross(acts, values[:, 0]) + cross(modes, values[:, 1])
    return total + binary(having[:, 0], values[:, 2].float()) + binary(aimed[:, 0], values[:, 3].float())


def fit(cases: list[Case], penalty: float = PENALTY) -> NDArray[np.float32]:
    """Return the table of a lexicon, shape ``(SIZE, FIELDS)``."""
    table = torch.zeros(SIZE, FIELDS, requires_grad=True)
    if not cases:
        return np.zeros((SIZE, FIELDS), np.float32)
    rows, places, shares = [], [], []
    for number, case in enumerate(cases):
        at, weight = features(case.sample.text, *case.spans, case.kind)
        rows.extend([number] * len(at))
        places.extend(at.tolist())
        shares.extend(weight.tolist())
    seen = torch.sparse_coo_tensor(
        torch.tensor([rows, places]), torch.tensor(shares), (len(cases), SIZE), check_invariants=False
    ).coalesce()
    values = torch.tensor([values_of(case.label) for case in cases])
    optimiser = torch.optim.LBFGS([table], max_iter=80, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        total = _loss(torch.sparse.mm(seen, table), values) + penalty * (table**2).sum() / 2
        total.backward()
        return total

    optimiser.step(loss)
    fitted: NDArray[np.float32] = table.detach().numpy()
    return fitted


def weigh(encoder: Encoder, table: NDArray[np.float32], cases: list[Case]) -> dict[str, float]:
    """Return how much the lexicon's opinion counts, by what makes the tuning part's labels likeliest."""
    weights = dict.fromkeys(PARTS, 0.0)
    network: list[Scored] = []
    opinions: list[NDArray[np.float32]] = []
    plain = Lexicon(table, weights)
    tagged: dict[str, Judge] = {}
    for case in cases:
        name, text = case.sample.name, case.sample.text
        if name not in tagged:
            tagged[name] = Judge(encoder.acts, None, text, encoder.tag(text))
        network.append(tagged[name].score(*case.spans, case.kind)[0])
        opinions.append(case.scores(plain))
    chances: dict[str, Callable[[Scored, Label], float]] = {
        "acts": lambda one, label: float(one.acts[ACTS.index(label["act"])]),
        "modes": lambda one, label: float(one.modes[MODES.index(label["mode"])]),
        "positioned": lambda one, label: one.positioned if label["positions"] else 1 - one.positioned,
        "targeted": lambda one, label: one.targeted if label.get("target") else 1 - one.targeted,
    }

    def likelihood(part: str, weight: float) -> float:
        lexicon = Lexicon(table, weights | {part: weight})
        joined = [lexicon.joined(one, scores) for one, scores in zip(network, opinions, strict=True)]
        found = (chances[part](one, case.label) for one, case in zip(joined, cases, strict=True))
        return float(np.log(np.maximum(1e-6, list(found))).sum())

    grid = np.linspace(0, 1.4, 15)
    return {p: round(float(max(grid, key=lambda w: likelihood(p, float(w)))), 2) for p in PARTS}


def make(target: Path = WEIGHTS, articles: int | None = None) -> None:
    """Fit the lexicon, and write it and its weights beside a model.

    Args:
        target: the folder of the model.
        articles: how many labelled articles; all of them unless given.
    """
    encoder = Encoder(target)
    learn = labelled(encoder, tuning=False, articles=articles)
    table = fit(learn)
    path = target / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["lexicon"] = dict.fromkeys(PARTS, 0.0)
    Lexicon(table, {}).save(target / "lexicon.npz")
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    card["lexicon"] = weigh(encoder, table, labelled(encoder, tuning=True, articles=articles))
    card["lexicon_sha256"] = digest(target / "lexicon.npz")
    path.write_text(json.dumps(signed(card), indent=1) + "\n", encoding="utf-8")
    print(
        f"{len(learn)} statements, {np.count_nonzero(np.abs(table).max(1))} rows, weights {card['lexicon']}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="the folder of the model")
    make(parser.parse_args().target)
