"""Mentions: the names of an article, cleaned of titles and possessives, their kinds settled by majority.

The network's names are learned from another program's labels: their borders and kinds slip. What the article does
elsewhere mends much of it, so a string of words has one kind throughout an article (one sense per discourse: Gale,
Church and Yarowsky, HLT 1992).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reading.names import Name, NameKind
from onrecord.reading.speakers.countries import NAMES, NATIONALITIES, SEATS, country_of
from onrecord.reading.speakers.first_names import HE_NAMES, SHE_NAMES
from onrecord.reading.speakers.lexicon import (
    CALENDAR,
    DETERMINERS,
    GENERIC,
    GROUP_NOUNS,
    OFFICES,
    PARTIES,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
    WELL_KNOWN,
    bag,
    kind_of_noun,
    plural,
)
from onrecord.reading.speakers.words import Words

SUFFIXES = bag("jr sr ii iii iv phd md")
PARTICLES = bag("von van de der den del della di da dos la le el al bin ibn ben ter ten of and")
_PUBLIC = bag(
    "pac party house senate congress administration campaign court committee news times post journal "
    "university foundation council department institute association union league corporation inc llc tv "
    "radio magazine college agency center centre bank group company church international press network "
    "show street avenue county city school government ministry police force army"
)
_QUOTES = bag("\" “ ” '' ‘ ’ ( )")
_NEVER_NAMES = (
    PARTIES | DETERMINERS | PREPOSITIONS | CALENDAR | OFFICES | bag("former vice deputy gop but and as")
)
_BEFORE_TITLES = bag("former vice . ex deputy acting")
_STATE_NAMES = frozenset({"white house", "kremlin", "downing street", "state"})


@dataclass(slots=True)
class Mention:
    """A name where it stands.

    Args:
        first: the first word of the name proper, titles left out.
        last: one past its last word.
        kind: what it names.
        title: the title before it (case-folded), empty for none.
        key: the name's words, case-folded.
        lead: the first word with its titles.
    """

    first: int
    last: int
    kind: NameKind
    title: str
    key: tuple[str, ...]
    lead: int
    entity: int = -1


def mentions(words: Words, names: Sequence[Name]) -> list[Mention]:
    """Return the mentions of an article in its order: the network's names, and what it missed of their surnames.

    Args:
        words: the article's words.
        names: the network's names in order.
    """
    found: list[Mention] = []
    at = 0
    for name in names:
        first, last = words.within(name.span)
        for piece in _pieces(words, max(first, at), last):
            behind = piece[0] > first and words.lower[piece[0] - 1] == "'s"
            given = words.lower[piece[0]] in HE_NAMES or words.lower[piece[0]] in SHE_NAMES
            kind: NameKind = "person" if behind and given and piece[1] - piece[0] > 1 else name.kind
            mention = _clean(words, *piece, kind)
            if mention is not None:
                found.append(mention)
                at = mention.last
    found = [_with_first_name(words, mention) for mention in found]
    _settle_kinds(found)
    return _complete(words, found)


def _pieces(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a span where a paragraph opens, or a possessive ends inside ("Spain's Ana Ruiz" is two names)."""
    inner = (
        k
        for k in range(first + 1, last)
        if words.paragraph[k] != words.paragraph[k - 1] or (words.lower[k - 1] == "'s" and words.capital(k))
    )
    cuts = [first, *inner, last]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _clean(words: Words, first: int, last: int, kind: NameKind) -> Mention | None:
    """Trim a span to the name proper; ``None`` where nothing is left."""
    lower = words.lower
    while last > first and (lower[last - 1] in ("'s", "'") or not lower[last - 1][0].isalnum()):
        last -= 1
    while first < last and (not lower[first][0].isalnum() or lower[first] in ("the", "a", "an", "'s")):
        first += 1
    if first >= last or (last - first == 1 and _no_name(words, first, kind)):
        return None
    lead = first
    if kind == "person" or lower[first] in TITLES:
        while first < last - 1:
            if lower[first] in TITLES or lower[first] in OFFICES or lower[first] in _BEFORE_TITLES:
                first += 1
            elif lower[first] in ("of", "for") and first > lead and first < last - 2:
                first += 2  # "Secretary of State"
            else:
                break
        if kind != "person" and first > lead:
            kind = "person"
    title = " ".join(w for w in lower[lead:first] if w != ".")
    back = lead
    while back > 0 and words.paragraph[back - 1] == words.paragraph[first]:
        word = lower[back - 1]
        if word == "." and back > 1 and lower[back - 2] in TITLES:
            back -= 1
        elif word in TITLES or (word in OFFICES and kind == "person"):
            title = f"{word} {title}".strip()
            back -= 1
            if kind in ("organisation", "other", "state") and word in TITLES and word != "st":
                kind = "person"
        else:
            break
    if last < len(words) and lower[last] in SUFFIXES:
        last += 1
    elif last + 1 < len(words) and lower[last] == "," and lower[last + 1] in ("jr", "sr"):
        last += 2
    if not any(words.capital(k) or lower[k][0].isdigit() for k in range(first, last)):
        return None
    key = tuple(w for w in lower[first:last] if w[0].isalnum())
    if kind == "person" and len(key) > 1 and key[-1] in _PUBLIC:
        kind = "organisation"
    if kind != "state" and " ".join(key) in _STATE_NAMES:
        kind = "state"
    return Mention(first, last, kind, title, key, back)


