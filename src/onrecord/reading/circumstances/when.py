"""When a statement was made: the expression of time that goes with its cue.

It stands behind the cue ("said on Monday"), before it ("late on Monday she said") or opens the sentence ("On Monday,
the mayor said"). One in a clause of its own ("the mayor, who came on Monday, said") tells of something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.reading.circumstances.dates import may_tell, resolved, times
from onrecord.reading.circumstances.scene import CONTENT, OTHER, SOURCE, Scene
from onrecord.statement import Passage, When

CONFIDENCE: Final = {
    "cue": 0.93,
    "behind": 0.9,
    "before": 0.82,
    "starts": 0.78,
    "opening": 0.58,
    "after content": 0.83,
    "source": 0.71,
    "shared": 0.9,
}
"""How often each rule is right, measured on the labelled articles that are learned from (``benchmarks.circumstances``)
with one right and one wrong added, so that a rule that was seen five times promises no more than it should."""

_MOST_WORDS = 16
_DOCUMENT = re.compile(
    r"\b(?:polls?|surveys?|report|study|article|story|letter|memo|statement|speech|e-?mails?|interview|column|editorial|"
    r"op-ed|post|tweet|release|filing|lawsuit|ad|video|book|ruling|opinion)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"[{OTHER};:—]|\b(?:who|whom|whose|which|that|where|while|because|after|before|since|until|if|but|than|"
    r"and (?!\w+ (?:on|at|in)\b)|despite|following|when|"
    r"to (?!\w+(?:ers|ors|ists)\b)(?=[a-z]+ (?:a|the|his|her|their|its)\b))",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:[\s\x01,]|\b(?:and|also|has|had|have|then|\w+ly)\b)*", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whose|which|that|where)\b")
_ANOTHER = re.compile(rf"\b(?:and|but) {SOURCE}")
_CONTEST = re.compile(
    r"['’]s (?:[\w-]+ ){0,4}?(?:primar|caucus|election|vote\b|contest|game|deadline|convention)"
)
_STARTS = re.compile(
    r"[\s“\"'(]*(?:\w+,? )?(?:(?:Speaking|Later|Back|Also|Earlier|Late|Early),? )?"
    r"(?:(?:On|In|At|Over|By|During|on|in|at) )?(?:the )?"
)
_OPENING = re.compile(
    r"[\s“\"'(]*(?:(?:But|And|Then|So|Meanwhile|However|Speaking|As),? )?(?:[\w’'.-]+ ){0,9}$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time and the rule that it was found by."""

    when: When
    rule: str


def when(scene: Scene, published: date | None) -> Dated | None:
    """Return when a statement was made.

    Args:
        scene: the statement's scene.
        published: the day of publication, which weekdays and the like are resolved by.
    """
    if not may_tell(scene.words):
        return _of_source(scene, published)
    best: tuple[int, int] | None = None
    chosen: tuple[re.Match[str], str] | None = None
    for time in times(scene.text):
        rule, rank = _rule(scene, *time.span())
        if rule and (best is None or rank < best):
            best, chosen = rank, (time, rule)
    if chosen is None:
        return _of_source(scene, published)
    time, rule = chosen
    words = scene.passage(time.span())
    return Dated(When(words.text, words.spans, resolved(time, published)), rule)


def _of_source(scene: Scene, published: date | None) -> Dated | None:
    """Return the time that stands in the source: "a poll this week found", "the letter of May 4 says"."""
    for start, end in scene.spans.source:
        if _DOCUMENT.search(scene.article, start, end) is None:
            continue
        for time in times(scene.article, start, end):
            words = Passage.of(scene.article, (time.span(),))
            return Dated(When(words.text, words.spans, resolved(time, published)), "source")
    return None


def _rule(scene: Scene, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Return the rule by which the time at ``[start, end)`` goes with the cue, and its rank; empty for none."""
    first, last = scene.cue
    text = scene.text
    if first <= start and end <= last:
        return "cue", (0, 0)
    if _CONTEST.match(text, end):
        return "", (9, 0)
    if start >= last:
        gap = text[last:start]
        if _CLAUSE.search(gap) or len(gap.split()) > _MOST_WORDS:
            return "", (9, 0)
        if CONTENT in gap:
            return ("after content", (4, len(gap))) if len(gap.rpartition(CONTENT)[2]) < 8 else ("", (9, 0))
        return "behind", (1, len(gap))
    if end <= first:
        gap = text[end:first]
        if _RELATIVE.search(text, 0, start) or _ANOTHER.search(gap):
            return "", (9, 0)
        if _BESIDE.fullmatch(gap):
            return "before", (2, len(gap))
        if _STARTS.fullmatch(text, 0, start):
            return "starts", (3, len(gap))
        if OTHER not in gap and CONTENT not in gap and _OPENING.match(text, 0, start):
            return "opening", (4, len(gap))
    return "", (9, 0)
