"""The heads of acts and positions: from what the encoder says of words to what it says of statements.

The encoder gives each word a *vote*, a vector and the weight that it has among the words of a content, and *marks*,
scores for the words of actions, conditions and targets. A statement's vector is made of the mean votes of its source
and its cue and of the weighted mean of its content's (attention pooling, as in Yang et al., NAACL 2016). On it rest its
act, its mode, and whether it has a position and a target; and together with the mean vote of an action's words, the
stand on that action.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.statement import Act, Mode, Stand

if TYPE_CHECKING:
    from onrecord.reading.encoder import Tagged

VECTOR = 96
"""Width of a vote's vector."""

HIDDEN = 128
"""Width of a statement's vector."""

MARKS = ("O", "B-action", "I-action", "B-condition", "I-condition")
"""Tags of words; behind them stands one more score: that the word names the target."""

ACTS: tuple[Act, ...] = get_args(Act)
MODES: tuple[Mode, ...] = get_args(Mode)
STANDS: tuple[Stand, ...] = get_args(Stand)

FIELDS = len(ACTS) + len(MODES) + 2
"""Scores of a statement: of each act, of each mode, that it has a position, that it has a target."""

Ranges = tuple[tuple[int, int], ...]
"""Words as ``[first, last)``."""

Roles = tuple[Ranges, Ranges, Ranges]
"""The words of a statement's source, cue and content."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The last layers, in the order in which they are applied; shapes as ``torch.nn.Linear`` has them.

    Args:
        mix: from the three votes to a statement's vector, shape ``(HIDDEN, 3 * VECTOR)``.
        fields: from that to the scores of its fields, shape ``(FIELDS, HIDDEN)``.
        stand: from that and an action's vote to the scores of stands, shape ``(stands, HIDDEN + VECTOR)``.
    """

    mix: NDArray[np.float32]
    mix_bias: NDArray[np.float32]
    fields: NDArray[np.float32]
    fields_bias: NDArray[np.float32]
    stand: NDArray[np.float32]
    stand_bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> Weights:
        """Load the layers from a file of arrays."""
        with np.load(path) as stored:
            return cls(**{name: stored[name].astype(np.float32) for name in cls.__dataclass_fields__})

    def save(self, path: Path) -> None:
        """Write the layers to a file of arrays."""
        np.savez(path, **{name: getattr(self, name) for name in self.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Scored:
    """What the network says of one statement, as probabilities.

    Args:
        acts: of each act, shape ``(10,)``.
        modes: of each mode, shape ``(3,)``.
        positioned: that it takes a position.
        targeted: that it has a target.
        hidden: its vector, from which the stands on its actions follow.
    """

    acts: NDArray[np.float32]
    modes: NDArray[np.float32]
    positioned: float
    targeted: float
    hidden: NDArray[np.float32]


def score(weights: Weights, tagged: Tagged, statements: Sequence[Roles]) -> list[Scored]:
    """Score statements, each by the words of its three roles, any of which may be empty."""
    if not statements:
        return []
    parts = [
        np.concatenate((mean_vote(tagged, source), mean_vote(tagged, cue), _weighed_vote(tagged, content)))
        for source, cue, content in statements
    ]
    hidden = np.tanh(np.stack(parts) @ weights.mix.T + weights.mix_bias)
    rows = (hidden @ weights.fields.T + weights.fields_bias).tolist()
    return [_scored(row, vector) for row, vector in zip(rows, hidden, strict=True)]


def _scored(fields: list[float], hidden: NDArray[np.float32]) -> Scored:
    acts, modes = fields[: len(ACTS)], fields[len(ACTS) : len(ACTS) + len(MODES)]
    having, aimed = (1 / (1 + math.exp(-max(-30.0, min(x, 30.0)))) for x in fields[-2:])
    return Scored(chances(acts), chances(modes), having, aimed, hidden)


def score_stand(
    weights: Weights, tagged: Tagged, scored: Scored, action: tuple[int, int]
) -> NDArray[np.float32]:
    """Return the probability of each stand that a statement may take on an action, given by its words."""
    both = np.concatenate([scored.hidden, mean_vote(tagged, (action,))])
    return chances((weights.stand @ both + weights.stand_bias).tolist())


def mean_vote(tagged: Tagged, ranges: Ranges) -> NDArray[np.float32]:
    """Return the mean vector of words, nought of none."""
    votes = _votes(tagged, ranges)
    if not len(votes):
        return np.zeros(VECTOR, dtype=np.float32)
    total: NDArray[np.float32] = np.add.reduce(votes, axis=0)
    return total[1:] / np.float32(len(votes))


def _weighed_vote(tagged: Tagged, ranges: Ranges) -> NDArray[np.float32]:
    """Return the mean vector of words by their weights, nought of none."""
    votes = _votes(tagged, ranges)
    if not len(votes):
        return np.zeros(VECTOR, dtype=np.float32)
    shares = np.exp(votes[:, 0] - votes[:, 0].max())
    mean: NDArray[np.float32] = (shares / shares.sum()) @ votes[:, 1:]
    return mean


def _votes(tagged: Tagged, ranges: Ranges) -> NDArray[np.float32]:
    """Return the votes of words, those of one range without copying them."""
    if len(ranges) == 1:
        [(first, last)] = ranges
        return tagged.votes[first:last]
    return np.concatenate([tagged.votes[:0], *(tagged.votes[first:last] for first, last in ranges)])


def chances(scores: Sequence[float]) -> NDArray[np.float32]:
    """Return the probabilities that scores in log odds spell; they are few, for which plain numbers are fastest."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return np.asarray([power / total for power in powers], dtype=np.float32)
