"""The scene of a statement: the sentence that its cue stands in, with all but its frame masked.

Whom somebody tells, through which medium and when stands in the words around the cue ("told the Courier in a
letter on Monday"), not in what is said. So the content is masked, and so is what belongs to other statements of
the same sentence. A mask is as long as what it hides: places in the scene are places in the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.nearby import Nearby
from onrecord.reading.speakers import Attribution
from onrecord.reading.speakers.lexicon import TITLES, bag
from onrecord.statement import Passage, Span, Spans

SOURCE = "\x01"
CONTENT = "\x02"
OTHER = "\x03"

_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]*[^\W_a-z])|[\n\r\u2028\u2029]+")
_WORD = re.compile(r"\w+")
_BEFORE = re.compile(r"([\w.]+)\.$")
_SHORT = TITLES.keys() | bag(
    "jan feb mar apr jun jul aug sept sep oct nov dec no vs inc corp co ltd a.m p.m u.s u.k u.n e.g i.e d.c d-n.y "
    "mass calif fla ala ariz conn ill ind kan mich minn miss mo mont neb nev okla ore pa tenn va vt wash wis"
)
_CLAUSE = re.compile(
    rf"[;:{OTHER}]|\b(?:but|who|whom|which|where|that|because|if|than)\b|\b(?:and|as) {SOURCE}"
)
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|where)\b[^,;]*$")
_REACH = 160
_WIDEST = 600
"""Characters of a sentence looked at on either side of the cue; longer ones are lists and tables."""


class Sentences:
    """Where the sentences of a text end.

    Args:
        text: the article's text.
    """

    def __init__(self, text: str) -> None:
        self._ends = [m.end() for m in _END.finditer(text) if not _abbreviated(text, m.start())]
        self._last = len(text)

    def around(self, span: Span) -> Span:
        """Return the sentence, or the sentences, that ``span`` stands in."""
        before = bisect_right(self._ends, span[0])
        behind = bisect_left(self._ends, span[1])
        start = self._ends[before - 1] if before else 0
        end = self._ends[behind] if behind < len(self._ends) else self._last
        return max(start, span[0] - _WIDEST), min(end, span[1] + _WIDEST)


def _abbreviated(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is the full stop of an abbreviation or an initial."""
    if text[at] != ".":
        return False
    word = _BEFORE.search(text, max(at - 12, 0), at + 1)
    if word is None:
        return False
    letters = word.group(1).casefold()
    return letters in _SHORT or (len(letters) == 1 and letters.isalpha())


@dataclass(frozen=True, slots=True)
class Scene:
    """A statement's sentence, masked.

    Args:
        article: the article's text.
        text: the sentence; its content, its source and other statements are masked.
        start: where the sentence starts in the article.
        cue: where the cue starts and ends in ``text``; the source where there is no cue.
        spans: the statement's spans in the article.
        leads: the characters of the content's first span where it follows on the cue, else ``None``.
        words: the words that are not masked, in lower case: a rule whose telling words are not among them
            need not look.
    """

    article: str
    text: str
    start: int
    cue: Span
    spans: Attribution
    leads: Span | None
    words: frozenset[str]

    def passage(self, *places: Span) -> Passage:
        """Return the passage of the article at places in the scene."""
        return Passage.of(self.article, tuple((self.start + s, self.start + e) for s, e in places))

    def belongs(self, start: int, end: int) -> bool:
        """Whether words of the scene go with its cue rather than with a clause of their own."""
        first, last = self.cue
        if start >= last:
            gap = self.text[last:start]
        elif end <= first:
            gap = self.text[end:first]
            if _RELATIVE.search(
                self.text, max(0, start - _REACH), start
            ):  # "Ruiz, who fell at a rally, said"
                return False
        else:
            return True
        return len(gap) <= _REACH and not _CLAUSE.search(gap)


class Scenes:
    """Makes the scenes of an article's statements.

    Args:
        text: the article's text.
        attributions: its statements' spans.
    """

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self._text = text
        self._plain = text.replace("\xa0", " ")
        self._sentences = Sentences(text)
        self._marks: Nearby[tuple[int, bool]] = Nearby()
        for number, one in enumerate(attributions):
            for spans, content in ((one.content, True), (one.source, False), (one.cue, False)):
                for span in spans:
                    self._marks.add(span, (number, content))

    def of(self, number: int, spans: Attribution) -> Scene | None:
        """Return the scene of a statement; ``None`` where it has neither source nor cue.

        Args:
            number: which of the article's attributions it is.
            spans: its spans.
        """
        anchor = spans.cue or spans.source
        if not anchor:
            return None
        cue = anchor[0][0], anchor[-1][1]
        if cue[1] - cue[0] > _WIDEST:
            cue = anchor[-1][0], min(anchor[-1][1], anchor[-1][0] + _WIDEST)
        start, end = self._sentences.around(cue)
        own = _within(spans.source, start, end), _within(spans.cue, start, end)
        first = min(s for group in own for s, _ in group) if any(own) else cue[0]
        last = max(e for group in own for _, e in group) if any(own) else cue[1]
        letters = list(self._plain[start:end])
        for (s, e), (other, content) in self._marks.overlapping((start, end)):
            if other == number:
                continue
            if content and s <= first and last <= e:  # this statement lies within that one
                _mask(letters, 0, s - start)
                _mask(letters, e - start, len(letters))
            elif content:
                _mask(letters, s - start, e - start)
            elif s >= last:
                _mask(letters, s - start, len(letters))
            elif e <= first:
                _mask(letters, 0, e - start)
        for s, e in _within(spans.content, start, end):
            _mask(letters, s - start, e - start, CONTENT)
        for s, e in own[0]:
            _mask(letters, s - start, e - start, SOURCE)
        for s, e in own[1]:
            letters[s - start : e - start] = self._plain[s:e]
        follows = next((span for span in spans.content if span[0] >= cue[1]), None)
        leads = follows if follows and follows[0] - cue[1] <= 2 else None
        visible = "".join(letters)
        place = cue[0] - start, cue[1] - start
        words = frozenset(_WORD.findall(visible.lower()))
        return Scene(self._text, visible, start, place, spans, leads, words)


def _within(spans: Spans, start: int, end: int) -> list[Span]:
    return [(max(s, start), min(e, end)) for s, e in spans if s < end and start < e]


def _mask(letters: list[str], start: int, end: int, mark: str = OTHER) -> None:
    start, end = max(start, 0), min(end, len(letters))
    if start < end:
        letters[start:end] = mark * (end - start)
