"""Aims: at whom or what an act is directed, by a log-linear model of what speaks for each candidate.

Candidates are the names and pronouns of a statement and of the sentences around it, the noun phrases that a cue or a
content begins with, the words that the network marks, whom the same speaker aimed at last, and who is named most. All
that mean one person or thing are one candidate; its odds are the exponential of its weighted features, divided by the
sum over all candidates (a conditional logit: McFadden, 1974). ``training/aims.py`` fits the weights.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.reading.acts.targets import is_deed, likeliest_targets, target_meant
from onrecord.reading.circumstances.phrases import noun_phrase
from onrecord.reading.encoder import Tagged
from onrecord.reading.names import Name
from onrecord.reading.speakers import Attribution, Resolution
from onrecord.reading.speakers.lexicon import bag
from onrecord.statement import Act, Passage, Span

Features = dict[str, float]

_PRONOUN: Final = re.compile(r"\b(?:he|him|his|himself|she|her|hers|they|them|their|it|its)\b", re.IGNORECASE)
_LEAD: Final = re.compile(
    r"[\s,\x01“\"'‘:]*(?:(?:that|for|of|on|to|against|with|about|at|by|in|upon|over|from|as|how|why|whether|because"
    r"|into|behind|like|towards?)\s+)*[“\"'‘]*",
    re.IGNORECASE,
)
_LEADS: Final = bag("of on for to with by against at that about than from in and like as")
_AUXILIARY: Final = re.compile(r"\s+(?:\w+n[’']t|\w+[’'](?:ll|re|ve|d))$")
_TELLS: Final = re.compile(r"\b(?:t(?:old|ell\w*)|ask\w*|remind\w*|assur\w*|inform\w*)\W*$", re.IGNORECASE)
_STOPS: Final = re.compile(r"[.!?][\"”’']?\s")
_BEFORE, _BEHIND, _PHRASE = 300, 80, 60
"""Characters around a statement in which names are looked for, and behind a cue in which its object begins."""
_SHORT: Final = 7
"""Words of a content that may be nothing but a target."""
_NAMED_MOST: Final = 2
_MARKED: Final = 2
_SHARPEST: Final = 6.0
"""Beyond which the network's score of a word says no more."""

_BY_ACT: Final = frozenset(
    {
        "object", "object thing", "opening", "opening thing", "in content", "in cue", "in gap", "in pronoun",
        "whole content", "previous target", "named most 0", "same sentence", "proper", "marked",
    }
)  # fmt: skip
"""Features that say something else of each act."""


