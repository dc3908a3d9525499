"""Relative pronouns: the noun phrase that "who", "which" or "that" follows."""

from __future__ import annotations

from onrecord.reading.speakers.groups import Names, phrase_before
from onrecord.reading.speakers.lexicon import (
    ARTICLES,
    CALENDAR,
    COLLECTIVES,
    COUNTS,
    OFFICES,
    PREPOSITIONS,
    bag,
    kind_of_noun,
    plural,
)
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

_ADVERBS = bag("also now never still both each")
_PLURAL_VERBS = bag(
    "are were have say argue claim insist think believe want support oppose call tell deny warn hope fear accuse"
)
_VERBAL = bag("that which who was were is are be been being had has have he she it they we i not")
_NUMBERS = bag("one two three four five six seven eight nine ten twenty hundred")
_ROUGHLY = bag("about approximately roughly nearly almost some")
_BEHIND = bag("present involved nearby here there")
_JOINING = bag("and but or")
_PHRASE = 10  # words of a prepositional phrase that belongs to the antecedent
_FAR = 18  # words back to the head of what a relative clause hangs on


def antecedent(words: Words, names: Names, at: int, word: str) -> tuple[int, int] | None:
    """Return the words ``[first, last)`` that the relative pronoun at ``at`` refers to.

    "who" takes the nearest phrase to its left whose head is a person or people, over a prepositional phrase
    if need be; the others take the nearest phrase.
    """
    if at > 1 and words.lower[at - 1] in _JOINING:
        before = _earlier(words, at)
        if before is not None:
            return antecedent(words, names, before, words.lower[before])
    floor = at
    while floor > 0 and words.sentence[floor - 1] == words.sentence[at] and at - floor < _FAR:
        floor -= 1
    end = at
    while end > floor and not words.lower[end - 1][0].isalnum():
        end -= 1
    last = end
    nearest: tuple[int, int] | None = None
    while last > floor:
        if words.lower[last - 1] in CALENDAR:  # "the records in July, which"
            last -= 1
            while last > floor and words.lower[last - 1] in PREPOSITIONS:
                last -= 1
            end = last
            continue
        mention = names.ending(last)
        if mention is not None and word in ("which", "that") and mention.kind == "person" and nearest is None:
            last = mention.lead
            continue
        if mention is not None and _exemplified(words, mention.lead, floor):
            last = mention.lead - 1 - (words.lower[mention.lead - 1] == "as")
            continue
        body = _seated(words, names, mention) if mention is not None else None
        if body is not None and word in ("which", "that"):
            return body.first, body.last
        issued = _issued(words, mention.lead, floor) if mention is not None else None
        if issued is not None and word in ("which", "that"):
            return issued[0], mention.last if mention is not None else issued[1]
        if mention is not None and (mention.kind == "person" or word in ("which", "that", "whose")):
            other = names.ending(mention.lead - 1)
            together = words.lower[mention.lead - 1 : mention.lead] == ["and"] and end == last
            if other is not None and other.kind == "person" and together and _of_several(words, at):
                return other.lead, mention.last
            return mention.first, mention.last
        group = phrase_before(words, last, floor)
        if group is None:
            last -= 1
            continue
        noun = words.lower[group[1] - 1]
        beside = names.ending(group[0] - 1)
        joint = words.lower[group[0] - 1] == "and" and beside is not None and beside.kind == "person"
        if (
            joint
            and beside is not None
            and group[1] == end
            and kind_of_noun(noun) == "group"
            and plural(noun)
        ):
            return beside.lead, end  # "Ruiz and allies, who"
        whole = _whole(words, group, floor)
        nearest = nearest or whole
        inner = names.ending(group[1])
        if inner is not None and inner.kind == "person":
            return inner.first, inner.last
        if word in ("who", "whom") and _completes(words, group, floor):
            last = group[0] - 1  # "the nominee for president, who"
            continue
        told = words.lower[group[1] - 2] if group[1] - group[0] > 1 else ""
        if word in ("who", "whom") and noun.endswith("ed") and kind_of_noun(told) in ("person", "group"):
            return whole[0], end  # "the owner registered to the chip, who"
        if word not in ("who", "whom") and group[1] - group[0] == 1 and _does(words, group[0]):
            last, nearest = group[0], None  # "the bill that he was introducing, which"
            continue
        if _counts(words, whole[0], group[0]) and words.lower[group[0]].isdigit():
            return whole[0], group[1]
        if word in ("who", "whom") and noun in _BEHIND and kind_of_noun(told) in ("person", "group"):
            return whole[0], end  # "two senators present who"
        twofold = _twofold(words, names, whole[0], floor) if word in ("who", "whom") else None
        if twofold is not None:
            return twofold.first, twofold.last
        if word not in ("who", "whom") or kind_of_noun(noun) in ("person", "group"):
            return whole[0], end if _prepositional(words, group[1], end) else group[1]
        last = group[0] - 1 if group[0] - 1 > floor else floor
    return nearest


