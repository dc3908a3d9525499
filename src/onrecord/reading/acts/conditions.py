"""Conditions by their words: which clause of a statement an action hangs on, and how far it goes.

The network finds one condition in five, and mostly no more of it than its first word. What opens a conditional clause
is plain, and so is where it ends: at a mark, at the end of a quotation that it stands in, or at another clause.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.statement import Span, Stand

CONDITIONED: Final[frozenset[Stand]] = frozenset({"pledged", "favoured", "open", "ruled_out"})
"""Stands that clauses make conditional: who is against something anyway gives reasons rather than conditions."""

REACH: Final = 80
"""Characters between an action and its condition. Of the clauses that near to labelled actions that are learned from,
56 of 64 are labelled as conditions, of 86 that are."""

_WHO: Final = r"(?:he|she|they|it|we|I|you)"
_OPENS: Final = re.compile(
    rf"""(?<![\w’'-])(?:
    (?P<sure>only\ (?:if|when|after|once)|(?:for\ )?[“"]?(?:as|so)\ long\ as|provid(?:ed|ing)(?:\ that)?
      |on\ (?:the\ |one\ )?condition(?:\ that)?|unless|in\ (?:exchange|return)\ for|depending\ on
      |in\ (?:the\ event|case)(?=\ that|\ {_WHO}))
    |(?P<if>if)
    |until(?=\ (?:{_WHO}|[a-z]+ing)\ )
    |should(?=\ (?:he|she|they|it)\ )
    )(?![\w’'-])""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"[.;:?!…—–](?=[\s”\"’']|$)|[,\n”\"]|\s*https?:|\s(?:[-–—]{1,2}|\(|then|but|because|while|although|though)(?=\s|\w)"
    rf"|\sand\s+{_WHO}\s+(?:will|would|is|are|was|were|has|have|had|said)\b"
)
_WHETHER: Final = re.compile(
    r"\b(?:as|even|ask\w*|wonder\w*|see|know|sure|decid\w*|clear|doubt\w*|matter|question\w*|unclear|say|tell|determin\w*)\s$",
    re.IGNORECASE,
)
"""Words before "if" that make it a question or a concession."""
_STOPS: Final = re.compile(r"[.!?…][”\"’']*\s")
_BEFORE: Final = 16
_LEAST_WORDS: Final = 2


def clauses(text: str, low: int, high: int) -> list[Span]:
    """Return the conditional clauses of a stretch, in their order.

    Args:
        text: the article's text.
        low: where the stretch begins.
        high: where it ends.
    """
    found: list[Span] = []
    for opens in _OPENS.finditer(text, low, high):
        start = opens.start()
        if found and start < found[-1][1]:
            continue
        if opens["if"] and _WHETHER.search(text, max(low, start - _BEFORE), start):
            continue
        ends = _ENDS.search(text, opens.end(), high)
        end = ends.start() if ends else high
        if ends and ends[0] in '”"' and text[start:end].count("“") + text[start:end].count('"') == 1:
            end = ends.end()  # for “as long as it takes”
        if len(text[start:end].split()) >= _LEAST_WORDS:
            found.append((start, end))
    return found


def whole(text: str, condition: Span, low: int, high: int) -> Span:
    """Return the clause that a condition is part of; the condition itself where it is part of none.

    Args:
        text: the article's text.
        condition: the words that were found.
        low: where the statement begins.
        high: where it ends.
    """
    start, end = condition
    over = [c for c in clauses(text, low, high) if c[0] < end and start < c[1]]
    return (min(start, over[0][0]), max(end, over[-1][1])) if over else condition


def condition_told(text: str, action: Span, stand: Stand, low: int, high: int) -> Span | None:
    """Return the clause that a position hangs on by its words: the nearest one of the action's sentence.

    Args:
        text: the article's text.
        action: the action.
        stand: the stand on it.
        low: where the statement begins.
        high: where it ends.
    """
    if stand not in CONDITIONED:
        return None
    start, end = action
    near: list[tuple[int, Span]] = []
    for clause in clauses(text, low, high):
        behind = clause[0] >= end
        gap = clause[0] - end if behind else start - clause[1]
        between = text[end : clause[0]] if behind else text[clause[1] : start]
        inside = start < clause[0] < end  # an action that was marked with its condition
        if inside or (0 <= gap <= REACH and not _STOPS.search(between)):
            near.append((max(gap, 0), clause))
    return min(near)[1] if near else None
