"""Let trained taggers teach: ``python -m training.distil RUN...`` writes their probabilities of each word's role.

``--acts`` writes instead what a run thinks is done by the annotated statements that have no label of it, as
``training/work/RUN.acts.jsonl``; ``training.train --acts RUN`` learns from that.

The probabilities are the CRF's marginals (forward-backward), of every word of the unlabelled articles, kept as
``training/work/RUN.npz`` in 16 bits. Of several runs the mean is kept besides, as ``both.npz``: taggers that err
differently teach better together. ``training.train --teacher both.npz --unlabelled`` learns from it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.reading.acts.heads import MARKS, VECTOR, Weights
from onrecord.reading.acts.judging import Judge
from onrecord.reading.decode import TAGS
from onrecord.reading.encoder import Tagged
from onrecord.reading.tokens import WINDOW, marks, windows
from training import corpus
from training.data import Prepared, batch, epoch, prepare
from training.encoders import WORK, Start, tokeniser
from training.export import last_layers, load_run
from training.model import Tagger, backward_scores, forward_scores


@torch.inference_mode()
def teach(run: str, work: Path = WORK, articles: int | None = None) -> None:
    """Write the probabilities that the best weights of a run give.

    Args:
        run: the run.
        work: the folder of the runs.
        articles: how many articles; all of them unless given.
    """
    tagger, _, start = load_run(run, work)
    words = tokeniser()
    mark_ids = (*marks(words)[:2], start.padding)
    cut = [prepare(words, s) for s in corpus.load_unlabelled()[:articles]]
    found = {a.name: np.zeros((len(a.tokens), len(TAGS)), dtype=np.float16) for a in cut}
    groups = epoch(cut, None, WINDOW, 16)
    steps = tagger.chain()
    began = time.monotonic()
    for k, items in enumerate(groups):
        made = batch(items, mark_ids, start.remap)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = tagger(made.ids, made.mask)
        emissions = tagger.emissions(scores, made)
        alpha = forward_scores(emissions, steps, made.words)
        beta = backward_scores(emissions, steps, made.words)
        odds = torch.softmax(alpha + beta, dim=-1).numpy()
        for row, (article, window) in zip(odds, items, strict=True):
            found[article.name][window.start : window.end] = row[: window.end - window.start]
        if k % 20 == 0:
            left = (time.monotonic() - began) / (k + 1) * (len(groups) - k - 1) / 60
            print(f"batch {k} of {len(groups)}, {left:.0f} minutes left", file=sys.stderr, flush=True)
    _keep(dict(found), work / f"{run}.npz")


def teach_acts(run: str, work: Path = WORK, articles: int | None = None) -> None:
    """Write what a run's best weights think of the acts and positions of the learned articles' gold statements.

    Args:
        run: the run.
        work: the folder of the runs.
        articles: how many articles; all of them unless given.
    """
    tagger, _, start = load_run(run, work)
    weights, cutter = last_layers(tagger), tokeniser()
    mark_ids = (*marks(cutter)[:2], start.padding)
    learn, tune = corpus.split(corpus.load("train"))
    held = frozenset(s.name for s in tune)
    partial = work / f"{run}.acts.part"
    with partial.open("w", encoding="utf-8") as out:
        for number, sample in enumerate(learn[:articles]):
            if not corpus.is_held(sample.name, held):
                tagged = _tagged(tagger, prepare(cutter, sample), mark_ids, start)
                for statement in sample.gold or ():
                    if statement.content:
                        out.write(json.dumps(_thought(weights, sample, tagged, statement)) + "\n")
            if number % 50 == 0:
                print(f"article {number} of {len(learn)}", file=sys.stderr, flush=True)
    partial.rename(work / f"{run}.acts.jsonl")


@torch.inference_mode()
def _tagged(tagger: Tagger, article: Prepared, mark_ids: tuple[int, int, int], start: Start) -> Tagged:
    """Return what a network says of an article's words, as the reader has it; without roles, names and links."""
    m = len(article.tokens)
    votes = np.zeros((m, 1 + VECTOR), dtype=np.float32)
    marked = np.zeros((m, len(MARKS) + 1), dtype=np.float32)
    cut = windows(article.tokens, article.text)
    for window in cut:
        made = batch([(article, window)], mark_ids, start.remap)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = tagger(made.ids, made.mask)
        at, here = made.first[0], slice(window.start, window.end)
        votes[here] = scores.votes[0, at].float().numpy()
        marked[here] = scores.marks[0, at].float().numpy()
    nothing = np.zeros((m, 0), dtype=np.float32)
    none = np.zeros((0, 4, 0), dtype=np.float32)
    return Tagged(article.tokens, cut, nothing, nothing, none, none, votes, marked)


def _thought(
    weights: Weights, sample: corpus.Sample, tagged: Tagged, statement: corpus.Annotation
) -> dict[str, Any]:
    """Return what is thought of one statement, as a label."""
    judge = Judge(weights, sample.text, tagged)
    scored, roles = judge.score(statement.source, statement.cue, statement.content)
    odds = [*scored.acts.tolist(), *scored.modes.tolist(), scored.positioned, scored.targeted]
    positions, _ = judge.positions(scored, roles)
    aim = judge.target(scored, roles)
    label: dict[str, Any] = {
        "file": sample.name,
        "id": statement.id,
        "odds": [round(p, 3) for p in odds],
        "positions": [
            {
                "stand": p.stand,
                "action": p.action.spans[0],
                "condition": p.condition.spans[0] if p.condition else None,
            }
            for p in positions
        ],
    }
    if aim:
        label["aim"] = [aim]
    return label


def average(runs: list[str], work: Path = WORK) -> None:
    """Write the mean of what several runs think, as ``both.npz``."""
    views = [np.load(work / f"{run}.npz") for run in runs]
    _keep(
        {
            name: np.mean([view[name].astype(np.float32) for view in views], axis=0).astype(np.float16)
            for name in views[0].files
        },
        work / "both.npz",
    )


def _keep(arrays: dict[str, Any], target: Path) -> None:
    partial = target.with_suffix(".part.npz")
    np.savez_compressed(partial, **arrays)
    partial.rename(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("runs", nargs="+", metavar="RUN")
    parser.add_argument("--acts", action="store_true", help="of acts and positions")
    given = parser.parse_args()
    for one in given.runs:
        (teach_acts if given.acts else teach)(one)
    if len(given.runs) > 1 and not given.acts:
        average(given.runs)
