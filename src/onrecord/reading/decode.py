"""From scores to tags: the best sequence of a linear chain, and the spans that it spells."""

from __future__ import annotations

from collections.abc import Sequence

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

    All go forward together, a word of each at a time, for a step of many costs little more than a step of one.

    Args:
        sequences: the scores of each, and which of its words open a paragraph.
        steps: a score for each step from one tag to the next, shape ``(tags, tags)``.
        tags: the tags' names.
    """
    lengths = [len(scores) for scores, _ in sequences]
    longest = max(lengths, default=0)
    inside = np.asarray([t.startswith("I-") for t in tags])
    barred = np.zeros((longest, len(sequences), len(tags)), dtype=np.float32)
    for number, (scores, opens) in enumerate(sequences):
        here = barred[: len(scores), number]
        here[...] = scores + np.where(opens[:, None] & inside, np.float32(FORBIDDEN), np.float32(0))
        here[:1, inside] += FORBIDDEN
    bests = np.empty_like(barred)
    bests[:1] = barred[:1]
    ways = np.empty((len(tags), len(sequences), len(tags)), dtype=np.float32)  # the first axis: where from
    steps_from = steps[:, None, :]
    for before, own, best in zip(bests[:-1], barred[1:], bests[1:], strict=True):
        np.add(steps_from, before.T[:, :, None], out=ways)
        np.maximum.reduce(ways, axis=0, out=best)
        np.add(best, own, out=best)
    back = _origins(bests, steps)
    found = []
    for number, m in enumerate(lengths):
        path = np.zeros(m, dtype=np.int64)
        if m:
            tag = int(bests[m - 1, number].argmax())
            path[-1] = tag
            origins = back[: m - 1, number].tolist()
            for k in range(m - 2, -1, -1):
                tag = origins[k][tag]
                path[k] = tag
        found.append(path)
    return found


def _origins(bests: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return the tag that the best way to each tag of the next word comes from, the first of equally good ones."""
    highest = steps[0] + bests[:-1, :, :1]
    origins = np.zeros(highest.shape, dtype=np.int8)
    for tag in range(1, len(steps)):
        scores = steps[tag] + bests[:-1, :, tag, None]
        np.copyto(origins, tag, where=scores > highest)
        np.maximum(highest, scores, out=highest)
    return origins


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities that each row of scores spells, shape and type as given; there may be no rows."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    odds: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return odds


def spans(path: NDArray[np.int64], tags: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Return ``(role, start, end)`` of every span that a sequence of BIO tags spells, in words."""
    found: list[tuple[str, int, int]] = []
    role, start = "", 0
    for k, tag in enumerate([*path.tolist(), 0]):
        name = tags[tag]
        if role and name != "I-" + role:
            found.append((role, start, k))
            role = ""
        if name.startswith("B-"):
            role, start = name[2:], k
    return found
