"""The words of actions and conditions: the stretches that the network marks within a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import MARKS
from onrecord.reading.decode import forbidden_steps, softmax, spans, viterbi
from onrecord.reading.encoder import Tagged
from onrecord.statement import Span

_STEPS = forbidden_steps(MARKS)
_BEGIN, _INSIDE = MARKS.index("B-action"), MARKS.index("I-action")
_LONGEST = 25
"""Words of an action that is looked for because there must be one; those that are marked may be longer."""

_GOES_ON = 0.02
"""How likely a word behind its beginning must be against no word of an action. Chosen on the tuning part: what the
network is unsure of it finds too short."""

_HANGING: Final = re.compile(
    r"(?:^|\s)(?:the|an?|of|to|with|in|into|on|for|from|by|at|as|and|or|between|among|against|towards?|without|his|her"
    r"|their|its|our|my|your|any|such|than|this|these|those|some|no|not|be|being|is|are|was|were|\(|[\w’'-]+-(?:\w+ed"
    r"|made|led|run|born|built)|(?:it|he|she|that|there)[’']s)$",
    re.IGNORECASE,
)
"""Words that no stretch ends in."""
_RELATIVE: Final = re.compile(r"\s(?:that|who|which|because|where|when)$", re.IGNORECASE)
_WORD: Final = re.compile(r"[-(“\"‘]*[\w’'$€£%-][^\s,.;:?!…—–()”\"]*(?:[.,]\d[\w]*)*")
_OBJECT: Final = re.compile(
    r" (?:to|the|an?|all|any|it|them|him|his|her|their|its|our|my|your|this|that|these|those)\b",
    re.IGNORECASE,
)
"""Words behind a lone verb that begin what it is done to."""
_MANNER: Final = re.compile(
    r"(?!(?:app|supp|re|rep|comp|imp|multip|ral|al|bul|tal|f)ly$)[\w-]{2,}ly", re.IGNORECASE
)
"""How something is done, and not yet what."""
_OBJECT_WORDS: Final = 5
"""Words that a lone verb is given with it, where its clause has as many."""
_MOST: Final = 8
"""Words by which a stretch that hangs in the air is made longer."""


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
    path = viterbi(scores, _STEPS, tagged.tokens.opens[first:last], MARKS)
    if not path.any():
        return []
    odds = softmax(scores)
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


def rounded(text: str, span: Span, high: int) -> Span:
    """Return a stretch that ends with a word that can end one: lengthened word by word, else shortened.

    Args:
        text: the article's text.
        span: the stretch.
        high: where it must end.
    """
    start, end = span[0], _with_verb(text, span, high)
    how, _, verb = text[start:end].rpartition(" ")
    if verb and (not how or _MANNER.fullmatch(how)) and _OBJECT.match(text, end, high):
        end = _with_object(text, end, high)
    if relative := _RELATIVE.search(text[start:end]):
        end = start + relative.start()
    longer = end
    for _ in range(_MOST):
        cut = text[longer : longer + 1] in ("-", "’", "'") and longer < high
        if not cut and not _HANGING.search(text[start:longer]):
            return start, _closed(text, start, longer)
        gap = 0 if cut else len(text[longer:high]) - len(text[longer:high].lstrip(" "))
        word = _WORD.match(text, longer + gap, high)
        if word is None:
            break
        longer = word.end()
    end = _closed(text, start, end)
    while (hanging := _HANGING.search(text[start:end])) and hanging.start():
        end = start + len(text[start : start + hanging.start()].rstrip())
    return start, end


def _with_verb(text: str, span: Span, high: int) -> int:
    """Return where a stretch ends that is more than how something is done: "resolutely" takes its verb along."""
    start, end = span
    word = _WORD.match(text, end + 1, high) if text[end : end + 1] == " " else None
    if word is None or not _MANNER.fullmatch(text[start:end]) or _HANGING.search(word[0]):
        return end
    return word.end()


def _with_object(text: str, end: int, high: int) -> int:
    """Return where the words end that follow a lone verb in its clause."""
    for _ in range(_OBJECT_WORDS):
        word = _WORD.match(text, end + 1, high) if text[end : end + 1] == " " else None
        if word is None:
            break
        end = word.end()
    return end


def _closed(text: str, start: int, end: int) -> int:
    """Return where a stretch ends without a bracket that it opens and does not close."""
    opened = text.rfind("(", start, end)
    return start + len(text[start:opened].rstrip()) if opened > start and ")" not in text[opened:end] else end
