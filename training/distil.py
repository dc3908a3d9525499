"""Let trained taggers teach: ``python -m training.distil RUN...`` writes their probabilities of each word's role.

With ``--acts NAME`` it writes instead what they say, together, of the annotated statements that no reader has labelled.

The probabilities are the CRF's marginals (forward-backward), of every word of the unlabelled articles, kept as
``training/work/RUN.npz`` in 16 bits. Of several runs the mean is kept besides, as ``both.npz``: taggers that err
differently teach better together. ``training.train --teacher both.npz --unlabelled`` learns from it. Of acts the means
are kept as labels, ``training/work/NAME.jsonl``, for ``training.train --told NAME.jsonl``: the fields as probabilities,
and the words of actions, conditions and targets where they are likelier than not.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.reading.acts.heads import ACTS, MARKS, MODES, STANDS, VECTOR
from onrecord.reading.decode import TAGS, forbidden_steps, spans, viterbi
from onrecord.reading.tokens import WINDOW, Window, marks
from training import corpus
from training.acts import Label, read_labels
from training.corpus import WORK
from training.data import Batch, Prepared, batch, epoch, prepare
from training.encoders import tokeniser
from training.export import load_run
from training.model import Tagger, backward_scores, forward_scores, statement_vectors


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


@dataclass(slots=True)
class Told:
    """What several taggers say of the statements of a batch: the means of their probabilities.

    Shapes: ``fields (k, FIELDS)``, ``marks (b, m, 6)``; with each tagger, the vectors that stands follow from.
    """

    fields: Tensor
    marks: Tensor
    taggers: list[tuple[Tagger, Tensor, Tensor]]


@torch.inference_mode()
def teach_acts(runs: list[str], name: str, work: Path = WORK, articles: int | None = None) -> None:
    """Write what the best weights of several runs, together, say of the statements that no reader has labelled.

    Args:
        runs: the runs.
        name: of the file.
        work: the folder of the runs.
        articles: how many articles; all of them unless given.
    """
    taggers = [load_run(run, work) for run in runs]
    words = tokeniser()
    learn, tune = corpus.split(corpus.load("train"))
    tuning, own = frozenset(s.name for s in tune), read_labels()
    without = [s for s in learn if s.name not in own or corpus.is_held(s.name, tuning)][:articles]
    blank = {"act": "claim", "mode": "said", "positions": []}
    cut = [
        prepare(words, s, labels=[blank | {"id": a.id} for a in s.gold or () if a.content]) for s in without
    ]
    rows: list[Label] = []
    began, groups = time.monotonic(), epoch(cut, None, WINDOW, 16)
    for k, items in enumerate(groups):
        made = [batch(items, (*marks(words)[:2], start.padding), start.remap) for _, _, start in taggers]
        if len(made[0].deeds):
            told = _told([tagger for tagger, _, _ in taggers], made)
            rows += _labels(told, items)
        if k % 20 == 0:
            left = (time.monotonic() - began) / (k + 1) * (len(groups) - k - 1) / 60
            print(f"batch {k} of {len(groups)}, {left:.0f} minutes left", file=sys.stderr, flush=True)
    partial = (work / name).with_suffix(".part")
    partial.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    partial.rename(work / f"{name}.jsonl")


def _told(taggers: list[Tagger], made: list[Batch]) -> Told:
    """Return what several taggers say of a batch, cut for each of them."""
    sizes = (len(ACTS), len(MODES), 2)
    fields, odds, kept = torch.zeros(()), torch.zeros(()), []
    for tagger, cut in zip(taggers, made, strict=True):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = tagger(cut.ids, cut.mask)
        at = cut.first.unsqueeze(-1)
        votes = scores.votes.float().gather(1, at.expand(-1, -1, 1 + VECTOR))
        hidden = statement_vectors(tagger, votes[cut.deeds], cut.deed_roles)
        act, mode, rest = tagger.fields(hidden).split(sizes, dim=1)
        fields = fields + torch.cat([act.softmax(1), mode.softmax(1), rest.sigmoid()], dim=1)
        words = scores.marks.float().gather(1, at.expand(-1, -1, len(MARKS) + 1))
        odds = odds + torch.cat([words[..., :-1].softmax(-1), words[..., -1:].sigmoid()], dim=-1)
        kept.append((tagger, hidden, votes))
    return Told(fields / len(taggers), odds / len(taggers), kept)


def _labels(told: Told, items: list[tuple[Prepared, Window]]) -> Iterator[Label]:
    """Yield the labels of a batch's statements."""
    deeds = [
        (row, article, window, deed)
        for row, (article, window) in enumerate(items)
        for deed in article.acts.deeds
        if window.start <= deed.at < window.end
    ]
    steps = forbidden_steps(MARKS)
    for number, (row, article, window, deed) in enumerate(deeds):
        fields = told.fields[number].numpy()
        places = [w for part in deed.roles for w in part]
        first = max(window.start, min(w[0] for w in places))
        last = min(window.end, max(w[1] for w in places))
        odds = told.marks[row, first - window.start : last - window.start].numpy()
        path = viterbi(np.log(odds[:, :-1] + 1e-9), steps, article.tokens.opens[first:last], MARKS)
        found = [(mark, first + a, first + b) for mark, a, b in spans(path, MARKS)]
        label: Label = {
            "file": article.name,
            "id": deed.id,
            "fields": [round(float(v), 4) for v in fields],
            "positions": [],
        }
        if fields[-2] > 0.5:
            actions = [(a, b) for mark, a, b in found if mark == "action"]
            conditions = [(a, b) for mark, a, b in found if mark == "condition"]
            label["positions"] = [
                {
                    "stand": _stand(told, number, row, (a - window.start, b - window.start)),
                    "action": _characters(article, a, b),
                    "condition": _characters(article, *conditions[0]) if conditions and not k else None,
                }
                for k, (a, b) in enumerate(actions)
            ]
        aims = np.flatnonzero(odds[:, -1] > 0.5)
        if fields[-1] > 0.5 and len(aims):
            run = aims[: int(np.argmin(np.diff(aims, append=-1) == 1)) + 1]
            label["target"] = _characters(article, first + int(run[0]), first + int(run[-1]) + 1)
        yield label


def _stand(told: Told, number: int, row: int, action: tuple[int, int]) -> str:
    """Return the likeliest stand that a statement takes on the words of an action."""
    odds = torch.zeros(len(STANDS))
    for tagger, hidden, votes in told.taggers:
        vote = votes[row, slice(*action), 1:].mean(0)
        odds = odds + tagger.stand(torch.cat([hidden[number], vote])).softmax(0)
    return STANDS[int(odds.argmax())]


def _characters(article: Prepared, first: int, last: int) -> list[int]:
    return [int(article.tokens.starts[first]), int(article.tokens.ends[last - 1])]


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
    parser.add_argument("--acts", metavar="NAME", help="write labels of acts, under this name")
    given = parser.parse_args()
    if given.acts:
        teach_acts(given.runs, given.acts)
    else:
        for one in given.runs:
            teach(one)
        if len(given.runs) > 1:
            average(given.runs)
