"""Mentions: the names of an article, cleaned of titles and possessives, their kinds settled by majority.
 The network's names are learned from another program's labels: their borders and kinds slip. What the
article does elsewhere mends much of it, so a string of words has one kind throughout an article (one sense
per discourse: Gale, Church and Yarowsky, HLT 1992).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reading.names import Name, NameKind
from onrecord.reading.speakers.countries import NAMES, NATIONALITIES, SEATS
from onrecord.reading.speakers.first_names import FIRST_NAMES
from onrecord.reading.speakers.introductions import heads_alone, noun_behind
from onrecord.reading.speakers.lexicon import (
    DASHES,
    GENERIC,
    GROUP_NOUNS,
    OFFICES,
    PARTIES,
    PRONOUNS,
    TITLES,
    WELL_KNOWN,
    WELL_KNOWN_NAMES,
    bag,
    kind_of_noun,
)
from onrecord.reading.speakers.words import Words

SUFFIXES = bag("jr sr ii iii iv phd md")
PARTICLES = bag("von van de der den del della di da dos la le el al bin ibn ben ter ten of and")
PUBLIC = bag(
    "pac party house senate congress administration campaign court committee news times post journal "
    "university foundation council department institute association union league corporation inc llc tv "
    "radio magazine college agency center centre bank group company church international press network "
    "show street avenue county city school government ministry police force army"
)
COMPANY = bag(
    "inc corp co ltd llc plc company corporation group motor motors holdings bank news foundation "
    "bureau university airlines industries international records pictures studios stores services systems "
    "media entertainment technologies technology energy foods brands airways electronics software labs"
)
_PLACES = bag("georgia virginia carolina charlotte florence madison victoria jordan lourdes jackson")
_BEFORE_TITLES = bag("former vice . ex deputy acting")
_GENERAL = bag("electric motors mills dynamics atomics assembly")
"""What stands behind "General" in the name of a body."""
_MONTHS = bag(
    "january february march july august september october november december monday tuesday wednesday"
)
_MONTHS |= bag("thursday friday saturday sunday")
_PRINTED = bag("newspaper magazine tabloid daily weekly broadcaster website")
_LANGUAGES = bag("arabic hebrew farsi latin hindi urdu mandarin cantonese swahili")  # of no one country
_OFFICERS = bag("ceo cfo coo cto mp mep dj vp")  # in capitals, but nobody's name
_SAID = 4  # votes for what the article says that a name is
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
        entity: the number of whom it names, below 0 for nobody.
        shared: one past the surname that stands with another's name ("Ana and Bo Ruiz"), 0 for none.
    """

    first: int
    last: int
    kind: NameKind
    title: str
    key: tuple[str, ...]
    lead: int
    entity: int = -1
    shared: int = 0


def mentions(words: Words, names: Sequence[Name]) -> list[Mention]:
    """Return the network's names as mentions, in the order of the text.

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
            given = words.lower[piece[0]] in FIRST_NAMES
            kind: NameKind = "person" if behind and given and piece[1] - piece[0] > 1 else name.kind
            mention = clean(words, *piece, kind)
            if mention is not None:
                found.append(mention)
                at = mention.last
    return found


def _pieces(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a span where a paragraph opens, behind a dash, or a possessive ("Spain's Ana Ruiz" is two names)."""
    inner = (
        k
        for k in range(first + 1, last)
        if words.paragraph[k] != words.paragraph[k - 1]
        or (words.lower[k - 1] == "'s" and words.capital[k])
        or (words.lower[k - 1] in DASHES and words.starts[k] > words.ends[k - 1])
    )
    cuts = [first, *inner, last]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def clean(words: Words, first: int, last: int, kind: NameKind) -> Mention | None:
    """Trim a span to the name proper; ``None`` where nothing is left."""
    lower = words.lower
    while last > first and (lower[last - 1] in ("'s", "'") or not lower[last - 1][0].isalnum()):
        last -= 1
    while first < last and (not lower[first][0].isalnum() or lower[first] in ("the", "a", "an", "'s")):
        first += 1
    while last - first > 1 and not words.capital[last - 1] and kind_of_noun(lower[last - 1]) is not None:
        last -= 1  # "Harbour Board committeeman"
    while kind == "person" and last - first > 1 and words.capital[first] and _lowered(words, last - 1):
        last -= 1  # "Ruiz demurred"
    begin = first
    while (
        begin < last
        and not words.capital[begin]
        and lower[begin] not in PARTICLES
        and lower[begin][0].isalpha()
    ):
        begin += 1  # "the nonpartisan Harbour Board"
    first = begin if begin < last else first
    if first >= last or (last - first == 1 and _no_name(words, first, kind)):
        return None
    lead = first
    if lower[first] == "general" and lower[first + 1 : first + 2] in ([firm] for firm in _GENERAL):
        kind = "organisation"
    elif kind == "person" or lower[first] in TITLES:
        while first < last - 1:
            if lower[first] in PARTICLES and lower[first + 1] != ".":
                break  # "del Toro", but "Del. Ana Ruiz"
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
        elif word in PARTICLES and lower[back] != ".":
            break
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
    if not any(words.capital[k] or lower[k][0].isdigit() for k in range(first, last)):
        return None
    if all(word in _MONTHS or word.isdigit() for word in lower[first:last]) and not title:
        return None
    key = tuple(w for w in lower[first:last] if w[0].isalnum())
    if (
        kind == "person"
        and len(key) > 1
        and key[-1] in PUBLIC
        and kind_of_noun(noun_behind(words, last, person=True)) != "person"
    ):
        kind = "organisation"
    if kind != "state" and " ".join(key) in _STATE_NAMES:
        kind = "state"
    return Mention(first, last, kind, title, key, back)


