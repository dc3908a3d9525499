"""Blend two runs: ``python -m training.blend RUN SPANS ACTS`` makes ``RUN`` of the weights of two others.

What has learned acts has lost some of its spans. The weights of both runs lie near each other, so their weighted mean
keeps nearly all of the one and most of the other (Wortsman et al., ICML and CVPR 2022). ``SHARE`` says where between
them the encoder is taken from; the heads of acts are then learned on for some epochs with everything else held still.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from onrecord.reading.tokens import WINDOW
from training.corpus import WORK
from training.data import Batch, epoch
from training.evaluate import span_scores
from training.model import ACT_HEADS, Scores, Tagger, acts_loss
from training.train import Articles, Options, Run, write

SHARE = 0.0
"""The share of the run that knows acts. Any of it costs spans (a share of 0.3 half a point of linked statements, and
gives 2 points of acts), so there is none, and that run gives its heads alone."""

EPOCHS = 8
RATE = 1e-3


def mean_of(spans: dict[str, Tensor], acts: dict[str, Tensor], share: float = SHARE) -> dict[str, Tensor]:
    """Return the mean of two runs' weights; the heads of acts are those of the second."""
    return {
        name: value
        if name.split(".")[0] in ACT_HEADS or not value.is_floating_point()
        else torch.lerp(spans[name], value, share)
        for name, value in acts.items()
    }


def blend(run: str, spans: str, acts: str, work: Path = WORK, articles: int = 0) -> None:
    """Make a run of the best weights of two others.

    Args:
        run: the name of what is made.
        spans: the run whose spans are better.
        acts: the run that knows acts and positions.
        work: the folder of the runs.
        articles: how many articles of each part; 0 for all of them.
    """
    one, other = (torch.load(work / name / "best.pt", weights_only=True) for name in (spans, acts))
    encoder = str(other["options"]["encoder"])
    options = Options(run, encoder=encoder, init=acts, labelled=True, articles=articles)
    made = Run(options, work)
    made.model.load_state_dict(mean_of(one["model"], other["model"]))
    learn_heads(made.model, made.articles)
    scores = span_scores(made.model.eval(), made.articles.held, made.articles.collate)
    write(
        {"options": asdict(options), "model": made.model.state_dict(), "scores": scores},
        work / run / "best.pt",
    )
    print({name: round(score, 2) for name, score in scores.items()}, file=sys.stderr)


def learn_heads(model: Tagger, articles: Articles) -> None:
    """Learn the heads of acts with everything else held still: each window is encoded once."""
    began = time.monotonic()
    batches = [articles.collate(items) for items in epoch(articles.plain, random.Random(1), WINDOW, 16)]
    batches = [made for made in batches if len(made.deeds)]
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = [_encoded(model, made) for made in batches]
    heads = [w for name, w in model.named_parameters() if name.split(".")[0] in ACT_HEADS]
    optimiser = torch.optim.AdamW(heads, lr=RATE, weight_decay=0.01)
    model.train()
    for turn in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - turn / EPOCHS)
        total = 0.0
        for k in torch.randperm(len(batches), generator=torch.Generator().manual_seed(turn)).tolist():
            seen = model.dropout(hidden[k])
            with torch.no_grad():
                rest = model.tags(seen), model.names(seen), model.links(seen)
            loss = acts_loss(model, Scores(*rest, model.votes(seen), model.marks(seen)), batches[k])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss.detach())
        told = f"epoch {turn + 1} of {EPOCHS}, acts {total / max(1, len(batches)):.3f}"
        print(f"{told}, {(time.monotonic() - began) / 60:.1f} minutes", file=sys.stderr, flush=True)


def _encoded(model: Tagger, made: Batch) -> Tensor:
    state: Tensor = model.encoder(input_ids=made.ids, attention_mask=made.mask).last_hidden_state
    return state.float()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("run", "spans", "acts"):
        parser.add_argument(name)
    given = parser.parse_args()
    blend(given.run, given.spans, given.acts)
