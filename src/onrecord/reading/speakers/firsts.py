"""First persons that are no pronoun: "let's hope", "this reporter"."""

from __future__ import annotations

from onrecord.reading.speakers.lexicon import bag
from onrecord.reading.speakers.words import Words

_WRITERS = bag("reporter writer correspondent columnist author journalist")


def of_oneself(words: Words, first: int, last: int) -> bool:
    """Whether the words ``[first, last)`` are a first person: "let" of "let's", or "this reporter".

    Args:
        words: the article's words.
        first: the first word.
        last: one past the last.
    """
    lower = words.lower
    if lower[first] == "'s":
        return last - first == 1 and first > 0 and lower[first - 1] == "let"
    if lower[first] == "let":
        return last - first == 1 and lower[first + 1 : first + 2] == ["'s"]
    return last - first == 2 and lower[first] == "this" and lower[first + 1] in _WRITERS
