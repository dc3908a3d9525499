"""Acronyms: the names in full that the network missed, found by the letters that stand for them.

"The Harbour Safety Board" is the name of "HSB" where its words begin with these letters. Small words may stand for a
letter or not (Schwartz and Hearst, Pacific Symposium on Biocomputing 2003).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

SMALL = bag("the of and for in on to a an at & de la")
_SHORTEST, _LONGEST = 3, 6  # letters of an acronym
_TAIL = 5  # words of a name that its acronym leaves out


def with_expansions(words: Words, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the names in full of the article's acronyms, where no mention stands there yet.

    Args:
        words: the article's words.
        found: its mentions, in order.
    """
    acronyms = _acronyms(words)
    if not acronyms:
        return list(found)
    taken = {k: mention for mention in found for k in range(mention.first, mention.last)}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for letters in acronyms:
        by_letter[letters[0]].append(letters)
    kept = {id(mention): mention for mention in found}
    for k in words.capitalised():
        if words.lower[k][0] not in by_letter:
            continue
        own = taken.get(k)
        if own is not None and not (own.first == k and own.last == k + 1 and _shouted(words, k)):
            continue
        for letters in by_letter[words.lower[k][0]]:
            last = _spelt(words, k, letters)
            if last is None or last == k + 1 or any(j in taken for j in range(k + 1, last)):
                continue
            last = _up_to_bracket(words, last, letters)
            key = tuple(word for word in words.lower[k:last] if word[0].isalnum())
            added = Mention(k, last, "organisation", "", key, k)
            for j in range(k, last):
                if j in taken:
                    kept.pop(id(taken[j]), None)
                taken[j] = added
            kept[id(added)] = added
            break
    return sorted(kept.values(), key=lambda m: m.first)


def _shouted(words: Words, at: int) -> bool:
    return words.forms[at].isupper()


def _up_to_bracket(words: Words, last: int, letters: str) -> int:
    """Widen a name that ends at ``last`` to the bracket that its acronym stands in ("Works Agency for Aden (WA)")."""
    end = last
    while end < min(len(words), last + _TAIL) and (words.capital[end] or words.lower[end] in SMALL):
        end += 1
    bracketed = words.lower[end : end + 2] == ["(", letters] and words.capital[end - 1]
    return end if bracketed else last


def _acronyms(words: Words) -> list[str]:
    """Return the article's acronyms without their full stops, case-folded, the longest first."""
    found = set()
    for form, word in zip(words.forms, words.lower, strict=True):
        letters = word.replace(".", "") if form.isupper() else ""
        if _SHORTEST <= len(letters) <= _LONGEST and letters.isalpha():
            found.add(letters)
    return sorted(found, key=lambda letters: (-len(letters), letters))


def _spelt(words: Words, first: int, letters: str) -> int | None:
    """Return one past the words from ``first`` on that the letters stand for; ``None`` where there are none."""
    last = _aligned(words, first, first, letters)
    if last is None:
        return None
    if any(words.ends[k] - words.starts[k] == 1 and words.capital[k] for k in range(first, last)):
        return None  # "A. B. Cole" is no "ABC"
    goes_on = last < len(words) and words.sentence[last] == words.sentence[first] and words.capital[last]
    return None if goes_on else last


def _aligned(words: Words, first: int, at: int, letters: str) -> int | None:
    if not letters:
        return at if words.capital[at - 1] else None
    if at >= len(words) or words.sentence[at] != words.sentence[first]:
        return None
    word = words.lower[at]
    if at == first and _shouted(words, at) and 1 < len(word) < len(letters) - 1 and letters.startswith(word):
        return _aligned(words, first, at + 1, letters[len(word) :])  # "UN Harbour Agency" for "UNHA"
    if word in SMALL:
        stands = _aligned(words, first, at + 1, letters[1:]) if word[0] == letters[0] else None
        return stands if stands is not None else _aligned(words, first, at + 1, letters)
    if not words.capital[at] or word[0] != letters[0]:
        return None
    return _aligned(words, first, at + 1, letters[1:])


def stands_for(letters: str, name: tuple[str, ...]) -> bool:
    """Whether the letters of an acronym are the first letters of a name's words, small ones left out or not."""
    if not name or not letters:
        return not letters and (not name or name[0] == "for")
    word = name[0]
    if (
        1 < len(word) < len(letters) - 1
        and letters.startswith(word)
        and stands_for(letters[len(word) :], name[1:])
    ):
        return True
    if word[0] == letters[0] and stands_for(letters[1:], name[1:]):
        return True
    return word in SMALL and stands_for(letters, name[1:])
