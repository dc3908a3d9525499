"""Subjects: the name or pronoun that the cue of a statement without a source has right beside it."""

from __future__ import annotations

from onrecord.reading.speakers.attribution import Attribution
from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import ARTICLES, BREAKS, DASHES, PREPOSITIONS, bag, kind_of_noun
from onrecord.reading.speakers.words import Words

_BETWEEN = bag(
    "also now then later once again still just has have had would will could did does never not only flatly "
    "already even since recently earlier repeatedly"
)
_INVERTED = bag("said says wrote writes added adds argued argues concluded warned noted recalled tweeted")
_PASSIVE = bag("was were is are be been being")
_CLOSING = frozenset("\"”'’,.")
_CLAUSES = bag("and but when as while after before because since although though if")
_FRONTED = bag("yet but and so by in while after before when on , still even")
_VERBS = bag(
    "is was are were has had have will would can could should may might did does do began went came left took got gave "
    "met shut cut hit "
    "made held kept ran rose fell won lost spoke wrote told knew saw thought felt led sent brought set put let"
)
_PRINTED = bag("reported published printed claimed revealed")
_LOOSE = bag(", — – - and but or then while by before after when without in")
_GROUP = 8  # words of the noun group that opens a sentence
_CLAUSE = 30  # words of an opening clause
_APPOSED = 14  # words between the commas behind a name


