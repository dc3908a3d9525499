"""What was spoken before: the statements resolved so far, and what they say of the next one's speaker."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from onrecord.reading.speakers.attribution import Attribution
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.focus import SUBJECT, place_weight
from onrecord.reading.speakers.lexicon import OFFICES, PREPOSITIONS, RELATIVE, bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.naming import Naming
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.ranking import Asking, fits
from onrecord.reading.speakers.runs import SECOND_VERB, adjoins, extent, goes_on, hangs_on
from onrecord.reading.speakers.subjects import opening_subject
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.reading.speakers.words import Words
from onrecord.statement import Span, Spans

_OPENERS = frozenset('“"‘«„')
_OPENING = 12  # words within which a sentence names its subject
_CLOSING = bag("concluded concludes added adds continued continues ended ends finished went")
_TELLING = bag("told tells telling tell asked asks asking ask")
_RUN = 12  # statements that a run is followed over
_AT_ONCE = 2.5  # sentences within which "they" and answers follow


class Spoken:
    """The statements of an article with their verdicts, as far as they are resolved.

    Args:
        discourse: the article.
        attributions: its statements' spans.
        naming: what gives entities their printed names.
    """

    def __init__(self, discourse: Discourse, attributions: Sequence[Attribution], naming: Naming) -> None:
        self._naming = naming
        self._d = discourse
        self._all = attributions
        self._order = sorted(range(len(attributions)), key=lambda k: _opening(attributions[k]))
        self.done: dict[int, list[Verdict]] = {}
        self.last: int | None = None

    def add(self, number: int, verdicts: list[Verdict]) -> None:
        """Add a statement's verdicts."""
        self.done[number] = verdicts
        self.last = number

    def latest(self) -> list[Verdict]:
        """Return the verdicts of the statement resolved last."""
        return self.done[self.last] if self.last is not None else []

    def asking(self, attribution: Attribution, at: int) -> Asking:
        """Return what is known of a source's pronoun at the word ``at``: who spoke, whom its content names."""
        named = self.named_in(attribution)
        spoken = frozenset(
            v.entity.number for said in self.done.values() for v in said if v.entity is not None
        )
        if self.last is None or not self._all[self.last].source:
            return Asking(named, spoken=spoken)
        words = self._d.words
        numbers = frozenset(v.entity.number for v in self.done[self.last] if v.entity is not None)
        spoke = words.within(self._all[self.last].source[0])[0]
        if words.lower[spoke] in RELATIVE:
            return Asking(named, spoken=spoken)
        since = (m for m in self._d.names.at[spoke:at] if m is not None and m.kind == "person")
        fresh = not any(m.entity not in numbers and not words.quoted[m.first] for m in since)
        return Asking(named, numbers, fresh, spoken)

    def told(self, attribution: Attribution) -> frozenset[str]:
        """Return the name of whom a statement is made to, right behind its cue ("she told Ruiz"); empty for nobody."""
        words = self._d.words
        last = words.within(attribution.cue[-1])[1] if attribution.cue else len(words)
        mention = self._d.names.at[last] if last < len(words) else None
        if (
            mention is None
            or mention.lead != last
            or mention.entity < 0
            or words.lower[last - 1] not in _TELLING
        ):
            return frozenset()
        return frozenset({self._d.entities[mention.entity].name})

    def answering(self, at: int) -> Mention | None:
        """Return who is expected to answer at the word ``at``, where the statement before asked them something."""
        if self.last is None:
            return None
        words = self._d.words
        cue = self._all[self.last].cue
        if not cue:
            return None
        first, last = words.within((cue[0][0], cue[-1][1]))
        if not any(w in ("asked", "asks", "pressed", "questioned") for w in words.lower[first:last]):
            return None
        asked = next((m for m in self._d.names.at[last - 1 : last + 4] if m is not None), None)
        near = words.moment[at] - words.moment[last - 1] < _AT_ONCE
        return asked if asked is not None and asked.entity >= 0 and near else None

    def several(self, found: Phrase) -> list[Verdict]:
        """Return the speakers of the statement before where they were several, and "they" follows at
        once."""
        before = self.done.get(self.last) if self.last is not None else None
        if not before or len(before) < 2 or self.last is None:
            return []
        words = self._d.words
        source = self._all[self.last].source
        place = words.within(source[0])[0] if source else 0
        if words.moment[found.first] - words.moment[place] > _AT_ONCE:
            return []
        return [
            v.because(
                words.span(found.first, found.last), f"{words.lower[found.first]}: those who spoke before"
            )
            for v in before
        ]

    def enclosing(self, at: int) -> list[Verdict]:
        """Return whose words the word ``at`` is part of, by the statements resolved or the quotation it
        stands in."""
        words = self._d.words
        start = words.starts[at]
        inside = self.containing(at)
        if inside:
            return inside
        if not words.quoted[at]:
            return []
        chain = next((q.chain for q in self._d.quotations if q.span[0] <= start < q.span[1]), None)
        spans = [q.span for q in self._d.quotations if q.chain == chain]
        near = [k for k in self.done if _meet(self._all[k].content, spans)]
        outside = [k for k in near if not _meet(self._all[k].source, spans)]
        return self.done[(outside or near)[-1]] if near else []

    def containing(self, at: int) -> list[Verdict]:
        """Return who speaks the smallest resolved statement whose content the word ``at`` is part of."""
        start = self._d.words.starts[at]
        inside = [
            k
            for k, other in enumerate(self._all)
            if k in self.done and any(s <= start < e for s, e in other.content)
        ]
        if not inside:
            return []
        return self.done[min(inside, key=lambda k: sum(e - s for s, e in self._all[k].content))]

    def later(self, at: int) -> int | None:
        """Return the unresolved statement with a source outside that quotes the words around the word
        ``at``."""
        start = self._d.words.starts[at]
        chain = next((q.chain for q in self._d.quotations if q.span[0] <= start < q.span[1]), None)
        spans = [q.span for q in self._d.quotations if q.chain == chain]
        for k, other in enumerate(self._all):
            outside = other.source and not any(s <= other.source[0][0] < e for s, e in spans)
            if k not in self.done and outside and _meet(other.content, spans):
                return k
        return None

    def absent(self, attribution: Attribution) -> list[Verdict]:
        """Return who speaks a statement without a source: who spoke before, or who its sentence is about."""
        words = self._d.words
        if self.last is not None and attribution.content:
            before, spoke = self._all[self.last], self.done[self.last]
            where = before.source or before.cue or before.content
            if goes_on(words, before, attribution):
                return [v.because(where[0], "the quotation goes on", 0.85) for v in spoke]
        sentence = hangs_on(words, attribution)
        if sentence is None:
            return []
        first, cue = sentence
        if self.last is not None and self._all[self.last].source:
            spans = self._all[self.last].source
            if first <= words.within(spans[0])[0] < cue:
                return [v.because(spans[0], "the subject of its sentence", 0.7) for v in self.done[self.last]]
        return []

    def closing(self, number: int) -> int | None:
        """Return the statement with a source that ends the run of quotations which a sourceless one opens or
        goes on ("she concluded"); ``None`` for none."""
        words = self._d.words
        last = number
        if not _quoted(words, self._all[number]) or self._all[number].cue:
            return None
        at = self._order.index(number) + 1
        for k in self._order[at : at + _RUN]:
            one = self._all[k]
            if k in self.done or not _quoted(words, one) or not adjoins(words, self._all[last], one):
                return None
            if one.source:
                cue = words.lower[slice(*words.within((one.cue[0][0], one.cue[-1][1])))] if one.cue else []
                return k if _CLOSING.intersection(cue) else None
            last = k
        return None

    def runs_on(self, number: int, verdicts: list[Verdict], closing: int) -> bool:
        """Whether a sourceless quotation goes on one before it rather than be ended by the statement
        ``closing``."""
        if not verdicts or self.last is None or not _quoted(self._d.words, self._all[self.last]):
            return False
        source = self._d.words.within(self._all[closing].source[0])
        pronoun = self._d.words.lower[source[0]]
        return all(v.entity is None or fits(pronoun, v.entity) for v in verdicts)

    def subject(self, attribution: Attribution) -> tuple[int, int] | None:
        """Return the words of the subject that a sourceless statement's cue hangs on in its sentence.

        A participle hangs on what opens the sentence, a second verb ("and promised") on the subject nearest to
        it: a person by name, "he" or "she", or a person's office ("the governor"); else on the noun group that
        opens the sentence.
        """
        words = self._d.words
        sentence = hangs_on(words, attribution)
        if sentence is None:
            return None
        first, cue = sentence
        places = range(first, min(cue, first + _OPENING))
        if words.lower[cue - 1] in SECOND_VERB or words.lower[cue] in SECOND_VERB:
            places = range(cue - 1, first - 1, -1)
        for k in places:
            if words.quoted[k]:
                return None
            mention = self._d.names.at[k]
            if mention is not None and mention.kind == "person":
                if place_weight(words, mention.lead, mention.last) >= SUBJECT and mention.entity >= 0:
                    return mention.lead, mention.last
                if places.step > 0:
                    return None
            elif words.lower[k] in ("he", "she"):
                return k, k + 1
            elif k == first and words.lower[k] == "the" and words.lower[k + 1] in OFFICES:
                follows = (
                    k + 2 < cue and words.lower[k + 2] not in PREPOSITIONS and self._d.names.at[k + 2] is None
                )
                if follows:
                    return k, k + 2
        return opening_subject(words, self._d.names, first, cue)

    def named_in(self, attribution: Attribution) -> frozenset[int]:
        """Return the people whom the content and the run before it name, as one does not name oneself."""
        found = set()
        spans = list(attribution.content)
        behind = attribution
        for k in islice(reversed(self.done), _RUN):
            before = self._all[k]
            if before.source or before.cue or not adjoins(self._d.words, before, behind):
                break
            spans.extend(before.content)
            behind = before
        for span in spans:
            first, last = self._d.words.within(span)
            for k in range(first, last):
                mention = self._d.names.at[k]
                if mention is not None and mention.entity >= 0:
                    found.add(mention.entity)
        return frozenset(found)


def _opening(attribution: Attribution) -> int:
    """Return where a statement's content begins, the article's end for none."""
    return min((start for start, _ in attribution.content), default=extent(attribution)[1])


def _quoted(words: Words, attribution: Attribution) -> bool:
    """Whether a statement's content begins within a quotation."""
    if not attribution.content:
        return False
    first, last = words.within(attribution.content[0])
    return first < last and words.forms[first][0] in _OPENERS


def _meet(content: Spans, spans: Sequence[Span]) -> bool:
    return any(s < e2 and s2 < e for s, e in content for s2, e2 in spans)
