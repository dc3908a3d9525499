"""Noun phrases: what the words of a source are - a name, a description, a pronoun - and which word is their
head.
 There is no parser here: a phrase is cut where its first noun group ends, at a comma, a preposition or a
relative pronoun, and its head is the last word before the cut, which is where English noun groups have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.reading.speakers.groups import SORTS, Names, apposed, apposed_body
from onrecord.reading.speakers.lexicon import (
    BREAKS,
    CALENDAR,
    DETERMINERS,
    GENERIC,
    OFFICES,
    POSSESSIVE,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    REFLEXIVE,
    bag,
    kind_of_noun,
    plural,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

Form = Literal["none", "pronoun", "name", "apposition", "description"]

_LEADING = bag("by from to of with as for among like according per via in on but and both even")
_NO_NOUNS = DETERMINERS | PREPOSITIONS
_NO_ADJECTIVES = _NO_NOUNS | BREAKS
_MEDIA = bag("statement interview tweet post email e-mail letter speech report message memo")
_ACCOUNTS = bag("user account page handle profile")
_PERIODS = bag("week month year")
_TIMES = CALENDAR | bag("morning afternoon evening night last this next early late")
PARTICIPLES = bag(
    "released conducted led surveyed interviewed based aligned published obtained familiar privy close "
    "named called known according briefed involved attending seeking working running speaking watching "
    "including citing quoting supporting backing opposing representing reporting living written issued "
    "filed posted taken made produced commissioned sponsored polled gathered selected elected appointed "
    "intent likely able surrounding regarding concerning calling trying responsible loyal opposed "
    "critical inside outside there here himself herself itself themselves alike polled"
)


_OF_STATE = bag(
    "state defense defence the treasury health education labor labour commerce energy homeland security"
)
_NAMED = bag("called named dubbed")
_CALLED = bag("chain company firm newspaper magazine network website site blog app broadcaster tabloid")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, in words of the article.

    Args:
        first: its first word.
        last: one past its last word.
        form: what it is.
        head: its head word; for a name the name's last word.
        stop: one past its first noun group.
        mention: the name that it is or is in apposition with.
        owner: the words ``[first, last)`` of the possessor's phrase before its head, without the 's.
        determiner: its first word where that is an article, a demonstrative, a quantifier or a possessive.
    """

    first: int
    last: int
    form: Form
    head: int
    stop: int
    mention: Mention | None = None
    owner: tuple[int, int] | None = None
    determiner: str = ""


_ADJECTIVAL = ("al", "ic", "ary", "ous", "ive", "an", "ant", "ent", "less", "ful", "ed", "est", "er")
_OPENERS = {
    "up": ["up", "to"],
    "more": ["more", "than"],
    "less": ["less", "than"],
    "fewer": ["fewer", "than"],
    "at": ["at", "least"],
    "as": ["as", "many", "as"],
}


def trim(words: Words, first: int, last: int) -> tuple[int, int]:
    """Drop prepositions and marks before a phrase, and marks and a possessive 's behind it."""
    lower = words.lower
    while first < last and (lower[first] in _LEADING or not lower[first][0].isalnum()) and last - first > 1:
        first += 1
    while last > first + 1 and (
        lower[last - 1] == "'s" or not lower[last - 1][0].isalnum() or lower[last - 1] in REFLEXIVE
    ):
        last -= 1
    if last - first > 2 and lower[last - 2] == "@":
        named = next((k for k in range(last - 3, first - 1, -1) if lower[k][0].isalnum()), first)
        if words.capital[named] and lower[named] not in _ACCOUNTS:
            last = named + 1  # "Ana Ruiz @anaruiz"
    if (
        last - first > 3
        and lower[last - 1] in _MEDIA
        and lower[last - 3 : last - 1] in (["in", "a"], ["in", "an"])
    ):
        last -= 3  # "the army in a statement"
    if last - first > 2 and lower[last - 1] in _PERIODS and lower[last - 2] in ("this", "last", "same"):
        last -= 3 if lower[last - 3] in ("the", "late", "early", "earlier") and last - first > 3 else 2
    end = last
    while end > first + 1 and lower[end - 1] in _TIMES:
        end -= 1
    if end < last and any(word in CALENDAR for word in lower[end:last]):
        last = end - (lower[end - 1] == "on" and end > first + 1)
    return first, last


