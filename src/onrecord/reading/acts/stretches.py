"""The words of actions and conditions: the stretches that the network marks within a statement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import MARKS
from onrecord.reading.decode import forbidden_steps, softmax, spans, viterbi
from onrecord.reading.encoder import Tagged

_STEPS = forbidden_steps(MARKS)
_BEGIN, _INSIDE = MARKS.index("B-action"), MARKS.index("I-action")
_LONGEST = 25
"""Words of an action that is looked for because there must be one; those that are marked may be longer."""

_GOES_ON = 0.02
"""How likely a word behind its beginning must be against no word of an action. Chosen on the tuning part: what the
network is unsure of it finds too short."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``[first, last)`` that name an action or a condition, and how sure their beginning is."""

    what: str
    first: int
    last: int
    odds: float


def stretches(tagged: Tagged, first: int, last: int) -> list[Stretch]:
    """Return the actions and conditions marked among the words ``[first, last)``, in their order."""
    scores = tagged.marks[first:last, : len(MARKS)]
    if not len(scores) or not scores[:, 1:].max(initial=-np.inf) > scores[:, 0].min():
        return []
    odds = softmax(scores)
    path = viterbi(scores, _STEPS, tagged.tokens.opens[first:last], MARKS)
    return [
        Stretch(what, first + a, first + b, float(odds[a, MARKS.index("B-" + what)]))
        for what, a, b in spans(path, MARKS)
    ]


def likeliest_action(tagged: Tagged, first: int, last: int) -> Stretch | None:
    """Return where an action stands among the words ``[first, last)`` if there must be one."""
    odds: NDArray[np.float32] = softmax(tagged.marks[first:last, : len(MARKS)])
    if not len(odds):
        return None
    begin = int(odds[:, _BEGIN].argmax())
    end = begin + 1
    opens = tagged.tokens.opens[first:last]
    most = min(len(odds), begin + _LONGEST)
    while end < most and not opens[end] and odds[end, _INSIDE] > _GOES_ON * odds[end, 0]:
        end += 1
    return Stretch("action", first + begin, first + end, float(odds[begin, _BEGIN]))
