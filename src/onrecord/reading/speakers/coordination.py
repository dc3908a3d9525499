"""Coordination: the parts of a source that names several ("Ana Ruiz and her deputy")."""

from __future__ import annotations

from onrecord.reading.speakers.groups import Names
from onrecord.reading.speakers.lexicon import ARTICLES, BREAKS, DETERMINERS, POSSESSIVE, kind_of_noun
from onrecord.reading.speakers.phrases import joins_bodies, stop_of, trim
from onrecord.reading.speakers.words import Words


def parts(words: Words, names: Names, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a phrase into its coordinated parts ("Ana Ruiz and her deputy"), one part where it is not
    coordinated.

    Only a coordination with a name, or a possessive, in one of its parts is cut: "party leaders and donors"
    are one group.
    """
    lower = words.lower
    cuts: list[int] = []
    depth = 0
    for k in range(first + 1, last - 1):
        if lower[k] in ("(", "["):
            depth += 1
        elif lower[k] in (")", "]"):
            depth = max(0, depth - 1)
        covered = names.at[k]
        if depth or (covered is not None and covered.first < k < covered.last):
            continue
        if lower[k] in BREAKS and lower[k] != "as":
            cuts.extend(_behind_clause(words, names, k, last) if not cuts else ())
            break
        if lower[k] in ("and", "&") or (lower[k] == "or" and _named_beside(names, k)):
            cuts.append(k)
    if not cuts:
        return [(first, last)]
    for k in cuts:
        if (
            lower[k - 1] == ","
            and k - 1 > first
            and _opens_named(words, names, first, k)
            and (_opens_named(words, names, k + 1, last) or _apposed(words, names, k + 1, last))
        ):
            return [trim(words, first, k), trim(words, k + 1, last)]
    if joins_bodies(words, names, cuts[0], last):
        return [(first, last)]
    cut = cuts[0]
    commas = [k for k in range(first + 1, cut) if lower[k] == "," and names.at[k] is None]
    borders = [first, *(c + 1 for c in commas), cut + 1]
    pieces = []
    for a, b in zip(borders, [*commas, cut, last], strict=True):
        piece = trim(words, a, b)
        if piece[0] < piece[1]:
            pieces.append(piece)
    named = [_is_named(words, names, *piece) for piece in pieces]
    if len(pieces) == 2 and not all(named):
        stop = stop_of(words, names, *pieces[0])
        left = stop == pieces[0][1] or (words.lower[stop] == "(" and pieces[0][1] - stop < 5)
        role = words.lower[stop - 1]
        if named[1] and not named[0] and kind_of_noun(role) == "person" and lower[first] not in DETERMINERS:
            return [pieces[1]]  # "spokesman and deputy mayor Ana Ruiz" is one person
        opener = words.lower[pieces[1][0]]
        theirs = opener in POSSESSIVE
        right = (
            theirs
            or opener in ARTICLES
            or named[1]
            or kind_of_noun(words.lower[stop_of(words, names, *pieces[1]) - 1])
        )
        return pieces if (any(named) or theirs) and left and right else [(first, last)]
    return pieces if all(named) else [(first, last)]


def _named_beside(names: Names, k: int) -> bool:
    """Whether names stand on both sides of a word."""
    before, behind = names.ending(k), names.at[k + 1] if k + 1 < len(names.at) else None
    return before is not None and behind is not None and behind.lead == k + 1


def _behind_clause(words: Words, names: Names, at: int, last: int) -> list[int]:
    """Return where a person's full name goes on behind a relative clause between commas (", who ran, and Bo Lind")."""
    if words.lower[at] != "who" or words.lower[at - 1] != ",":
        return []
    for k in range(at + 2, last - 1):
        behind = names.at[k + 1]
        if words.lower[k] == "and" and words.lower[k - 1] == "," and behind is not None:
            full = behind.kind == "person" and behind.lead == k + 1 and len(behind.key) > 1
            return [k] if full and (behind.last >= last or words.lower[behind.last] in ("(", ",")) else []
    return []


def _apposed(words: Words, names: Names, first: int, last: int) -> bool:
    """Whether ``[first, last)`` is somebody's relative with the name behind a comma ("his wife, Ana Ruiz, 27")."""
    stop = stop_of(words, names, first, last)
    behind = names.at[stop + 1] if stop + 1 < last else None
    comma = words.lower[first] in POSSESSIVE and words.lower[stop : stop + 1] == [","]
    return comma and behind is not None and behind.kind == "person" and behind.lead == stop + 1


def _opens_named(words: Words, names: Names, first: int, last: int) -> bool:
    """Whether ``[first, last)`` opens with a person's name and goes on behind a comma, or ends there."""
    stop = stop_of(words, names, first, last)
    mention = names.ending(stop)
    more = stop >= last or words.lower[stop] in (",", "(", "who", "of")
    return (
        mention is not None
        and mention.kind == "person"
        and more
        and (len(mention.key) > 1 or bool(mention.title))
    )


def _is_named(words: Words, names: Names, first: int, last: int) -> bool:
    stop = stop_of(words, names, first, last)
    mention = names.at[stop - 1]
    return mention is not None and mention.entity >= 0 and mention.last >= stop
