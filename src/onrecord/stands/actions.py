"""Whether two stretches of words name the same course of action."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import snowballstemmer

_NEAR: Final = 2 / 3
"""How much of the longer one's words the shorter one must have.

"Sell the docks" is "sell the old docks", but not "sell the docks to a rival port".
"""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

_WITHOUT_WEIGHT: Final = """
    a an the this that these those its his her their our my your it he she they we i you them him us me
    of to in into on at by for from with as and or any some own such if
    be is are was were been being do does did have has had will would shall should can could may might
"""
_NEGATIONS: Final = "no not never none nobody nothing neither nor cannot"
_REVERSALS: Final = "without against unless until except before after less fewer out off down"

# What an action can do without and stay the same one.
_SMALL = frozenset(_WITHOUT_WEIGHT.split())
# What turns an action round: it must stand in both, or in neither.
_TURNS = dict.fromkeys(_NEGATIONS.split(), "not") | {word: word for word in _REVERSALS.split()}

_stemmer = snowballstemmer.stemmer("english")


class _Sense(NamedTuple):
    """What an action's words say: the first that matters, all that do, and those that turn it round; as stems."""

    first: str
    words: frozenset[str]
    turns: frozenset[str]


def same_action(one: str, other: str) -> bool:
    """Tell whether two stretches of words name the same course of action, as far as their words say.

    They do if they begin with the same word that matters, turn the same way ("against", "not"), and one has all
    the words of the other and at most half as many more. Words are compared by their Snowball stems (Porter,
    2001), articles, pronouns, auxiliaries and most prepositions left out. Words that only refer to others
    ("do it") name no action by themselves, and are the same as nothing.
    """
    a, b = _sense(one), _sense(other)
    small, large = sorted((a.words, b.words), key=len)
    return (
        bool(small)
        and a.first == b.first
        and a.turns == b.turns
        and small <= large
        and len(small) >= _NEAR * len(large)
    )


def plain(text: str) -> str:
    """Return a name's words in lower case, without articles: what two mentions of it have in common."""
    return " ".join(word for word in _words(text) if word not in ("a", "an", "the")) or text.casefold()


@lru_cache(maxsize=4096)
def _sense(text: str) -> _Sense:
    words = _words(text)
    turns = {word: "not" if word.endswith(("n't", "n’t")) else _TURNS.get(word, "") for word in words}
    stems: list[str] = _stemmer.stemWords([w for w in words if w not in _SMALL and not turns[w]])
    return _Sense(stems[0] if stems else "", frozenset(stems), frozenset(filter(None, turns.values())))


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text.casefold())]
