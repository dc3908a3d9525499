"""Train a tagger: ``python -m training.train RUN [options]``.

It stops with Ctrl-C or a SIGTERM, and goes on with the same command. Everything of a run is in ``training/work/RUN``:
``last.pt`` (to go on from), ``best.pt`` (the best on the tuning part, averaged weights), ``log.jsonl``, and
``finished.json`` when it is done.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from itertools import chain, repeat
from pathlib import Path
from types import FrameType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from onrecord.reading.tokens import WINDOW, Window, marks
from training import corpus
from training.acts import read_labels
from training.corpus import WORK
from training.data import Batch, Prepared, augmented, batch, epoch, prepare
from training.encoders import load_encoder, narrowed, tokeniser
from training.evaluate import span_scores
from training.model import ACT_HEADS, Tagger, losses
from training.names import read_labels as read_names

HEAD_RATE = 5.0
"""The heads start from nothing and learn this many times faster than the encoder."""

ACT_RATE = 20.0
"""The same of the heads of acts, which have few labels and start when the encoder is nearly done."""

WEIGHTS = {"roles": 1.0, "links": 0.3, "names": 0.1}
"""What each head's loss counts; that of acts is an option."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; rates and sizes as tried on the tuning part (see the model card).

    Args:
        run: its name.
        encoder: what it starts from: see :func:`training.encoders.load_encoder`.
        epochs: how often each article is seen.
        rate: the encoder's highest learning rate.
        batch_size: windows to a step.
        dropout: of hidden states.
        average: decay of the running average of the weights.
        init: a run whose best weights it starts from.
        teacher: a file of a teacher's probabilities, in the folder of the runs.
        distil: the teacher's weight against the gold labels.
        unlabelled: the share of the articles without annotations that an epoch draws, to learn from by the
            teacher's word.
        annotated: what the loss of roles counts where it comes from annotations. Articles with labels of acts are
            seen often, and what is learned by heart there is lost elsewhere.
        act_weight: what the loss of acts and positions counts.
        link_rate: how many times faster than the encoder the heads of links and names learn. At a low rate of the
            encoder, they do not get far from their start otherwise.
        labelled: whether of the annotated articles only those with labels of acts are learned from, if there
            are any.
        articles: how many articles of each part are used; 0 for all of them.
        seed: of all that is drawn.
        minutes: after which it stops, to go on another time.
    """

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
    unlabelled: float = 0.0
    annotated: float = 1.0
    act_weight: float = 0.5
    link_rate: float = HEAD_RATE
    labelled: bool = False
    articles: int = 0
    seed: int = 1
    minutes: float = 1e9

    def recipe(self) -> dict[str, object]:
        """Return what the weights depend on."""
        return {name: value for name, value in asdict(self).items() if name not in ("run", "minutes")}


def schedule(step: int, steps: int) -> float:
    """Return the share of the full rate at a step: a linear rise over 6%, then a linear fall to nothing."""
    rise = max(1, round(0.06 * steps))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / (steps - rise))


def load_parts(options: Options) -> tuple[list[corpus.Sample], list[corpus.Sample]]:
    """Return the annotated articles that are learned from, and the tuning part."""
    limit = options.articles or None
    learn, tune = corpus.split(corpus.load("train"))
    learn, tune = learn[:limit], tune[:limit]
    return learn, tune


def read_teacher(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return a teacher's word-level probabilities by article."""
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def weight_groups(model: Tagger, rate: float, link_rate: float = HEAD_RATE) -> list[dict[str, object]]:
    """Return the optimiser's groups: encoder and heads at their rates, no decay on biases and norms."""
    own = {"encoder": 1.0, "links": link_rate, "names": link_rate} | dict.fromkeys(ACT_HEADS, ACT_RATE)
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, weight in model.named_parameters():
        times = own.get(name.split(".")[0], HEAD_RATE)
        groups.setdefault((times, weight.ndim > 1), []).append(weight)
    return [
        {"params": weights, "lr": rate * times, "weight_decay": 0.01 if decays else 0.0}
        for (times, decays), weights in groups.items()
    ]


