"""Names that the network missed or cut short, found by what the article has elsewhere and by lists of
names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.reading.names import Name, NameKind
from onrecord.reading.speakers.acronyms import with_expansions
from onrecord.reading.speakers.borders import mend_borders
from onrecord.reading.speakers.countries import country_of
from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.lexicon import (
    CALENDAR,
    DETERMINERS,
    OFFICES,
    PARTIES,
    PREPOSITIONS,
    TITLES,
    WELL_KNOWN_NAMES,
    bag,
    kind_of_noun,
)
from onrecord.reading.speakers.mentions import (
    PARTICLES,
    PUBLIC,
    SUFFIXES,
    Mention,
    clean,
    mentions,
    settle_kinds,
)
from onrecord.reading.speakers.places import add_places
from onrecord.reading.speakers.surnames import share_surnames
from onrecord.reading.speakers.unmarked import with_unmarked
from onrecord.reading.speakers.words import Words

_ARABIC = ("al-", "el-")
_QUOTES = bag("\" “ ” '' ‘ ’ ( )")


def all_mentions(words: Words, names: Sequence[Name]) -> list[Mention]:
    """Return the mentions of an article in its order: the network's names, mended, and those it missed.

    Args:
        words: the article's words.
        names: the network's names in order.
    """
    found: list[Mention] = []
    marked = mentions(words, names)
    for k, mention in enumerate(marked):
        behind = marked[k + 1].lead if k + 1 < len(marked) else len(words)
        whole = _with_surname(words, mention, behind) or _with_first_name(words, mention)
        while found and found[-1].last > whole.first:
            found.pop()  # the first name had a mention of its own
        found.append(whole)
    for mention in found:
        _whole_name(words, mention)
    found = mend_borders(words, with_unmarked(words, found))
    settle_kinds(words, found)
    complete = with_expansions(words, _complete(words, add_places(words, found, names)))
    share_surnames(words, complete)
    return complete


def _whole_name(words: Words, mention: Mention) -> None:
    """Widen a people's or a faith's adjective to the well-known name that it opens ("Islamic State")."""
    at = mention.last
    if mention.kind != "other" or len(mention.key) > 1 or at >= len(words) or not words.capital[at]:
        return
    key = (*mention.key, words.lower[at])
    if " ".join(key) in WELL_KNOWN_NAMES and words.sentence[at] == words.sentence[at - 1]:
        mention.last, mention.key, mention.kind = at + 1, key, "organisation"


def _with_surname(words: Words, mention: Mention, limit: int) -> Mention | None:
    """Give a first name the surname behind it that was left out, before the word ``limit``; ``None`` for none."""
    word = mention.key[0]
    if mention.kind != "person" or len(mention.key) > 1 or word not in FIRST_NAMES:
        return None
    return _given_name(words, mention.first, limit)


def _with_first_name(words: Words, mention: Mention) -> Mention:
    """Give a surname the first name, or the first name and the nickname, right before it that was left
    out."""
    at = mention.first
    known = mention.key[:-1] if mention.key[-1] in SUFFIXES else mention.key
    initial = at > 2 and words.lower[at - 1] == "." and len(words.lower[at - 2]) == 1
    whole = len(known) > 1 and known[0] not in PARTICLES and not initial
    if mention.kind != "person" or whole or at == 0 or mention.title:
        return mention
    first = at - 1
    if words.lower[first] == "." and at > 2 and len(words.lower[at - 2]) == 1 and words.capital[at - 2]:
        first = at - 3  # Ana B. Ruiz
        if len(known) > 1 and (words.sentence[first] != words.sentence[at] or not words.capital[first]):
            first = at - 2  # B. Ana Ruiz
    elif words.lower[first] in _QUOTES and at > 3 and words.lower[at - 3] in _QUOTES:
        first = at - 4  # Ana "Nana" Ruiz
    word = words.lower[first]
    listed = word in FIRST_NAMES
    if not words.capital[first] or words.sentence[first] != words.sentence[at]:
        return mention
    arabic = known[0].startswith(_ARABIC)  # hardly ever without a first name where it comes up first
    if not listed and not initial and (_begins(words, first) or not _may_be_first_name(words, first, arabic)):
        return mention
    return clean(words, first, mention.last, "person") or mention


def _begins(words: Words, at: int) -> bool:
    """Whether a word is the first of its sentence but for a quotation mark."""
    return words.opens[at] or (words.lower[at - 1] in _QUOTES and words.opens[at - 1])


def _may_be_first_name(words: Words, at: int, likely: bool) -> bool:
    """Whether a capitalised word that no list knows may be a first name: no noun, no place, no headline's
    word, and, unless it is likely one, no further capitalised word before it."""
    word = words.lower[at]
    text = words.forms[at]
    if not word.isalpha() or len(word) < 3 or text.isupper() or country_of(text) or word in PUBLIC:
        return False
    if kind_of_noun(word) or word in PARTIES or word in DETERMINERS or word in PREPOSITIONS or word in TITLES:
        return False
    before = words.lower[at - 1] if at else ""
    alone = not (at and words.capital[at - 1] and before[0].isalpha())
    return (alone or likely) and word not in CALENDAR and word not in OFFICES


def _complete(words: Words, found: list[Mention]) -> list[Mention]:
    """Add the places where a known person's surname or first name, or an organisation's name, stands
    unmarked."""
    taken = [False] * len(words)
    for mention in found:
        taken[mention.first : mention.last] = [True] * (mention.last - mention.first)
    single: dict[str, NameKind] = {}
    longer: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for mention in found:
        key = mention.key
        if mention.kind == "person":
            known = key[:-1] if key[-1] in SUFFIXES and len(key) > 1 else key
            single.setdefault(known[-1], "person")
        elif len(key) == 1 and mention.kind != "other":
            single.setdefault(key[0], mention.kind)
        if len(key) > 1 and mention.kind != "other" and key not in longer[key[0]]:
            longer[key[0]].append(key)
    kinds = {mention.key: mention.kind for mention in found}
    added = []
    behind = 0  # the last that was added
    for at in words.capitalised():
        if at < behind or taken[at]:
            continue
        word = words.lower[at]
        if word in FIRST_NAMES:
            given = _given_name(
                words, at, next((k for k in range(at, min(at + 4, len(words))) if taken[k]), len(words))
            )
            if given is not None:
                added.append(given)
                taken[given.first : given.last] = [True] * (given.last - given.first)
                behind = given.last
                continue
        if word not in single and word not in longer:
            continue
        match: tuple[str, ...] | None = max(
            (k for k in longer.get(word, ()) if tuple(words.lower[at : at + len(k)]) == k),
            key=len,
            default=None,
        )
        if match is None and word in single and not (words.opens[at] and len(word) < 4):
            match = (word,)
        sort = kinds.get(match, single.get(word, "other")) if match else "other"
        missed = clean(words, at, at + len(match), sort) if match else None
        if missed is not None:
            added.append(missed)
            behind = missed.last
    return sorted([*found, *added], key=lambda m: m.first)


def _given_name(words: Words, at: int, limit: int) -> Mention | None:
    """Return the full name that a first name at ``at`` begins and the network missed; ``None`` for none."""
    last = at + 1
    while (
        last < min(at + 4, limit)
        and words.sentence[last] == words.sentence[at]
        and (
            words.capital[last] or (words.lower[last] in PARTICLES and words.lower[last] not in ("and", "of"))
        )
        and words.lower[last] not in PUBLIC
        and kind_of_noun(words.lower[last]) is None
    ):
        last += 1
    while last > at + 1 and not words.capital[last - 1]:
        last -= 1
    if last < len(words) and words.sentence[last] == words.sentence[at] and words.capital[last]:
        return None  # a headline
    if last == at + 1 or not all(words.lower[k][0].isalpha() for k in range(at, last)):
        return None
    return clean(words, at, last, "person")
