"""What the resolution of an article leaves: its statements' speakers, and whom any other phrase of it means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import overload

from onrecord.reading.speakers.attribution import Attribution, Resolved
from onrecord.reading.speakers.discourse import Discourse, Known
from onrecord.reading.speakers.focus import Candidate
from onrecord.reading.speakers.groups import phrase_before
from onrecord.reading.speakers.lexicon import PRONOUNS, REFLEXIVE, SECOND
from onrecord.reading.speakers.naming import Naming, speaker_of
from onrecord.reading.speakers.phrases import Phrase, trim
from onrecord.reading.speakers.references import References
from onrecord.reading.speakers.spoken import Spoken
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Span, Speaker

_NOWHERE = Attribution((), (), ())
_WIDEST = 8  # words of a noun group


class Resolution(Sequence[Resolved]):
    """The speakers of an article's statements, in the order in which these were given, and whom any other phrase means.

    Args:
        results: one for each statement.
        discourse: the article.
        attributions: its statements' spans.
        spoken: its statements, all resolved.
        naming: what gives entities their printed names.
    """

    def __init__(
        self,
        results: tuple[Resolved, ...],
        discourse: Discourse,
        attributions: Sequence[Attribution],
        spoken: Spoken,
        naming: Naming,
    ) -> None:
        self.results = results
        self._d = discourse
        self._naming = naming
        self._references = References(discourse, attributions, spoken, naming, self._third)
        self._barred: tuple[tuple[Speaker, ...], Collection[str]] = (), ()

    @overload
    def __getitem__(self, index: int) -> Resolved: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Resolved, ...]: ...

    def __getitem__(self, index: int | slice) -> Resolved | tuple[Resolved, ...]:
        return self.results[index]

    def __len__(self) -> int:
        return len(self.results)

    def group(self, span: Span) -> Span:
        """Widen a span to the name or the noun group that it is part of: "delay" to "the long delay"."""
        words, names = self._d.words, self._d.names
        first, last = words.within(span)
        if first >= last:
            return span
        mention = names.at[last - 1]
        if mention is not None:
            return words.span(min(first, mention.first), max(last, mention.last))
        wider = (
            phrase_before(words, last, max(0, last - _WIDEST))
            if words.lower[last - 1] not in PRONOUNS
            else None
        )
        return words.span(min(first, wider[0]), last) if wider else span

    def meant(
        self, span: Span, statement: int | None = None, excluded: Collection[str] = ()
    ) -> tuple[Speaker, ...]:
        """Say whom a phrase anywhere in the article means: a name, a description, a pronoun.

        What is answered depends on nothing that was asked before.

        Args:
            span: the phrase's characters.
            statement: the number of the statement that speaks of them. Its speakers are not meant by a third
                person ("Ruiz criticised him"), but by a reflexive.
            excluded: names of others who are not meant by a pronoun of the third person.

        Returns:
            Who is meant, by the fullest name that the article gives; of "Ana Ruiz and her deputy" both. A nameless
            one keeps its words, a possessor resolved. Empty where a pronoun means nobody, or anyone.
        """
        words = self._d.words
        first, last = words.within(span)
        if first >= last:
            return ()
        first, last = trim(words, first, last)
        speakers = self.results[statement].speakers if statement is not None else ()
        if last - first == 1 and words.lower[first] in REFLEXIVE and speakers:
            return speakers
        if last - first == 1 and words.lower[first] in SECOND:
            return ()
        self._barred = speakers, excluded
        known = self._known
        verdicts = self._references.of(_NOWHERE, first, last)
        meant = tuple(speaker_of(self._d, verdict) for verdict in verdicts)
        self._d.forget(known)
        return meant

    @cached_property
    def _known(self) -> Known:
        """What is known when the whole article is read, before anything is asked."""
        self._d.advance(len(self._d.words))
        return self._d.known()

    def _third(self, _: Attribution, found: Phrase) -> list[Verdict]:
        """Return whom a pronoun of the third person means, other than those barred."""
        word = self._d.words.lower[found.first]
        speakers, excluded = self._barred
        barred = frozenset({*(speaker.name for speaker in speakers), *excluded})
        options = self._d.focus.candidates(found.first, word, barred=barred)
        if not options:
            return []
        best = options[0]
        if not best.entity.members:
            return [self._naming.chosen(options, found.first, word)]
        return [
            self._naming.chosen([Candidate(one, best.odds, best.at)], found.first, word)
            for one in best.entity.members
        ]
