"""Let the heads of acts learn on with everything else held still: ``python -m training.heads RUN BLEND``.

A mean of two runs moves what the heads read. Each window is encoded once, so an epoch takes seconds. With ``--links``
the heads of links and names learn on too, for a run that has learned spans alone.
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
from training.acts import IGNORE
from training.corpus import WORK
from training.data import Batch, epoch
from training.evaluate import span_scores
from training.model import ACT_HEADS, Scores, Tagger, acts_loss, links_loss, names_loss
from training.train import WEIGHTS, Articles, Options, Run, write

EPOCHS = 8
RATE = 1e-3

LINK_HEADS = ("links", "names")


def learn(run: str, blend: str, work: Path = WORK, articles: int = 0, links: bool = False) -> None:
    """Make a run of another one's best weights with heads that have learned on.

    Args:
        run: the name of what is made.
        blend: the run whose weights are taken.
        work: the folder of the runs.
        articles: how many articles of each part; 0 for all of them.
        links: whether the heads of links and names learn too.
    """
    kept = torch.load(work / blend / "best.pt", weights_only=True)
    encoder = str(kept["options"]["encoder"])
    options = Options(run, encoder=encoder, init=blend, labelled=True, articles=articles)
    made = Run(options, work)
    learn_heads(made.model, made.articles, (*ACT_HEADS, *LINK_HEADS) if links else ACT_HEADS)
    scores = span_scores(made.model.eval(), made.articles.held, made.articles.collate)
    write(
        {"options": asdict(options), "model": made.model.state_dict(), "scores": scores},
        work / run / "best.pt",
    )
    print({name: round(score, 2) for name, score in scores.items()}, file=sys.stderr)


def learn_heads(model: Tagger, articles: Articles, heads: tuple[str, ...] = ACT_HEADS) -> None:
    """Learn heads with everything else held still."""
    began = time.monotonic()
    batches = [articles.collate(items) for items in epoch(articles.plain, random.Random(1), WINDOW, 16)]
    batches = [made for made in batches if len(made.deeds)]
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = [_encoded(model, made) for made in batches]
    learning = [w for name, w in model.named_parameters() if name.split(".")[0] in heads]
    optimiser = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
    model.train()
    for turn in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - turn / EPOCHS)
        total = 0.0
        for k in torch.randperm(len(batches), generator=torch.Generator().manual_seed(turn)).tolist():
            seen = model.dropout(hidden[k])
            with torch.no_grad():
                tags = model.tags(seen)
            scores = Scores(tags, model.names(seen), model.links(seen), model.votes(seen), model.marks(seen))
            loss = acts_loss(model, scores, batches[k])
            if "links" in heads and len(batches[k].heads):
                loss = loss + WEIGHTS["links"] * links_loss(scores, batches[k])
            if "names" in heads and (batches[k].names != IGNORE).any():
                loss = loss + WEIGHTS["names"] * names_loss(scores, batches[k])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss.detach())
        told = f"epoch {turn + 1} of {EPOCHS}, loss {total / max(1, len(batches)):.3f}"
        print(f"{told}, {(time.monotonic() - began) / 60:.1f} minutes", file=sys.stderr, flush=True)


def _encoded(model: Tagger, made: Batch) -> Tensor:
    state: Tensor = model.encoder(input_ids=made.ids, attention_mask=made.mask).last_hidden_state
    return state.float()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("run", "blend"):
        parser.add_argument(name)
    parser.add_argument("--links", action="store_true", help="the heads of links and names learn on too")
    given = parser.parse_args()
    learn(given.run, given.blend, links=given.links)