def subject_beside(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the words ``[first, last)`` of the cue's subject in its clause; ``None`` where none stands beside it.

    It is the name, "he", "she" or "who" right before the cue ("Ruiz told", "Ruiz, the mayor, told"), or the name
    right behind a cue of one word ("said Ruiz").

    Args:
        words: the article's words.
        names: its mentions by word.
        attribution: the statement's spans, of which the source is empty.
    """
    if attribution.source or not attribution.cue:
        return None
    first, last = words.within(attribution.cue[0])
    if words.lower[first : first + 2] == ["let", "'s"]:
        return first, first + 1
    passive = any(w in _PASSIVE for w in words.lower[first:last])
    if first >= last or passive or words.lower[first].endswith("ing"):
        return None
    taken = {k for span in attribution.content for k in range(*words.within(span))}
    found = _before(words, names, first) or _behind(words, names, first, last)
    if found is None or words.quoted[found[0]] != words.quoted[first]:
        return None
    return None if taken & set(range(*found)) else found


def nearer_subject(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the words ``[first, last)`` of the subject that a participle has nearer than its source.

    It is the subject of the clause that the participle goes on ("he left when Ruiz came, saying"), who is said to have
    done it ("The paper blamed Ruiz for saying"), or, where the source stands in a sentence before, the subject of the
    sentence that the participle opens ("By saying so, Ruiz"); ``None`` where there is none.

    Args:
        words: the article's words.
        names: its mentions by word.
        attribution: the statement's spans.
    """
    if not attribution.source or not attribution.cue:
        return None
    last = words.within(attribution.source[-1])[1]
    cue, end = words.within(attribution.cue[0])
    if cue >= end or cue < last or not words.lower[cue].endswith("ing") or words.quoted[cue]:
        return None
    if words.sentence[last - 1] != words.sentence[cue]:
        return _opened(words, names, cue)
    before = words.lower[cue - 1]
    for k in range(cue - 2, last - 1, -1):
        mention = names.at[k]
        if mention is None or mention.kind != "person" or mention.last != k + 1 or words.quoted[k]:
            continue
        if mention.entity < 0 or mention.lead <= last:
            return None
        if before == "for":
            return None if words.lower[mention.lead - 1] in PREPOSITIONS else (mention.lead, mention.last)
        clause = words.lower[mention.lead - 1] in _CLAUSES and words.lower[mention.last].endswith("ed")
        if before == "," and clause:
            return mention.lead, mention.last
    return None


def outlet(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the paper that a cue without a source says something was told in ("it was reported in The Courier").

    Args:
        words: the article's words.
        names: its mentions by word.
        attribution: the statement's spans.
    """
    if attribution.source or not attribution.cue:
        return None
    first, last = words.within(attribution.cue[0])
    if not _PRINTED.intersection(words.lower[first:last]):
        return None
    for k in range(first + 1, last):
        mention = names.at[k]
        if mention is None or mention.first != k or mention.kind == "state" or mention.entity < 0:
            continue
        at = k - 1 - (words.lower[k - 1] == "the")
        if words.lower[at] in ("in", "by"):
            return mention.first, mention.last
    the = next((k for k in range(first + 1, last - 1) if words.lower[k - 1 : k + 1] == ["in", "the"]), None)
    unknown = the is not None and all(words.capital[k] and names.at[k] is None for k in range(the, last))
    return (the + 1, last) if the is not None and unknown else None  # "in The Sorrelite"


def opened_subject(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the subject of a sentence that opens with a participle without a source ("After feeling ill, Ruiz")."""
    if attribution.source or not attribution.cue:
        return None
    cue, end = words.within(attribution.cue[0])
    plain = cue < end and (words.lower[cue].endswith("ing") or _fronted(words, cue)) and not words.quoted[cue]
    return _opened(words, names, cue) if plain else None


def _fronted(words: Words, cue: int) -> bool:
    """Whether a noun is what its sentence opens with ("In a swipe at Lind, Ruiz smiled")."""
    return (
        cue > 0 and words.lower[cue] in ("a", "an") and words.lower[cue - 1] == "in" and words.opens[cue - 1]
    )


def _opened(words: Words, names: Names, cue: int) -> tuple[int, int] | None:
    """Return the subject of the sentence that a participle opens, behind the comma that ends its clause."""
    first = cue
    while first > 0 and words.sentence[first - 1] == words.sentence[cue]:
        first -= 1
        if words.lower[first] not in _FRONTED:
            return None
    for k in range(cue + 1, min(cue + _CLAUSE, len(words) - 1)):
        if words.sentence[k] != words.sentence[cue]:
            return None
        mention = names.at[k + 1]
        if (
            words.lower[k] == ","
            and mention is not None
            and mention.lead == k + 1
            and mention.kind == "person"
        ):
            owns = words.lower[mention.last : mention.last + 1] == ["'s"]
            return (mention.lead, mention.last) if mention.entity >= 0 and not owns else None
    return None


def opening_subject(words: Words, names: Names, first: int, cue: int) -> tuple[int, int] | None:
    """Return the noun group that opens a sentence as its subject ("The network aired it but has not checked it").

    It heads the sentence with a name of a body or a noun for people or bodies, a verb follows at once, no other clause
    opens before the cue, and a participle stands behind a comma or a conjunction.

    Args:
        words: the article's words.
        names: its mentions by word.
        first: the sentence's first word.
        cue: the cue, further on.
    """
    loose = words.lower[cue - 1] in _LOOSE
    if words.lower[cue].endswith("ing") and not loose:
        return None
    for k in range(first, min(cue - 1, first + _GROUP)):
        mention = names.at[k]
        if mention is not None and k < mention.last - 1:
            continue
        word, behind = words.lower[k], words.lower[k + 1]
        if words.quoted[k] or not word[0].isalpha() or word in PREPOSITIONS or word in BREAKS:
            return None
        noun = kind_of_noun(word) in ("person", "group", "organisation", "state")
        if not noun and (mention is None or mention.kind == "other" or mention.entity < 0):
            continue
        if kind_of_noun(behind) is not None or names.at[k + 1] is not None:
            continue
        last = k + 1
        if behind in ("of", "in", "for", "from", "at"):
            reach = range(k + 3, min(cue, k + 3 + _GROUP))
            last = next((at for at in reach if _is_verb(words, at) and names.at[at] is None), last)
        clauses = any(w in BREAKS - {"but"} or w in (",", ";", ":") for w in words.lower[k + 1 : last])
        clauses = clauses or any(w in BREAKS - {"but"} or w in (";", ":") for w in words.lower[last:cue])
        return (first, last) if _is_verb(words, last) and not clauses else None
    return None


def _is_verb(words: Words, at: int) -> bool:
    word = words.lower[at]
    return word in _VERBS or (word.endswith(("ed", "s")) and word.isalpha() and not words.capital[at])


def signed(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the words ``[first, last)`` of who stands behind a quotation that has neither source nor cue.

    It is who signs it ("- Ana Ruiz" on a line of its own), or the subject of the verb that follows ("Ruiz said").

    Args:
        words: the article's words.
        names: its mentions by word.
        attribution: the statement's spans.
    """
    if attribution.source or attribution.cue or not attribution.content:
        return None
    at = words.within(attribution.content[-1])[1]
    if at < 1 or not words.quoted[at - 1]:
        return None
    while at < len(words) and words.lower[at] in _CLOSING:
        at += 1
    if at + 1 >= len(words) or words.quoted[at]:
        return None
    if words.lower[at] in DASHES and words.paragraph[at] == words.paragraph[at - 1] + 1:
        mention = names.at[at + 1]
        signs = mention is not None and mention.kind == "person" and mention.lead == at + 1
        ends = mention is not None and (mention.last >= len(words) or words.lower[mention.last] in (".", ","))
        return (mention.lead, mention.last) if mention is not None and signs and ends else None
    if words.paragraph[at] != words.paragraph[at - 1]:
        return None
    inverted = words.lower[at] in _INVERTED
    mention = names.at[at + inverted]
    if mention is None or mention.kind != "person" or mention.lead != at + inverted or mention.entity < 0:
        return (at, at + 1) if words.lower[at] in ("he", "she") and words.lower[at + 1] in _INVERTED else None
    follows = inverted or words.lower[mention.last : mention.last + 1] in ([verb] for verb in _INVERTED)
    return (mention.lead, mention.last) if follows else None


def _before(words: Words, names: Names, cue: int) -> tuple[int, int] | None:
    at = cue
    while _inside(words, at, cue) and (words.lower[at - 1] in _BETWEEN or words.lower[at - 1].endswith("ly")):
        at -= 1
    if not _inside(words, at, cue):
        return None
    word = words.lower[at - 1]
    if word in ("he", "she", "who"):
        return at - 1, at
    if word == ",":
        comma = at - 2
        while _inside(words, comma + 1, cue) and words.lower[comma] != "," and at - comma < _APPOSED:
            comma -= 1
        if comma < 1 or words.lower[comma] != "," or not _inside(words, comma, cue):
            return None
        at = comma
    mention = names.ending(at)
    if mention is None or mention.entity < 0 or mention.kind == "other":
        return None
    lead = mention.lead - (mention.lead > 0 and words.lower[mention.lead - 1] in ARTICLES)
    if lead > 0 and not words.opens[lead] and words.lower[lead - 1] in PREPOSITIONS:
        return None
    return mention.lead, mention.last


def _inside(words: Words, at: int, cue: int) -> bool:
    return at > 0 and words.sentence[at - 1] == words.sentence[cue]


def _behind(words: Words, names: Names, first: int, last: int) -> tuple[int, int] | None:
    if last - first != 1 or words.lower[first] not in _INVERTED or last >= len(words):
        return None
    mention = next((m for m in names.at[last : last + 3] if m is not None), None)
    if mention is None or mention.lead != last or mention.kind != "person" or mention.entity < 0:
        return None
    return mention.lead, mention.last
