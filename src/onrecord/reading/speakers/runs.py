"""Runs: statements without a source of their own, and whose words they go on."""

from __future__ import annotations

from onrecord.reading.speakers.attribution import Attribution
from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.words import Words
from onrecord.statement import Span

_BEFORE_VERBS = bag("and also but then by , to while not never yet still n't")
SECOND_VERB = bag("and but then")
_PAST = bag("said told wrote swore spoke thought knew felt saw held kept went would could will does did says")
_PASSIVE = bag("was were is are be been being")
_APPEARING = bag("seem seems seemed appear appears appeared")
_AUXILIARIES = bag(
    "can could may might would will do does did not has have had also often still to be like as if though that"
)
_PERFECT = bag("has have had")
_BEING = bag("is are was were has have had been be not never n't still also remains remain and but")
_STATES = bag(
    "offended convinced worried concerned pleased satisfied disappointed surprised shocked determined committed "
    "opposed inclined alarmed delighted outraged disturbed impressed confident aware unaware sceptical hopeful "
    "skeptical afraid sorry glad happy unhappy proud ashamed certain unsure optimistic pessimistic adamant "
    "willing unwilling eager reluctant keen ready grateful angry sad"
)
"""What says of somebody in what state of mind they are, behind a form of "to be"."""


def anchor(attribution: Attribution) -> int:
    """Return where a statement's speaker is asked for: at its source, else its cue, else its content."""
    for spans in (attribution.source, attribution.cue, attribution.content):
        if spans:
            return min(start for start, _ in spans)
    return 0


def extent(attribution: Attribution) -> Span:
    """Return the stretch from a statement's first character to its last."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    if not spans:
        return 0, 0
    return min(s for s, _ in spans), max(e for _, e in spans)


def goes_on(words: Words, before: Attribution, after: Attribution) -> bool:
    """Whether a quotation without source and cue goes on what the statement before it quotes.

    It does where no running text, or next to none, lies between the two: a new paragraph of quotation, or
    the rest of a quotation behind "she said".
    """
    return not after.cue and adjoins(words, before, after)


def adjoins(words: Words, before: Attribution, after: Attribution) -> bool:
    """Whether no running text, or next to none, lies between a statement and what the next one quotes."""
    if not after.content or not before.content:
        return False
    first, last = words.within((extent(before)[1], min(s for s, _ in after.content)))
    between = [k for k in range(first, last) if not words.quoted[k] and words.lower[k][0].isalnum()]
    start = words.within(after.content[0])[0]
    if start >= len(words):
        return False
    quoted = words.quoted[start] or (start + 1 < len(words) and words.quoted[start + 1])
    jump = words.paragraph[start] - words.paragraph[max(first - 1, 0)]
    return len(between) <= (3 if quoted else 0) and jump <= 1


def impersonal(words: Words, attribution: Attribution) -> bool:
    """Whether a statement without a source says how things appear ("it seemed"), which is nobody's view."""
    if attribution.source or not attribution.cue:
        return False
    cue = frozenset(words.lower[slice(*words.within(attribution.cue[0]))])
    return bool(cue & _APPEARING) and cue <= _APPEARING | _AUXILIARIES


def in_a_state(words: Words, first: int, last: int) -> bool:
    """Whether the cue ``[first, last)`` says in what state of mind somebody is ("is not offended by")."""
    rest = [w for w in words.lower[first:last] if w not in _BEING and not w.endswith("ly")]
    return len(rest) < last - first and bool(rest) and rest[0] in _STATES


def hangs_on(words: Words, attribution: Attribution) -> tuple[int, int] | None:
    """Return what comes before a participle that is a cue without a source, in its sentence.

    In "The mayor told reporters that the docks were safe, adding that ..." the mayor adds it, and likewise in "The
    mayor came and promised that ...". Passives ("being asked") have no such subject.

    Returns:
        The words from the sentence's beginning up to the cue; ``None`` where the cue is no such verb.
    """
    if not attribution.cue:
        return None
    first, last = words.within(attribution.cue[0])
    before = _BEFORE_VERBS | _PERFECT
    verb = next((w for w in words.lower[first:last] if w not in before and not w.endswith("ly")), "")
    second = (first > 0 and words.lower[first - 1] in SECOND_VERB) or bool(
        SECOND_VERB.intersection(words.lower[first : first + 1])
    )
    joined = second and (verb.endswith(("ed", "s")) or verb in _PAST)
    state = second and in_a_state(words, first, last)
    passive = any(w in _PASSIVE for w in words.lower[first:last])
    if not state and (not (verb.endswith("ing") or joined) or passive):
        return None
    begin = first
    while begin > 0 and words.sentence[begin - 1] == words.sentence[first]:
        begin -= 1
    return begin, first
