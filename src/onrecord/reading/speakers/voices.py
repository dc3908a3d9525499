"""Voices: who says "I" and who is "you" in an interview or a transcript, by the turns that it is cut into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.reading.speakers.words import Words
from onrecord.reading.turns import Turn, turns
from onrecord.statement import Step

_ASKED, _ASKING, _ADDRESSED = 0.85, 0.6, 0.8


class Voices:
    """Whose turn it is, in questions and answers without names.

    Whoever answers is the person named most before the first question, its introduction; who asks is the author.

    Args:
        words: the article's words.
        entities: its entities.
    """

    def __init__(self, words: Words, entities: Sequence[Entity]) -> None:
        self._words = words
        self.turns = turns(words.text)
        self._asked = self._interviewee(entities)

    def _interviewee(self, entities: Sequence[Entity]) -> Entity | None:
        opening = next((turn.name[0] for turn in self.turns if turn.form == "question"), None)
        if opening is None:
            return None
        counts: Counter[int] = Counter()
        for entity in entities:
            if entity.kind == "person" and entity.named and not entity.members:
                counts[entity.number] = sum(self._words.starts[m.first] < opening for m in entity.mentions)
        found = max(counts, key=lambda number: (counts[number], -number), default=None)
        return entities[found] if found is not None and counts[found] else None

    def around(self, at: int) -> Turn | None:
        """Return the turn that the word ``at`` is part of, its name left out."""
        start = self._words.starts[at]
        return next((turn for turn in self.turns if any(s <= start < e for s, e in turn.words)), None)

    def labelled(self, first: int, last: int) -> list[Verdict]:
        """Return who speaks where the words ``[first, last)`` are the "Q" or "A" of a turn."""
        if last - first != 1 or not self.turns:
            return []
        span = self._words.span(first, last)
        turn = next((turn for turn in self.turns if turn.name == span), None)
        return self.speaker(turn) if turn is not None else []

    def speaker(self, turn: Turn) -> list[Verdict]:
        """Return who speaks a question or an answer; nobody for a turn with a name."""
        if turn.form == "question":
            return [Verdict("author", "author", (Step((turn.name,), "who asks in an interview"),), _ASKING)]
        if turn.form != "answer" or self._asked is None:
            return []
        return [self._interviewed(turn, "who answers in an interview", _ASKED)]

    def addressed(self, turn: Turn) -> list[Verdict]:
        """Return whom "you" means in a question; nobody in other turns."""
        if turn.form != "question" or self._asked is None:
            return []
        return [self._interviewed(turn, "who is asked in an interview", _ADDRESSED)]

    def _interviewed(self, turn: Turn, reason: str, confidence: float) -> Verdict:
        assert self._asked is not None
        steps = Step((turn.name,), reason), Step((self._asked.span,), "named most before it")
        return Verdict(self._asked.name, "person", steps, confidence, self._asked)
