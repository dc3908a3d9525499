"""Roles: what an article says that people are, in titles, in appositions and by verbs."""

from __future__ import annotations

from collections import defaultdict

from onrecord.reading.speakers.descriptions import Role, content_words
from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    BREAKS,
    OFFICES,
    PAUSES,
    PERSON_NOUNS,
    POSSESSIVE,
    PREPOSITIONS,
    TITLES,
    bag,
    kind_of_noun,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.phrases import stop_of
from onrecord.reading.speakers.words import Words
from onrecord.statement import Passage

_LONGEST = 14  # words in a role
_SHORT = 5  # words of an office that is said of somebody by a verb
_DROPPED = ARTICLES | POSSESSIVE  # before a role
_NOT = bag("not never no hardly n't")
_IS = bag("is was became elected appointed named as serves served")
_IS_ONE = _IS | ARTICLES
_BEFORE_ROLES = PAUSES | bag(': ; " “ ” (')
_BEHIND_ROLES = PAUSES | bag('; : ) ” "')


def roles(words: Words, names: Names, mentions: list[Mention]) -> dict[int, list[Role]]:
    """Return the roles of every person, by the entity's number, in the order of the text.

    Args:
        words: the article's words.
        names: the mentions by word.
        mentions: the mentions, with their entities.
    """
    found: dict[int, list[Role]] = defaultdict(list)
    for mention in mentions:
        if mention.kind != "person" or mention.entity < 0:
            continue
        for first, last in (_before(words, names, mention), *_before_comma(words, names, mention)):
            _add(words, found[mention.entity], first, last)
        behind = (
            *_behind(words, names, mention),
            *_predicate(words, names, mention),
            *_byname(words, names, mention),
        )
        for first, last in behind:
            _add(words, found[mention.entity], first, last)
    return found


def _add(words: Words, known: list[Role], first: int, last: int) -> None:
    while first < last and (words.lower[first] in _DROPPED or not words.lower[first][0].isalnum()):
        first += 1
    if first >= last or words.lower[first:last] in (["mr"], ["mrs"], ["ms"], ["miss"], ["sir"]):
        return
    span = words.span(first, last)
    if words.lower[last - 1] in TITLES and words.text[span[1] : span[1] + 1] == ".":
        span = span[0], span[1] + 1
    passage = Passage.of(words.text, (span,))
    telling, countries = content_words(words, first, last)
    lower = passage.text.casefold()
    if telling and not any(role.passage.text.casefold().endswith(lower) for role in known):
        known.append(Role(passage, telling, countries, first))


def _before(words: Words, names: Names, mention: Mention) -> tuple[int, int]:
    """Return the title right before a name, with what qualifies it; empty for none."""
    lower = words.lower
    end = mention.first
    while end > 0 and lower[end - 1] in (".", '"', "“") and end > mention.lead:
        end -= 1
    first = end
    if end == 0 or words.sentence[end - 1] != words.sentence[mention.first]:
        return end, end
    last_noun = lower[end - 1]
    if (
        last_noun not in PERSON_NOUNS
        and last_noun not in TITLES
        and last_noun.rsplit("-", 1)[-1] not in OFFICES
    ):
        return end, end
    if last_noun in ("mr", "mrs", "ms", "miss", "sir", "dame", "st"):
        return end, end
    while first > 0 and end - first < _LONGEST and words.sentence[first - 1] == words.sentence[end - 1]:
        word = lower[first - 1]
        named = names.at[first - 1]
        if named is not None:
            first = named.first
            continue
        if word == "." and first > 1 and lower[first - 2] in TITLES:
            first -= 2
            continue
        if (
            word == "of"
            and end - first > 0
            and first > 1
            and (words.capital[first - 2] or lower[first - 2] in OFFICES)
        ):
            first -= 1
            continue
        if word in ("'s", "and") and first > 1 and words.capital[first - 2] and word == "'s":
            first -= 1
            continue
        if (
            word in ARTICLES
            or word in ("and", "but", "or", "so", "as")
            or word in POSSESSIVE
            or word in PREPOSITIONS
            or word in BREAKS
            or not word[0].isalnum()
        ):
            break
        if (
            not words.capital[first - 1]
            and word not in PERSON_NOUNS
            and (
                word.endswith(("ed", "ing", "ly", "s"))
                or word in ("said", "and", "told", "is", "was", "when")
            )
            and not word.endswith(("ous", "ss"))
        ):
            break
        first -= 1
    return first, end


