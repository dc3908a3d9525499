"""From scores to tags: the best sequence of a linear chain, and the spans that it spells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_TAGS = (
    "O",
    "B-person",
    "I-person",
    "B-organisation",
    "I-organisation",
    "B-state",
    "I-state",
    "B-other",
    "I-other",
)
ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4
"""Score of what cannot be; low enough to lose always, high enough to add up in float32."""


def forbidden_steps(tags: tuple[str, ...]) -> NDArray[np.float32]:
    """Return a matrix (from, to) that is 0 where a step is allowed and ``FORBIDDEN`` where it is not.

    ``I-x`` follows ``B-x`` or ``I-x`` only.
    """
    steps = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    steps[i, j] = FORBIDDEN
    return steps


def viterbi(
    scores: NDArray[np.float32], steps: NDArray[np.float32], opens: NDArray[np.bool_], tags: tuple[str, ...]
) -> NDArray[np.int64]:
    """Return the best tag of each word (Viterbi, 1967; for tagging: Lafferty et al., ICML 2001).

    Args:
        scores: a score for each word and tag, shape ``(m, tags)``.
        steps: a score for each step from one tag to the next, shape ``(tags, tags)``.
        opens: whether a word opens a paragraph, shape ``(m,)``; no span goes on there.
        tags: the tags' names.

    Returns:
        Tag numbers, shape ``(m,)``.
    """
    [path] = paths([(scores, opens)], steps, tags)
    return path


def paths(
    sequences: Sequence[tuple[NDArray[np.float32], NDArray[np.bool_]]],
    steps: NDArray[np.float32],
    tags: tuple[str, ...],
) -> list[NDArray[np.int64]]:
    """Return the best tags of several sequences, each by itself, as :func:`viterbi` does of one.

    Args:
        sequences: the scores of each, and which of its words open a paragraph.
        steps: a score for each step from one tag to the next, shape ``(tags, tags)``.
        tags: the tags' names.
    """
    barred = [_barred(scores, opens, tags) for scores, opens in sequences]
    if ((steps != 0) & (steps != FORBIDDEN)).any():
        return _together(barred, steps)
    # where steps are free or forbidden, no paragraph has a say in the next one's tags, and each word's own best tag
    # is part of the best path unless a step of its paragraph is forbidden, there or behind: that is seldom and short
    found = [scores.argmax(axis=1) for scores in barred]
    hard = [
        (number, slice(first, last))
        for number, path in enumerate(found)
        for first, last in _hard(path, steps, sequences[number][1], tags)
    ]
    better = _together([barred[number][words] for number, words in hard], steps) if hard else []
    for (number, words), path in zip(hard, better, strict=True):
        found[number][words] = path
    return found


def _hard(
    path: NDArray[np.int64], steps: NDArray[np.float32], opens: NDArray[np.bool_], tags: tuple[str, ...]
) -> list[tuple[int, int]]:
    """Return the words ``[first, last)`` of each paragraph up to behind the last forbidden step that a path takes."""
    wrong = (steps[path[:-1], path[1:]] < 0).nonzero()[0] + 1
    if not len(wrong):
        return []
    begins = [0, *(opens[1:].nonzero()[0] + 1).tolist()]
    outside = [*(~_inside(tags)[path]).nonzero()[0].tolist(), len(path)]
    found = {}
    for at in wrong.tolist():
        first = begins[bisect_right(begins, at) - 1]
        found[first] = outside[bisect_left(outside, at)]  # what begins there needs nothing before it
    return list(found.items())


def _together(barred: list[NDArray[np.float32]], steps: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """Return the best path of each of several sequences.

    All go forward together, a word of each at a time, for a step of many costs little more than a step of one.
    """
    lengths = [len(scores) for scores in barred]
    # the last axis: the sequence; the middle one: the tag
    own = np.zeros((max(lengths, default=0), len(steps), len(barred)), dtype=np.float32)
    for number, scores in enumerate(barred):
        own[: len(scores), :, number] = scores
    bests = np.empty_like(own)
    bests[:1] = own[:1]
    ways = np.empty((len(steps), *own.shape[1:]), dtype=np.float32)  # the first axis: where from
    steps_of_each = np.repeat(steps[:, :, None], len(barred), axis=2)
    for before, here, best in zip(bests[:-1, :, None], own[1:], bests[1:], strict=True):
        np.add(steps_of_each, before, out=ways)
        np.maximum.reduce(ways, axis=0, out=best)
        np.add(best, here, out=best)
    back = _origins(bests, steps)
    found = []
    for number, m in enumerate(lengths):
        path = np.zeros(m, dtype=np.int64)
        if m:
            tag = int(bests[m - 1, :, number].argmax())
            path[-1] = tag
            origins = back[: m - 1, :, number].tolist()
            for k in range(m - 2, -1, -1):
                tag = origins[k][tag]
                path[k] = tag
        found.append(path)
    return found


def _origins(bests: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return the tag that the best way to each tag of the next word comes from, the first of equally good ones."""
    highest = steps[0][:, None] + bests[:-1, :1]
    origins = np.zeros(highest.shape, dtype=np.int8)
    for tag in range(1, len(steps)):
        scores = steps[tag][:, None] + bests[:-1, tag : tag + 1]
        np.copyto(origins, tag, where=scores > highest)
        np.maximum(highest, scores, out=highest)
    return origins


def _barred(
    scores: NDArray[np.float32], opens: NDArray[np.bool_], tags: tuple[str, ...]
) -> NDArray[np.float32]:
    """Return scores by which no span goes on at a word that opens a paragraph, nor at the first word."""
    first = opens.copy()
    first[:1] = True
    return scores + np.where(first[:, None] & _inside(tags), np.float32(FORBIDDEN), np.float32(0))


@cache
def _inside(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.asarray([tag.startswith("I-") for tag in tags])


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities that each row of scores spells, shape and type as given; there may be no rows."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    odds: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return odds


def spans(path: NDArray[np.int64], tags: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Return ``(role, start, end)`` of every span that a sequence of BIO tags spells, in words."""
    found: list[tuple[str, int, int]] = []
    role, start, end = "", 0, 0
    marked = path.nonzero()[0]
    for k, tag in zip(marked.tolist(), path[marked].tolist(), strict=True):
        name = tags[tag]
        if k == end and name == "I-" + role:
            end += 1
            continue
        if role:
            found.append((role, start, end))
        role, start, end = (name[2:], k, k + 1) if name.startswith("B-") else ("", 0, 0)
    if role:
        found.append((role, start, end))
    return found