def _with_first_name(words: Words, mention: Mention) -> Mention:
    """Give a surname the first name, or the first name and the nickname, right before it that was left out."""
    at = mention.first
    whole = len(mention.key) > 1 and mention.key[0] not in PARTICLES
    if mention.kind != "person" or whole or at == 0 or mention.title:
        return mention
    first = at - 1
    if words.lower[first] in _QUOTES and at > 3 and words.lower[at - 3] in _QUOTES:
        first = at - 4  # Ana "Nana" Ruiz
    word = words.lower[first]
    known = word in HE_NAMES or word in SHE_NAMES
    if not words.capital(first) or words.sentence[first] != words.sentence[at]:
        return mention
    if not known and (words.opens(first) or not _may_be_first_name(words, first)):
        return mention
    return _clean(words, first, mention.last, "person") or mention


def _may_be_first_name(words: Words, at: int) -> bool:
    """Whether a capitalised word that no list knows may be a first name: no noun, no place, no headline's word."""
    word = words.lower[at]
    text = words.text[words.starts[at] : words.ends[at]]
    if not word.isalpha() or len(word) < 3 or text.isupper() or country_of(text) or word in _PUBLIC:
        return False
    if kind_of_noun(word) or word in PARTIES or word in DETERMINERS or word in PREPOSITIONS or word in TITLES:
        return False
    before = words.lower[at - 1] if at else ""
    return not (at and words.capital(at - 1) and before[0].isalpha()) and word not in CALENDAR


def _no_name(words: Words, at: int, kind: NameKind) -> bool:
    """Whether a single word is a pronoun or a common noun rather than a name."""
    word = words.lower[at]
    shouted = (
        words.ends[at] - words.starts[at] > 1 and words.text[words.starts[at] : words.ends[at]].isupper()
    )
    if word in PRONOUNS or word in GENERIC:
        return not shouted or word not in ("us", "it", "who")
    if word in PARTIES:
        return True
    people = word in NATIONALITIES or word.removesuffix("s") in NATIONALITIES
    return kind != "person" and (word in GROUP_NOUNS or (people and word.endswith("s") and word not in NAMES))


def _settle_kinds(found: list[Mention]) -> None:
    """Give equal names one kind: a title's say first, then the majority, full names speaking for their surnames."""
    votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    for mention in found:
        votes[mention.key][mention.kind] += 1 + 3 * bool(mention.title and mention.kind == "person")
    surnames = {
        mention.key[-1] if mention.key[-1] not in SUFFIXES else mention.key[-2]
        for mention in found
        if mention.kind == "person" and len(mention.key) > 1
    }
    for mention in found:
        ballot = votes[mention.key]
        best = max(ballot.values())
        kinds = [kind for kind, n in ballot.items() if n == best]
        if mention.kind not in kinds:
            mention.kind = kinds[0]
        whole = " ".join(mention.key)
        if whole in WELL_KNOWN:
            mention.kind = "organisation"
        elif len(mention.key) == 1 and mention.key[0] in surnames and whole not in NAMES:
            mention.kind = "person"
        elif mention.kind != "state" and (whole in NAMES or whole in SEATS):
            mention.kind = "state"


def _complete(words: Words, found: list[Mention]) -> list[Mention]:
    """Add the places where a known person's surname or first name, or an organisation's name, stands unmarked."""
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
            given = _given_name(words, taken, at)
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
        missed = _clean(words, at, at + len(match), sort) if match else None
        if missed is None:
            at += 1
            continue
        added.append(missed)
        at = max(at + 1, missed.last)
    return sorted([*found, *added], key=lambda m: m.first)


def _given_name(words: Words, taken: list[bool], at: int) -> Mention | None:
    """Return the full name that a first name at ``at`` begins and the network missed; ``None`` for none."""
    last = at + 1
    while (
        last < min(at + 4, len(words))
        and words.sentence[last] == words.sentence[at]
        and not taken[last]
        and (
            words.capital(last) or (words.lower[last] in PARTICLES and words.lower[last] not in ("and", "of"))
        )
        and words.lower[last] not in _PUBLIC
        and kind_of_noun(words.lower[last]) is None
    ):
        last += 1
    while last > at + 1 and not words.capital(last - 1):
        last -= 1
    if last < len(words) and words.sentence[last] == words.sentence[at] and words.capital(last):
        return None  # a headline
    if last == at + 1 or not all(words.lower[k][0].isalpha() for k in range(at, last)):
        return None
    return _clean(words, at, last, "person")


def capitalised(words: Words, first: int, last: int) -> Mention | None:
    """Make a mention of a stretch of capitalised words that the network did not mark; ``None`` where it is no name.

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
        noun in _PUBLIC
        or known == "organisation"
        or noun in WELL_KNOWN
        or (noun.isupper() and last - first == 1)
    )
    public = public or country_of(words.text[words.starts[first] : words.ends[first]]) is not None
    public = public or any(words.lower[k] in _PUBLIC or words.lower[k] in ("of", "and") for k in inner)
    kind: NameKind = "organisation" if public else "person"
    return _clean(words, first, last, kind)


def opening(words: Words, first: int, last: int, known: Mention | None) -> Mention | None:
    """Make a mention of a source's opening words where they are a name that the network missed or cut short.

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
            words.lower[first] in _PUBLIC or kind_of_noun(words.lower[first])
        )
        return _clean(words, first, last, "organisation") if public else None
    if known.title or len(before) > 2 or known.lead != known.first:
        return None
    for k in before:
        text = words.text[words.starts[k] : words.ends[k]]
        plain = words.lower[k].isalpha() and words.capital(k) and not text.isupper() and not country_of(text)
        if not plain or kind_of_noun(words.lower[k]) or words.lower[k] in _NEVER_NAMES:
            return None
    return _clean(words, first, last, known.kind)
