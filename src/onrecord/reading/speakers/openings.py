"""Openings: the names that sources open with, where the network missed them or cut them short."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.names import NameKind
from onrecord.reading.speakers.attribution import Attribution
from onrecord.reading.speakers.borders import OPENERS
from onrecord.reading.speakers.called import sorted_first, user
from onrecord.reading.speakers.coordination import parts
from onrecord.reading.speakers.countries import country_of
from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import (
    CALENDAR,
    DETERMINERS,
    OFFICES,
    OUTLET_WORDS,
    PARTIES,
    PREPOSITIONS,
    WELL_KNOWN,
    bag,
    kind_of_noun,
    plural,
)
from onrecord.reading.speakers.mentions import PARTICLES, PUBLIC, Mention, clean, short_names
from onrecord.reading.speakers.phrases import trim
from onrecord.reading.speakers.words import Words

_NEVER_NAMES = (
    PARTIES
    | DETERMINERS
    | PREPOSITIONS
    | CALENDAR
    | OFFICES
    | OPENERS
    | bag("former vice deputy gop but and as")
)


def with_sources(
    words: Words, names: Names, marked: Sequence[Mention], attributions: Sequence[Attribution]
) -> list[Mention]:
    """Return the mentions with those mended that sources open with.

    Args:
        words: the article's words.
        names: the mentions by word, to which new ones are added.
        marked: the mentions, in order.
        attributions: the article's statements.
    """
    found = list(marked)
    for attribution in attributions:
        for span in attribution.source[:1]:
            first, last = words.within(span)
            if first >= last:
                continue
            for begin, end in parts(words, names, *trim(words, first, last)):
                stop = next((k for k in range(begin, end) if words.lower[k] in (",", "(")), end)
                inner = {id(m): m for m in names.at[begin:stop] if m is not None}
                old = next(iter(inner.values()), None)
                owned = (
                    possessed(words, begin, stop)
                    if all(m.kind == "organisation" for m in inner.values())
                    else None
                )
                handle = user(words, names, begin, stop)
                sort = sorted_first(words, names, begin, stop, end)
                missed = [m for m in (owned, handle, sort) if m is not None]
                for mention in missed:
                    names.add(mention)
                found.extend(missed)
                if missed:
                    continue
                new = (
                    joined(words, begin, stop, list(inner.values()))
                    if len(inner) > 1
                    else opening(words, begin, stop, old)
                )
                if new is not None:
                    if new.kind == "person" and not new.title and new.key in short_names(found):
                        new.kind = "organisation"
                    names.add(new)
                    found = [m for m in found if id(m) not in inner]
                    found.append(new)
    return sorted(found, key=lambda m: m.first)


def possessed(words: Words, first: int, last: int) -> Mention | None:
    """Return the person's full name behind a body that they are of ("Channel 5's Ana Ruiz"); ``None`` for none.

    Args:
        words: the article's words.
        first: the source's first word.
        last: one past the words up to its first comma or bracket.
    """
    owner = next((k for k in range(first + 1, last) if words.lower[k] == "'s"), last)
    begin = owner + 1
    if last - begin not in (2, 3) or not words.capital[owner - 1]:
        return None
    inner = range(begin, last)
    if not all(words.capital[k] and words.lower[k].isalpha() for k in inner):
        return None
    if any(kind_of_noun(words.lower[k]) or words.lower[k] in PUBLIC | _NEVER_NAMES for k in inner):
        return None
    return clean(words, begin, last, "person")


def capitalised(words: Words, first: int, last: int) -> Mention | None:
    """Make a mention of a stretch of capitalised words that the network did not mark; ``None`` where it is
    no name.

    Args:
        words: the article's words.
        first: the first word of the stretch.
        last: one past its last word.
    """
    if words.lower[first] in ("its", "his", "her", "their"):
        return None  # "Its Dock Initiative"
    family = words.lower[first] == "the"  # "the Ruizes" are several
    while first < last and (not words.lower[first][0].isalnum() or words.lower[first] in ("the", "a", "an")):
        first += 1
    while last > first and not words.lower[last - 1][0].isalnum():
        last -= 1
    begin = next((k for k in range(first, last) if words.capital[k]), last)
    before = [kind_of_noun(words.lower[k]) for k in range(first, begin)]
    plain = all(words.lower[k].isalpha() for k in range(first, begin)) and not any(before[:-1])
    if last - begin > 1 and plain and before[-1:] in ([], [None], ["organisation"]):
        first = begin  # "the nonpartisan Harbour Board", "the rights group Harbour Watch"
    inner = range(first, last)
    if first >= last or not words.capital[first] or not words.capital[last - 1]:
        return None
    if any(not words.capital[k] and words.lower[k] not in PARTICLES and words.lower[k] != "." for k in inner):
        return None
    noun = words.lower[last - 1]
    known = kind_of_noun(noun)
    shouted = words.forms[first].isupper()
    if family and last - first == 1 and plural(noun) and noun not in WELL_KNOWN:
        return None
    if (
        last - first == 1
        and words.opens[first]
        and (known or (plural(noun) and not shouted) or noun in PREPOSITIONS or noun in DETERMINERS)
    ):
        return None
    role = known == "person" and last - first > 1 and words.lower[first] not in FIRST_NAMES
    bodied = first == begin and before[-1:] == ["organisation"]
    if (
        (known in ("group", "document") and not bodied)
        or role
        or country_of(words.text[words.starts[first] : words.ends[last - 1]])
    ):
        return None
    public = (
        noun in PUBLIC or known == "organisation" or noun in WELL_KNOWN or (shouted and last - first == 1)
    )
    given = words.lower[first] in FIRST_NAMES
    public = public or (last - first == 1 and not words.forms[first][0].isupper())  # "eHarbour"
    public = public or (noun in OUTLET_WORDS and last - first > 1 and not given)
    public = public or country_of(words.forms[first]) is not None
    public = public or any(words.lower[k] in PUBLIC or words.lower[k] in ("of", "and") for k in inner)
    kind: NameKind = "organisation" if public or bodied else "person"
    return clean(words, first, last, kind)


def opening(words: Words, first: int, last: int, known: Mention | None) -> Mention | None:
    """Make a mention of a source's opening words where they are a name that the network missed or cut
    short.

    Args:
        words: the article's words.
        first: the source's first word.
        last: one past the words up to its first comma or bracket.
        known: the one name that the network has there, if any.

    Returns:
        The new mention, which takes the place of ``known``; ``None`` where there is nothing to mend.
    """
    if known is None:
        return capitalised(words, first, last)
    longer = _longer(words, last, known)
    if longer is not None:
        return longer
    while first < known.first and words.lower[first] in ("the", "a", "an"):
        first += 1
    before = range(first, known.lead)
    if known.last != last or not before or not words.capital[first]:
        return None
    if known.kind == "state":  # "The Times of Utopia"
        public = words.lower[known.lead - 1] == "of" and (
            words.lower[first] in PUBLIC or kind_of_noun(words.lower[first])
        )
        return clean(words, first, last, "organisation") if public else None
    if known.title or len(before) > 2 or known.lead != known.first:
        return None
    for k in before:
        text = words.forms[k]
        plain = words.lower[k].isalpha() and words.capital[k] and not text.isupper() and not country_of(text)
        if not plain or kind_of_noun(words.lower[k]) or words.lower[k] in _NEVER_NAMES:
            return None
    return clean(words, first, last, known.kind)


def _longer(words: Words, last: int, known: Mention) -> Mention | None:
    """Return a person's name with the one word that ends the source and was left out; ``None`` for none."""
    if known.kind != "person" or len(known.key) < 2 or known.last != last - 1:
        return None
    word = words.lower[last - 1]
    text = words.forms[last - 1]
    if not words.capital[last - 1] or not word.isalpha() or text.isupper() or country_of(text):
        return None
    if kind_of_noun(word) or word in PUBLIC or word in _NEVER_NAMES:
        return None
    return clean(words, known.lead, last, "person")


def joined(words: Words, first: int, last: int, known: Sequence[Mention]) -> Mention | None:
    """Join an organisation's name and a place behind it that make up a whole source ("Courier London").

    Args:
        words: the article's words.
        first: the source's first word.
        last: one past the words up to its first comma or bracket.
        known: the names in it, two or more.
    """
    if len(known) != 2 or known[0].kind != "organisation" or known[1].kind not in ("state", "other"):
        return None
    side_by_side = known[0].last == known[1].first and known[1].last == last
    opens = known[0].first == first or words.lower[first] == "the"
    return clean(words, known[0].first, last, "organisation") if side_by_side and opens else None
