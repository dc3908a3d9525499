"""Acronyms: the names in full that the network missed, found by the letters that stand for them.

"The Harbour Safety Board" is the name of "HSB" where its words begin with these letters. Small words may stand for a
letter or not (Schwartz and Hearst, Pacific Symposium on Biocomputing 2003).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.mentions import Mention
from onrecord.reading.speakers.words import Words

SMALL = bag("the of and for in on to a an at & de la")
_SHORTEST, _LONGEST = 3, 6  # letters of an acronym


def with_expansions(words: Words, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the names in full of the article's acronyms, where no mention stands there yet.

    Args:
        words: the article's words.
        found: its mentions, in order.
    """
    acronyms = _acronyms(words)
    if not acronyms:
        return list(found)
    taken = {k for mention in found for k in range(mention.first, mention.last)}
    firsts = {letters[0] for letters in acronyms}
    added = []
    for k in range(len(words)):
        if k in taken or not words.capital(k) or words.lower[k][0] not in firsts:
            continue
        for letters in acronyms:
            last = _spelt(words, k, letters) if letters[0] == words.lower[k][0] else None
            if last is not None and not taken & set(range(k, last)):
                key = tuple(word for word in words.lower[k:last] if word[0].isalnum())
                added.append(Mention(k, last, "organisation", "", key, k))
                taken |= set(range(k, last))
                break
    return sorted([*found, *added], key=lambda m: m.first)


def _acronyms(words: Words) -> list[str]:
    """Return the article's acronyms without their full stops, case-folded, the longest first."""
    found = set()
    for k, word in enumerate(words.lower):
        letters = word.replace(".", "")
        text = words.text[words.starts[k] : words.ends[k]]
        if _SHORTEST <= len(letters) <= _LONGEST and letters.isalpha() and text.isupper():
            found.add(letters)
    return sorted(found, key=lambda letters: (-len(letters), letters))


def _spelt(words: Words, first: int, letters: str) -> int | None:
    """Return one past the words from ``first`` on that the letters stand for; ``None`` where there are none."""
    last = _aligned(words, first, first, letters)
    if last is None:
        return None
    if any(words.ends[k] - words.starts[k] == 1 and words.capital(k) for k in range(first, last)):
        return None  # "A. B. Cole" is no "ABC"
    goes_on = last < len(words) and words.sentence[last] == words.sentence[first] and words.capital(last)
    return None if goes_on else last


def _aligned(words: Words, first: int, at: int, letters: str) -> int | None:
    if not letters:
        return at if words.capital(at - 1) else None
    if at >= len(words) or words.sentence[at] != words.sentence[first]:
        return None
    word = words.lower[at]
    if word in SMALL:
        stands = _aligned(words, first, at + 1, letters[1:]) if word[0] == letters[0] else None
        return stands if stands is not None else _aligned(words, first, at + 1, letters)
    if not words.capital(at) or word[0] != letters[0]:
        return None
    return _aligned(words, first, at + 1, letters[1:])


def stands_for(letters: str, name: tuple[str, ...]) -> bool:
    """Whether the letters of an acronym are the first letters of a name's words, small ones left out or not."""
    if not name or not letters:
        return not name and not letters
    word = name[0]
    if word[0] == letters[0] and stands_for(letters[1:], name[1:]):
        return True
    return word in SMALL and stands_for(letters, name[1:])