def stop_of(words: Words, names: Names, first: int, last: int) -> int:
    """Return one past the first noun group of the words ``[first, last)``."""
    lower = words.lower
    at = first
    opener = _OPENERS.get(lower[first], [])
    if last > first + len(opener) and lower[first : first + len(opener)] == opener:
        at += len(opener)
    while at < last:
        mention = names.at[at]
        if mention is not None and mention.first <= at:
            at = min(mention.last, last)
            continue
        word = lower[at]
        if (word == "." and at + 1 < last) or (at > first and lower[at - 1] == "'s"):
            at += 1
            continue
        if word == "(" and at + 3 < last and lower[at + 2] == ")" and kind_of_noun(lower[at + 3]) == "person":
            at += 3  # "the Harbour Board (HB) spokesman"
            continue
        if (
            word == "of"
            and at > first
            and lower[at - 1] in OFFICES
            and _title_goes_on(words, names, at, last)
        ):
            at += 2
            continue
        if word in ("and", "or") and (
            _joins_adjectives(words, names, at, first, last) or joins_bodies(words, names, at, last)
        ):
            at += 1
            continue
        if at > first and (
            word in PREPOSITIONS
            or word in BREAKS
            or (word in PARTICIPLES and _is_participle(lower, at, last))
            or word in ("and", "or", "&")
            or (
                not word[0].isalnum()
                and word not in ("'s", "'", "’", "%", "$", '"', "“", "”", "#", "@", "/", "‘")
            )
            or _qualifies(words, at, first, last)
        ):
            return at
        at += 1
    return last


def _qualifies(words: Words, at: int, first: int, last: int) -> bool:
    """Whether a participle at ``at`` goes with the noun before it ("staff moved to Aden", "envoys visiting Aden")."""
    word, before = words.lower[at], kind_of_noun(words.lower[at - 1])
    behind = words.lower[at + 1] if at + 1 < last else ""
    if word.endswith("ed"):
        return (at > first + 1 or before is not None) and behind in PREPOSITIONS
    doing = word.endswith("ing") and len(word) > 5 and not words.capital[at] and before in ("person", "group")
    return doing and bool(behind) and (behind in _NO_NOUNS or words.capital[at + 1])


def _joins_adjectives(words: Words, names: Names, at: int, first: int, last: int) -> bool:
    """Whether the "and" at ``at`` stands between adjectives of one noun ("political and military leaders")."""
    before = words.lower[at - 1] if at > first else ""
    if (
        not before
        or names.at[at - 1] is not None
        or words.capital[at - 1]
        or not before.endswith(_ADJECTIVAL)
    ):
        return False
    for k in range(at + 1, min(at + 4, last)):
        if kind_of_noun(words.lower[k]) is not None and k > at + 1:
            return True
        if names.at[k] is not None or words.lower[k] in _NO_ADJECTIVES:
            return False
    return False


def joins_bodies(words: Words, names: Names, at: int, last: int) -> bool:
    """Whether the word at ``at`` joins two bodies or places before one noun ("House and Senate lawmakers").

    Args:
        words: the article's words.
        names: its mentions by word.
        at: the word, an "and".
        last: one past the phrase's last word.
    """
    left, right = names.ending(at), names.at[at + 1] if at + 1 < last else None
    if left is None or right is None or right.lead != at + 1 or right.last >= last:
        return False
    return "person" not in (left.kind, right.kind) and kind_of_noun(words.lower[right.last]) == "group"


def _is_participle(lower: list[str], at: int, last: int) -> bool:
    """Whether a participle ends the noun group before it, rather than standing before a noun ("running mate")."""
    if lower[at - 1] == "those":
        return True  # "those involved"
    if lower[at - 1].endswith("ly") or lower[at - 1] == "'s" or lower[at - 1] in DETERMINERS:
        return False
    return at + 1 >= last or kind_of_noun(lower[at + 1]) is None


def _title_goes_on(words: Words, names: Names, at: int, last: int) -> bool:
    """Whether the "of" at ``at`` is part of a title before a person's name ("Secretary of State Ana
    Ruiz")."""
    for k in range(at + 1, min(at + 6, last)):
        mention = names.at[k]
        if mention is not None and mention.kind == "person":
            return k > at + 1
        if not words.capital[k] and words.lower[k] not in _OF_STATE:
            return False
    return False


