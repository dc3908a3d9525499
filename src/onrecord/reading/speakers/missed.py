"""Names that the network missed or cut short, found by what the article has elsewhere and by lists of
names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.reading.names import Name, NameKind
from onrecord.reading.speakers.borders import OPENERS, mend_borders
from onrecord.reading.speakers.countries import country_of
from onrecord.reading.speakers.first_names import HE_NAMES, SHE_NAMES
from onrecord.reading.speakers.lexicon import (
    CALENDAR,
    DETERMINERS,
    OFFICES,
    OUTLET_WORDS,
    PARTIES,
    PREPOSITIONS,
    TITLES,
    WELL_KNOWN,
    bag,
    kind_of_noun,
    plural,
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
from onrecord.reading.speakers.words import Words

_QUOTES = bag("\" “ ” '' ‘ ’ ( )")
_NEVER_NAMES = (
    PARTIES
    | DETERMINERS
    | PREPOSITIONS
    | CALENDAR
    | OFFICES
    | OPENERS
    | bag("former vice deputy gop but and as")
)


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
    found = mend_borders(words, found)
    settle_kinds(words, found)
    complete = _complete(words, add_places(words, found, names))
    share_surnames(words, complete)
    return complete


def _with_surname(words: Words, mention: Mention, limit: int) -> Mention | None:
    """Give a first name the surname behind it that was left out, before the word ``limit``; ``None`` for none."""
    word = mention.key[0]
    if mention.kind != "person" or len(mention.key) > 1 or (word not in HE_NAMES and word not in SHE_NAMES):
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
    if words.lower[first] == "." and at > 2 and len(words.lower[at - 2]) == 1 and words.capital(at - 2):
        first = at - 3  # Ana B. Ruiz
        if len(known) > 1 and (words.sentence[first] != words.sentence[at] or not words.capital(first)):
            first = at - 2  # B. Ana Ruiz
    elif words.lower[first] in _QUOTES and at > 3 and words.lower[at - 3] in _QUOTES:
        first = at - 4  # Ana "Nana" Ruiz
    word = words.lower[first]
    listed = word in HE_NAMES or word in SHE_NAMES
    if not words.capital(first) or words.sentence[first] != words.sentence[at]:
        return mention
    if not listed and not initial and (_begins(words, first) or not _may_be_first_name(words, first)):
        return mention
    return clean(words, first, mention.last, "person") or mention


def _begins(words: Words, at: int) -> bool:
    """Whether a word is the first of its sentence but for a quotation mark."""
    return words.opens(at) or (words.lower[at - 1] in _QUOTES and words.opens(at - 1))


def _may_be_first_name(words: Words, at: int) -> bool:
    """Whether a capitalised word that no list knows may be a first name: no noun, no place, no headline's
    word."""
    word = words.lower[at]
    text = words.text[words.starts[at] : words.ends[at]]
    if not word.isalpha() or len(word) < 3 or text.isupper() or country_of(text) or word in PUBLIC:
        return False
    if kind_of_noun(word) or word in PARTIES or word in DETERMINERS or word in PREPOSITIONS or word in TITLES:
        return False
    before = words.lower[at - 1] if at else ""
    return not (at and words.capital(at - 1) and before[0].isalpha()) and word not in CALENDAR


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
    at = 0
    while at < len(words):
        word = words.lower[at]
        if taken[at] or not words.capital(at):
            at += 1
            continue
        if word in HE_NAMES or word in SHE_NAMES:
            given = _given_name(
                words, at, next((k for k in range(at, min(at + 4, len(words))) if taken[k]), len(words))
            )
            if given is not None:
                added.append(given)
                taken[given.first : given.last] = [True] * (given.last - given.first)
                at = given.last
                continue
        match: tuple[str, ...] | None = max(
            (k for k in longer.get(word, ()) if tuple(words.lower[at : at + len(k)]) == k),
            key=len,
            default=None,
        )
        if match is None and word in single and not (words.opens(at) and len(word) < 4):
            match = (word,)
        sort = kinds.get(match, single.get(word, "other")) if match else "other"
        missed = clean(words, at, at + len(match), sort) if match else None
        if missed is None:
            at += 1
            continue
        added.append(missed)
        at = max(at + 1, missed.last)
    return sorted([*found, *added], key=lambda m: m.first)


def _given_name(words: Words, at: int, limit: int) -> Mention | None:
    """Return the full name that a first name at ``at`` begins and the network missed; ``None`` for none."""
    last = at + 1
    while (
        last < min(at + 4, limit)
        and words.sentence[last] == words.sentence[at]
        and (
            words.capital(last) or (words.lower[last] in PARTICLES and words.lower[last] not in ("and", "of"))
        )
        and words.lower[last] not in PUBLIC
        and kind_of_noun(words.lower[last]) is None
    ):
        last += 1
    while last > at + 1 and not words.capital(last - 1):
        last -= 1
    if last < len(words) and words.sentence[last] == words.sentence[at] and words.capital(last):
        return None  # a headline
    if last == at + 1 or not all(words.lower[k][0].isalpha() for k in range(at, last)):
        return None
    return clean(words, at, last, "person")


def capitalised(words: Words, first: int, last: int) -> Mention | None:
    """Make a mention of a stretch of capitalised words that the network did not mark; ``None`` where it is
    no name.

    Args:
        words: the article's words.
        first: the first word of the stretch.
        last: one past its last word.
    """
    family = words.lower[first] == "the"  # "the Ruizes" are several
    while first < last and (not words.lower[first][0].isalnum() or words.lower[first] in ("the", "a", "an")):
        first += 1
    while last > first and not words.lower[last - 1][0].isalnum():
        last -= 1
    begin = next((k for k in range(first, last) if words.capital(k)), last)
    before = [kind_of_noun(words.lower[k]) for k in range(first, begin)]
    plain = all(words.lower[k].isalpha() for k in range(first, begin)) and not any(before[:-1])
    if last - begin > 1 and plain and before[-1:] in ([], [None], ["organisation"]):
        first = begin  # "the nonpartisan Harbour Board", "the rights group Harbour Watch"
    inner = range(first, last)
    if first >= last or not words.capital(first) or not words.capital(last - 1):
        return None
    if any(not words.capital(k) and words.lower[k] not in PARTICLES and words.lower[k] != "." for k in inner):
        return None
    noun = words.lower[last - 1]
    known = kind_of_noun(noun)
    if family and last - first == 1 and plural(noun) and noun not in WELL_KNOWN:
        return None
    if (
        last - first == 1
        and words.opens(first)
        and (known or plural(noun) or noun in PREPOSITIONS or noun in DETERMINERS)
    ):
        return None
    if known in ("group", "document") or country_of(words.text[words.starts[first] : words.ends[last - 1]]):
        return None
    public = (
        noun in PUBLIC
        or known == "organisation"
        or noun in WELL_KNOWN
        or (noun.isupper() and last - first == 1)
    )
    given = words.lower[first] in HE_NAMES or words.lower[first] in SHE_NAMES
    public = public or (noun in OUTLET_WORDS and last - first > 1 and not given)
    public = public or country_of(words.text[words.starts[first] : words.ends[first]]) is not None
    public = public or any(words.lower[k] in PUBLIC or words.lower[k] in ("of", "and") for k in inner)
    kind: NameKind = "organisation" if public else "person"
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
    while first < known.first and words.lower[first] in ("the", "a", "an"):
        first += 1
    before = range(first, known.lead)
    if known.last != last or not before or not words.capital(first):
        return None
    if known.kind == "state":  # "The Times of Utopia"
        public = words.lower[known.lead - 1] == "of" and (
            words.lower[first] in PUBLIC or kind_of_noun(words.lower[first])
        )
        return clean(words, first, last, "organisation") if public else None
    if known.title or len(before) > 2 or known.lead != known.first:
        return None
    for k in before:
        text = words.text[words.starts[k] : words.ends[k]]
        plain = words.lower[k].isalpha() and words.capital(k) and not text.isupper() and not country_of(text)
        if not plain or kind_of_noun(words.lower[k]) or words.lower[k] in _NEVER_NAMES:
            return None
    return clean(words, first, last, known.kind)


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
