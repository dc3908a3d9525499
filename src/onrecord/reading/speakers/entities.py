"""Entities: which names mean the same person or organisation, and the fullest name of each.
 A name is matched by sieves, the surest first (Lee et al., Computational Linguistics 2013): equal full
names, full names with a short form, an initial or a middle name, then surnames and first names alone, then
acronyms and short forms of organisations.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.reading.speakers.countries import SEATS
from onrecord.reading.speakers.first_names import FIRST_NAMES, HE_NAMES, SHE_NAMES, same_first_name
from onrecord.reading.speakers.lexicon import DOCUMENT_NOUNS, Gender, bag, gender_of_noun
from onrecord.reading.speakers.mentions import PARTICLES, SUFFIXES, Mention
from onrecord.reading.speakers.organisations import organisations
from onrecord.reading.speakers.words import Words
from onrecord.statement import Kind, Span

_FATHERS = bag("abu umm")  # "father of", "mother of" in an Arabic byname


@dataclass(slots=True)
class Entity:
    """Somebody or something that the article speaks of.

    Args:
        kind: what it is.
        name: the fullest name, or the noun phrase of somebody nameless.
        span: where that stands; empty where ``name`` is put together.
        mentions: where it is named, in the order of the text.
        he: evidence, in votes, that it is spoken of as "he".
        she: likewise for "she".
        named: whether ``name`` is a name.
        noun: the head noun of a nameless one, case-folded.
        many: whether it is several.
        members: the people of a pair named together.
    """

    number: int
    kind: Kind
    name: str
    span: Span
    mentions: list[Mention] = field(default_factory=list)
    he: float = 0.0
    she: float = 0.0
    named: bool = True
    noun: str = ""
    many: bool = False
    members: tuple[Entity, ...] = ()

    @property
    def gender(self) -> Gender | None:
        """How it is spoken of, where the evidence leans one way."""
        if self.he == self.she:
            return None
        return "he" if self.he > self.she else "she"


def surname(key: tuple[str, ...]) -> str:
    """Return the surname of a name's words."""
    known = key[:-1] if len(key) > 1 and key[-1] in SUFFIXES else key
    return known[-1]


def _suffix(key: tuple[str, ...]) -> str:
    return key[-1] if len(key) > 1 and key[-1] in SUFFIXES else ""


def _plain(key: tuple[str, ...]) -> tuple[str, ...]:
    return key[:-1] if _suffix(key) else key


def _is_full(key: tuple[str, ...]) -> bool:
    """Whether a name has more than a surname ("von Aden" has not, nor has "Abu Aden")."""
    plain = _plain(key)
    return len(plain) > 1 and key[0] not in PARTICLES and not (len(plain) == 2 and key[0] in _FATHERS)


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's."""
    if {_suffix(one), _suffix(other)} in ({"jr", "sr"}, {"", "jr"}, {"", "iii"}):
        return _suffix(one) == _suffix(other)
    a, b = _plain(one), _plain(other)
    if a == b:
        return True
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    if same_first_name(a[0], b[0]):
        return True
    short, full = sorted((a, b), key=len)
    return len(short) < len(full) and short[0] in full[1:-1] and short[0] not in PARTICLES


def entities(words: Words, found: list[Mention]) -> list[Entity]:
    """Group mentions into entities; every mention gets its entity's number, surnames shared by two the
    likeliest.

    Args:
        words: the article's words.
        found: its mentions in order.
    """
    grouped: list[list[Mention]] = []
    _people(words, [m for m in found if m.kind == "person"], grouped)
    grouped.extend(organisations(words, [m for m in found if m.kind != "person"]))
    result = []
    for number, group in enumerate(grouped):
        group.sort(key=lambda m: m.first)
        fullest = max(group, key=lambda m: (_fullness(words, m), -m.first))
        span = words.span(fullest.first, fullest.last)
        abbreviated = fullest.key[-1] in SUFFIXES or "." in fullest.key[-1] or len(fullest.key[-1]) == 1
        if words.text[span[1] : span[1] + 1] == "." and abbreviated:
            span = span[0], span[1] + 1
        kind: Kind = "state" if fullest.kind == "state" else "organisation"
        if fullest.kind == "person":
            kind = "person"
        elif fullest.kind == "other" and fullest.key[-1] in DOCUMENT_NOUNS:
            kind = "document"
        name = words.text[slice(*span)]
        if fullest.shared:
            name = f"{name} {words.text[slice(*words.span(fullest.shared - 1, fullest.shared))]}"
            span = span[0], words.ends[fullest.shared - 1]
        entity = Entity(number, kind, name, span, group)
        for mention in group:
            mention.entity = number
            for title in mention.title.replace("-", " ").split():
                gender = gender_of_noun(title)
                if mention.kind == "person" and gender is not None:
                    entity.he += 3.0 * (gender == "he")
                    entity.she += 3.0 * (gender == "she")
        result.append(entity)
    return result