class Articles:
    """What a run learns from and what it is judged on, cut into words."""

    def __init__(self, options: Options, work: Path, padding: int, remap: NDArray[np.int64] | None) -> None:
        self._options = options
        self._words = tokeniser()
        self._marks = (*marks(self._words)[:2], padding)
        self._remap = remap
        self._names = read_names(work / "names.jsonl")
        self._teacher = read_teacher(work / options.teacher) if options.teacher else {}
        self._learn, tune = load_parts(options)
        tuning = frozenset(s.name for s in tune)
        own = read_labels()
        self._labels = {n: rows for n, rows in own.items() if not corpus.is_held(n, tuning)}
        if options.labelled:
            self._learn = [s for s in self._learn if s.name in self._labels] or self._learn
        self.plain = [self._prepare(s) for s in self._learn]
        self._without = corpus.load_unlabelled()[: options.articles or None] if options.unlabelled else []
        self.held = [prepare(self._words, s, labels=own.get(s.name)) for s in tune]
        self.steps_an_epoch = sum(1 for _ in self.batches(0))

    def batches(self, turn: int) -> Iterator[list[tuple[Prepared, Window]]]:
        """Yield the windows of one epoch, some of its texts altered, in an order of its own."""
        rng = random.Random(f"{self._options.seed}/{turn}")
        drawn = rng.sample(self._without, round(self._options.unlabelled * len(self._without)))
        fresh = []
        for sample, plain in zip([*self._learn, *drawn], chain(self.plain, repeat(None)), strict=False):
            text = augmented(sample, rng)
            fresh.append(plain if plain and text is sample else self._prepare(text))
        yield from epoch(fresh, rng, WINDOW, self._options.batch_size)

    def collate(self, items: list[tuple[Prepared, Window]]) -> Batch:
        """Put windows side by side."""
        return batch(items, self._marks, self._remap)

    def _prepare(self, sample: corpus.Sample) -> Prepared:
        name = sample.name
        return prepare(
            self._words, sample, self._names.get(name), self._teacher.get(name), self._labels.get(name)
        )


