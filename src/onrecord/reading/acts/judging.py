"""What is done by a statement: its mode, act, target and positions, from what the network says of it.

The act is one of those that political science codes in events and claims (PLOVER: Halterman et al., 2023; discourse
networks: Leifeld, 2017), chosen by the codebook's order of weight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import (
    ACTS,
    MODES,
    STANDS,
    Ranges,
    Scored,
    Weights,
    score,
    score_stand,
)
from onrecord.reading.acts.lexicon import Lexicon
from onrecord.reading.acts.refusals import settled, stand_told
from onrecord.reading.acts.stretches import Stretch, likeliest_action, stretches
from onrecord.reading.acts.targets import likeliest_targets
from onrecord.reading.encoder import Tagged
from onrecord.statement import Act, Kind, Mode, Passage, Position, Span, Spans

AIMLESS: Final[frozenset[Act]] = frozenset({"commit", "desire", "claim", "question"})
"""Acts that have no target, by the codebook."""

HAS_POSITION: Final = 0.3
HAS_TARGET: Final = 0.2
SURE_ACTION: Final = 0.5
"""Odds from which one more action within a statement counts. All three were chosen on the tuning part."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is done by one statement, with the probability of each field."""

    mode: Mode
    act: Act
    target: Passage | None
    positions: tuple[Position, ...]
    mode_odds: float
    act_odds: float
    target_odds: float
    position_odds: float


Join = Callable[[NDArray[np.float32], Span], NDArray[np.float32]]
"""Gives the odds of each stand on an action, from the network's odds."""

Meant = Callable[[Span], Passage | None]
"""Gives whom the words at a span mean, by the fullest name, ``None`` for nobody or the speaker."""


class Judge:
    """Judges the statements of one article.

    Args:
        weights: the last layers of the network.
        lexicon: what the words say by themselves; ``None`` for the network's opinion alone.
        text: the article's text.
        tagged: what the network says of its words.
    """

    def __init__(self, weights: Weights, lexicon: Lexicon | None, text: str, tagged: Tagged) -> None:
        self._weights, self._lexicon, self._text, self._tagged = weights, lexicon, text, tagged

    def judge(self, source: Spans, cue: Spans, content: Spans, kind: Kind, meant: Meant) -> Judged:
        """Judge one statement.

        Args:
            source: its source's spans.
            cue: its cue's.
            content: its content's.
            kind: what its speaker is.
            meant: gives whom a mention in it means.
        """
        scored, hull = self.score(source, cue, content, kind)
        named = (meant(aim) for aim in self.targets(scored, hull, self._words(source)))
        low = min((start for start, _ in (*source, *cue, *content)), default=0)

        def join(odds: NDArray[np.float32], action: Span) -> NDArray[np.float32]:
            spans = source, cue, content
            if self._lexicon:
                odds = self._lexicon.joined_stand(odds, self._text, spans, kind, action)
            told = stand_told(self._text, action, low)
            return settled(odds, told) if told else odds

        positions, sure = self.positions(scored, hull, join)
        return Judged(
            MODES[int(scored.modes.argmax())],
            ACTS[int(scored.acts.argmax())],
            next((target for target in named if target), None),
            positions,
            float(scored.modes.max()),
            float(scored.acts.max()),
            scored.targeted,
            scored.positioned * sure if positions else 1 - scored.positioned,
        )

    def score(self, source: Spans, cue: Spans, content: Spans, kind: Kind) -> tuple[Scored, tuple[int, int]]:
        """Score a statement; return that and the words ``[first, last)`` that it stands in."""
        roles = [self._words(spans) for spans in (source, cue, content)]
        every = [words for role in roles for words in role]
        hull = min((a for a, _ in every), default=0), max((b for _, b in every), default=0)
        scored = score(self._weights, self._tagged, *roles)
        if self._lexicon:
            opinion = self._lexicon.scores(self._text, source, cue, content, kind)
            scored = self._lexicon.joined(scored, opinion)
        return scored, hull

    def targets(self, scored: Scored, hull: tuple[int, int], source: Ranges) -> list[Span]:
        """Return where the target may be named among the words ``[first, last)``; nowhere if the act has none."""
        if ACTS[int(scored.acts.argmax())] in AIMLESS or scored.targeted < HAS_TARGET:
            return []
        return [self._span(*place) for place in likeliest_targets(self._tagged, *hull, source)]

    def positions(
        self, scored: Scored, hull: tuple[int, int], join: Join = lambda odds, action: odds
    ) -> tuple[tuple[Position, ...], float]:
        """Return the positions among the words ``[first, last)``, the main one first, and the odds of its stand.

        Args:
            scored: what the network says of the statement.
            hull: the words that it stands in.
            join: puts another opinion beside the network's of the stand on an action.
        """
        first, last = hull
        if scored.positioned < HAS_POSITION:
            return (), 0.0
        marked = stretches(self._tagged, first, last)
        actions = sorted((s for s in marked if s.what == "action"), key=lambda s: -s.odds)
        actions = actions[:1] + [s for s in actions[1:] if s.odds >= SURE_ACTION]
        if not actions:
            likeliest = likeliest_action(self._tagged, first, last)
            actions = [likeliest] if likeliest else []
        conditions = [s for s in marked if s.what == "condition"]
        hangs = {_nearest(actions, condition): condition for condition in conditions if actions}
        found, sure = [], 0.0
        for number, action in enumerate(actions):
            span = self._span(action.first, action.last)
            odds = join(self.stand(scored, span), span)
            if not number:
                sure = float(odds.max())
            condition = hangs.get(number)
            found.append(
                Position(
                    STANDS[int(odds.argmax())],
                    self._passage(action),
                    self._passage(condition) if condition else None,
                )
            )
        return tuple(found), sure

    def stand(self, scored: Scored, action: Span) -> NDArray[np.float32]:
        """Return the network's odds of each stand on an action, shape ``(STANDS,)``."""
        return score_stand(self._weights, self._tagged, scored, self._tagged.tokens.within(action))

    def _words(self, spans: Spans) -> Ranges:
        found = (self._tagged.tokens.within(span) for span in spans)
        return tuple((a, b) for a, b in found if a < b)

    def _span(self, first: int, last: int) -> Span:
        return int(self._tagged.tokens.starts[first]), int(self._tagged.tokens.ends[last - 1])

    def _passage(self, stretch: Stretch) -> Passage:
        return Passage.of(self._text, (self._span(stretch.first, stretch.last),))


def _nearest(actions: list[Stretch], condition: Stretch) -> int:
    """Return which action a condition is nearest to."""
    gaps = [max(condition.first - a.last, a.first - condition.last) for a in actions]
    return gaps.index(min(gaps))
