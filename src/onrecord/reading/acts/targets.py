"""The words that name whom or what an act is directed at."""

from __future__ import annotations

import re
from typing import Final

from onrecord.reading.acts.heads import Ranges
from onrecord.reading.encoder import Tagged
from onrecord.reading.speakers import Resolution
from onrecord.reading.speakers.lexicon import bag
from onrecord.statement import Passage, Span, Speaker, slice_of

_DEEDS: Final = bag(
    "accusation accusations action actions administration allegation allegations answer approach argument assertion "
    "assertions attack attacks attempt attempts ban behavior behaviour bid call candidacy charge charges choice claim "
    "claims comment comments conduct criticism decision decisions denial description effort efforts foreign handling "
    "idea ideas insult insults language leadership move opposition performance plan plans policies policy position "
    "positions pledge praise promise promises proposal proposals push record refusal rejection remark remarks request "
    "response rhetoric role speech stance statement statements strategy style suggestion support tactics temperament "
    "tone treatment use view views vision vote votes vow words work"
)
"""What people do and say: by the codebook the target is who is behind it."""

_OWNED = re.compile(r"(.+?)(?:['’]s|(?<=s)['’]) (?:.*\s)?(\w+)")

_TRIES = 4
_NEVER = -1e9
_GOES_ON = 0.0
"""Score from which the words beside the likeliest one are part of the same name."""


def likeliest_targets(tagged: Tagged, first: int, last: int, source: Ranges) -> list[tuple[int, int]]:
    """Return the words ``[a, b)`` among ``[first, last)`` that may name the target, the likeliest first.

    Args:
        tagged: what the network says of the article's words.
        first: the statement's first word.
        last: one past its last word.
        source: the words of its source, which do not name its target.
    """
    scores = tagged.marks[first:last, -1].copy()
    for begin, end in source:
        scores[max(0, begin - first) : max(0, end - first)] = _NEVER
    found: list[tuple[int, int]] = []
    while len(found) < _TRIES and len(scores) and scores.max() > _NEVER:
        begin = int(scores.argmax())
        end = begin + 1
        while begin and scores[begin - 1] > _GOES_ON and not tagged.tokens.opens[first + begin]:
            begin -= 1
        while end < len(scores) and scores[end] > _GOES_ON and not tagged.tokens.opens[first + end]:
            end += 1
        found.append((first + begin, first + end))
        scores[begin:end] = _NEVER
    return found


def is_deed(phrase: str) -> bool:
    """Whether a phrase names what somebody does or says ("Ruiz's remarks"): the target is who is behind it."""
    owned = _OWNED.fullmatch(phrase)
    return owned is not None and owned[2].casefold() in _DEEDS


def target_meant(text: str, resolution: Resolution, statement: int, span: Span) -> Passage | None:
    """Return whom a mention means: the fullest name where the article spells it out, else the words themselves.

    ``None`` where it means nobody, or the speaker.

    Args:
        text: the article's text.
        resolution: who is meant in it.
        statement: the number of the statement, whose speakers are not its target.
        span: the mention, or a part of it.
    """
    wider = resolution.group(span)
    meant = resolution.meant(wider, statement)
    speakers = {speaker.name for speaker in resolution.results[statement].speakers}
    if not meant or meant[0].name in speakers:
        return None
    one = meant[0]
    owned = _OWNED.fullmatch(one.name)
    name = owned[1] if owned and owned[2].casefold() in _DEEDS and owned[1] not in speakers else one.name
    return spelled(text, one, name, wider)


def spelled(text: str, one: Speaker, name: str, mention: Span) -> Passage:
    """Return where the article spells a name out; the mention itself where it does nowhere.

    Args:
        text: the article's text.
        one: who is meant.
        name: the name, of that one or of the one behind its deed.
        mention: the words that mean it.
    """
    for step in reversed(one.via):
        if slice_of(text, step.spans) == name:
            return Passage(name, step.spans)
    at = text.find(name)
    return Passage.of(text, ((at, at + len(name)),) if at >= 0 else (mention,))
