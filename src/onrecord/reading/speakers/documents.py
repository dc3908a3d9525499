"""Documents: the polls, studies and advertisements that an article gives a fuller name than their bare noun."""

from __future__ import annotations

from onrecord.reading.speakers.groups import Names, phrase_before
from onrecord.reading.speakers.lexicon import ARTICLES, CALENDAR, DETERMINERS, bag
from onrecord.reading.speakers.words import Words
from onrecord.statement import Span

Titled = dict[str, list[tuple[int, str, Span]]]
"""By noun, in the order of the text: the first word of each fuller name, the name, and where it stands."""

_NAMED = bag("poll survey study report")
_QUOTED = bag("ad advertisement commercial spot film documentary movie video song book memo")
_MADE = bag("published conducted released written issued commissioned sponsored made produced")
_WITHIN = bag("of and at for the on in &")
_TITLE = 8  # words of a title in quotation marks
_AUTHORS = 24  # words of those who made a document
_OPENING, _CLOSING = frozenset("“\"‘'"), frozenset("”\"’'")


def titled(words: Words, names: Names) -> Titled:
    """Return the documents that the article gives more than a bare noun.

    These are "the Harbour Watch poll", "a joint study published by the Harbour Board and the University of Sorrel",
    and an advertisement or a film with its title in quotation marks ("the “Open Water” ad").

    Args:
        words: the article's words.
        names: its mentions by word.
    """
    found: Titled = {}
    for k, word in enumerate(words.lower):
        if word not in _NAMED and word not in _QUOTED:
            continue
        body = names.at[k]
        if body is not None and body.kind == "organisation":
            continue
        group = _by_name(words, names, k) if word in _NAMED else _by_title(words, k)
        if group is not None:
            span = words.span(*group)
            found.setdefault(word, []).append((group[0], words.text[slice(*span)], span))
    return found


def made_by(words: Words, names: Names, at: int, limit: int) -> int | None:
    """Return one past those who made a document, where the words at ``at`` name them ("published by Harbour Watch").

    Args:
        words: the article's words.
        names: its mentions by word.
        at: the word behind the document's noun.
        limit: one past the last word looked at.
    """
    by = at + 1 + (at + 1 < limit and words.lower[at + 1] in CALENDAR)  # "released Sunday by"
    if by + 1 >= limit or words.lower[at] not in _MADE or words.lower[by] not in ("by", "for"):
        return None
    last = end = by + 1
    while end < limit and words.sentence[end] == words.sentence[at] and end - at < _AUTHORS:
        named = words.capital[end] or names.at[end] is not None
        if not named and words.lower[end] not in _WITHIN | ARTICLES:
            break
        end += 1
        last = end if named else last
    return last if last > by + 1 else None


def _by_name(words: Words, names: Names, noun: int) -> tuple[int, int] | None:
    """Return the words of a document that is named after who made it."""
    group = phrase_before(words, noun + 1, max(0, noun - 8))
    if group is None or (noun + 1 < len(words) and words.lower[noun + 1] == "'s"):
        return None
    first, last = group
    while first < last and words.lower[first] in DETERMINERS:
        first += 1
    if first >= last:
        return None
    end = made_by(words, names, last, len(words))
    if end is not None:
        return first, end
    named = any(names.at[k] is not None for k in range(first, last - 1))
    return (first, last) if named and words.lower[last - 2] != "'s" else None


def _by_title(words: Words, noun: int) -> tuple[int, int] | None:
    """Return the words of a document whose title stands in quotation marks before its noun."""
    if noun < 3 or words.lower[noun - 1] not in _CLOSING:
        return None
    for k in range(noun - 3, max(-1, noun - 3 - _TITLE), -1):
        if words.lower[k] in _OPENING and words.sentence[k] == words.sentence[noun]:
            return k, noun + 1
    return None
