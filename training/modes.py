"""Fit what speaks for each mode around a statement: ``python -m training.modes`` writes it into the package.

What the network says is one of the signs. It has seen these statements, and is believed the more for it; so the signs
weigh less than they could.
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

from onrecord.article import Article
from onrecord.reading import acts
from onrecord.reading.acts.heads import MODES
from onrecord.reading.acts.judging import Judge
from onrecord.reading.acts.modes import Media, Signs
from onrecord.reading.circumstances import circumstances
from onrecord.reading.encoder import Encoder
from onrecord.reading.names import names
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.reading.speakers import Attribution, resolve
from training import corpus
from training.acts import read_labels
from training.labelling import tuning_names

TARGET = Path(acts.__file__).parent / "modes.json"
PENALTY = 1e-3
"""Of the squared weights, beside the mean loss of a statement; chosen on the tuning part."""
FEWEST = 8
"""Statements that a sign must occur with to have a weight."""
FLOOR = 1e-4


@dataclass(frozen=True, slots=True)
class Seen:
    """One labelled statement: the network's odds of each mode, shape ``(3,)``, its signs, and the right mode."""

    odds: tuple[float, ...]
    signs: Signs
    mode: int


def read(encoder: Encoder, tuning: bool, articles: int | None = None) -> Iterator[Seen]:
    """Give the labelled statements that are learned from, or those of the tuning part.

    Args:
        encoder: the network.
        tuning: whether of the tuning part.
        articles: how many articles; all of them unless given.
    """
    samples = corpus.load("train")
    held, by_name, labels = tuning_names(samples), {s.name: s for s in samples}, read_labels()
    learned = [n for n in labels if not corpus.is_held(n, held)]
    for name in ([n for n in labels if n in held] if tuning else learned)[:articles]:
        sample = by_name[name]
        modes = {row["id"]: MODES.index(row["mode"]) for row in labels[name]}
        gold = sample.gold or ()
        for statement, (odds, signs) in zip(gold, _signs(encoder, sample), strict=True):
            if statement.id in modes and statement.content:
                yield Seen(odds, signs, modes[statement.id])


def _signs(encoder: Encoder, sample: corpus.Sample) -> list[tuple[tuple[float, ...], Signs]]:
    """Return what the network and the signs say of each annotated statement, as a reading of them would."""
    text, article = sample.text, Article(sample.text)
    spans = [Attribution(a.source, a.cue, a.content) for a in sample.gold or ()]
    quoted, tagged = QuotedWords(text, quotations(text)), encoder.tag(text)
    quotes = [quoted.quote(one.content) for one in spans]
    resolution = resolve(text, names(tagged), spans, quoted.quotations)
    speakers = [who.speakers for who in resolution.results]
    around = circumstances(article, spans, speakers, quotes)
    judge, media = Judge(encoder.acts, encoder.lexicon, text, tagged), Media(text)
    found: dict[int, tuple[tuple[float, ...], Signs]] = {}
    for k in sorted(range(len(spans)), key=lambda k: (spans[k].content, k)):
        one, who = spans[k], speakers[k]
        kind = who[0].kind if who else "none"
        scored, _ = judge.score(one.source, one.cue, one.content, kind)
        signs = media.signs(one, [s.name for s in who], kind, quotes[k], around[k].medium)
        found[k] = tuple(map(float, scored.modes)), signs
    return [found[k] for k in range(len(spans))]


def fit(seen: Sequence[Seen]) -> dict[str, list[float]]:
    """Return the weights of each sign by mode, and under ``network`` what its odds count, row by row.

    Penalised multinomial logistic regression (L-BFGS) with the network's own log odds to start from.

    Args:
        seen: the statements.
    """
    counted = Counter(sign for one in seen for sign in one.signs)
    order = sorted(sign for sign, count in counted.items() if count >= FEWEST)
    at = {sign: k for k, sign in enumerate(order)}
    x = torch.zeros(len(seen), len(order))
    for row, one in enumerate(seen):
        for sign, value in one.signs.items():
            if sign in at:
                x[row, at[sign]] = value
    network = torch.tensor(np.log([np.maximum(one.odds, FLOOR) for one in seen]), dtype=torch.float32)
    right = torch.tensor([one.mode for one in seen])
    weights = torch.zeros(len(order), len(MODES), requires_grad=True)
    change = torch.zeros(len(MODES), len(MODES), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, change], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = network + network @ change + x @ weights
        missed = torch.nn.functional.cross_entropy(scores, right)
        total: torch.Tensor = missed + PENALTY * ((weights**2).sum() + (change**2).sum()) / 2
        total.backward()
        return total

    if seen:
        optimiser.step(loss)
    fitted = dict(zip(order, weights.detach(), strict=True))
    fitted["network"] = (torch.eye(len(MODES)) + change.detach()).flatten()
    return {sign: [round(w, 3) for w in row.tolist()] for sign, row in fitted.items()}


def share(weights: dict[str, list[float]] | None, seen: Sequence[Seen]) -> float:
    """Return the share of statements whose likeliest mode is right, without signs where there are no weights."""
    hits = 0
    for one in seen:
        scores = np.log(np.maximum(one.odds, FLOOR))
        if weights:
            scores = scores @ np.reshape(weights["network"], (len(MODES), len(MODES)))
            scores = scores + sum(np.asarray(weights[s]) * x for s, x in one.signs.items() if s in weights)
        hits += int(scores.argmax()) == one.mode
    return hits / max(1, len(seen))


def make(target: Path = TARGET, articles: int | None = None) -> None:
    """Fit the weights and write them.

    Args:
        target: the file.
        articles: how many labelled articles; all of them unless given.
    """
    encoder = Encoder()
    learned, tuning = (list(read(encoder, part, articles)) for part in (False, True))
    weights = fit(learned)
    target.write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")
    before, after = (100 * share(one, tuning) for one in (None, weights))
    print(
        f"{len(learned)} statements, {len(weights)} signs; right of the tuning part's {len(tuning)}", end=" "
    )
    print(f"{before:.1f}% before, {after:.1f}% now")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="the file of the weights")
    make(parser.parse_args().target)