def _lowered(words: Words, at: int) -> bool:
    """Whether a word in lower case is no part of a person's name."""
    word = words.lower[at]
    return not words.capital[at] and word.isalpha() and word not in SUFFIXES


def _no_name(words: Words, at: int, kind: NameKind) -> bool:
    """Whether a single word is a pronoun or a common noun rather than a name."""
    word = words.lower[at]
    shouted = len(word) > 1 and words.forms[at].isupper()
    if word in PRONOUNS or word in GENERIC:
        return not shouted or word not in ("us", "it", "who")
    if word in PARTIES or word in _LANGUAGES or word in _OFFICERS:
        return True
    people = word.removesuffix("s").rsplit("-", 1)[-1] in NATIONALITIES or word in NATIONALITIES
    several = people and word.endswith("s") and word not in NAMES and word not in NATIONALITIES
    return several or (
        kind != "person" and (word in GROUP_NOUNS or (people and word.endswith("s") and word not in NAMES))
    )


def _is_a_persons(key: tuple[str, ...]) -> bool:
    """Whether a name of two or three words begins with a first name and ends like no organisation's."""
    if len(key) not in (2, 3) or key[0] not in FIRST_NAMES or key[0] in _PLACES:
        return False
    return key[-1] not in PUBLIC and kind_of_noun(key[-1]) is None and "and" not in key and "of" not in key


def _is_a_body(words: Words, mention: Mention) -> bool:
    """Whether a name is said to be a body's: "Ruizline, a company", "a company called Ruizline"."""
    lower = words.lower
    if mention.title or mention.key[0] in FIRST_NAMES:
        return False
    at = mention.lead
    if at > 1 and lower[at - 1] in ("called", "named", "dubbed", ","):
        closed = lower[mention.last : mention.last + 1] == [","] and heads_alone(words, at - 2)
        return (closed or lower[at - 1] != ",") and kind_of_noun(lower[at - 2]) == "organisation"
    if at > 1 and lower[at - 1] in _PRINTED and not words.capital[at - 1]:
        return not lower[mention.last : mention.last + 1] or not lower[mention.last].endswith("ed")
    return kind_of_noun(noun_behind(words, mention.last)) == "organisation"


def short_names(found: Sequence[Mention]) -> set[tuple[str, ...]]:
    """Return the words by which the firms of an article may be called for short ("Ruizline" of "Ruizline Media")."""
    firms = (m.key for m in found if m.kind == "organisation" and len(m.key) > 1)
    return {key[:1] for key in firms if set(key[1:]) <= COMPANY}


def settle_kinds(words: Words, found: list[Mention]) -> None:
    """Give equal names one kind: a title's say first, then the majority, full names speaking for their
    surnames."""
    votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    for mention in found:
        votes[mention.key][mention.kind] += 1 + 3 * bool(mention.title and mention.kind == "person")
        if mention.kind in ("person", "other") and _is_a_body(words, mention):
            votes[mention.key]["organisation"] += _SAID
    surnames = {
        mention.key[-1] if mention.key[-1] not in SUFFIXES else mention.key[-2]
        for mention in found
        if mention.kind == "person" and len(mention.key) > 1
    }
    surnames |= {
        word
        for mention in found
        if mention.kind == "person" and len(mention.key) > 3
        for word in mention.key[1:-1]
        if word not in PARTICLES and len(word) > 2
    }
    short = short_names(found) - {(name,) for name in surnames}
    for mention in found:
        ballot = votes[mention.key]
        best = max(ballot.values())
        kinds = [kind for kind, n in ballot.items() if n == best]
        if mention.kind not in kinds:
            mention.kind = kinds[0]
        whole = " ".join(mention.key)
        text = words.text[words.starts[mention.first] : words.ends[mention.last - 1]]
        letters = (
            len(mention.key) == 1 and len(text) < 5 and text.isupper() and mention.key[0] not in surnames
        )
        if mention.kind == "person" and not mention.title and mention.key in short:
            mention.kind = "organisation"
        if (
            whole in WELL_KNOWN
            or whole in WELL_KNOWN_NAMES
            or (letters and mention.kind == "person" and not mention.title)
        ):
            mention.kind = "organisation"
        elif (mention.kind == "organisation" and _is_a_persons(mention.key)) or (
            len(mention.key) == 1 and mention.key[0] in surnames and whole not in NAMES
        ):
            mention.kind = "person"
        elif mention.kind != "state" and (whole in NAMES or whole in SEATS):
            mention.kind = "state"
