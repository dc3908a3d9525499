"""Let trained taggers teach: ``python -m training.distil RUN...`` writes their probabilities of each word's role.

The probabilities are the CRF's marginals (forward-backward), of every word of the unlabelled articles, kept as
``training/work/RUN.npz`` in 16 bits. Of several runs the mean is kept besides, as ``both.npz``: taggers that err
differently teach better together. ``training.train --teacher both.npz --unlabelled`` learns from it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.reading.decode import TAGS
from onrecord.reading.tokens import WINDOW, marks
from training import corpus
from training.corpus import WORK
from training.data import batch, epoch, prepare
from training.encoders import tokeniser
from training.export import load_run
from training.model import backward_scores, forward_scores


def teach(run: str, work: Path = WORK, articles: int | None = None) -> None:
    """Write the probabilities that the best weights of a run give to the words of the unlabelled articles.

    Args:
        run: the run.
        work: the folder of the runs.
        articles: how many articles; all of them unless given.
    """
    _keep(_odds({run: 1.0}, corpus.load_unlabelled()[:articles], work), work / f"{run}.npz")


def teach_as_one(
    shares: Mapping[str, float], name: str, work: Path = WORK, articles: int | None = None
) -> None:
    """Write the probabilities that several runs give as one field: the mean of their scores, not of their odds.

    Of the words of the unlabelled articles, and of the annotated ones that are learned from.

    Args:
        shares: the runs, and the share that each one's scores have.
        name: of the file.
        work: the folder of the runs.
        articles: how many articles of either sort; all of them unless given.
    """
    learn, _ = corpus.split(corpus.load("train"))
    samples = corpus.load_unlabelled()[:articles] + learn[:articles]
    _keep(_odds(shares, samples, work), work / f"{name}.npz")


@torch.inference_mode()
def _odds(
    shares: Mapping[str, float], samples: Sequence[corpus.Sample], work: Path
) -> dict[str, NDArray[np.float16]]:
    """Return what runs say together of each word of some articles, shape ``(m, tags)`` each."""
    taggers = [(share, *load_run(run, work)) for run, share in shares.items()]
    words = tokeniser()
    cut = [prepare(words, s) for s in samples]
    found = {a.name: np.zeros((len(a.tokens), len(TAGS)), dtype=np.float16) for a in cut}
    groups = epoch(cut, None, WINDOW, 16)
    steps = torch.stack([share * tagger.steps for share, tagger, _, _ in taggers]).sum(0)
    steps = steps + taggers[0][1].allowed
    began = time.monotonic()
    for k, items in enumerate(groups):
        scored = []
        for share, tagger, _, start in taggers:
            made = batch(items, (*marks(words)[:2], start.padding), start.remap)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = tagger(made.ids, made.mask)
            scored.append(share * tagger.emissions(scores, made))
        emissions = torch.stack(scored).sum(0)
        alpha = forward_scores(emissions, steps, made.words)
        beta = backward_scores(emissions, steps, made.words)
        odds = torch.softmax(alpha + beta, dim=-1).numpy()
        for row, (article, window) in zip(odds, items, strict=True):
            found[article.name][window.start : window.end] = row[: window.end - window.start]
        if k % 20 == 0:
            left = (time.monotonic() - began) / (k + 1) * (len(groups) - k - 1) / 60
            print(f"batch {k} of {len(groups)}, {left:.0f} minutes left", file=sys.stderr, flush=True)
    return found


def average(runs: list[str], work: Path = WORK, name: str = "both") -> None:
    """Write the mean of what several runs think, as ``both.npz`` or under another name."""
    views = [np.load(work / f"{run}.npz") for run in runs]
    _keep(
        {
            name: np.mean([view[name].astype(np.float32) for view in views], axis=0).astype(np.float16)
            for name in views[0].files
        },
        work / f"{name}.npz",
    )


def _keep(arrays: dict[str, Any], target: Path) -> None:
    partial = target.with_suffix(".part.npz")
    np.savez_compressed(partial, **arrays)
    partial.rename(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("runs", nargs="+", metavar="RUN")
    given = parser.parse_args()
    for one in given.runs:
        teach(one)
    if len(given.runs) > 1:
        average(given.runs)
