"""Sources: each statement's source resolved in turn, by the sieve that its form calls for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.reading.speakers.definite import Definite
from onrecord.reading.speakers.discourse import Discourse
from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.focus import LAST_SPEAKER, SPEAKER, Candidate, fit_of
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
    plural,
)
from onrecord.reading.speakers.naming import Naming, Verdict
from onrecord.reading.speakers.phrases import (
    Phrase,
    apposed_behind,
    parts,
    phrase,
    trim,
)
from onrecord.reading.speakers.relatives import antecedent
from onrecord.reading.speakers.runs import goes_on, shares_subject
from onrecord.reading.speakers.types import Attribution
from onrecord.statement import Alternative, Passage, Speaker, Step

_NEARLY = 0.2  # odds from which somebody else is listed as an alternative


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
        self._definite = Definite(discourse)
        self._done: dict[int, list[Verdict]] = {}
        self._last: int | None = None

    def speakers(self, number: int) -> tuple[Speaker, ...]:
        """Resolve one statement; to be called in the order of the text."""
        attribution = self._all[number]
        words = self._d.words
        first = last = 0
        if attribution.source:
            first = words.within(attribution.source[0])[0]
            last = words.within(attribution.source[-1])[1]
        if first < last:
            self._d.advance(first)
            verdicts = self._source(attribution, first, last)
        else:
            verdicts = self._absent(attribution)
        self._done[number] = verdicts
        self._last = number
        for verdict in verdicts:
            if verdict.entity is not None:
                at = verdict.at if verdict.at is not None else first
                self._d.focus.note(at, verdict.entity.number, SPEAKER / len(verdicts))
        return tuple(self._speaker(verdict) for verdict in verdicts)

    def _speaker(self, verdict: Verdict) -> Speaker:
        entity = verdict.entity
        passages: tuple[Passage, ...] = ()
        if entity is not None and entity.kind == "person":
            passages = tuple(role.passage for role in self._d.roles.get(entity.number, ()))
        others = tuple(
            Alternative(option.entity.name, round(option.odds, 2))
            for option in verdict.options
            if option.odds >= _NEARLY and option.entity.name != verdict.name
        )
        return Speaker(
            verdict.name, verdict.kind, passages, verdict.via, round(verdict.confidence, 2), others[:3]
        )

    def _source(self, attribution: Attribution, first: int, last: int) -> list[Verdict]:
        words, names = self._d.words, self._d.names
        first, last = trim(words, first, last)
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
        if found.form == "pronoun":
            return self._pronoun(attribution, found)
        family = self._family(found)
        if family:
            return family
        if found.mention is not None and found.mention.entity >= 0:
            step = "apposition" if found.form == "apposition" else ""
            return [self._naming.named(found.mention, found, step)]
        word = words.lower[found.first]
        if found.stop - found.first == 1 and word in GENERIC:
            return [self._generic(found)]
        return self._listed(found) or [self._described(attribution, found, relative)]

    def _listed(self, found: Phrase) -> list[Verdict]:
        """Return the people whom a description of several is followed by: "the senators - Ana Ruiz and Bo Lee -"."""
        words = self._d.words
        if not plural(words.lower[found.head]) or found.stop >= found.last:
            return []
        dashes = [k for k in range(found.stop, found.last) if words.lower[k] in ("-", "—", "–", ":")]
        if not dashes:
            return []
        listed: dict[int, Verdict] = {}
        for k in range(dashes[0], found.last):
            mention = self._d.names.at[k]
            if (
                mention is not None
                and mention.first == k
                and mention.kind == "person"
                and mention.entity >= 0
            ):
                listed.setdefault(mention.entity, self._naming.named(mention, found, "list"))
        return list(listed.values()) if len(listed) > 1 else []

    def _family(self, found: Phrase) -> list[Verdict]:
        """Return the people whom a plural surname means ("the Ruizes", "the Lees")."""
        words = self._d.words
        word = words.lower[found.head]
        if found.determiner != "the" or not words.capital(found.head) or not word.endswith("s"):
            return []
        names = {word[:-1], word.removesuffix("es")}
        people = [
            e
            for e in self._d.entities
            if e.kind == "person" and e.mentions and e.mentions[0].key[-1] in names
        ]
        span = words.span(found.first, found.last)
        steps = [(e, (Step((span,), "plural surname"), Step((e.span,), "full name"))) for e in people]
        return [Verdict(e.name, "person", via, 0.8, e) for e, via in steps] if len(people) > 1 else []

    def _generic(self, found: Phrase) -> Verdict:
        span = self._d.words.span(found.first, found.last)
        name = self._d.text[slice(*span)].lower()
        return Verdict(name, "generic", (Step((span,), "anyone at all"),), 0.8)

    def _described(self, attribution: Attribution, found: Phrase, relative: bool = False) -> Verdict:
        words = self._d.words
        behind = apposed_behind(words, self._d.names, found.last)
        kind = kind_of_phrase(words, found)
        noun = words.lower[found.head]
        if (
            behind is not None
            and kind == "person"
            and behind.entity >= 0
            and found.determiner not in ("some", "many")
        ):
            return self._naming.named(behind, found, "apposition")
        definite = found.determiner in ("the", "this", "that")
        bare = not found.determiner and (words.capital(found.first) or noun == "president")
        verdict = None
        if kind == "person" and (found.stop == found.last or found.determiner == "the"):
            if relative and noun in OFFICES and found.determiner in ("a", "an"):
                verdict = self._definite.person(found, lone=False)
            elif definite or bare or found.owner is not None:
                verdict = self._definite.person(found, self._named_in(attribution))
        elif kind in ("organisation", "state") and definite:
            verdict = self._definite.body(found)
        elif kind == "document":
            verdict = self._definite.document(found)
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
            options = [o for o in self._d.focus.candidates(first, fit_of(word)) if not o.entity.members]
            return self._naming.chosen(options, first, word) if options else None
        if last - first == 1 and word in FIRST:
            inside = self._enclosing(first)
            return inside[0] if inside else None
        inner = phrase(words, self._d.names, first, last)
        if inner.mention is not None and inner.mention.entity >= 0 and inner.mention.last >= inner.stop:
            return self._naming.named(inner.mention, inner, "")
        if inner.form == "description" and inner.determiner == "the" and inner.last - inner.first > 1:
            return self._definite.person(inner, lone=False)
        return None

    def _pronoun(self, attribution: Attribution, found: Phrase) -> list[Verdict]:
        words = self._d.words
        word = words.lower[found.head]
        if word in FIRST:
            inside = self._enclosing(found.head)
            if inside:
                return [
                    v.because(words.span(found.first, found.last), "first person in a quotation")
                    for v in inside
                ]
            span = words.span(found.first, found.last)
            return [Verdict("author", "author", (Step((span,), "first person outside quotations"),), 0.85)]
        if word in SECOND:
            return [self._generic(found)]
        if word in RELATIVE:
            return self._relative(attribution, found, word)
        excluded = self._named_in(attribution)
        if words.lower[found.first] in THEY:
            several = self._several(found)
            if several:
                return several
        self._expect_answer(found.first)
        options = self._d.focus.candidates(
            found.first, self._fit(words.lower[found.first], found.first), excluded
        )
        if options and options[0].entity.members:
            return [
                self._naming.chosen([Candidate(one, options[0].odds, options[0].at)], found.first, word)
                for one in options[0].entity.members
            ]
        if not options:
            return [self._unresolved(found)]
        return [self._naming.chosen(options, found.first, words.lower[found.first])]

    def _fit(self, pronoun: str, at: int) -> Callable[[Entity], float]:
        """Return how well entities fit a source's pronoun: who spoke last goes on, if nobody was named since."""
        fits = fit_of(pronoun)
        if self._last is None or not self._all[self._last].source:
            return fits
        words = self._d.words
        numbers = {v.entity.number for v in self._done[self._last] if v.entity is not None}
        spoke = words.within(self._all[self._last].source[0])[0]
        if words.lower[spoke] in RELATIVE:
            return fits
        named = (m for m in self._d.names.at[spoke:at] if m is not None and m.kind == "person")
        if any(m.entity not in numbers and not words.quoted[m.first] for m in named):
            return fits
        return lambda entity: fits(entity) + LAST_SPEAKER * (entity.number in numbers)

    def _expect_answer(self, at: int) -> None:
        """Bring into focus whoever the statement before asked something, for the answer that follows."""
        if self._last is None:
            return
        words = self._d.words
        cue = self._all[self._last].cue
        if not cue:
            return
        first, last = words.within((cue[0][0], cue[-1][1]))
        if not any(w in ("asked", "asks", "pressed", "questioned") for w in words.lower[first:last]):
            return
        asked = next((m for m in self._d.names.at[last - 1 : last + 4] if m is not None), None)
        if asked is not None and asked.entity >= 0 and words.moment[at] - words.moment[last - 1] < 2.5:
            self._d.focus.note(asked.first, asked.entity, 2 * SPEAKER)

    def _several(self, found: Phrase) -> list[Verdict]:
        """Return the speakers of the statement before where they were several, and "they" follows at once."""
        before = self._done.get(self._last) if self._last is not None else None
        if not before or len(before) < 2 or self._last is None:
            return []
        words = self._d.words
        source = self._all[self._last].source
        place = words.within(source[0])[0] if source else 0
        if words.moment[found.first] - words.moment[place] > 2.5:
            return []
        return [
            v.because(words.span(found.first, found.last), "they: those who spoke before") for v in before
        ]

    def _unresolved(self, found: Phrase) -> Verdict:
        span = self._d.words.span(found.first, found.last)
        return Verdict("", "none", (Step((span,), "nobody before whom it could mean"),), 0.3)

    def _relative(self, attribution: Attribution, found: Phrase, word: str) -> list[Verdict]:
        words, names = self._d.words, self._d.names
        if self._last is not None and words.lower[found.first - 1] in ("and", "but", "or"):
            before = self._all[self._last].source
            at = words.within(before[0])[0] if before else len(words)
            if (
                at < found.first
                and words.lower[at] in RELATIVE
                and words.sentence[at] == words.sentence[found.first]
            ):
                return self._done[self._last]  # "who ran and who won"
        group = antecedent(words, names, found.first, word)
        if group is None:
            options = self._d.focus.candidates(
                found.first, fit_of("it" if word == "which" else ""), frozenset()
            )
            return [self._naming.chosen(options, found.first, word)] if options else [self._unresolved(found)]
        span = words.span(found.first, found.last)
        verdicts: list[Verdict] = []
        for begin, end in parts(words, names, *trim(words, *group)):
            verdicts.extend(
                v.because(span, f"{word}: what stands before it")
                for v in self._one(attribution, phrase(words, names, begin, end), relative=True)
            )
        return verdicts

    def _enclosing(self, at: int) -> list[Verdict]:
        """Return whose words the word ``at`` is part of, by the statements resolved or the quotation it stands in."""
        words = self._d.words
        start = words.starts[at]
        inside = [
            k
            for k, other in enumerate(self._all)
            if k in self._done and any(s <= start < e for s, e in other.content)
        ]
        if inside:
            smallest = min(inside, key=lambda k: sum(e - s for s, e in self._all[k].content))
            return self._done[smallest]
        if not words.quoted[at]:
            return []
        chain = next((q.chain for q in self._d.quotations if q.span[0] <= start < q.span[1]), None)
        spans = [q.span for q in self._d.quotations if q.chain == chain]
        near = [
            k
            for k in self._done
            if any(s < e2 and s2 < e for s, e in self._all[k].content for s2, e2 in spans)
        ]
        if near:
            return self._done[near[-1]]
        later = [
            k
            for k, other in enumerate(self._all)
            if k not in self._done
            and other.source
            and any(s < e2 and s2 < e for s, e in other.content for s2, e2 in spans)
            and not any(s <= other.source[0][0] < e for s, e in spans)
        ]
        if later:
            source = self._all[later[0]].source
            first, last = words.within(source[0])[0], words.within(source[-1])[1]
            if first < last:
                return self._source(self._all[later[0]], first, last)
        if self._last is not None and self._done[self._last]:
            return self._done[self._last]
        return []

    def _absent(self, attribution: Attribution) -> list[Verdict]:
        words = self._d.words
        if self._last is None or not attribution.content:
            return []
        before = self._all[self._last]
        spoke = self._done[self._last]
        if not spoke:
            return []
        where = before.source or before.cue or before.content
        if goes_on(words, before, attribution):
            return [v.because(where[0], "the quotation goes on", 0.85) for v in spoke]
        if shares_subject(words, before, attribution):
            return [v.because(where[0], "the subject of its sentence", 0.7) for v in spoke]
        return []

    def _named_in(self, attribution: Attribution) -> frozenset[int]:
        """Return the people whom the content names, as one does not name oneself."""
        found = set()
        for span in attribution.content:
            first, last = self._d.words.within(span)
            for k in range(first, last):
                mention = self._d.names.at[k]
                if mention is not None and mention.entity >= 0:
                    found.add(mention.entity)
        return frozenset(found)
