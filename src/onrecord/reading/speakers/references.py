"""References: from the words of a noun phrase to who is meant, by the sieve that its form calls for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.reading.speakers.appositions import apposed_before, member_of
from onrecord.reading.speakers.attribution import Attribution, place
from onrecord.reading.speakers.bodies import LEDE, Bodies
from onrecord.reading.speakers.coordination import parts
from onrecord.reading.speakers.definite import Definite
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.firsts import of_oneself
from onrecord.reading.speakers.groups import apposed_behind
from onrecord.reading.speakers.heroes import called_by_calling
from onrecord.reading.speakers.kinds import kind_of_phrase
from onrecord.reading.speakers.lexicon import (
    FIRST,
    GENERIC,
    HE,
    IT,
    OFFICES,
    POSSESSIVE,
    RELATIVE,
    SECOND,
    SHE,
    THEY,
    bag,
    kind_of_noun,
    plural,
)
from onrecord.reading.speakers.naming import Naming
from onrecord.reading.speakers.phrases import Phrase, phrase, trim
from onrecord.reading.speakers.ranking import Asking
from onrecord.reading.speakers.relatives import antecedent
from onrecord.reading.speakers.several import another, couple, family, listed
from onrecord.reading.speakers.spoken import Spoken
from onrecord.reading.speakers.verdicts import Verdict
from onrecord.statement import Step

Third = Callable[[Attribution, Phrase], list[Verdict]]
"""What says whom a pronoun of the third person means."""

_COUNTING = bag("at up more less fewer as")  # "at least one"
_RELATIVE, _THING = 0.8, 0.6  # confidence kept behind "who", and behind "which" and "that"


class References:
    """Says whom the noun phrases of an article mean, whoever asks: names, descriptions and pronouns.

    Args:
        discourse: the article.
        attributions: its statements' spans.
        spoken: the statements resolved so far.
        naming: what gives entities their printed names.
        third: what says whom a pronoun of the third person means, which depends on who asks.
    """

    def __init__(
        self,
        discourse: Discourse,
        attributions: Sequence[Attribution],
        spoken: Spoken,
        naming: Naming,
        third: Third,
    ) -> None:
        self._d = discourse
        self._all = attributions
        self._spoken = spoken
        self._naming = naming
        self._definite = Definite(discourse)
        self._bodies = Bodies(discourse)
        self._third = third
        self._asked: set[int] = set()  # statements looked at ahead of their turn

    def of(self, attribution: Attribution, first: int, last: int) -> list[Verdict]:
        """Return whom the words ``[first, last)`` mean, each of several by themselves.

        Args:
            attribution: the statement whose words they are.
            first: the first word.
            last: one past the last.
        """
        words, names = self._d.words, self._d.names
        first, last = trim(words, first, last)
        if (
            last - first > 1
            and words.lower[last - 1] in ("who", "that", "which")
            and not words.capital[last - 1]
        ):
            last -= 1  # "voters who"
        if first > 0 and words.lower[first - 1] == "the":
            opening = names.at[first]
            first -= opening is None or opening.last < last  # "the Harbour Board chairman"
        if (
            last - first > 1
            and words.lower[first] in ("he", "she")
            and words.lower[first + 1] in ("the", ",", "was", "is")
        ):
            last = first + 1  # "he, the mayor of Sorrel"
        voice = self._d.voices.labelled(first, last)
        if voice:
            return voice
        verdicts: list[Verdict] = []
        for begin, end in parts(words, names, first, last):
            found = phrase(words, names, begin, end)
            if verdicts and found.owner == (begin, begin + 1) and found.form == "description":
                kind = kind_of_phrase(words, found)  # "the mayor and her deputy"
                verdicts.append(self._naming.nameless(found, kind, verdicts[0]))
            else:
                verdicts.extend(self._one(attribution, found))
        return verdicts

    def _one(self, attribution: Attribution, found: Phrase, relative: bool = False) -> list[Verdict]:
        words = self._d.words
        if found.form == "pronoun" or of_oneself(words, found.first, found.last):
            return self._pronoun(attribution, found)
        relations = family(self._d, found)
        if relations:
            return relations
        if found.mention is not None and found.mention.entity >= 0:
            step = "apposition" if found.form == "apposition" else ""
            return [self._naming.named(found.mention, found, step)]
        word = words.lower[found.first]
        same = another(self._d, found, self._spoken.latest())
        if same is not None:
            return [same]
        if found.stop - found.first == 1 and word in GENERIC:
            return [self._generic(found)]
        several = listed(self._d, self._naming, found) or couple(self._d, found, self._spoken.several(found))
        return several or [self._described(attribution, found, relative)]

    def _generic(self, found: Phrase) -> Verdict:
        span = self._d.words.span(found.first, found.last)
        name = self._d.text[slice(*span)].lower()
        return Verdict(name, "generic", (Step((span,), "anyone at all"),), 0.8)

    def _described(self, attribution: Attribution, found: Phrase, relative: bool = False) -> Verdict:
        words = self._d.words
        kind = kind_of_phrase(words, found)
        names = self._d.names
        behind = apposed_behind(words, names, found.last) or apposed_before(words, names, found, kind)
        noun = words.lower[found.head]
        if (
            behind is not None
            and kind == behind.kind
            and behind.entity >= 0
            and found.determiner not in ("some", "many")
        ):
            return self._naming.named(behind, found, "apposition")
        if kind in ("organisation", "document") and found.determiner == "one":
            member = member_of(words, names, found)
            if member is not None:
                return self._naming.named(member, found, "apposition")
        definite = found.determiner in ("the", "this", "that")
        noun_first = words.lower[found.first] not in _COUNTING
        opening = noun in OFFICES and words.paragraph[found.first] < LEDE
        bare = (
            not found.determiner
            and noun_first
            and (words.capital[found.first] or noun == "president" or opening)
        )
        verdict = self._bodies.tail(found)
        if (
            verdict is None
            and kind == "person"
            and (found.stop == found.last or found.determiner == "the" or opening)
        ):
            told = noun in OFFICES and found.determiner in ("a", "an")
            cut = found.stop < found.last and words.lower[found.stop].endswith("ed")
            if relative and (told or cut):
                verdict = self._definite.person(found, lone=False)
            elif definite or bare or found.owner is not None:
                verdict = self._definite.person(found, self._spoken.named_in(attribution))
        elif verdict is None and kind in ("organisation", "state"):
            verdict = (self._bodies.body(found) if definite else None) or self._bodies.named_body(found)
        elif verdict is None and kind == "document":
            verdict = (self._bodies.site(found) if definite else None) or self._bodies.document(found)
        if verdict is None and kind == "person" and not found.owner and not plural(noun):
            verdict = self._definite.ahead(found)
        if verdict is not None:
            return verdict
        owner = None
        if found.owner is None:
            later = next((k for k in range(found.stop, found.last) if words.lower[k] in POSSESSIVE), None)
            if later is not None:
                found = replace(found, owner=(later, later + 1))
        if found.owner is not None:
            owner = self._owner(attribution, found)
        return self._naming.nameless(found, kind, owner)

    def _owner(self, attribution: Attribution, found: Phrase) -> Verdict | None:
        """Return who possesses what the description names ("his chairman", "Ruiz's deputy")."""
        assert found.owner is not None
        words = self._d.words
        first, last = found.owner
        word = words.lower[first]
        if last - first == 1 and word in HE | SHE | THEY | IT:
            document = kind_of_noun(words.lower[found.head]) == "document"  # hardly names who made it
            asking = Asking(named=self._spoken.named_in(attribution) if document else frozenset())
            options = [o for o in self._d.focus.candidates(first, word, asking) if not o.entity.members]
            return self._naming.chosen(options, first, word) if options else None
        if last - first == 1 and word == "whose":
            bearer = self._relative(attribution, replace(found, head=first, last=last), word)
            return bearer[0] if len(bearer) == 1 else None
        if last - first == 1 and word in FIRST:
            inside = self._own_words(first)
            return inside[0] if inside else None
        inner = phrase(words, self._d.names, first, last)
        if inner.mention is not None and inner.mention.entity >= 0 and inner.mention.last >= inner.stop:
            return self._naming.named(inner.mention, inner, "")
        if inner.form != "description" or inner.determiner != "the":
            return None
        if kind_of_noun(words.lower[inner.head]) != "person":
            return self._bodies.body(inner)
        return self._definite.person(inner, lone=False) or called_by_calling(self._d, inner)

    def _pronoun(self, attribution: Attribution, found: Phrase) -> list[Verdict]:
        words = self._d.words
        word = words.lower[found.head]
        if word in FIRST or of_oneself(words, found.first, found.last):
            inside = self._own_words(found.head)
            if inside:
                return [
                    v.because(words.span(found.first, found.last), "first person in a quotation")
                    for v in inside
                ]
            span = words.span(found.first, found.last)
            return [Verdict("author", "author", (Step((span,), "first person outside quotations"),), 0.85)]
        if word in SECOND:
            turn = self._d.voices.around(found.head)
            return (self._d.voices.addressed(turn) if turn is not None else []) or [self._generic(found)]
        if word in RELATIVE:
            return self._relative(attribution, found, word)
        return self._third(attribution, found)

    def _relative(self, attribution: Attribution, found: Phrase, word: str) -> list[Verdict]:
        words, names = self._d.words, self._d.names
        group = antecedent(words, names, found.first, word)
        if group is None:
            options = self._d.focus.candidates(found.first, "it" if word == "which" else "")
            return [self._naming.chosen(options, found.first, word)] if options else []
        span = words.span(found.first, found.last)
        verdicts: list[Verdict] = []
        for begin, end in parts(words, names, *trim(words, *group)):
            verdicts.extend(
                v.because(
                    span, f"{word}: what stands before it", _RELATIVE if word in ("who", "whom") else _THING
                )
                for v in self._one(attribution, phrase(words, names, begin, end), relative=True)
            )
        return verdicts

    def saying(self, at: int) -> frozenset[str]:
        """Return the names of who says the word ``at``, where it is quoted or in a turn: no third person there."""
        if self._d.voices.around(at) is not None:
            return frozenset(v.name for v in self._voice(at))
        inside = self._spoken.enclosing(at) if self._d.words.quoted[at] else []
        return frozenset(v.name for v in inside)

    def _voice(self, at: int) -> list[Verdict]:
        """Return whose turn the word ``at`` is part of, in an interview or a transcript."""
        turn = self._d.voices.around(at)
        if turn is None:
            return []
        named = self._d.words.within(turn.name)
        return self._d.voices.speaker(turn) or self.of(Attribution((), (), ()), *named)

    def _own_words(self, at: int) -> list[Verdict]:
        """Return who is "I" at the word ``at``: whose statement or turn it is part of; nobody outside quotations."""
        return self._spoken.containing(at) or self._voice(at) or self._enclosing(at)

    def _enclosing(self, at: int) -> list[Verdict]:
        """Return whose words the word ``at`` is part of, resolving the statement around it first if need
        be."""
        inside = self._spoken.enclosing(at)
        if inside or not self._d.words.quoted[at]:
            return inside
        later = self._spoken.later(at)
        if later is not None and later not in self._asked:
            self._asked.add(later)
            first, last = place(self._d.words, self._all[later])
            if first < last:
                return self.of(self._all[later], first, last)
        last_one = self._spoken.last
        return self._spoken.done[last_one] if last_one is not None else []
