"""Train a tagger: ``python -m training.train RUN [options]``.

It stops with Ctrl-C and goes on with the same command. Everything of a run is in ``training/work/RUN``: ``last.pt``
(to go on from), ``best.pt`` (the best on the tuning part, averaged weights) and ``log.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from onrecord.reading.tokens import WINDOW, Window
from training import corpus
from training.data import Batch, Prepared, augmented, batch, epoch, prepare
from training.encoders import WORK, load_encoder, tokeniser
from training.evaluate import span_scores
from training.model import Tagger, losses
from training.names import read_labels

HEAD_RATE = 5.0
"""The heads start from nothing and learn this many times faster than the encoder."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; rates and sizes as tried on the tuning part (see the model card)."""

    run: str
    encoder: str = "minilm"
    epochs: float = 3.0
    rate: float = 2.5e-4
    batch_size: int = 16
    dropout: float = 0.1
    average: float = 0.998
    init: str = ""
    teacher: str = ""
    distil: float = 0.7
    unlabelled: bool = False
    seed: int = 1
    minutes: float = 1e9


def schedule(step: int, steps: int) -> float:
    """Return the share of the full rate at a step: a linear rise over 6%, then a linear fall to nothing."""
    rise = max(1, round(0.06 * steps))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / (steps - rise))


def load_parts(options: Options) -> tuple[list[corpus.Sample], list[corpus.Sample]]:
    """Return what is learned from and the tuning part."""
    learn, tune = corpus.split(corpus.load("train"))
    if options.unlabelled:
        learn += corpus.load_unlabelled()
    return learn, tune


def read_teacher(folder: Path) -> dict[str, np.ndarray]:
    """Return a teacher's word-level probabilities by article."""
    with np.load(folder) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def weight_groups(model: Tagger, rate: float) -> list[dict[str, object]]:
    """Return the optimiser's groups: encoder and heads at their rates, no decay on biases and norms."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, weight in model.named_parameters():
        groups.setdefault((name.startswith("encoder."), weight.ndim > 1), []).append(weight)
    return [
        {
            "params": weights,
            "lr": rate if encoder else rate * HEAD_RATE,
            "weight_decay": 0.01 if decays else 0.0,
        }
        for (encoder, decays), weights in groups.items()
    ]


def train(options: Options) -> None:
    """Train, or go on with, the run that the options name."""
    folder = WORK / options.run
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    encoder, hidden, remap, padding = load_encoder(options.encoder, options.dropout)
    model = Tagger(encoder, hidden, options.dropout)
    if options.init:
        model.load_state_dict(torch.load(WORK / options.init / "best.pt", weights_only=True)["model"])
    words = tokeniser()
    marks = (words.token_to_id("[CLS]"), words.token_to_id("[SEP]"), padding)
    learn, tune = load_parts(options)
    names = read_labels(WORK / "names.jsonl")
    teacher = read_teacher(WORK / options.teacher) if options.teacher else {}
    held = [prepare(words, s) for s in tune]

    def collate(items: list[tuple[Prepared, Window]]) -> Batch:
        return batch(items, marks, remap)

    optimiser = torch.optim.AdamW(weight_groups(model, options.rate), fused=True)
    peaks = [g["lr"] for g in optimiser.param_groups]
    plain = [prepare(words, s, names.get(s.name), teacher.get(s.name)) for s in learn]
    per_epoch = len(epoch(plain, random.Random(0), WINDOW, options.batch_size))
    steps = math.ceil(per_epoch * options.epochs)
    averaged = {k: v.detach().clone() for k, v in model.state_dict().items()}
    done, best = 0, 0.0
    if (folder / "last.pt").exists():
        kept = torch.load(folder / "last.pt", weights_only=True)
        model.load_state_dict(kept["model"], strict=False)
        optimiser.load_state_dict(kept["optimiser"])
        averaged, done, best = kept["averaged"], kept["step"], kept["best"]

    def save() -> None:
        kept = {
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "averaged": averaged,
            "step": done,
            "best": best,
        }
        torch.save(kept, folder / "last.part")
        (folder / "last.part").rename(folder / "last.pt")

    def evaluate() -> None:
        nonlocal best
        current = {k: v.detach().clone() for k, v in model.state_dict().items()}
        model.load_state_dict(averaged)
        model.eval()
        scores = span_scores(model, held, collate)
        mean = sum(scores.values()) / len(scores)
        if mean > best:
            best = mean
            torch.save({"options": vars_of(options), "model": averaged, "scores": scores}, folder / "best.pt")
        model.load_state_dict(current)
        model.train()
        line = {"step": done, "tuning": {k: round(v, 2) for k, v in scores.items()}, "best": round(best, 2)}
        with (folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(f"\n{json.dumps(line)}", file=sys.stderr, flush=True)

    model.train()
    began, first, seen = time.monotonic(), done, {}
    try:
        while done < steps:
            turn = done // per_epoch
            rng = random.Random(f"{options.seed}/{turn}")
            texts = [augmented(s, rng) for s in learn]
            fresh = [
                p if t is s else prepare(words, t, names.get(s.name), teacher_for(teacher, p, t))
                for s, t, p in zip(learn, texts, plain, strict=True)
            ]
            groups = epoch(fresh, rng, WINDOW, options.batch_size)
            for items in groups[done - turn * per_epoch :]:
                share = schedule(done, steps)
                for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                    group["lr"] = peak * share
                made = collate(items)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    scores = model(made.ids, made.mask)
                parts = losses(model, scores, made, options.distil if teacher else 0.0)
                total = parts["roles"] + 0.3 * parts.get("links", 0.0) + 0.1 * parts.get("names", 0.0)
                total.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                optimiser.zero_grad(set_to_none=True)
                done += 1
                decay = min(options.average, done / (done + 10))
                state = model.state_dict()
                torch._foreach_lerp_(
                    [v for v in averaged.values() if v.is_floating_point()],
                    [state[k] for k, v in averaged.items() if v.is_floating_point()],
                    1 - decay,
                )
                for name, value in parts.items():
                    seen[name] = 0.98 * seen.get(name, float(value.detach())) + 0.02 * float(value.detach())
                if done % 20 == 0:
                    pace = (time.monotonic() - began) / (done - first)
                    told = " ".join(f"{k} {v:.3f}" for k, v in seen.items())
                    left = (steps - done) * pace / 60
                    print(
                        f"step {done} of {steps}, {pace:.2f} s a step, {left:.0f} minutes left, {told}",
                        file=sys.stderr,
                        flush=True,
                    )
                if done % 200 == 0:
                    save()
                if (time.monotonic() - began) / 60 > options.minutes or done >= steps:
                    break
            save()
            evaluate()
            if (time.monotonic() - began) / 60 > options.minutes:
                break
    except KeyboardInterrupt:
        save()
        print("stopped; the same command goes on from here", file=sys.stderr)
        raise SystemExit(130) from None


def teacher_for(teacher: dict[str, np.ndarray], plain: Prepared, changed: corpus.Sample) -> np.ndarray | None:
    """Return the teacher's word for a changed text: only where the words still stand one for one."""
    known = teacher.get(plain.name)
    return known if known is not None and changed.text.count(" ") == plain.text.count(" ") else None


def vars_of(options: Options) -> dict[str, object]:
    """Return the options as plain values."""
    return {name: getattr(options, name) for name in options.__slots__}


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("run")
    for name, kind in Options.__annotations__.items():
        if name == "run":
            continue
        default = getattr(Options("x"), name)
        if kind == "bool":
            parser.add_argument(f"--{name}", action="store_true")
        else:
            parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    train(Options(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