def _earlier(words: Words, at: int) -> int | None:
    """Return the relative pronoun before the one at ``at`` that it goes on ("who ran and who won")."""
    people = words.lower[at] in ("who", "whom", "whose")
    for k in range(at - 2, max(-1, at - 2 * _FAR), -1):
        if words.sentence[k] != words.sentence[at]:
            return None
        if words.lower[k] in (("who", "whom", "whose") if people else ("which",)):
            return k
    return None


def _completes(words: Words, group: tuple[int, int], floor: int) -> bool:
    """Whether a bare noun is what an office is for ("nominee for president")."""
    first, last = group
    bare = last - first == 1 and words.lower[first] in OFFICES and first - 2 > floor
    return bare and words.lower[first - 1] == "for" and kind_of_noun(words.lower[first - 2]) == "person"


def _issued(words: Words, at: int, floor: int) -> tuple[int, int] | None:
    """Return the document that the name at ``at`` is the author of ("polls by Harbour Watch that")."""
    at -= words.lower[at - 1] in ARTICLES
    if at - 1 <= floor or words.lower[at - 1] not in ("by", "from"):
        return None
    group = phrase_before(words, at - 1, floor)
    return group if group is not None and kind_of_noun(words.lower[group[1] - 1]) == "document" else None


def _seated(words: Words, names: Names, place: Mention) -> Mention | None:
    """Return the body that is in the place right before a relative clause ("the Harbour Board in Sorrel, which")."""
    if place.kind != "state" or words.lower[place.lead - 1] not in ("in", "of"):
        return None
    body = names.ending(place.lead - 1)
    return body if body is not None and body.kind == "organisation" else None


def _exemplified(words: Words, at: int, floor: int) -> bool:
    """Whether a name is but an example of several people before it ("lawmakers such as Ruiz", "like Ruiz")."""
    like = words.lower[at - 1] == "like" or words.lower[at - 2 : at] == ["such", "as"]
    begin = at - 1 - (words.lower[at - 1] == "as")
    return like and begin - 1 > floor and kind_of_noun(words.lower[begin - 1]) == "group"


def _of_several(words: Words, at: int) -> bool:
    """Whether the verb behind the relative pronoun at ``at`` has a plural subject, by its form."""
    verb = next((w for w in words.lower[at + 1 : at + 3] if not w.endswith("ly") and w not in _ADVERBS), "")
    return verb in _PLURAL_VERBS


def _twofold(words: Words, names: Names, at: int, floor: int) -> Mention | None:
    """Return the name before an apposition of two nouns, the second at ``at`` ("Ruiz, a clerk and critic, who")."""
    if at - 2 <= floor or words.lower[at - 1] != "and":
        return None
    other = phrase_before(words, at - 1, floor)
    if other is None or words.lower[other[0]] not in ARTICLES or words.lower[other[0] - 1] != ",":
        return None
    mention = names.ending(other[0] - 1)
    noun = words.lower[other[1] - 1]
    single = kind_of_noun(noun) in (None, "person") and not plural(noun)
    return mention if mention is not None and mention.kind == "person" and single else None


def _counts(words: Words, number: int, of: int) -> bool:
    """Whether the words at both places are the numbers of a share ("four in 10")."""
    if of - number not in (2, 3) or words.lower[of - 1] != "in":
        return False
    share = words.lower[of - 2]
    return (share in _NUMBERS or share.isdigit()) and (
        words.lower[of] in _NUMBERS or words.lower[of].isdigit()
    )


def _does(words: Words, at: int) -> bool:
    """Whether a lone word is a verb ("they leaked, which", "was introducing, which")."""
    word = words.lower[at]
    tense = word.endswith(("ed", "ing")) and not words.capital[at] and kind_of_noun(word) is None
    return tense and words.lower[at - 1] in _VERBAL


def _whole(words: Words, group: tuple[int, int], floor: int) -> tuple[int, int]:
    """Return the collective or the count that a group is named with ("a handful of voters"), else the group."""
    first, last = group
    if first - 2 >= floor and words.lower[first - 1] == "in" and _counts(words, first - 2, first):
        return first - 2 - (words.lower[first - 3] in _ROUGHLY), last  # "four in 10 voters"
    if first - 2 > floor and words.lower[first - 1] == "of" and words.lower[first - 2] in COLLECTIVES:
        outer = phrase_before(words, first - 1, floor)
        return (outer[0], last) if outer is not None else group
    while first - 2 > floor and words.lower[first - 1] == "of" and words.lower[first - 2] in COUNTS:
        first -= 2  # "tens of thousands of voters"
    bare = words.lower[first] not in ARTICLES and words.lower[first - 1] == "and"
    other = phrase_before(words, first - 1, floor) if bare and first - 2 > floor else None
    if (
        other is not None
        and kind_of_noun(words.lower[other[1] - 1]) == kind_of_noun(words.lower[last - 1]) == "group"
    ):
        return other[0], last  # "family and friends"
    return first, last


def _prepositional(words: Words, first: int, last: int) -> bool:
    """Whether ``[first, last)`` is a short prepositional phrase, which the antecedent keeps ("voters in the
    north")."""
    return (
        first < last <= first + _PHRASE
        and words.lower[first] in PREPOSITIONS
        and "," not in words.lower[first:last]
    )
