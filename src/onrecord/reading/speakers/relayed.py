"""Relayed words: who stands behind what another prints, quotes, translates or asks about."""

from __future__ import annotations

from onrecord.reading.speakers.attribution import Attribution
from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.words import Words

_SAID = bag("said says wrote added told argued warned")
_PASSIVE = bag("was were is are be been being")
_INTERVIEW = 8  # words between an interview and who leads it
_TITLE = 3  # words of a title before a name


def relayed(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the words of who speaks a statement whose source only passes it on; ``None`` where it has none such.

    It is the credit in brackets that a digest's item ends with ("[The Courier.]"), whom a paper "quoted" with it, or
    who "said, according to a translation".

    Args:
        words: the article's words.
        names: its mentions by word.
        attribution: the statement's spans.
    """
    if not attribution.cue:
        return None
    first, last = words.within(attribution.cue[0])
    return (
        _credited(words, attribution)
        or _quoted(words, names, attribution, last)
        or _translated(words, names, first, last)
    )


def interviewer(words: Words, names: Names, attribution: Attribution) -> tuple[int, int] | None:
    """Return the words of who leads the interview in which somebody "was asked" something; ``None`` where it is untold.

    Args:
        words: the article's words.
        names: its mentions by word.
        attribution: the statement's spans, of which the source is empty.
    """
    if attribution.source or not attribution.cue:
        return None
    first, last = words.within(attribution.cue[0])
    cue = words.lower[first:last]
    if "asked" not in cue or not _PASSIVE.intersection(cue[: cue.index("asked")]):
        return None
    for k, word in enumerate(words.lower):
        if word != "interview" or words.sentence[k] != words.sentence[first] or words.quoted[k]:
            continue
        for at in range(k + 1, min(k + _INTERVIEW, len(words) - 1)):
            if not words.lower[at][0].isalnum() or words.sentence[at] != words.sentence[k]:
                break
            mention = names.at[at]
            if mention is not None and mention.kind in ("person", "organisation"):
                led = {"with", "by"} & set(words.lower[k + 1 : at])
                behind = names.at[mention.last + 1] if mention.last + 1 < len(words) else None
                if (
                    behind is not None
                    and words.lower[mention.last] in ("'s", "'")
                    and behind.kind == "person"
                ):
                    mention = behind  # "with the Courier's Ana Ruiz"
                return (mention.lead, mention.last) if led and mention.entity >= 0 else None
    return None


def _credited(words: Words, attribution: Attribution) -> tuple[int, int] | None:
    first, last = words.within(attribution.cue[-1])
    if last - first < 3 or words.lower[first] != "[" or words.lower[last - 1] != "]":
        return None
    first, last = first + 1, last - 1 - (words.lower[last - 2] == ".")
    return (first, last) if first < last and words.capital[first] and words.capital[last - 1] else None


def _quoted(words: Words, names: Names, attribution: Attribution, last: int) -> tuple[int, int] | None:
    """Return the person behind a cue of "quoted" that ends before the word ``last`` whom the content leaves out.

    So Ruiz in "the paper quoted Ruiz, a clerk, as saying".
    """
    if words.lower[last - 1 : last] not in (["quoted"], ["quotes"]) or words.quoted[last - 1]:
        return None
    taken = {k for span in attribution.content for k in range(*words.within(span))}
    mention = next((m for m in names.at[last : last + _TITLE] if m is not None), None)
    if (
        mention is None
        or mention.kind != "person"
        or mention.entity < 0
        or mention.lead > last
        or last in taken
    ):
        return None
    return mention.lead, mention.last


def _translated(words: Words, names: Names, first: int, last: int) -> tuple[int, int] | None:
    """Return who said it before ", according to a translation", where the words ``[first, last)`` are the cue."""
    if words.lower[first:last] != ["according", "to"] or "translation" not in words.lower[last : last + 3]:
        return None
    if first < 3 or words.lower[first - 1] != "," or words.lower[first - 2] not in _SAID:
        return None
    if words.lower[first - 3] in ("he", "she"):
        return first - 3, first - 2
    mention = names.ending(first - 2)
    return (mention.lead, mention.last) if mention is not None and mention.entity >= 0 else None
