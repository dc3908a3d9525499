"""Mentions: what may name the target of a statement, and what speaks for it.

Names and pronouns of a statement and of the sentences around it, the noun phrases that its cue or its content begins
with, a content that is nothing but a phrase, and the words that the network marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from onrecord.reading.acts.targets import is_deed, likeliest_targets, spelled, target_meant
from onrecord.reading.circumstances.phrases import noun_phrase
from onrecord.reading.encoder import Tagged
from onrecord.reading.names import Name
from onrecord.reading.speakers import Attribution, Resolution
from onrecord.reading.speakers.lexicon import bag
from onrecord.statement import Passage, Span, Speaker

Features = dict[str, float]

Mention = tuple[Passage | None, Features]
"""Where whoever is meant is spelled out, and what speaks for the mention; ``None`` where nobody is meant."""

_PRONOUN: Final = re.compile(r"\b(?:he|him|his|himself|she|her|hers|they|them|their|it|its)\b", re.IGNORECASE)
_SORTS: Final = {
    word: sort
    for sort, forms in (
        ("he", "he him his himself"),
        ("she", "she her hers"),
        ("they", "they them their"),
        ("it", "it its"),
    )
    for word in forms.split()
}
_LEAD: Final = re.compile(
    r"[\s,\x01“\"'‘:]*(?:(?:that|for|of|on|to|against|with|about|at|by|in|upon|over|from|as|how|why|whether|because"
    r"|into|behind|like|towards?)\s+)*[“\"'‘]*",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[\w']+")
_LEADS: Final = bag("of on for to with by against at that about than from in and like as")
_AUXILIARY: Final = re.compile(r"\s+(?:\w+n[’']t|\w+[’'](?:ll|re|ve|d))$")
_CLAUSE: Final = re.compile(
    r"\b(?:I|we|he|she|they|it|is|are|was|were|has|have|had|did|does|do|will|would|can|could|should|may|might|must)\b"
)
"""Words that no phrase has, but a clause."""
_DOING: Final = re.compile(r"^((?:[A-Z][\w.-]*\s)*[A-Z][\w-]*)\s[a-z]+ed\b.*", re.DOTALL)
"""A name and what it did: "Orlenia decided to"."""
_TELLS: Final = re.compile(r"\b(?:t(?:old|ell\w*)|ask\w*|remind\w*|assur\w*|inform\w*)\W*$", re.IGNORECASE)
_STOPS: Final = re.compile(r"[.!?][\"”’']?\s")
_BEFORE, _BEHIND, _PHRASE = 300, 80, 60
"""Characters around a statement in which names are looked for, and behind a cue in which its object begins."""
_SHORT: Final = 7
"""Words of a content that may be nothing but a target."""
_MARKED: Final = 2
_SHARPEST: Final = 6.0
"""Beyond which the network's score of a word says no more."""