def phrase(words: Words, names: Names, first: int, last: int) -> Phrase:
    """Analyse the words ``[first, last)``, which are not empty and trimmed.

    Args:
        words: the article's words.
        names: its mentions.
        first: the phrase's first word.
        last: one past its last word.
    """
    lower = words.lower
    determiner = lower[first] if lower[first] in DETERMINERS else ""
    if last - first == 1 and lower[first] in PRONOUNS and names.at[first] is None:
        return Phrase(first, last, "pronoun", first, last, determiner=determiner)
    if last - first == 2 and lower[first] in PRONOUNS and lower[first + 1] in (
        "himself", "herself", "itself", "themselves", "also", "both", "all", "each", "then", "too", "alone"
    ):  # fmt: skip
        return Phrase(first, last, "pronoun", first, last)
    stop, head = _head(words, names, first, last)
    begin = first
    if stop + 1 < last and lower[stop] == "of" and (lower[head] in QUANTIFIERS or lower[head] in GENERIC):
        begin = stop + 1  # "some of his aides" is about the aides
        stop, head = _head(words, names, begin, last)
    mention = names.at[head]
    if mention is not None and mention.kind != "person" and stop < last and lower[stop] in ("for", "of"):
        other = apposed(words, names, stop, last)
        if other is not None and len(other.key) > 1:
            return Phrase(first, last, "apposition", head, stop, other, None, determiner)
    if mention is not None and mention.entity >= 0 and begin == first:
        return Phrase(first, last, "name", head, stop, mention, determiner=determiner)
    owner = _owner(words, names, begin, head)
    before = names.at[first + 1] if first + 1 < head else None
    if (
        lower[head] in _CALLED
        and determiner == "the"
        and before is not None
        and before.kind == "organisation"
    ):
        alone = before.lead == first + 1 and before.entity >= 0 and head - before.last < 2
        if alone and all(not words.capital[k] for k in range(before.last, stop)):
            return Phrase(first, last, "name", head, stop, before, determiner=determiner)
    headed = not determiner and (
        lower[head] in OFFICES or lower[head] == "head"
    )  # "Head of the Docks Ana Ruiz"
    if (
        (headed or kind_of_noun(lower[head]) not in ("person", "group"))
        and stop < last
        and lower[stop] == "of"
    ):
        end = next((k for k in range(stop, last) if lower[k] in (",", "(")), last)
        closing = names.ending(end)
        if (
            closing is not None
            and closing.kind == "person"
            and closing.lead > stop
            and (closing.title or lower[closing.lead - 1] in OFFICES or (headed and _full(words, closing)))
        ):
            return Phrase(first, last, "name", closing.last - 1, end, closing, determiner=determiner)
    noun = lower[head]
    alone = kind_of_noun(noun) in (None, "person") and not plural(noun) and noun not in QUANTIFIERS
    single = alone or (determiner in ("one", "another") and begin > first)
    if single or noun in ("team", "duo"):
        other = apposed(words, names, stop, last)
        if other is not None:
            return Phrase(first, last, "apposition", head, stop, other, owner, determiner)
    if (
        (kind_of_noun(noun) == "organisation" or noun in SORTS)
        and not plural(noun)
        and not words.capital[head]
    ):
        body = apposed_body(words, names, stop, last)
        if body is not None:
            return Phrase(first, last, "apposition", head, stop, body, owner, determiner)
    if stop + 1 < last and lower[stop] in _NAMED and kind_of_noun(noun) == "organisation":
        called = names.at[stop + 1]
        if called is not None and called.lead == stop + 1 and called.kind == "organisation":
            return Phrase(first, last, "apposition", head, stop, called, owner, determiner)
    return Phrase(first, last, "description", head, stop, None, owner, determiner)


def _full(words: Words, name: Mention) -> bool:
    """Whether somebody is named in full right behind a noun ("... of the Harbour Office Ana Ruiz")."""
    return (
        len(name.key) > 1
        and words.lower[name.lead - 1].isalpha()
        and words.lower[name.lead - 1] not in PREPOSITIONS
    )


def _head(words: Words, names: Names, first: int, last: int) -> tuple[int, int]:
    """Return where the first noun group of ``[first, last)`` stops, and its head."""
    stop = stop_of(words, names, first, last)
    head = stop - 1
    while head > first and not words.lower[head][0].isalnum():
        head -= 1
    if words.lower[head] == "'s" and head > first:
        head -= 1
    return stop, head


def _owner(words: Words, names: Names, first: int, head: int) -> tuple[int, int] | None:
    """Return the possessor before the head: the words in front of the last 's, or a possessive pronoun."""
    lower = words.lower
    for k in range(head - 1, first, -1):
        plural_mark = lower[k] in ("'", "’") and lower[k - 1].endswith("s")
        if lower[k] == "'s" or (plural_mark and words.starts[k] == words.ends[k - 1]):
            begin = first
            if lower[begin] in QUANTIFIERS and begin + 1 < k:
                begin += 1
                if lower[begin] == "of" and begin + 1 < k:
                    begin += 1
            return begin, k
    for k in range(first, head):
        if lower[k] in POSSESSIVE or lower[k] == "whose":
            return k, k + 1
    return None
