"""Noun phrases in a scene: how far "the editors of the Courier" goes behind "told"."""

from __future__ import annotations

import re

from onrecord.reading.speakers.lexicon import (
    BREAKS,
    CALENDAR,
    GROUP_NOUNS,
    POSSESSIVE,
    PREPOSITIONS,
    TITLES,
    bag,
)
from onrecord.statement import Span

_TOKEN = re.compile(
    r"[^\W_](?:[\w&/@+-]|[.’'](?=\w))*|[“\"‘][^“”\"\n]{1,60}[”\"’]|''[^'\n]{1,60}''|@\w+|[^\s]"
)
_PRONOUNS = bag("me us him them you it myself himself herself themselves itself ourselves yourself one")
_SUBJECTS = bag("i he she they we who")
_VERBS = bag(
    "is was were are be been am has had have having would will can could should may might must shall do does did "
    "said says say added asked told wrote not n't never to"
)
_TIMES = bag(
    "last this next earlier later early late yesterday today tonight tomorrow recently again ago previously once "
    "twice then now there here afterward afterwards instead too also alone just only even still already "
    "repeatedly publicly privately today's however meanwhile shortly"
)
_STOPS = (PREPOSITIONS | BREAKS | CALENDAR | _SUBJECTS | _VERBS | _TIMES) - {"of", "'s"}
_FIRST = bag("this one last")  # words that stop a phrase but may begin it
_NO_GOING_ON = (_STOPS | _PRONOUNS) - _FIRST
_PARTICIPLES = bag(
    "morning evening meeting hearing gathering building briefing king wedding fundraising ruling leading working"
)
_DETERMINERS = POSSESSIVE | bag("the a an this those these")
_COMMITTEES = bag(
    "committee subcommittee commission council caucus institute center centre association group"
)
_NO_ADVERBS = bag("family weekly daily monthly assembly ally early elderly friendly rally only")
_ROUGHLY = bag("about around over")  # "a crowd of about 200"
_MOST_WORDS = 14


def noun_phrase(text: str, at: int) -> Span | None:
    """Return the noun phrase that begins at ``at``, white space and adverbs skipped; ``None`` where none does.

    Args:
        text: a scene's text.
        at: where to begin.
    """
    start = end = -1
    words = 0
    before = ""
    for match in _TOKEN.finditer(text, at):
        token = match.group()
        lower = token.casefold().replace("’", "'")
        if not token[0].isalnum():
            quoted = len(token) > 2 and token[0] in '“"‘'
            if (quoted and before.endswith(("'s", "s'", "the", "show", "program", "programme"))) or token[
                0
            ] == "@":
                start = match.start() if start < 0 else start
                end, before, words = match.end(), "title", words + 1
                continue
            if token in "'’" and before.endswith("s") and _capital_next(text, match.end()):
                continue  # "the Dockers' Union"
            if token == "." and (before in TITLES or (len(before) == 1 and before.isalpha())):
                continue
            break
        if words == 0:
            if lower in _PRONOUNS:
                return match.span()
            if lower == "her" and not _goes_on(text, match.end()):
                return match.span()
            if (lower in _STOPS and lower not in _FIRST) or lower in ("of", "and", "or"):
                return None
            if lower.endswith("ly") and token.islower() and lower != "family":
                continue
        elif words >= _MOST_WORDS or lower in _PRONOUNS:
            break
        elif lower in ("and", "or", "&"):
            if not _joins(text, match.end(), before, text[end - 1 : end]):
                break
            before = lower
            continue
        elif lower == "of":
            if not _goes_on(text, match.end()):
                break
            before = lower
            continue
        elif lower in ("on", "for") and before in _COMMITTEES and _capital_next(text, match.end()):
            before = lower
            continue
        elif before == "of" and lower in _ROUGHLY:
            continue
        elif lower in _STOPS or (token.islower() and before not in _DETERMINERS and _is_loose(lower)):
            break
        start = match.start() if start < 0 else start
        end, before, words = match.end(), lower, words + 1
    if start < 0 or (words == 1 and before in POSSESSIVE | {"the", "a", "an"}):
        return None
    return start, end


def _is_loose(word: str) -> bool:
    """Whether a word is an adverb or a participle, which goes with the verb rather than the phrase."""
    if word.endswith("ly"):
        return word not in _NO_ADVERBS
    return word.endswith("ing") and word not in _PARTICIPLES


def _next(text: str, at: int) -> str:
    match = _TOKEN.search(text, at)
    return match.group() if match else ""


def _goes_on(text: str, at: int) -> bool:
    word = _next(text, at)
    lower = word.casefold()
    if lower in _ROUGHLY:
        return True
    return word[:1].isalnum() and lower not in _NO_GOING_ON and not _is_loose(lower)


def _capital_next(text: str, at: int) -> bool:
    word = _next(text, at)
    return word[:1].isupper() and word.casefold() not in CALENDAR


def _joins(text: str, at: int, before: str, last: str) -> bool:
    """Whether what follows on "and" is part of the phrase rather than another verb."""
    word = _next(text, at)
    return word[:1].isupper() or word in GROUP_NOUNS or word in ("other", "the", "his", "her", "their", "its")