@dataclass(slots=True)
class Candidate:
    """Whom or what an act may be directed at: the passage that names it, and what speaks for it."""

    passage: Passage
    features: Features = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target and its odds among the candidates."""

    passage: Passage
    odds: float


class Aims:
    """Finds the targets of the statements of one article; asked in the order of the text.

    Args:
        text: the article's text.
        tagged: what the network says of its words.
        names: the names in it.
        attributions: its statements' spans.
        resolution: who is meant in it.
        weights: log-odds by feature; by default those that the package carries.
    """

    def __init__(  # noqa: PLR0917
        self,
        text: str,
        tagged: Tagged,
        names: Sequence[Name],
        attributions: Sequence[Attribution],
        resolution: Resolution,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self._text, self._tagged, self._names = text, tagged, names
        self._attributions, self._resolution = attributions, resolution
        self._weights = carried() if weights is None else weights
        self._counts: Counter[str] | None = None
        self._last: dict[tuple[str, ...], Passage] = {}

    def likeliest(self, number: int, act: Act) -> Aimed | None:
        """Return the likeliest target of a statement's act, ``None`` if there is no candidate.

        Args:
            number: the statement's.
            act: its act.
        """
        found = self.candidates(number, act)
        if not found:
            return None
        weights = self._weights
        scores = [sum(weights.get(f, 0.0) * x for f, x in one.features.items()) for one in found]
        top = max(scores)
        best = found[scores.index(top)]
        self.note(number, best.passage)
        return Aimed(best.passage, 1 / sum(math.exp(score - top) for score in scores))

    def note(self, number: int, target: Passage) -> None:
        """Remember whom the speaker of a statement aimed at."""
        self._last[self._speakers(number)] = target

    def candidates(self, number: int, act: Act) -> list[Candidate]:
        """Return the candidates for the target of a statement's act.

        Args:
            number: the statement's.
            act: its act.
        """
        found: dict[str, Candidate] = {}
        speakers = self._speakers(number)
        hinted = False
        for passage, features in self._hints(number):
            if passage is None or passage.text in speakers:
                continue
            one = found.setdefault(_key(passage.text), Candidate(passage))
            hinted = hinted or "in content" in features or "in cue" in features or "in gap" in features
            for name, value in features.items():
                if name in ("mentions", "pronouns"):
                    one.features[name] = one.features.get(name, 0.0) + value
                else:
                    one.features[name] = max(one.features.get(name, -_SHARPEST), value)
        counts = self._mentions()
        for one in found.values():
            self._complete(one, counts[one.passage.text], hinted, act)
        return list(found.values())

    def _speakers(self, number: int) -> tuple[str, ...]:
        return tuple(speaker.name for speaker in self._resolution.results[number].speakers)

    def _mentions(self) -> Counter[str]:
        """Return how often the article names each of those that it names."""
        if self._counts is None:
            meant = (self._resolution.meant(n.span) for n in self._names if n.kind != "other")
            self._counts = Counter(who[0].name for who in meant if who)
        return self._counts

    def _complete(self, one: Candidate, count: int, hinted: bool, act: Act) -> None:
        found = one.features
        for name in ("mentions", "pronouns"):
            if name in found:
                found[name] = math.log1p(found[name])
        found["count"] = math.log1p(count)
        found["proper"] = float(one.passage.text[:1].isupper())
        found["words"] = min(8, len(one.passage.text.split())) / 4
        found["nameless"] = float(not count)
        if "marked" not in found:
            found["unmarked"] = 1.0
        if not hinted:
            for name in ("previous target", "named most 0", "before", "same sentence"):
                if name in found:
                    found[name + ", no other"] = 1.0
        found.update({f"{name} & {act}": found[name] for name in _BY_ACT & found.keys()})

    def _hints(self, number: int) -> Iterator[tuple[Passage | None, Features]]:
        """Give one mention after the other that may name the target, and what speaks for it."""
        spans = self._attributions[number]
        every = [*spans.source, *spans.cue, *spans.content]
        if not every:
            return
        low, high = min(s for s, _ in every), max(e for _, e in every)
        yield from self._named(number, spans, low, high)
        yield from self._pronouns(number, spans, low, high)
        yield from self._phrases(number, spans, high)
        yield from self._marked(number, spans, low, high)
        last = self._last.get(self._speakers(number))
        if last is not None:
            yield last, {"previous target": 1.0}
        speakers = self._speakers(number)
        most = sorted(((-n, name) for name, n in self._mentions().items() if name not in speakers))
        for rank, (_, name) in enumerate(most[:_NAMED_MOST]):
            at = self._text.find(name)
            if at >= 0:
                yield Passage.of(self._text, ((at, at + len(name)),)), {f"named most {rank}": 1.0}

    def _named(
        self, number: int, spans: Attribution, low: int, high: int
    ) -> Iterator[tuple[Passage | None, Features]]:
        text = self._text
        seen: set[str] = set()
        for name in self._names:
            start, end = name.span
            if end <= low - _BEFORE or start >= high + _BEHIND or _touches(name.span, spans.source):
                continue
            meant = self._meant(number, name.span)
            if not low <= start < high:
                near = start < low and not _STOPS.search(text, end, low)
                place = "same sentence" if near else "before" if start < low else "behind"
                yield meant, {place: 1.0, f"{place} {name.kind}": 1.0}
                continue
            role = "cue" if _touches(name.span, spans.cue) else "gap"
            role = "content" if _touches(name.span, spans.content) else role
            words = re.findall(r"[\w']+", text[max(low, start - 30) : start].casefold())
            lead = words[-1] if words and words[-1] in _LEADS else "other"
            found = {f"in {role}": 1.0, f"{role} {name.kind}": 1.0, name.kind: 1.0, f"after {lead}": 1.0}
            if text[end : end + 1] in "'’" and text[end : end + 1]:
                found["owner"] = 1.0
            if role not in seen:
                seen.add(role)
                found[f"first in {role}"] = 1.0
            yield meant, found | {"mentions": 1.0, "marked": self._score(name.span)}

    def _pronouns(
        self, number: int, spans: Attribution, low: int, high: int
    ) -> Iterator[tuple[Passage | None, Features]]:
        first = True
        for match in _PRONOUN.finditer(self._text, low, high):
            if _touches(match.span(), spans.source):
                continue
            meant = self._meant(number, match.span())
            if meant is None:
                continue
            place = "in pronoun" if _touches(match.span(), spans.content) else "pronoun elsewhere"
            found = {f"pronoun {match[0].casefold()}": 1.0, place: 1.0, "pronouns": 1.0}
            if first:
                found["first pronoun"] = 1.0
            first = False
            yield meant, found | {"marked": self._score(match.span())}

    def _phrases(
        self, number: int, spans: Attribution, high: int
    ) -> Iterator[tuple[Passage | None, Features]]:
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
            end = phrase[0] + len(_AUXILIARY.sub("", text[slice(*phrase)]))
            phrase = phrase[0], end
            named = any(_touches(name.span, (phrase,)) for name in self._names)
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
        if 0 < words <= _SHORT and not _touches(span, spans.source):
            named = any(_touches(name.span, (span,)) for name in self._names)
            if not (named and is_deed(text[slice(*span)])):
                passage = self._thing(number, span, named) if words <= 3 else Passage.of(text, (span,))
                yield passage, {"whole content": 1.0, "marked": self._score(span)}

    def _marked(
        self, number: int, spans: Attribution, low: int, high: int
    ) -> Iterator[tuple[Passage | None, Features]]:
        """Give the words that the network takes for the target, widened to their phrase within their role."""
        tokens = self._tagged.tokens
        source = tuple(w for s in spans.source if (w := tokens.within(s))[0] < w[1])
        marked = likeliest_targets(self._tagged, *tokens.within((low, high)), source)
        for rank, (first, last) in enumerate(marked[:_MARKED]):
            span = int(tokens.starts[first]), int(tokens.ends[last - 1])
            start, end = self._resolution.group(span)
            for _, other in (*spans.cue, *spans.source):
                if start < other <= span[0]:
                    start = other
            words = self._text[start:end]
            start += len(words) - len(words.lstrip())
            named = any(_touches(name.span, ((start, end),)) for name in self._names)
            found = {f"marked {rank}": 1.0, "marked": self._score(span)}
            yield self._thing(number, (start, end), named), found

    def _meant(self, number: int, span: Span) -> Passage | None:
        return target_meant(self._text, self._resolution, number, span)

    def _thing(self, number: int, span: Span, named: bool) -> Passage | None:
        """Return whom a phrase means that has a name in it, is a pronoun or a description; of others the words."""
        words = self._text[slice(*span)]
        if named or _PRONOUN.fullmatch(words) or words[:4].casefold() == "the ":
            return self._meant(number, span)
        return Passage.of(self._text, (span,))

    def _score(self, span: Span) -> float:
        """Return the network's highest score of a phrase's words as a target, between -2 and 2."""
        first, last = self._tagged.tokens.within(span)
        score = float(self._tagged.marks[first:last, -1].max(initial=-_SHARPEST))
        return max(-_SHARPEST, min(_SHARPEST, score)) / 3


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _key(name: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", name.casefold())


@cache
def carried() -> Mapping[str, float]:
    """Return the weights that the package carries."""
    text = files("onrecord.reading.acts").joinpath("aims.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
