"""What is done by a statement: its mode, act, target and positions, from what the network says of it.

The act is one of those that political science codes in events and claims (PLOVER: Halterman et al., 2023; discourse
networks: Leifeld, 2017), chosen by the codebook's order of weight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.aims import Aimed
from onrecord.reading.acts.conditions import condition_told, whole
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
from onrecord.reading.acts.hints import Hints
from onrecord.reading.acts.lexicon import Lexicon, Parts
from onrecord.reading.acts.modes import Signs, joined
from onrecord.reading.acts.promises import promised
from onrecord.reading.acts.refusals import Outright, outright, refusing, settled, stand_told, wishing
from onrecord.reading.acts.stretches import Stretch, likeliest_action, rounded, stretches
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

Aim = Callable[[Act], Aimed | None]
"""Gives at whom or what an act of the statement is directed, ``None`` for nobody."""


Told = tuple[Parts, Kind]
"""A statement's source, cue and content, and what its speaker is."""


class Judge:
    """Judges the statements of one article.

    Args:
        weights: the last layers of the network.
        lexicon: what the words say by themselves; ``None`` for the network's opinion alone.
        text: the article's text.
        tagged: what the network says of its words.
        hints: what plain signs say; ``None`` to leave them aside.
        statements: all of its statements: they are scored at once, and what is done by one is not told in the
            content of another.
    """

    def __init__(  # noqa: PLR0917
        self,
        weights: Weights,
        lexicon: Lexicon | None,
        text: str,
        tagged: Tagged,
        hints: Hints | None = None,
        statements: Sequence[Told] = (),
    ) -> None:
        self._weights, self._lexicon, self._text, self._tagged = weights, lexicon, text, tagged
        self._hints = hints
        self._contents = sorted(span for (_, _, content), _ in statements for span in content)
        self._scored = dict(zip(statements, self._scores(statements), strict=True))

    def judge(  # noqa: PLR0917
        self,
        source: Spans,
        cue: Spans,
        content: Spans,
        kind: Kind,
        aim: Aim,
        signs: Signs | None = None,
        side: Sequence[str] = (),
    ) -> Judged:
        """Judge one statement.

        Args:
            source: its source's spans.
            cue: its cue's.
            content: its content's.
            kind: what its speaker is.
            aim: gives at whom an act of it is directed.
            signs: what speaks for its mode around it; ``None`` to leave that aside.
            side: the names and roles of its speaker.
        """
        scored, hull = self.score(source, cue, content, kind)
        low, high = self._span(*hull) if hull[0] < hull[1] else (0, 0)
        told = outright(self._text, low, high, cue) or promised(self._text, content, high, side)

        def join(odds: NDArray[np.float32], action: Span) -> NDArray[np.float32]:
            spans = source, cue, content
            if self._lexicon:
                odds = self._lexicon.joined_stand(odds, self._text, spans, kind, action)
            plain = stand_told(self._text, action, low)
            return settled(odds, plain) if plain else odds

        positions, sure = self.positions(scored, hull, join, told, self._apart((low, high), content))
        acts = scored.acts
        if told and told.stand == "ruled_out":
            acts = refusing(acts)
        elif positions and stand_told(self._text, positions[0].action.spans[0], low) == "favoured":
            acts = wishing(acts)
        act = ACTS[int(acts.argmax())]
        aimed = aim(act) if act not in AIMLESS and scored.targeted >= HAS_TARGET else None
        if act == "claim" and positions and positions[0].stand == "pledged":
            act = "commit"  # of the labelled statements that are learned from with that stand, 439 of 481; claims: 5
        modes = joined(scored.modes, signs) if signs else scored.modes
        return Judged(
            MODES[int(modes.argmax())],
            act,
            aimed.passage if aimed else None,
            positions,
            float(modes.max()),
            float(acts[ACTS.index(act)]),
            scored.targeted * aimed.odds if aimed else 1 - scored.targeted,
            sure if positions else 1 - scored.positioned,
        )

    def score(self, source: Spans, cue: Spans, content: Spans, kind: Kind) -> tuple[Scored, tuple[int, int]]:
        """Score a statement; return that and the words ``[first, last)`` that it stands in."""
        told: Told = (source, cue, content), kind
        scored = self._scored[told] if told in self._scored else self._scores([told])[0]
        every = [words for spans in told[0] for words in self._words(spans)]
        return scored, (min((a for a, _ in every), default=0), max((b for _, b in every), default=0))

    def _scores(self, statements: Sequence[Told]) -> list[Scored]:
        roles = [
            (self._words(source), self._words(cue), self._words(content))
            for (source, cue, content), _ in statements
        ]
        found = score(self._weights, self._tagged, roles)
        if self._lexicon:
            said = (self._lexicon.scores(self._text, *parts, kind) for parts, kind in statements)
            found = [self._lexicon.joined(*both) for both in zip(found, said, strict=True)]
        if self._hints:
            all_parts = (parts for parts, _ in statements)
            found = [
                self._hints.joined(one, self._text, parts)
                for one, parts in zip(found, all_parts, strict=True)
            ]
        return found

    def positions(
        self,
        scored: Scored,
        hull: tuple[int, int],
        join: Join = lambda odds, action: odds,
        told: Outright | None = None,
        apart: Sequence[Span] = (),
    ) -> tuple[tuple[Position, ...], float]:
        """Return the positions among the words ``[first, last)``, the main one first, and how sure that is.

        Args:
            scored: what the network says of the statement.
            hull: the words that it stands in.
            join: puts another opinion beside the network's of the stand on an action.
            told: the position that its words take by themselves.
            apart: the contents of other statements among those words, which hold none of its actions.
        """
        if scored.positioned < HAS_POSITION and told is None:
            return (), 0.0
        low, high = self._span(*hull)
        marked = [s for s in stretches(self._tagged, *hull) if not self._within(s, apart)]
        actions = self._actions(marked, hull, high, told)
        conditions = [
            whole(self._text, self._span(s.first, s.last), low, high) for s in marked if s.what == "condition"
        ]
        hangs = {_nearest(actions, condition): condition for condition in conditions if actions}
        found, sure = [], 0.0
        for number, action in enumerate(actions):
            odds = join(self.stand(scored, action), action)
            if told and action == told.action:
                odds = settled(odds, told.stand)
            stand = STANDS[int(odds.argmax())]
            if not number:
                sure = float(odds.max()) * (1.0 if told else scored.positioned)
            condition = hangs.get(number) or condition_told(self._text, action, stand, low, high)
            end = condition[0] if condition and action[0] < condition[0] < action[1] else action[1]
            deed = rounded(self._text, (action[0], end), end)
            passage = Passage.of(self._text, (condition,)) if condition else None
            found.append(Position(stand, Passage.of(self._text, (deed,)), passage))
        return tuple(found), sure

    def _actions(
        self, marked: list[Stretch], hull: tuple[int, int], high: int, told: Outright | None
    ) -> list[Span]:
        """Return the actions of a statement that takes a position, the main one first."""
        best = sorted((s for s in marked if s.what == "action"), key=lambda s: -s.odds)
        if told:
            kept = [s for s in best if s.odds >= SURE_ACTION]
            spans = [rounded(self._text, self._span(s.first, s.last), high) for s in kept]
            start, end = told.action
            return [told.action, *(s for s in spans if s[1] <= start or end <= s[0])]
        best = best[:1] + [s for s in best[1:] if s.odds >= SURE_ACTION]
        if not best:
            likeliest = likeliest_action(self._tagged, *hull)
            best = [likeliest] if likeliest else []
        return [rounded(self._text, self._span(s.first, s.last), high) for s in best]

    def _apart(self, hull: Span, content: Spans) -> list[Span]:
        """Return the contents of other statements that stand between the words of one."""
        first = bisect_left(self._contents, (hull[0], 0))
        between = takewhile(lambda span: span[0] < hull[1], self._contents[first:])
        return [s for s in between if s[1] <= hull[1] and not any(s[0] < e and b < s[1] for b, e in content)]

    def _within(self, stretch: Stretch, spans: Sequence[Span]) -> bool:
        start, end = self._span(stretch.first, stretch.last)
        return any(b <= start and end <= e for b, e in spans)

    def stand(self, scored: Scored, action: Span) -> NDArray[np.float32]:
        """Return the network's odds of each stand on an action, shape ``(STANDS,)``."""
        return score_stand(self._weights, self._tagged, scored, self._tagged.tokens.within(action))

    def _words(self, spans: Spans) -> Ranges:
        found = (self._tagged.tokens.within(span) for span in spans)
        return tuple((a, b) for a, b in found if a < b)

    def _span(self, first: int, last: int) -> Span:
        return int(self._tagged.tokens.starts[first]), int(self._tagged.tokens.ends[last - 1])


def _nearest(actions: list[Span], condition: Span) -> int:
    """Return which action a condition is nearest to."""
    gaps = [max(condition[0] - end, start - condition[1]) for start, end in actions]
    return gaps.index(min(gaps))