class Mentions:
    """The mentions of one article.

    Args:
        text: the article's text.
        tagged: what the network says of its words.
        names: the names in it.
        resolution: who is meant in it.
    """

    def __init__(self, text: str, tagged: Tagged, names: Sequence[Name], resolution: Resolution) -> None:
        self._text, self._tagged, self._names, self._resolution = text, tagged, names, resolution
        self._asked: dict[tuple[int, Span], Passage | None] = {}
        self._scores: list[float] = tagged.marks[:, -1].tolist()

    def of(self, number: int, spans: Attribution) -> Iterator[Mention]:
        """Give one mention after the other that may name the target of a statement.

        Args:
            number: the statement's.
            spans: its spans.
        """
        every = [*spans.source, *spans.cue, *spans.content]
        if not every:
            return
        low, high = min(s for s, _ in every), max(e for _, e in every)
        known = self._known
        first = bisect_right(known, low - _BEFORE, key=lambda one: one[0].span[1])
        near = known[first : bisect_left(known, high + _BEHIND, key=lambda one: one[0].span[0])]
        named = [name.span for name, _ in near]
        yield from self._names_of(near, spans, low, high)
        yield from self._pronouns(number, spans, low, high)
        yield from self._phrases(number, spans, high, named)
        yield from self._marked(number, spans, low, high, named)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the article names whom it names."""
        return Counter(meant.name for name, meant in self._meanings if meant and name.kind != "other")

    @cached_property
    def _known(self) -> list[tuple[Name, Passage | None]]:
        """The article's names, with where whoever each of them means is spelled out."""
        return [
            (name, spelled(self._text, meant, meant.name, name.span) if meant else None)
            for name, meant in self._meanings
        ]

    @cached_property
    def _meanings(self) -> list[tuple[Name, Speaker | None]]:
        """The article's names, and who is meant by each."""
        found: list[tuple[Name, Speaker | None]] = []
        known: dict[str, tuple[Speaker, ...]] = {}
        for name in self._names:
            words = self._text[slice(*name.span)]
            meant = known.get(words) or self._resolution.meant(self._resolution.group(name.span))
            if name.kind != "person" or " " in words:  # a surname may mean another one elsewhere
                known[words] = meant
            found.append((name, meant[0] if meant else None))
        return found

    def _names_of(
        self, near: Sequence[tuple[Name, Passage | None]], spans: Attribution, low: int, high: int
    ) -> Iterator[Mention]:
        text = self._text
        seen: set[str] = set()
        for name, meant in near:
            start, end = name.span
            if _touches(name.span, spans.source):
                continue
            if not low <= start < high:
                beside = start < low and not _STOPS.search(text, end, low)
                place = "same sentence" if beside else "before" if start < low else "behind"
                yield meant, {place: 1.0, f"{place} {name.kind}": 1.0}
                continue
            role = "cue" if _touches(name.span, spans.cue) else "gap"
            role = "content" if _touches(name.span, spans.content) else role
            words = _WORD.findall(text[max(low, start - 30) : start].casefold())
            lead = words[-1] if words and words[-1] in _LEADS else "other"
            found = {f"in {role}": 1.0, f"{role} {name.kind}": 1.0, name.kind: 1.0, f"after {lead}": 1.0}
            found |= {"mentions": 1.0, "marked": self._score(name.span)}
            if text.startswith(("'", "’"), end):
                found["owner"] = 1.0
            if role not in seen:
                seen.add(role)
                found[f"first in {role}"] = 1.0
            yield meant, found

    def _pronouns(self, number: int, spans: Attribution, low: int, high: int) -> Iterator[Mention]:
        first = True
        known: dict[str, Passage | None] = {}
        for match in _PRONOUN.finditer(self._text, low, high):
            if _touches(match.span(), spans.source):
                continue
            sort = _SORTS[match[0].casefold()]  # "he ... his": one is meant by all of a sort
            if sort not in known:
                known[sort] = self._meant(number, match.span())
            meant = known[sort]
            if meant is None:
                continue
            place = "in pronoun" if _touches(match.span(), spans.content) else "pronoun elsewhere"
            found = {f"pronoun {match[0].casefold()}": 1.0, place: 1.0, "pronouns": 1.0}
            found["marked"] = self._score(match.span())
            if first:
                found["first pronoun"] = 1.0
            first = False
            yield meant, found

    def _phrases(
        self, number: int, spans: Attribution, high: int, names: Sequence[Span]
    ) -> Iterator[Mention]:
        """Give the cue's object ("criticised [the plan]"), the content's subject, and a content that is a phrase."""
        text, content = self._text, spans.content
        places = []
        if spans.cue:
            end = max(e for _, e in spans.cue)
            told = "object of told" if _TELLS.search(text, spans.cue[0][0], end) else "object of another"
            places.append(("object", end, told))
        if content:
            places.append(("opening", content[0][0], "opening"))
        for role, begin, told in places:
            lead = _LEAD.match(text, begin)
            at = lead.end() if lead else begin
            phrase = noun_phrase(text[: high + 40], at) if at < high + _PHRASE else None
            if phrase is None or phrase[0] - at > 25 or _touches(phrase, spans.source):
                continue
            end = phrase[0] + len(_DOING.sub(r"\1", _AUXILIARY.sub("", text[slice(*phrase)])))
            phrase = phrase[0], end
            named = _touches(phrase, names)
            if named and is_deed(text[slice(*phrase)]):
                continue
            whole = bool(content) and end >= content[-1][1] - 1
            yield (
                self._thing(number, phrase, named),
                {
                    role: 1.0,
                    f"{role} {'named' if named else 'thing'}": 1.0,
                    f"{role} {'whole' if whole else 'part'}": 1.0,
                    told: 1.0,
                    "marked": self._score(phrase),
                },
            )
        if not content or text[content[0][0]] in '“"':
            return
        lead = _LEAD.match(text, content[0][0])
        span = (lead.end() if lead else content[0][0]), content[-1][1]
        words = len(text[slice(*span)].split())
        clause = _CLAUSE.search(text, *span)
        if 0 < words <= _SHORT and not clause and not _touches(span, spans.source):
            named = _touches(span, names)
            if not (named and is_deed(text[slice(*span)])):
                passage = self._thing(number, span, named) if words <= 3 else Passage.of(text, (span,))
                yield passage, {"whole content": 1.0, "marked": self._score(span)}

    def _marked(
        self,
        number: int,
        spans: Attribution,
        low: int,
        high: int,
        names: Sequence[Span],
    ) -> Iterator[Mention]:
        """Give the words that the network takes for the target, widened to their phrase within their role."""
        tokens = self._tagged.tokens
        source = tuple(w for s in spans.source if (w := tokens.within(s))[0] < w[1])
        marked = likeliest_targets(self._tagged, *tokens.within((low, high)), source)
        for rank, (first, last) in enumerate(marked[:_MARKED]):
            span = int(tokens.starts[first]), int(tokens.ends[last - 1])
            found = {f"marked {rank}": 1.0, "marked": self._score(span)}
            start, end = whole = self._resolution.group(span)
            for _, other in (*spans.cue, *spans.source):
                if start < other <= span[0]:
                    start = other
            if (start, end) == whole:
                yield self._meant(number, span), found
                continue
            words = self._text[start:end]
            start += len(words) - len(words.lstrip())
            yield self._thing(number, (start, end), _touches((start, end), names)), found

    def _meant(self, number: int, span: Span) -> Passage | None:
        key = number, span  # a cue's object is often the content's subject, and what the network marks
        if key not in self._asked:
            self._asked[key] = target_meant(self._text, self._resolution, number, span)
        return self._asked[key]

    def _thing(self, number: int, span: Span, named: bool) -> Passage | None:
        """Return whom a phrase means that has or may be a name, is a pronoun or a description; of others the words."""
        words = self._text[slice(*span)]
        if named or words[:1].isupper() or _PRONOUN.fullmatch(words) or words[:4].casefold() == "the ":
            return self._meant(number, span)
        return Passage.of(self._text, (span,))

    def _score(self, span: Span) -> float:
        """Return the network's highest score of a phrase's words as a target, between -2 and 2."""
        first, last = self._tagged.tokens.within(span)
        score = max(self._scores[first:last], default=-_SHARPEST)
        return max(-_SHARPEST, min(_SHARPEST, score)) / 3


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
