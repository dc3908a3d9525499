"""Where people's decisions hold on to: words of an article, found again when they are read anew or have changed.

An anchor is the spans of a statement's content, and beside them a quote selector as of the W3C's Web Annotation Data
Model (2017, 4.2.4): the exact words, and those before and after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rapidfuzz import fuzz

from onrecord.statement import Spans, slice_of

CONTEXT: Final = 32
"""Characters before and after the words that tell one place from another with the same words."""

LIKE: Final = 80.0
"""Percent of likeness from which other words are taken for the same statement (rapidfuzz's ratio)."""

OVERLAP: Final = 0.5
"""Share of characters in common from which a statement with other borders is taken for the same one."""

How = Literal["spans", "quote", "like", "lost"]
"""How an anchor found its statement: in the same place, by the same words, by like words, or not at all."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text: its spans, the words there, and those before and after."""

    spans: Spans
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, spans: Spans) -> Anchor:
        """Return the anchor of some spans of a text."""
        start, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
        return cls(
            spans, slice_of(text, spans), text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Which of the candidates an anchor holds on to, and how it was found."""

    index: int
    how: How


def find(anchor: Anchor, text: str, candidates: Sequence[Spans], *, same_text: bool) -> Found | None:
    """Return which statement an anchor holds on to.

    Looked for, in this order: the same spans; the same words, of several those in the likest company; a statement
    that shares most of its characters; the likest words.

    Args:
        anchor: the anchor.
        text: the article's text now.
        candidates: the contents of the statements that are there now.
        same_text: whether spans of the anchor are spans of this text.
    """
    if same_text and anchor.spans in candidates:
        return Found(candidates.index(anchor.spans), "spans")
    here = [Anchor.of(text, spans) for spans in candidates]
    company = anchor.prefix + anchor.suffix
    equal = [i for i, one in enumerate(here) if one.exact == anchor.exact]
    if equal:
        best = max(equal, key=lambda i: fuzz.ratio(here[i].prefix + here[i].suffix, company))
        return Found(best, "quote")
    if same_text:
        shared = [(overlap(anchor.spans, spans), i) for i, spans in enumerate(candidates)]
        share, i = max(shared, default=(0.0, 0))
        return Found(i, "like") if share >= OVERLAP else None
    likeness = [
        (fuzz.ratio(one.exact, anchor.exact, score_cutoff=LIKE), i) for i, one in enumerate(here) if one.exact
    ]
    like, i = max(likeness, default=(0.0, 0))
    return Found(i, "like") if like >= LIKE else None


def overlap(one: Spans, other: Spans) -> float:
    """Return the characters that two contents share, as a part of those that either has (Jaccard)."""
    shared = sum(max(0, min(end, until) - max(start, begin)) for start, end in one for begin, until in other)
    either = sum(end - start for start, end in (*one, *other)) - shared
    return shared / either if either else 0.0


def moved(spans: Spans, old: str, new: str, shift: int) -> Spans | None:
    """Return where the words at some spans of an old text stand in a new one.

    Args:
        spans: spans of ``old``.
        old: the text before.
        new: the text now.
        shift: how far the place around them has moved; of several places the nearest to there is taken.

    Returns:
        Their spans, or ``None`` where some of the words are not there any more.
    """
    found = []
    for start, end in spans:
        at = nearest(new, old[start:end], start + shift)
        if at is None:
            return None
        found.append((at, at + end - start))
    return tuple(found)


def nearest(text: str, words: str, expected: int) -> int | None:
    """Return where words stand nearest to a place of a text; ``None`` where they do not stand at all."""
    after = text.find(words, max(0, expected))
    before = text.rfind(words, 0, max(0, expected) + len(words))
    places = [at for at in (after, before) if at >= 0]
    return min(places, key=lambda at: abs(at - expected), default=None)


def moved_value(value: Any, old: str, new: str, shift: int) -> tuple[Any, bool]:
    """Return a corrected value with its spans where their words stand now, and whether all of them were found."""
    if isinstance(value, list):
        pairs = [moved_value(item, old, new, shift) for item in value]
        if value and all(_is_span(item) for item in value):
            spans = moved(tuple((a, b) for a, b in value), old, new, shift)
            return ([list(span) for span in spans], True) if spans else (value, False)
        return [item for item, _ in pairs], all(whole for _, whole in pairs)
    if isinstance(value, dict):
        found = {key: moved_value(item, old, new, shift) for key, item in value.items()}
        return {key: item for key, (item, _) in found.items()}, all(whole for _, whole in found.values())
    return value, True


def _is_span(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(n, int) for n in item)
