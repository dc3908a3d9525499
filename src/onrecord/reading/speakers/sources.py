"""Sources: each statement's source resolved in turn, by the sieve that its form calls for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.speakers.attribution import Attribution, place
from onrecord.reading.speakers.cataphora import explained
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.focus import SPEAKER, Candidate
from onrecord.reading.speakers.lexicon import HE, SHE, THEY
from onrecord.reading.speakers.naming import Naming, speaker_of
from onrecord.reading.speakers.phrases import Phrase
from onrecord.reading.speakers.references import References
from onrecord.reading.speakers.relayed import interviewer, relayed
from onrecord.reading.speakers.runs import impersonal
from onrecord.reading.speakers.spoken import Spoken
from onrecord.reading.speakers.subjects import (
    nearer_subject,
    opened_subject,
    outlet,
    signed,
    subject_beside,
)
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Speaker

_BESIDE = 0.8  # confidence kept where the subject beside a cue is taken for its source
_FOLLOWS = 0.9  # confidence kept where a pronoun stands before its name
_LEARNED = 0.8  # odds from which a resolved "he" or "she" tells a gender
_VOTE = 1.0


class Resolver:
    """Resolves the sources of an article in the order of the text.

    Args:
        discourse: the article.
        attributions: its statements' spans.
    """

    def __init__(self, discourse: Discourse, attributions: Sequence[Attribution]) -> None:
        self._d = discourse
        self._all = attributions
        self._naming = Naming(discourse)
        self._spoken = Spoken(discourse, attributions, self._naming)
        self._references = References(discourse, attributions, self._spoken, self._naming, self._third)

    @property
    def spoken(self) -> Spoken:
        """The statements resolved so far."""
        return self._spoken

    @property
    def naming(self) -> Naming:
        """What gives entities their printed names."""
        return self._naming

    def speakers(self, number: int) -> tuple[Speaker, ...]:
        """Resolve one statement; to be called in the order of the text."""
        attribution = self._all[number]
        first, last = place(self._d.words, attribution)
        nearer = nearer_subject(self._d.words, self._d.names, attribution)
        other = relayed(self._d.words, self._d.names, attribution)
        if other is not None:
            verdicts = self._subject(attribution, other, "whose words are passed on")
        elif nearer is not None:
            verdicts = self._subject(attribution, nearer, "the subject nearer to its cue")
        elif first < last and not self._d.words.lower[first].startswith("self-"):
            self._d.advance(first)
            verdicts = self._references.of(attribution, first, last)
        else:
            verdicts = self._absent(number)
        self._spoken.add(number, verdicts)
        for verdict in verdicts:
            if verdict.entity is not None:
                at = verdict.at if verdict.at is not None else first
                self._d.focus.note(at, verdict.entity.number, SPEAKER / len(verdicts))
        return tuple(speaker_of(self._d, verdict) for verdict in verdicts)

    def _absent(self, number: int) -> list[Verdict]:
        """Return who speaks a statement without a source: its cue's subject, else whose words it goes on."""
        attribution = self._all[number]
        words = self._d.words
        if impersonal(words, attribution):
            return []
        beside = subject_beside(words, self._d.names, attribution)
        if beside is not None:
            return self._subject(attribution, beside, "the subject of its cue")
        printed = outlet(words, self._d.names, attribution)
        if printed is not None:
            return self._subject(attribution, printed, "where it is said to stand")
        asking = interviewer(words, self._d.names, attribution)
        if asking is not None:
            return self._subject(attribution, asking, "who leads the interview")
        opened = opened_subject(words, self._d.names, attribution)
        if opened is not None:
            return self._subject(attribution, opened, "the subject of the sentence that it opens")
        behind = signed(words, self._d.names, attribution)
        if behind is not None:
            return self._subject(attribution, behind, "who stands behind the quotation")
        verdicts = self._spoken.absent(attribution)
        subject = self._spoken.subject(attribution) if not verdicts else None
        if subject is not None:
            return self._subject(attribution, subject, "the subject of its sentence")
        closing = self._spoken.closing(number)
        if closing is not None and not self._spoken.runs_on(number, verdicts, closing):
            span = self._all[closing].source[0]
            ahead = self._references.of(self._all[closing], *place(self._d.words, self._all[closing]))
            return [v.because(span, "the quotation's end says so", 0.85) for v in ahead] or verdicts
        return verdicts

    def _subject(self, attribution: Attribution, where: tuple[int, int], reason: str) -> list[Verdict]:
        """Return whom a subject means that stands in for a source that was not found."""
        self._d.advance(where[0])
        span = self._d.words.span(*where)
        return [v.because(span, reason, _BESIDE) for v in self._references.of(attribution, *where)]

    def _third(self, attribution: Attribution, found: Phrase) -> list[Verdict]:
        """Return whom a source's pronoun of the third person means."""
        words = self._d.words
        word = words.lower[found.head]
        if words.lower[found.first] in THEY:
            several = self._spoken.several(found)
            if several:
                return several
        subject = explained(words, self._d.names, self._d.entities, found.first)
        if subject is not None:
            span = words.span(found.first, found.last)
            verdict = self._naming.named(subject, found, "")
            return [verdict.because(span, f"{words.lower[found.first]}: the subject that follows", _FOLLOWS)]
        answering = self._spoken.answering(found.first)
        asking = self._spoken.asking(attribution, found.first)
        if answering is not None:
            self._d.focus.note(answering.first, answering.entity, 2 * SPEAKER)
            asking = replace(asking, before=frozenset({answering.entity}), fresh=True)
        own = self._references.saying(found.first) | self._spoken.told(attribution)
        options = self._d.focus.candidates(found.first, words.lower[found.first], asking, own)
        if options and options[0].entity.members:
            return [
                self._naming.chosen([Candidate(one, options[0].odds, options[0].at)], found.first, word)
                for one in options[0].entity.members
            ]
        if not options:
            return []
        if options[0].odds >= _LEARNED:
            options[0].entity.he += _VOTE * (word in HE)
            options[0].entity.she += _VOTE * (word in SHE)
        return [self._naming.chosen(options, found.first, words.lower[found.first])]
