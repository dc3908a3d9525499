"""Let a trained tagger teach: ``python -m training.distil RUN`` writes its probabilities of each word's role.

The probabilities are the CRF's marginals (forward-backward), of every word of the training and the unlabelled
articles, kept as ``training/work/RUN.npz`` in 16 bits; ``training.train --teacher RUN.npz`` learns from them.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
import torch

from onrecord.reading.decode import TAGS
from onrecord.reading.tokens import WINDOW
from training import corpus
from training.data import batch, epoch, prepare
from training.encoders import WORK, load_encoder, tokeniser
from training.export import load_run
from training.model import backward_scores, forward_scores


@torch.inference_mode()
def teach(run: str) -> None:
    """Write the probabilities that the best weights of a run give."""
    tagger, kept = load_run(run)
    _, _, remap, padding = load_encoder(kept["options"]["encoder"], 0.0)
    words = tokeniser()
    marks = (words.token_to_id("[CLS]"), words.token_to_id("[SEP]"), padding)
    learn, _ = corpus.split(corpus.load("train"))
    articles = [prepare(words, s) for s in [*learn, *corpus.load_unlabelled()]]
    found = {a.name: np.zeros((len(a.tokens), len(TAGS)), dtype=np.float16) for a in articles}
    groups = epoch(articles, None, WINDOW, 16)
    steps = tagger.chain()
    began = time.monotonic()
    for k, items in enumerate(groups):
        made = batch(items, marks, remap)
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
    np.savez_compressed(WORK / f"{run}.npz", **{name: odds for name, odds in found.items()})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("run")
    teach(parser.parse_args().run)
