"""Fit the lexicon of acts: ``python -m training.lexicon`` writes it beside the model's weights.

A penalised multinomial regression over the learned labels (L-BFGS); then how much its opinion counts beside the
network's, field by field, by what comes out right of the tuning part's labels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.reading.acts.heads import ACTS, FIELDS, MODES, STANDS, Scored
from onrecord.reading.acts.judging import Judge
from onrecord.reading.acts.lexicon import PARTS, SIZE, Lexicon, Parts, Rows, features, stand_features
from onrecord.reading.encoder import WEIGHTS, Encoder
from onrecord.reading.names import names
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, resolve
from onrecord.statement import Kind, Span
from training import corpus
from training.acts import Label, read_labels
from training.card import digest, signed
from training.labelling import tuning_names

PENALTY = 3e-4
STAND_PENALTY = 1e-3
"""Of the squared weights, beside the mean loss of a statement; chosen on the tuning part."""

GRID = tuple(k / 10 for k in range(16))
"""What the lexicon's opinion may count; the network's counts 1."""


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
    def spans(self) -> Parts:
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


def fit(cases: list[Case]) -> NDArray[np.float32]:
    """Return the table of a lexicon, shape ``(SIZE, FIELDS)``."""
    seen = [features(case.sample.text, *case.spans, case.kind) for case in cases]
    values = torch.tensor([values_of(case.label) for case in cases])
    return _fitted(seen, FIELDS, lambda scores: _loss(scores, values), PENALTY)


def fit_stands(cases: list[Case]) -> NDArray[np.float32]:
    """Return the table of a lexicon's stands, shape ``(SIZE, STANDS)``."""
    taken = [(case, position) for case in cases for position in case.label["positions"]]
    seen = [
        stand_features(case.sample.text, case.spans, case.kind, tuple(position["action"]))
        for case, position in taken
    ]
    stands = torch.tensor([STANDS.index(position["stand"]) for _, position in taken])
    loss = torch.nn.functional.cross_entropy
    return _fitted(seen, len(STANDS), lambda scores: loss(scores, stands), STAND_PENALTY)


def _fitted(
    cases: list[Rows], width: int, loss_of: Callable[[Tensor], Tensor], penalty: float
) -> NDArray[np.float32]:
    if not cases:
        return np.zeros((SIZE, width), np.float32)
    table = torch.zeros(SIZE, width, requires_grad=True)
    rows = np.repeat(np.arange(len(cases)), [len(at) for at, _ in cases])
    places = np.concatenate([at for at, _ in cases])
    shares = torch.from_numpy(np.concatenate([share for _, share in cases]))
    seen = torch.sparse_coo_tensor(
        torch.from_numpy(np.stack([rows, places])), shares, (len(cases), SIZE), check_invariants=False
    ).coalesce()
    optimiser = torch.optim.LBFGS([table], max_iter=80, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        total = loss_of(torch.sparse.mm(seen, table)) + penalty * (table**2).sum() / 2
        total.backward()
        return total

    optimiser.step(loss)
    fitted: NDArray[np.float32] = table.detach().numpy()
    return fitted


def weigh(encoder: Encoder, lexicon: Lexicon, cases: list[Case]) -> dict[str, float]:
    """Return how much a lexicon's opinion counts: as much as makes most of the tuning part's labels come out right."""
    judges: dict[str, Judge] = {}
    network: list[Scored] = []
    stands: list[tuple[Case, Span, int, NDArray[np.float32]]] = []
    for case in cases:
        name, text = case.sample.name, case.sample.text
        if name not in judges:
            judges[name] = Judge(encoder.acts, None, text, encoder.tag(text))
        network.append(judges[name].score(*case.spans, case.kind)[0])
        for position in case.label["positions"]:
            action = tuple(position["action"])
            odds = judges[name].stand(network[-1], action)
            stands.append((case, action, STANDS.index(position["stand"]), odds))
    opinions = [case.scores(lexicon) for case in cases]
    right: dict[str, Callable[[Scored, Label], bool]] = {
        "acts": lambda one, label: ACTS[int(one.acts.argmax())] == label["act"],
        "modes": lambda one, label: MODES[int(one.modes.argmax())] == label["mode"],
        "positioned": lambda one, label: (one.positioned > 0.5) == bool(label["positions"]),
        "targeted": lambda one, label: (one.targeted > 0.5) == bool(label.get("target")),
    }

    def hits(part: str, weight: float) -> int:
        tried = replace(lexicon, weights=dict.fromkeys(PARTS, weight))
        if part == "stands":
            return sum(
                int(tried.joined_stand(odds, c.sample.text, c.spans, c.kind, action).argmax()) == stand
                for c, action, stand, odds in stands
            )
        joined = (tried.joined(one, scores) for one, scores in zip(network, opinions, strict=True))
        return sum(right[part](one, case.label) for one, case in zip(joined, cases, strict=True))

    # Of weights that do as well the least: the network sees more than words.
    return {part: max(GRID, key=lambda weight: (hits(part, weight), -weight)) for part in PARTS}


def make(target: Path = WEIGHTS, articles: int | None = None) -> None:
    """Fit the lexicon, and write it and its weights beside a model.

    Args:
        target: the folder of the model.
        articles: how many labelled articles; all of them unless given.
    """
    encoder = Encoder(target)
    learn = labelled(encoder, tuning=False, articles=articles)
    lexicon = Lexicon(fit(learn), fit_stands(learn), dict.fromkeys(PARTS, 0.0))
    path = target / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["lexicon"] = weigh(encoder, lexicon, labelled(encoder, tuning=True, articles=articles))
    lexicon.save(target / "lexicon.npz")
    card["lexicon_sha256"] = digest(target / "lexicon.npz")
    path.write_text(json.dumps(signed(card), indent=1) + "\n", encoding="utf-8")
    rows = np.count_nonzero(np.abs(lexicon.table).max(1))
    print(f"{len(learn)} statements, {rows} rows, weights {card['lexicon']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="the folder of the model")
    make(parser.parse_args().target)
