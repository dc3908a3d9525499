"""Hints: plain signs of an act, and how often each is borne out.

Two sorts of signs, both counted over the labelled statements that are learned from: the first verb of a cue that names
an act ("condemned", "vowed"), by the word and by its class; and how a content behind another cue opens ("we will", "you
should"). The network sees them too, but has seen each verb seldom: a class lends its verbs what it has. Opinions are
multiplied (Hinton, Neural Computation 2002).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import Scored, chances
from onrecord.statement import Act, Spans, slice_of

_VERBS: Final[dict[Act, str]] = {
    "refuse": r"refus(?:e[sd]?|ing|als?)|declin(?:e[sd]?|ing)|reject\w*|rebuff\w*|spurn\w*|veto\w*"
    r"|rul(?:e[sd]?|ing) out",
    "deny": r"den(?:y|ies|ied|ying|ials?)|refut\w+|disavow\w*",
    "threaten": r"threat(?:en\w*|s)?",
    "demand": r"urg(?:e[sd]?|ing)|demand(?:s|ed|ing)?|implor\w+|recommend\w*|order(?:s|ed|ing)?"
    r"|propos(?:e[sd]?|ing|als?)|beg(?:s|ged|ging)?|plead\w*|instruct\w*|advis\w+|encourag\w+|advocat\w+|insist\w*|petition\w*|request\w*"
    r"|exhort\w*|beseech\w*|counsel(?:s|ed|ing)",
    "criticise": r"critici[sz]\w*|condemn\w*|slam\w*|blast(?:s|ed|ing)?|denounc\w*|accus\w*|blam(?:e[sd]?|ing)|mock\w*"
    r"|attack\w*|ripp\w*|bash\w*|ridicul\w*|rebuk\w*|lambast\w*|assail\w*|decr(?:y|ies|ied|ying)|derid\w*|scold\w*"
    r"|chid(?:e[sd]?|ing)|berat\w+|castigat\w+|excoriat\w+|complain\w*|lament\w*|knock(?:s|ed|ing)|chastis\w+|skewer\w*"
    r"|taunt\w*|scoff\w*|disagree\w*|object(?:s|ed|ing)|protest\w*|hammer\w*|hit|needl\w+|tweak\w*|jab\w*|alleg(?:e[sd]?|ing)"
    r"|charg(?:ed|ing)|oppos(?:e[sd]?|ing|ition)|pillor\w+|deplor\w+|disparag\w+|belittl\w+|vilif\w+|malign(?:s|ed|ing)"
    r"|reprimand\w*|admonish\w*|censur\w+|savag(?:ed|ing)|jeer\w*|sneer\w*",
    "support": r"prais(?:e[sd]?|ing)|applaud\w*|commend\w*|hail(?:s|ed|ing)?|thank\w*|congratulat\w*|welcom\w+"
    r"|endors\w*|defend\w*|defen[cs]e|back(?:s|ed|ing)|support\w*|laud\w*|tout\w*|salut\w+|cheer\w*|credit(?:s|ed|ing)?"
    r"|favou?r(?:s|ed|ing)?|embrac\w+|champion\w*|lov(?:e[sd]?|ing)|admir\w+|like[sd]?|respects?|vot(?:e[sd]?|ing)"
    r"|agre(?:e[sd]?|eing)|extol\w*|vouch\w*",
    "desire": r"hop(?:e[sd]?|ing|eful)|fear(?:s|ed|ing|ful)?|worr(?:y|ies|ied|ying)|want(?:s|ed|ing)?"
    r"|wish(?:es|ed|ing)?|prefer\w*|desir\w+|concern(?:s|ed)?|eager|anxious|afraid|dread\w*",
    "commit": r"vow(?:s|ed|ing)?|pledg(?:e[sd]?|ing)|promis(?:e[sd]?|ing)|plan(?:s|ned|ning)?|swor[en]|swear\w*"
    r"|announc\w+|decid\w+|commit\w*|intend\w*|offer(?:s|ed|ing)?|volunteer\w*",
    "question": r"wonder\w*|doubt\w*|ask(?:s|ed|ing)?|unsure|uncertain|unclear|skeptical|skepticism|undecided"
    r"|question(?:s|ed|ing)?|whether",
}  # fmt: skip
_VERB: Final = re.compile("|".join(rf"(?P<{act}>(?:{verbs})$)" for act, verbs in _VERBS.items()))
_WORD: Final = re.compile(r"[\w'’-]+(?: out\b)?")

_OPENS: Final = re.compile(
    r"[“\"'‘\s]*(?:that\s+)?[“\"]?(?:and |but |so |yes,? |no,? |well,? |look,? )*(?P<who>I|we|he|she|they|his \w+"
    r"|her \w+|their \w+|the \w+)(?P<short>[’'](?:ll|d|m|re|ve|s))?\s+(?P<rest>[^.?!]{3,120})",
    re.IGNORECASE,
)
_IMPERATIVE: Final = re.compile(
    r"[“\"\s]*(?:let[’']s|please|stop|don[’']t|vote|go|get|give|make|take|keep|tell|ask|come|look at|remember)\b",
    re.IGNORECASE,
)
_OUGHT: Final = re.compile(r"\b(?:should(?! (?:I|we)\b)|must|needs? to|have to|ought to)\b", re.IGNORECASE)
_SOON: Final = 90
_WILL: Final = frozenset(["will", "shall", "won't", "would", "wouldn't"])
_MAY: Final = frozenset(["may", "might", "could", "can"])

PARTS: Final = ("verb", "opening")
"""The sorts of signs."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What each sign says, and how much that counts.

    Args:
        logs: the logarithm of the odds of each act by sign.
        weights: the exponent of each of ``PARTS``; the network's is 1.
    """

    logs: Mapping[str, NDArray[np.float32]]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Hints:
        """Return the hints that a file holds."""
        logs = {sign: np.asarray(values, dtype=np.float32) for sign, values in stored["logs"].items()}
        return cls(logs, {part: float(stored["weights"][part]) for part in PARTS})

    def joined(self, scored: Scored, text: str, spans: tuple[Spans, Spans, Spans]) -> Scored:
        """Return what the network says of a statement times what its signs say.

        Args:
            scored: what the network says.
            text: the article's text.
            spans: the statement's source, cue and content.
        """
        logs = np.log(np.maximum(scored.acts, 1e-6))
        for sign in signs(text, spans):
            part = "verb" if sign.startswith(("verb ", "class ")) else "opening"
            if sign in self.logs:
                logs = logs + self.weights[part] * self.logs[sign]
        return Scored(chances(logs.tolist()), scored.modes, scored.positioned, scored.targeted, scored.hidden)


def classed(words: str) -> tuple[Act, str] | None:
    """Return the act that the first telling verb of some words names, and that verb; ``None`` where none does."""
    for word in _WORD.findall(words.casefold()):
        for form in dict.fromkeys((word, word.removesuffix(" out"))):
            act = _named(form)
            if act:
                return act, form
    return None


@lru_cache(maxsize=1 << 12)  # texts use few verbs again and again, and the pattern is long
def _named(word: str) -> Act | None:
    """Return the act that a verb names."""
    named = _VERB.match(word)
    return next(act for act in _VERBS if named[act]) if named else None


def signs(
    text: str, spans: tuple[Spans, Spans, Spans], known: Mapping[str, object] | None = None
) -> list[str]:
    """Return the signs of a statement's act: its cue's verb, or else how its content opens.

    Args:
        text: the article's text.
        spans: the statement's source, cue and content.
        known: the signs that there are counts of; by default those that the package carries. Of a verb that is not
            among them the class counts.
    """
    _, cue, content = spans
    found = classed(slice_of(text, cue))
    if found is None:
        return _openings(slice_of(text, content).strip())
    known = carried().logs if known is None else known
    verb = f"verb {found[1]}"
    return [verb if verb in known else f"class {found[0]}"]


def _openings(said: str) -> list[str]:
    found = ["asks"] if said.rstrip("”\"'’ ").endswith("?") else []
    opens = _OPENS.match(said)
    if opens:
        who = "the" if opens["who"].casefold().startswith("the ") else "own"
        short = (opens["short"] or "").casefold().replace("’", "'")
        words = opens["rest"].casefold().replace("’", "'").split()
        doing = _doing(short, words)
        denied = any(word in ("not", "never", "no") or word.endswith("n't") for word in words[:3])
        if doing:
            found.append(f"{who} {doing}{' not' if denied else ''}")
    if _IMPERATIVE.match(said):
        found.append("imperative")
    if _OUGHT.search(said[:_SOON]):
        found.append("ought")
    return found


def _doing(short: str, words: list[str]) -> str:
    """Return what the subject of a content does: its modal verb, or the act that its verb names."""
    first, pair = words[0], " ".join(words[:2])
    if short in ("'ll", "'d") or first in _WILL or pair in ("going to", "plans to", "intends to"):
        return "will"
    if " ".join(words[1:3]) == "going to":
        return "will"
    if first in ("should", "must", "ought") or pair in ("needs to", "need to", "has to", "have to"):
        return "must"
    if first in _MAY:
        return first
    named = classed(" ".join(words[:3]))
    return f"does {named[0]}" if named else ""


@cache
def carried() -> Hints:
    """Return the hints that the package carries."""
    text = files("onrecord.reading.acts").joinpath("hints.json").read_text(encoding="utf-8")
    return Hints.of(json.loads(text))