def _fullness(words: Words, mention: Mention) -> tuple[int, int]:
    """Order names by how full they are; mixed case beats capitals."""
    text = words.text[slice(*words.span(mention.first, mention.last))]
    seat = mention.kind == "state" and text.casefold() in SEATS
    shouted = text.isupper() and len(mention.key) < 3
    return 0 if seat else len(mention.key), 0 if shouted or mention.shared else 1


def _people(words: Words, found: list[Mention], grouped: list[list[Mention]]) -> None:
    fulls: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in found:
        if _is_full(mention.key):
            fulls[mention.key].append(mention)
    # A headline's next word clings to a name: "Ana Ruiz Slams" beside "Ana Ruiz".
    for key in sorted(fulls, key=len, reverse=True):
        for shorter in (key[:-1], key[1:]):
            if len(key) > 2 and not _suffix(key) and len(_plain(shorter)) > 1 and shorter in fulls:
                same = shorter[-1] == key[-1] and key[0] not in PARTICLES
                if same and (same_first_name(key[0], shorter[0]) or key[0] in FIRST_NAMES):
                    continue  # "Ana Ruiz Lind" beside "Ms. Ruiz Lind"
                for mention in fulls.pop(key):
                    if shorter == key[:-1]:
                        mention.last -= 1
                    else:
                        mention.first += 1
                    mention.key = shorter
                    fulls[shorter].append(mention)
                break
    clusters: list[list[Mention]] = []
    keys: list[list[tuple[str, ...]]] = []
    for key, group in fulls.items():
        for cluster, known in zip(clusters, keys, strict=True):
            if all(_one_person(key, other) for other in known):
                cluster.extend(group)
                known.append(key)
                break
        else:
            clusters.append(list(group))
            keys.append([key])
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, known in enumerate(keys):
        for word in {surname(key) for key in known}:
            by_word[word].append(number)
    first: dict[str, list[int]] = defaultdict(list)
    for number, known in enumerate(keys):
        for key in known:
            for word in key[:-1]:
                if number not in first[word] and number not in by_word.get(word, ()):
                    first[word].append(number)
    counts = [len(cluster) for cluster in clusters]
    alone: dict[str, list[Mention]] = defaultdict(list)
    singles = [m for m in found if not _is_full(m.key)]
    singles.sort(key=lambda m: _title_gender(m.title) is None)  # "Mr. Ruiz" tells who "Ruiz" is
    for mention in singles:
        word = surname(mention.key)
        options = by_word.get(word) or first.get(word) or []
        if len(mention.key) > 1:  # a surname with its particle
            options = [n for n in options if any(key[-len(mention.key) :] == mention.key for key in keys[n])]
        if not options:
            alone[word].append(mention)
            continue
        chosen = _which(words, mention, options, clusters, counts) if len(options) > 1 else options[0]
        clusters[chosen].append(mention)
        counts[chosen] += 1
    grouped.extend(clusters)
    grouped.extend(alone.values())


def _which(
    words: Words, mention: Mention, options: list[int], clusters: list[list[Mention]], counts: list[int]
) -> int:
    """Choose among several people of one name: by title, then who is named in full most, and most
    lately."""
    wanted = _title_gender(mention.title)
    offices = {t for t in mention.title.split() if gender_of_noun(t) is None}

    def score(number: int) -> float:
        total = 0.3 * min(counts[number], 8) + (number == options[0])
        before = [m for m in clusters[number] if m.first < mention.first]
        if before:
            last = max(before, key=lambda m: m.first)
            total += 1.5 * 0.75 ** (words.moment[mention.first] - words.moment[last.first])
            total += 0.5
        for other in clusters[number]:
            gender = _title_gender(other.title)
            if wanted and gender:
                total += 4.0 if wanted == gender else -6.0
                break
        if offices and any(offices & set(m.title.split()) for m in clusters[number]):
            total += 3.0
        if wanted:
            given = {m.key[0] for m in clusters[number] if len(m.key) > 1}
            total += _given_gender(given, wanted)
        return total

    return max(options, key=lambda number: (score(number), -number))


def _given_gender(given: set[str], wanted: Gender) -> float:
    same, other = (HE_NAMES, SHE_NAMES) if wanted == "he" else (SHE_NAMES, HE_NAMES)
    return 3.0 * bool(given & same) - 4.0 * bool(given & other)


def _title_gender(title: str) -> Gender | None:
    for word in title.split():
        gender = gender_of_noun(word)
        if gender is not None:
            return gender
    return None
