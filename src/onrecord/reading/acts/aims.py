"""Aims: at whom or what an act is directed, by a log-linear model of what speaks for each candidate.

Candidates are the names and pronouns of a statement and of the sentences around it, the noun phrases that a cue or a
content begins with, the words that the network marks, whom the same speaker aimed at last, and who is named most. All
that mean one person or thing are one candidate; its odds are the exponential of its weighted features, divided by the
sum over all candidates (a conditional logit: McFadden, 1974). ``training/aims.py`` fits the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import islice
from typing import Final

from onrecord.reading.acts.mentions import Features, Mention, Mentions
from onrecord.reading.encoder import Tagged
from onrecord.reading.names import Name
from onrecord.reading.speakers import Attribution, Resolution
from onrecord.statement import Act, Passage

_NAMED_MOST: Final = 2
_ARTICLES: Final = frozenset({"the", "an", "a"})
_COUNTED: Final = frozenset({"mentions", "pronouns"})
"""Features that add up over the mentions of a candidate; of the others the highest counts."""
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
        self._text, self._attributions, self._resolution = text, attributions, resolution
        self._mentions = Mentions(text, tagged, names, resolution)
        self._weights = carried() if weights is None else weights
        self._last: dict[tuple[str, ...], Passage] = {}

    def likeliest(self, number: int, act: Act) -> Aimed | None:
        """Return the likeliest target of a statement's act, ``None`` if there is none.

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
        if act == "refuse" and "unmarked" in best.features:
            return None  # what is refused is seldom told by whoever is named elsewhere
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
            hinted = hinted or "in content" in features or "in cue" in features or "in gap" in features
            key = _key(passage.text)
            if key not in found:
                found[key] = Candidate(passage, features)
                continue
            known = found[key].features
            for name, value in features.items():
                before = known.get(name)
                if before is None or (value > before and name not in _COUNTED):
                    known[name] = value
                elif name in _COUNTED:
                    known[name] = before + value
        for one in found.values():
            self._complete(one, self._mentions.counts[one.passage.text], hinted, act)
        return list(found.values())

    def _speakers(self, number: int) -> tuple[str, ...]:
        return tuple(speaker.name for speaker in self._resolution.results[number].speakers)

    def _complete(self, one: Candidate, count: int, hinted: bool, act: Act) -> None:
        found = one.features
        for name in _COUNTED & found.keys():
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
        by_act = _by_act(act)
        found.update({by_act[name]: found[name] for name in by_act.keys() & found.keys()})

    def _hints(self, number: int) -> Iterator[Mention]:
        """Give one mention after the other that may name the target, and what speaks for it."""
        spans = self._attributions[number]
        if not (spans.source or spans.cue or spans.content):
            return
        yield from self._mentions.of(number, spans)
        last = self._last.get(self._speakers(number))
        if last is not None:
            yield last, {"previous target": 1.0}
        speakers = self._speakers(number)
        most = (place for name, place in self._most if name not in speakers)
        for rank, place in enumerate(islice(most, _NAMED_MOST)):
            yield place, {f"named most {rank}": 1.0}

    @cached_property
    def _most(self) -> list[tuple[str, Passage | None]]:
        """Whom the article names, the most often named first, each with the first place of that name in the text."""
        names = sorted((-count, name) for name, count in self._mentions.counts.items())
        places = ((name, self._text.find(name)) for _, name in names)
        return [
            (name, Passage.of(self._text, ((at, at + len(name)),)) if at >= 0 else None)
            for name, at in places
        ]


def _key(name: str) -> str:
    folded = name.casefold()
    first, space, rest = folded.partition(" ")
    return rest if space and first in _ARTICLES else folded


@cache
def _by_act(act: Act) -> Mapping[str, str]:
    """Return what each feature that says something else of each act is called of this one."""
    return {name: f"{name} & {act}" for name in _BY_ACT}


@cache
def carried() -> Mapping[str, float]:
    """Return the weights that the package carries."""
    text = files("onrecord.reading.acts").joinpath("aims.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
