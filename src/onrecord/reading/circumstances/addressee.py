"""The addressee: to whom a statement is said.

"told the Courier", "urged the council to sell", "said in a letter to Ana Ruiz", "asked by the Courier".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from onrecord.reading.circumstances.phrases import noun_phrase
from onrecord.reading.circumstances.scene import Scene
from onrecord.reading.speakers.lexicon import DETERMINERS, GROUP_NOUNS, bag, kind_of_noun
from onrecord.statement import Passage, Span

CONFIDENCE: Final = {
    "object": 0.9,
    "subject": 0.76,
    "to": 0.89,
    "medium": 0.75,
    "speaking": 0.71,
    "asked by": 0.75,
    "asked": 0.8,
}
"""How often each rule is right, measured on the labelled articles that are learned from (``benchmarks.circumstances``)
with one right and one wrong added, so that a rule that was seen five times promises no more than it should."""

_TELLING = re.compile(
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\btheir )\b(?:"
    r"(?P<told>told|tell(?:s|ing)?)|(?:ask|urg|warn|remind|assur|reassur|inform|advis|instruct|implor|order|"
    r"encourag|invit|notif|brief|lectur|quizz|grill|caution|beseech|admonish|thank|congratulat)"
    r"(?:(?P<past>ed|ied)|e|es|s|ing|y|ies|ying)?|beg(?:s|ged|ging)?|promis(?:ed|es|ing)|"
    r"(?P<rarely>(?:address|question|press)(?:ed|es|s|ing))|"
    r"call(?:s|ed|ing)? (?:up)?on|appeal(?:s|ed|ing)? to|plead(?:s|ed|ing)? with|"
    r"(?:speak(?:s|ing)?|spoke|talk(?:s|ed|ing)?|wr(?:ote|ite|ites|iting|itten)|testif(?:y|ied|ies|ying)) "
    r"(?:to|with|before)|(?:joked|joking) with)\b(?! by\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|when|if|get|got)(?: \w+ly| also)? $", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?!(?:When|If|After|While|As|Once|But|And)\b)(?:[A-Z][\w’'.-]+ )*[A-Z][\w’'-]+ $")
_WITHIN = re.compile(r"\bto ")
_TO = re.compile(r"[\s,\x01]*(?:\w+ly )?to ", re.IGNORECASE)
_SPEAKING = re.compile(
    r"\b(?:speaking|talking|testifying|addressing|appearing|(?:while |in )?remarks|(?:his|her|their) testimony|"
    r"when (?:speaking|talking))(?: (?:to|with|before))? (?=\w)",
    re.IGNORECASE,
)
_ASKED_BY = re.compile(
    r"\b(?:asked|pressed|questioned|challenged|interviewed|reached|contacted)(?: \w+){0,3}? by ",
    re.IGNORECASE,
)
_TALKS = (
    r"interviews?|conversations?|letters?|e-?mails?|notes?|memos?|memorandum|messages?|remarks?|statements?|speech(?:es)?|"
    r"address(?:es)?|phone calls?|calls?|testimony|texts?|text messages?|briefings?|presentation|"
    r"rall(?:y|ies)|apolog(?:y|ies)"
)
_MEDIUM = re.compile(rf"\b(?:{_TALKS})(?: [\w.]+){{0,4}}? (?:with|to|before) (?=\S)", re.IGNORECASE)
_ELSEWHERE: Final = (
    (bag("to with before"), _MEDIUM, "medium"),
    (bag("speaking talking testifying addressing appearing remarks testimony"), _SPEAKING, "speaking"),
    (bag("by"), _ASKED_BY, "asked by"),
)
"""Rules that look beyond the cue, each behind the words of which it needs one."""

_HEARERS = GROUP_NOUNS | bag(
    "me us him her them you gathering rally meeting convention congregation jury panel conference hall room class "
    "summit event forum banquet caucus"
)
_OPENERS = DETERMINERS | {"me", "us", "him", "her", "them", "you", "members", "about"}
_MOST_WORDS = 6
_BEFORE_VERB = 24
_AGENTS = ("ers", "ors", "ists", "ants", "ians", "men", "women")
_NO_AGENTS = bag(
    "numbers orders papers letters matters powers offers answers dollars doors floors errors factors women's borders "
    "waters shoulders corners rumors favors specimen regimen grants warrants restaurants plants headquarters barriers"
)
_OBJECT_OF = re.compile(
    r"\s*(?:(?:to|that|whether|if|not to|against|about|of|for|how|why|what|during|on|at|in)\b|[“\"]|$)"
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """An addressee and the rule that it was found by."""

    passage: Passage
    rule: str


def addressee(scene: Scene) -> Addressed | None:
    """Return to whom a statement is said.

    Args:
        scene: the statement's scene.
    """
    return _told(scene) or _to(scene) or _elsewhere(scene)


def _told(scene: Scene) -> Addressed | None:
    """Return the object of the cue ("told the Courier"), or who "was asked"."""
    start, end = scene.cue
    text = scene.text
    verb = max(_TELLING.finditer(text, start, end), key=lambda match: match.start(), default=None)
    if verb is None:
        return None
    passive = _PASSIVE.search(text, max(0, verb.start() - _BEFORE_VERB), verb.start())
    if passive and (verb["past"] or verb.group().casefold() == "told"):
        asked = _asked(scene)
        return Addressed(Passage.of(scene.article, (asked,)), "asked") if asked else None
    phrase = noun_phrase(text, verb.end())
    if phrase is not None and (verb["told"] or _may_hear(text, phrase)):
        return Addressed(scene.passage(phrase), "object")
    subject = _subject(scene) if verb.end() >= end - 1 else None
    return Addressed(Passage.of(scene.article, (subject,)), "subject") if subject else None


def _to(scene: Scene) -> Addressed | None:
    """Return whom "to" in the cue or right behind it names: "said to the Courier"."""
    start, end = scene.cue
    behind = _TO.match(scene.text, end)
    for to in (*_WITHIN.finditer(scene.text, start, end), *((behind,) if behind else ())):
        phrase = _hearer(scene.text, to.end())
        if phrase is not None:
            return Addressed(scene.passage(phrase), "to")
    return None


def _elsewhere(scene: Scene) -> Addressed | None:
    """Return whom the rest of the sentence names: "in an interview with the Courier"."""
    for telling, pattern, rule in _ELSEWHERE:
        if scene.words.isdisjoint(telling):
            continue
        for place in pattern.finditer(scene.text):
            phrase = _hearer(scene.text, place.end())
            if phrase is not None and scene.belongs(place.start(), phrase[1]):
                return Addressed(scene.passage(phrase), rule)
    return None


def _hearer(text: str, at: int) -> Span | None:
    """Return the noun phrase at ``at`` where it names somebody; a bare verb ("to right the ship") begins none."""
    phrase = noun_phrase(text, at)
    if phrase is None or not _may_hear(text, phrase):
        return None
    words = text[slice(*phrase)].split()
    opens = not words[0][0].islower() or words[0].casefold() in _OPENERS
    people = words[-1] in GROUP_NOUNS or _is_agent(words[-1])
    return phrase if opens or people or "of" in words else None


def _subject(scene: Scene) -> Span | None:
    """Return the subject of a content that follows on its cue: "urged [the council to sell]"."""
    if scene.leads is None:
        return None
    start, end = scene.leads
    text = scene.article[start : min(end, start + 120)]
    phrase = noun_phrase(text, 0)
    if phrase is None or phrase[0] or not _may_hear(text, phrase) or not _OBJECT_OF.match(text, phrase[1]):
        return None
    return start, start + phrase[1]


def _asked(scene: Scene) -> Span | None:
    """Return who "was asked": the words right before the cue, where they are no source."""
    cue = scene.start + scene.cue[0]
    before = next((span for span in scene.spans.content if 0 <= cue - span[1] <= 1), None)
    if before is not None:
        words = scene.article[slice(*before)]
        short = 0 < len(words.split()) <= _MOST_WORDS
        return before if short and _may_hear(words, (0, len(words))) else None
    name = _ASKED.search(scene.text, 0, scene.cue[0])
    return (scene.start + name.start(), scene.start + name.end() - 1) if name else None


def _is_agent(noun: str) -> bool:
    """Whether a noun, by its ending, names people by what they do ("dockers")."""
    return noun.endswith(_AGENTS) and noun not in _NO_AGENTS


def _may_hear(text: str, phrase: Span) -> bool:
    """Whether a noun phrase names somebody who can be spoken to."""
    words = text[phrase[0] : phrase[1]].split()
    head = next((a for a, b in pairwise(words) if b == "of"), words[-1])
    if head[0].isupper() or head[0] in "@“\"'":
        return True
    head = head.casefold()
    return (
        head in _HEARERS
        or _is_agent(head)
        or kind_of_noun(head) in ("person", "group", "organisation", "state")
    )