class Run:
    """A run: its network, how far it has come, and its folder.

    Args:
        options: what it is made of.
        work: the folder of the runs.

    Raises:
        SystemExit: the folder holds a run of that name with other options.
    """

    def __init__(self, options: Options, work: Path = WORK) -> None:
        self.options = options
        self._folder = work / options.run
        self._folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(options.seed)
        start = load_encoder(options.encoder, options.dropout, work)
        self.model = Tagger(start.encoder, start.hidden, options.dropout)
        if options.init:
            kept = torch.load(work / options.init / "best.pt", weights_only=True)["model"]
            kept = narrowed(kept, start.inner, start.attention)
            self.model.load_state_dict(kept, strict=False)  # heads that it lacks start anew
        self.articles = Articles(options, work, start.padding, start.remap)
        self._steps = math.ceil(self.articles.steps_an_epoch * options.epochs)
        self._optimiser = torch.optim.AdamW(
            weight_groups(self.model, options.rate, options.link_rate), fused=True
        )
        self._peaks = [group["lr"] for group in self._optimiser.param_groups]
        self._averaged = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self._done, self._best = 0, 0.0
        self._seen: dict[str, float] = {}
        if (self._folder / "last.pt").exists():
            self._take_up()

    def train(self) -> bool:
        """Train to the end, or until told to stop or out of time; return whether it is finished."""
        self.model.train()
        began, first = time.monotonic(), self._done
        turn = self._done // self.articles.steps_an_epoch
        with _told_to_stop() as told:
            while self._done < self._steps:
                # An epoch has a few batches more or less than the one that the steps were counted by.
                place = max(0, self._done - turn * self.articles.steps_an_epoch)
                for items in list(self.articles.batches(turn))[place:]:
                    self._step(self.articles.collate(items))
                    if self._done % 20 == 0:
                        self._tell((time.monotonic() - began) / (self._done - first))
                    if told:
                        self._save()
                        print("stopped; the same command goes on from here", file=sys.stderr)
                        raise SystemExit(128 + told[0])
                    if self._done % 200 == 0:
                        self._save()
                    if self._late(began) or self._done >= self._steps:
                        break
                self._save()
                self._evaluate()
                if self._late(began):
                    break
                turn = max(turn + 1, self._done // self.articles.steps_an_epoch)
        finished = self._done >= self._steps
        if finished:
            kept = {"options": asdict(self.options), "steps": self._done, "best": round(self._best, 2)}
            (self._folder / "finished.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        return finished

    def _late(self, began: float) -> bool:
        return (time.monotonic() - began) / 60 > self.options.minutes

    def _step(self, made: Batch) -> None:
        share = schedule(self._done, self._steps)
        for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * share
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.model(made.ids, made.mask)
        parts = losses(
            self.model,
            scores,
            made,
            self.options.distil if self.options.teacher else 0.0,
            self.options.annotated,
        )
        weights = WEIGHTS | {"acts": self.options.act_weight}
        total = torch.stack([weights[name] * loss for name, loss in parts.items()]).sum()
        total.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self._done += 1
        decay = min(self.options.average, self._done / (self._done + 10))
        state = self.model.state_dict()
        torch._foreach_lerp_(
            [v for v in self._averaged.values() if v.is_floating_point()],
            [state[k] for k, v in self._averaged.items() if v.is_floating_point()],
            1 - decay,
        )
        for name, loss in parts.items():
            value = float(loss.detach())
            self._seen[name] = 0.98 * self._seen.get(name, value) + 0.02 * value

    def _tell(self, pace: float) -> None:
        told = " ".join(f"{name} {value:.3f}" for name, value in self._seen.items())
        left = (self._steps - self._done) * pace / 60
        print(
            f"step {self._done} of {self._steps}, {pace:.2f} s a step, {left:.0f} minutes left, {told}",
            file=sys.stderr,
            flush=True,
        )

    def _take_up(self) -> None:
        kept = torch.load(self._folder / "last.pt", weights_only=True)
        mine = self.options.recipe()
        other = {name: value for name, value in kept.get("options", mine).items() if mine.get(name) != value}
        if other:
            told = ", ".join(f"{name} {value!r}" for name, value in other.items())
            raise SystemExit(f"{self._folder} holds a run with other options: {told}")
        self.model.load_state_dict(kept["model"])
        self._optimiser.load_state_dict(kept["optimiser"])
        self._averaged, self._done, self._best = kept["averaged"], kept["step"], kept["best"]

    def _save(self) -> None:
        kept = {
            "options": self.options.recipe(),
            "model": self.model.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "averaged": self._averaged,
            "step": self._done,
            "best": self._best,
        }
        write(kept, self._folder / "last.pt")

    def _evaluate(self) -> None:
        current = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.model.load_state_dict(self._averaged)
        self.model.eval()
        scores = span_scores(self.model, self.articles.held, self.articles.collate)
        mean = sum(scores.values()) / len(scores)
        if mean > self._best or not (self._folder / "best.pt").exists():
            self._best = mean
            kept = {"options": asdict(self.options), "model": self._averaged, "scores": scores}
            write(kept, self._folder / "best.pt")
        self.model.load_state_dict(current)
        self.model.train()
        tuning = {name: round(score, 2) for name, score in scores.items()}
        line = json.dumps({"step": self._done, "tuning": tuning, "best": round(self._best, 2)})
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        print(line, file=sys.stderr, flush=True)


def write(kept: Mapping[str, object], path: Path) -> None:
    """Write a file that is there whole or not at all."""
    torch.save(kept, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """Give a list that Ctrl-C and SIGTERM put their number into; a second one stops at once.

    Both are set here, for a process that a shell started in the background is born ignoring Ctrl-C.
    """
    told: list[int] = []

    def hear(number: int, _: FrameType | None) -> None:
        if told:
            raise SystemExit(128 + number)
        told.append(number)
        print("stopping after this step", file=sys.stderr, flush=True)

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("run")
    for field in fields(Options)[1:]:
        name = f"--{field.name.replace('_', '-')}"
        if isinstance(field.default, bool):
            parser.add_argument(name, action="store_true")
        else:
            parser.add_argument(name, type=type(field.default), default=field.default)
    Run(Options(**vars(parser.parse_args()))).train()


if __name__ == "__main__":
    main()
