"""Fit the confidences on the tuning part: ``python -m training.calibrate`` writes them into the model's card.

Then it is learned there from which probability on 90 or 95 of a hundred statements are right.

A statement is right when a gold statement not yet taken has a content of token-Jaccard at least 0.5 and a source
that shares a word that matters (both as the shared scorer has it). The fit is logistic regression with a
quadratic penalty, so that what was seen rarely (posts, turns) says little.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.choice import PRECISIONS
from onrecord.reading.confidence import ACT_FIELDS, FEATURES, features, log_odds
from onrecord.reading.encoder import WEIGHTS, Encoder
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.reading.raw import Raw
from onrecord.reading.reader import Reader
from onrecord.statement import Quote
from training import corpus
from training.card import signed

PENALTY = 2.0
FEWEST = 50
"""Statements that a share of right ones is told from."""

_WORD = re.compile(r"\w+")
_SMALL_WORDS = "a an the of in on at by to for from with and or but as than that this these those"
_SMALL = frozenset(_SMALL_WORDS.split())


def word_set(text: str, spans: tuple[tuple[int, int], ...] | list[tuple[int, int]]) -> frozenset[int]:
    """Return where the words that the spans touch begin."""
    found: set[int] = set()
    for start, end in spans:
        first = start
        while first > 0 and _WORD.match(text[first - 1 : first]) and _WORD.match(text[first : first + 1]):
            first -= 1
        found.update(m.start() for m in _WORD.finditer(text, first, end))
    return frozenset(found)


def judge(text: str, raws: list[Raw], gold: tuple[corpus.Annotation, ...]) -> list[bool]:
    """Tell of each statement whether it is right, best overlaps matched first."""
    mine = [(word_set(text, r.content), word_set(text, r.source)) for r in raws]
    true = [(word_set(text, g.content), word_set(text, g.source)) for g in gold]
    pairs = []
    for i, (content, source) in enumerate(mine):
        for j, (other, other_source) in enumerate(true):
            shared = len(content & other)
            if not shared or shared / len(content | other) < 0.5:
                continue
            if _same_source(text, source, other_source):
                pairs.append((-shared / len(content | other), i, j))
    right = [False] * len(raws)
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if not right[i] and j not in taken:
            right[i] = True
            taken.add(j)
    return right


def _same_source(text: str, a: frozenset[int], b: frozenset[int]) -> bool:
    if not a or not b:
        return not a and not b
    shared = [m[0].lower() for at in a & b if (m := _WORD.match(text, at))]
    return any(word not in _SMALL for word in shared) or (bool(shared) and a == b)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Fit a penalised logistic regression by Newton's method.

    Args:
        x: features, shape ``(cases, features)``.
        y: 1 for right, 0 for wrong, shape ``(cases,)``.

    Returns:
        The weights and the bias.
    """
    design = np.column_stack((x, np.ones(len(x))))
    penalty = np.diag([PENALTY] * x.shape[1] + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (p - y) + penalty @ weights
        hessian = design.T @ (design * (p * (1 - p))[:, None]) + penalty + 1e-9 * np.eye(len(weights))
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights[:-1], float(weights[-1])


def calibrate_acts(target: Path = WEIGHTS, articles: int | None = None) -> None:
    """Fit the probabilities of acts, modes, targets and positions on the tuning part's labels, given the gold spans.

    A target is right by name; a position is right where the main one's stand is, and its action overlaps the labelled
    one; none where there is none.

    Args:
        target: the folder of the model.
        articles: how many of the labelled articles; all of them unless given.
    """
    from benchmarks.acts import cases, same_action, same_name

    path = target / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["acts"] = {field: {"slope": 1.0, "bias": 0.0} for field in ACT_FIELDS}
    path.write_text(json.dumps(signed(card), indent=1) + "\n", encoding="utf-8")
    reader = Reader(Encoder(target))
    odds: dict[str, list[float]] = {field: [] for field in ACT_FIELDS}
    right: dict[str, list[bool]] = {field: [] for field in ACT_FIELDS}
    for sample, known in cases("tuning")[:articles]:
        gold = sample.gold or ()
        made = reader.describe(sample.text, [(a.source, a.cue, a.content) for a in gold])
        by_id = {a.id: statement for a, statement in zip(gold, made, strict=True)}
        for case in known:
            one = by_id[case.annotation.id]
            stand = one.positions[0].stand if one.positions else ""
            verdicts = {
                "mode": one.mode == case.mode,
                "act": one.act == case.act,
                "positions": stand == case.stand and (not stand or same_action(case, one)),
            }
            if one.target:
                verdicts["target"] = same_name(case.target, one.target.text)
            for field, verdict in verdicts.items():
                odds[field].append(getattr(one.confidence, field))
                right[field].append(verdict)
    for field in ACT_FIELDS:
        x = np.asarray([[log_odds(p)] for p in odds[field]]).reshape(-1, 1)
        y = np.asarray(right[field], dtype=np.float64)
        weights, bias = fit(x, y)
        share = y.mean() if len(y) else 0.0
        card["acts"][field] = {
            "slope": round(float(weights[0]), 4),
            "bias": round(bias, 4),
            "cases": len(y),
            "right": round(float(share), 4),
        }
        print(f"{field}: {len(y)} cases, {share:.1%} right")
    path.write_text(json.dumps(signed(card), indent=1) + "\n", encoding="utf-8")


def judged(reader: Reader, articles: int | None = None) -> tuple[list[Raw], list[Quote], list[bool]]:
    """Return the statements found in the tuning part, how each is quoted, and whether it is right.

    Args:
        reader: what finds them.
        articles: how many articles of the tuning part; all of them unless given.
    """
    _, tune = corpus.split(corpus.load("train"))
    raws: list[Raw] = []
    quotes: list[Quote] = []
    right: list[bool] = []
    for sample in tune[:articles]:
        quoted = QuotedWords(sample.text, quotations(sample.text))
        found = reader.statements(sample.text, quoted, reader.encoder.tag(sample.text))
        flat = [r for r in found if r.inside is None]
        raws.extend(flat)
        quotes.extend(quoted.quote(r.content) for r in flat)
        right.extend(judge(sample.text, flat, sample.gold or ()))
    return raws, quotes, right


def threshold(sure: list[float], right: list[bool], share: float) -> float | None:
    """Return the least probability from which on a share is right, by a standard error at least.

    The margin is there since the promise has to hold for other articles. From every higher probability on, the share
    has to be reached too; above that, fewer than ``FEWEST`` statements tell nothing.

    Args:
        sure: each statement's probability.
        right: whether it is right.
        share: how many of those that are kept shall be right.

    Returns:
        The probability; ``None`` if the share is never reached.
    """
    found = None
    for least in sorted(set(sure), reverse=True):
        kept = [fits for p, fits in zip(sure, right, strict=True) if p >= least]
        if len(kept) < FEWEST:
            continue
        rate = sum(kept) / len(kept)
        if rate < share:
            break
        if rate - math.sqrt(rate * (1 - rate) / len(kept)) >= share:
            found = least
    return found


def learn_thresholds(target: Path = WEIGHTS, articles: int | None = None) -> None:
    """Write into a model's card from which probability on 90 or 95 of a hundred statements are right.

    Args:
        target: the folder of the model, whose confidences are fitted.
        articles: how many articles of the tuning part; all of them unless given.
    """
    reader = Reader(Encoder(target))
    raws, quotes, right = judged(reader, articles)
    sure = [reader.calibration.probability(raw, quote) for raw, quote in zip(raws, quotes, strict=True)]
    path = target / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["precise"] = {}
    for precise in PRECISIONS:
        least = threshold(sure, right, precise / 100)
        if least is None:
            print(f"{precise}% are never right of {FEWEST} statements or more")
            continue
        kept = [fits for p, fits in zip(sure, right, strict=True) if p >= least]
        share = sum(kept) / len(kept)
        card["precise"][str(precise)] = {"least": least, "statements": len(kept), "right": round(share, 4)}
        print(f"{precise}%: from {least} on, {len(kept)} of {len(right)} statements, {share:.1%} right")
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def calibrate(target: Path = WEIGHTS, articles: int | None = None) -> None:
    """Read the tuning part, fit, and write the fit into a model's card.

    Args:
        target: the folder of the model.
        articles: how many articles of the tuning part; all of them unless given.
    """
    raws, quotes, right = judged(Reader(Encoder(target)), articles)
    rows = [features(raw, quote) for raw, quote in zip(raws, quotes, strict=True)]
    x = np.asarray(rows, dtype=np.float64).reshape(-1, len(FEATURES))
    y = np.asarray(right, dtype=np.float64)
    weights, bias = fit(x, y)
    p = 1 / (1 + np.exp(-(x @ weights + bias)))
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(
        abs(y[bins == b].mean() - p[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    )
    share = y.mean() if len(y) else 0.0
    path = target / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card.pop("precise", None)  # learned from other probabilities
    card["confidence"] = {
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
        "bias": round(bias, 4),
        "cases": len(y),
        "right": round(float(share), 4),
        "calibration_error": round(float(error), 4),
    }
    path.write_text(json.dumps(signed(card), indent=1) + "\n", encoding="utf-8")
    print(f"{len(y)} statements, {share:.1%} right, calibration error {error:.1%} on what it was fitted on")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="the folder of the model")
    parser.add_argument("--thresholds", action="store_true", help="learn only the thresholds of precision")
    given = parser.parse_args()
    if not given.thresholds:
        calibrate(given.target)
        calibrate_acts(given.target)
    learn_thresholds(given.target)
