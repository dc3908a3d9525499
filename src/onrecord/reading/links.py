"""From spans to statements in the making: which source and which contents belong to which cue.

Scores are inner products of vectors that the network gives each word, as a dependency parser scores arcs (Dozat
and Manning, ICLR 2017). Every cue takes at most one source and at least one content, every content one cue; spans
are linked within the window that the network saw at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.decode import softmax
from onrecord.reading.encoder import CONTENT_TO_CUE, CUE_TO_SOURCE, Tagged
from onrecord.reading.tokens import Window

WordSpan = tuple[int, int]
"""Words ``[first, last)`` of an article."""

RoleSpan = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is taken off a link's score: a word's logarithm, a cue and a paragraph's border between its two ends."""

    gap: float
    crossed: float
    borders: float


SOURCE = Prior(gap=0.3, crossed=1.0, borders=8.0)
CONTENT = Prior(gap=0.6, crossed=2.0, borders=4.0)
"""Chosen on the tuning part's gold spans."""

DEAREST = 4.0
"""A cue stays empty, and makes no statement, where a content for it would cost more than this in log odds."""

BESIDE = 3
"""A source stands beside its cue when at most this many words are between them."""


@dataclass(slots=True)
class Draft:
    """A statement in the making, in words.

    Args:
        cue: the words that ascribe; ``None`` for a content that found no cue.
        source: the words that name who is responsible.
        contents: what is ascribed, in pieces.
        source_odds: probability of the source (or of there being none) among the window's sources.
        content_odds: probability of the least certain content's cue among the window's cues.
    """

    cue: WordSpan | None
    source: WordSpan | None = None
    contents: list[WordSpan] = field(default_factory=list)
    source_odds: float = 1.0
    content_odds: float = 1.0


def link(tagged: Tagged, found: list[RoleSpan]) -> list[Draft]:
    """Put the spans of an article together.

    Args:
        tagged: the article with the network's vectors.
        found: the spans of the three roles, in the order of the text.

    Returns:
        Drafts in the order of the text: one a cue that has a content, one a content without a cue.
    """
    drafts: list[Draft] = []
    at = 0
    for number, window in enumerate(tagged.windows):
        here = []
        while at < len(found) and found[at][1] < window.end:
            here.append(found[at])
            at += 1
        drafts.extend(_link_window(tagged, number, window, here))
    return drafts


def _link_window(tagged: Tagged, number: int, window: Window, found: list[RoleSpan]) -> list[Draft]:
    sources = [(a, b) for role, a, b in found if role == "source"]
    cues = [(a, b) for role, a, b in found if role == "cue"]
    contents = [(a, b) for role, a, b in found if role == "content"]
    drafts = [Draft(cue) for cue in cues]
    between = _Between(tagged, window, cues)
    if cues:
        scores = _arcs(tagged, cues, sources, CUE_TO_SOURCE, nowhere=number)
        if sources:
            scores[:, :-1] += between.nearness(sources, cues, SOURCE).T
        odds = softmax(scores)
        for draft, chances in zip(drafts, odds, strict=True):
            best = int(chances.argmax())
            draft.source = sources[best] if best < len(sources) else None
            draft.source_odds = float(chances[best])
    if cues and contents:
        scores = _arcs(tagged, contents, cues, CONTENT_TO_CUE)
        scores += between.nearness(contents, [_block(draft) for draft in drafts], CONTENT)
        odds = softmax(scores)
        for content_number, chosen in enumerate(_one_each(odds)):
            drafts[chosen].contents.append(contents[content_number])
            sure = float(odds[content_number, chosen])
            drafts[chosen].content_odds = min(drafts[chosen].content_odds, sure)
    else:
        drafts.extend(Draft(None, contents=[content]) for content in contents)
    kept = [d for d in drafts if d.contents]
    kept.sort(key=lambda d: d.cue or d.contents[0])
    return kept


def _block(draft: Draft) -> WordSpan:
    """Return a cue together with its source, where the two stand side by side ("Ana Ruiz said")."""
    cue, source = draft.cue, draft.source
    assert cue is not None
    if source and source[1] <= cue[0] <= source[1] + BESIDE:
        return source[0], cue[1]
    if source and cue[1] <= source[0] <= cue[1] + BESIDE:
        return cue[0], source[1]
    return cue


class _Between:
    """What stands between the spans of a window.

    Args:
        tagged: the article.
        window: the window.
        cues: its cues, in order.
    """

    def __init__(self, tagged: Tagged, window: Window, cues: list[WordSpan]) -> None:
        self._start = window.start
        opens = tagged.tokens.opens[window.start : window.end]
        # how many of the first n words open a paragraph
        self._borders = np.concatenate(([0], np.cumsum(opens)))
        places = np.asarray(cues, dtype=np.int64).reshape(-1, 2)
        self._starts, self._ends = places[:, 0], places[:, 1]

    def nearness(self, spans: list[WordSpan], heads: list[WordSpan], prior: Prior) -> NDArray[np.float64]:
        """Return what distance says of links: the fewer words, cues and paragraphs between, the likelier.

        Args:
            spans: what is linked.
            heads: to what.
            prior: how much each counts.

        Returns:
            What is added to each link's score, shape ``(spans, heads)``.
        """
        start, end = np.asarray(spans).T[:, :, None]
        head_start, head_end = np.asarray(heads).T
        before = end <= head_start
        apart = before | (head_end <= start)
        first, last = np.where(before, end, head_end), np.where(before, head_start, start)
        crossed = self._ends.searchsorted(last, side="right") - self._starts.searchsorted(first)
        behind = np.maximum(start, head_start) + 1
        borders = self._borders[behind - self._start] - self._borders[first - self._start]
        gap = np.log1p(np.where(apart, last - first, 0))
        far = (
            prior.gap * gap + prior.crossed * np.maximum(crossed, 0) + prior.borders * np.minimum(borders, 3)
        )
        return np.where(apart, -far, 0.0)


def _arcs(
    tagged: Tagged,
    dependents: list[WordSpan],
    heads: list[WordSpan],
    relation: int,
    nowhere: int | None = None,
) -> NDArray[np.float32]:
    """Return the score of each head for each dependent; with ``nowhere``, a window's number, a last column for none."""
    asks = tagged.links[[a for a, _ in dependents], 2 * relation]
    gives = tagged.links[[a for a, _ in heads], 2 * relation + 1]
    if nowhere is not None:
        gives = np.concatenate((gives, tagged.nowhere[nowhere, 2 * relation + 1][None, :]))
    scores: NDArray[np.float32] = asks @ gives.T / np.sqrt(np.float32(asks.shape[1]))
    return scores


def _one_each(odds: NDArray[np.float32]) -> list[int]:
    """Choose a cue for each content: the likeliest, but that no cue stays empty while another has two.

    Args:
        odds: probabilities, shape ``(contents, cues)``.
    """
    chosen = [int(k) for k in odds.argmax(axis=1)]
    logs = np.log(np.maximum(odds, 1e-9))
    held = np.bincount(chosen, minlength=odds.shape[1])
    for _ in range(odds.shape[1]):
        empty = np.flatnonzero(held == 0)
        moves = [
            (float(logs[content, cue] - logs[content, now]), content, int(cue))
            for content, now in enumerate(chosen)
            if held[now] > 1
            for cue in empty
        ]
        cost, content, cue = max(moves, default=(-math.inf, 0, 0))
        if cost < -DEAREST:
            break
        held[chosen[content]] -= 1
        held[cue] += 1
        chosen[content] = cue
    return chosen