def _before_comma(words: Words, names: Names, mention: Mention) -> list[tuple[int, int]]:
    """Return the roles in "the leader of the party, Ana Ruiz"; of two joined by "and", both."""
    lower = words.lower
    end = mention.lead - 1
    if end < 1 or lower[end] != "," or words.sentence[end] != words.sentence[mention.lead]:
        return []
    first = end
    while first > 0 and end - first < _LONGEST and words.sentence[first - 1] == words.sentence[end]:
        word = lower[first - 1]
        covered = names.at[first - 1]
        if covered is None and (word in _BEFORE_ROLES or word in BREAKS or word == "said"):
            break
        if word in PREPOSITIONS and word not in ("of", "for", "at", "in", "to") and covered is None:
            break
        first -= 1
    found = []
    begin = first
    for k in range(first, end + 1):
        if k == end or (lower[k] == "and" and names.at[k] is None):
            if begin < k and _is_role(words, names, begin, k):
                found.append((begin, k))
            begin = k + 1
    return found


def _behind(words: Words, names: Names, mention: Mention) -> list[tuple[int, int]]:
    """Return the role in ", the leader of the party," behind a name."""
    lower = words.lower
    at = mention.last
    if at < len(words) and lower[at] == "(":
        while at < len(words) and lower[at] != ")" and at - mention.last < 8:
            at += 1
        at += 1
    if at + 1 >= len(words) or lower[at] not in PAUSES or words.sentence[at] != words.sentence[mention.first]:
        return []
    first = at + 1
    if lower[first].isdigit() and first + 1 < len(words) and lower[first + 1] == ",":
        first += 2
    end = first
    while end < len(words) and end - first < 2 * _LONGEST and words.sentence[end] == words.sentence[at]:
        word = lower[end]
        if names.at[end] is None and (
            word in _BEHIND_ROLES or (word in BREAKS and end > first) or word in ("said", "told")
        ):
            break
        end += 1
    if lower[end : end + 1] in (["said"], ["told"]):
        return []  # "After a talk with Ruiz, the president said"
    while end > first and lower[end - 1] in (".", "!", "?"):
        end -= 1
    if not _is_role(words, names, first, end):
        return []
    return [(first, end)]


def _byname(words: Words, names: Names, mention: Mention) -> list[tuple[int, int]]:
    """Return what somebody is known as, where that says what they are ("Ruiz, known as the 'queen of the docks'")."""
    at = mention.last
    at += at < len(words) and words.lower[at] in PAUSES
    if words.lower[at : at + 2] != ["known", "as"]:
        return []
    first = at + 2
    while first < len(words) and (words.lower[first] in ARTICLES or not words.lower[first][0].isalnum()):
        first += 1
    end = first
    while end < len(words) and end - first < _LONGEST and words.lower[end][0].isalnum():
        end += 1
    return [(first, end)] if _is_role(words, names, first, end) else []


def _predicate(words: Words, names: Names, mention: Mention) -> list[tuple[int, int]]:
    """Return the office in "Ruiz was elected as mayor of the city", "Ruiz, who is the mayor"."""
    at = mention.last
    while at < len(words) and at - mention.last < _LONGEST and words.lower[at] not in _IS:
        apposed = words.lower[at] in (",", "who") or (words.lower[mention.last] == "," and at > mention.last)
        if not apposed or words.sentence[at] != words.sentence[mention.first]:
            return []
        at += 1
    first = at
    while first < len(words) and words.lower[first] in _IS_ONE:
        first += 1
    end = first
    while end < len(words) and end - first < _LONGEST and words.sentence[end] == words.sentence[first]:
        if names.at[end] is None and (
            not words.lower[end][0].isalnum() or words.lower[end] == "and" or words.lower[end] in BREAKS
        ):
            break
        end += 1
    if first == at or first >= end or words.lower[first] in _NOT or not _is_role(words, names, first, end):
        return []
    stop = stop_of(words, names, first, end)
    return [(first, end)] if words.lower[stop - 1] in OFFICES and stop - first < _SHORT else []


def _is_role(words: Words, names: Names, first: int, last: int) -> bool:
    """Whether a phrase's head noun is what one person is."""
    if first >= last or words.lower[first] in BREAKS or words.lower[first] in PREPOSITIONS:
        return False
    stop = stop_of(words, names, first, last)
    head = stop - 1
    while head > first and not words.lower[head][0].isalnum():
        head -= 1
    if names.at[head] is not None and words.lower[head] not in PERSON_NOUNS:
        return False
    noun = words.lower[head]
    return kind_of_noun(noun) == "person" or noun.rsplit("-", 1)[-1] in PERSON_NOUNS or noun in TITLES
