"""Quotation marks told from apostrophes, feet and inches, and told to open or to close."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Family = Literal["double", "single", "angle", "inner angle"]
Way = Literal["open", "close", "either"]

# Apostrophes come in runs ('' is a double mark); the other marks one by one. Marks inside a tag are markup.
_MARK = re.compile(r"(<[A-Za-z/][^<>]{0,500}>)|'+|``|‘‘|’’|[\"“”„‟«»‹›‘’‚‛`]")

_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(['"', "“", "”", "„", "‟", "''", "``", "‘‘", "’’"], "double"),
    **dict.fromkeys(["'", "‘", "’", "‚", "‛", "`"], "single"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "inner angle"),
}
_OPENING = frozenset(["“", "„", "‟", "``", "‘‘", "«", "‹", "‘", "‚", "‛", "`"])
_CLOSING = frozenset(["”", "’’", "»", "›", "’"])
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff")

_BEFORE_OPENING = frozenset("([{<—–―-/=>*_|•")
_SENTENCE_END = frozenset(".!?…")
_AFTER_CLOSING = frozenset(",.;:!?)]}—–―-/…<*_|")

_ELISION = re.compile(
    r"(?:\d\ds?|em|n|til|till|cause|cuz|tis|twas|twill|round|bout|nuff|ere|cos|coz|neath|gainst|cept|kay)\b",
    re.IGNORECASE,
)
# Longer runs of marks are ornament.
_LONGEST_RUN = 6

_FEET_BEFORE_INCHES = re.compile(r"\d['’′]\s?-?\d{1,2}(?:\.\d|[½¼¾])?$")
_POSSESSIVE = re.compile(r"(?:s|in)$", re.IGNORECASE)


class Mark(NamedTuple):
    """A quotation mark.

    Args:
        start: where it stands.
        end: where it ends.
        text: the mark itself.
        family: marks of one family close one another.
        way: ``either`` closes what is open of its family, and opens where nothing is.
        measure: it stands behind a number and may be inches: it opens nothing and closes only what is open.
    """

    start: int
    end: int
    text: str
    family: Family
    way: Way
    measure: bool = False


class _Around(NamedTuple):
    """What stands around a run of adjacent marks."""

    before: str
    after: str
    side: Way
    alone: bool


def marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the quotation marks in ``text[start:end]`` in order, without apostrophes, feet and inches."""
    found: list[Mark] = []
    run: list[tuple[int, int]] = []
    for m in _MARK.finditer(text, start, end):
        if m[1]:
            continue
        if run and run[-1][1] != m.start():
            _read_run(text, start, end, run, found)
            run = []
        run.append(m.span())
    if run:
        _read_run(text, start, end, run, found)
    return _without_doubtful(text, end, found)


def _read_run(text: str, start: int, end: int, run: list[tuple[int, int]], found: list[Mark]) -> None:
    """Add the marks of one run of adjacent marks: all of them stand in the same surroundings."""
    first, last = run[0][0], run[-1][1]
    if last - first > _LONGEST_RUN:
        return
    before = text[first - 1] if first > start else ""
    after = text[last] if last < end else ""
    around = _Around(before, after, _side(before, after), len(run) == 1)
    for mark_start, mark_end in run:
        for s, e in _split(text, mark_start, mark_end, around.side):
            mark = _classify(text, s, e, around)
            if mark is not None:
                found.append(mark)


def _split(text: str, start: int, end: int, side: Way) -> list[tuple[int, int]]:
    """Cut a run of apostrophes into double marks and at most one single one; other marks stay whole."""
    length = end - start
    if length <= 2 or text[start] != "'":
        return [(start, end)]
    if length % 2 == 0:
        return [(i, i + 2) for i in range(start, end, 2)]
    if side == "open":  # the outer, double mark comes first
        return [*((i, i + 2) for i in range(start, end - 1, 2)), (end - 1, end)]
    return [(start, start + 1), *((i, i + 2) for i in range(start + 1, end, 2))]


def _side(before: str, after: str) -> Way:
    """Tell from the characters around a mark (empty at a paragraph's ends) whether it opens or closes."""
    if not before or not after:
        return "either" if before == after else "close" if before else "open"
    blank_before = before.isspace() or before in _INVISIBLE
    blank_after = after.isspace() or after in _INVISIBLE
    may_open = blank_before or before in _BEFORE_OPENING
    may_close = blank_after or after in _AFTER_CLOSING
    if may_open != may_close:
        return "open" if may_open else "close"
    if may_open and blank_before != blank_after:
        return "open" if blank_before else "close"
    return "either"


def _classify(text: str, start: int, end: int, around: _Around) -> Mark | None:
    """Read one mark of a run; ``None`` for an apostrophe."""
    before, after, side, alone = around
    mark = text[start:end]
    family = _FAMILIES[mark]
    if family == "single":
        way = _single(text, start, end, around)
        return None if way is None else Mark(start, end, mark, family, way)
    if mark in _OPENING:
        way = "close" if side == "close" and alone and mark != "``" else "open"
    elif mark in _CLOSING:
        loose = side == "open" or (side == "either" and (not before or before.isspace()))
        way = "either" if loose and alone else "close"
    elif side == "either" and alone and before in _SENTENCE_END and after.isalnum():
        way = "close"  # the space behind it is lost
    else:
        way = side
    measure = mark == '"' and before.isdecimal() and way != "open"
    return Mark(start, end, mark, family, "close" if measure else way, measure)


def _single(text: str, start: int, end: int, around: _Around) -> Way | None:
    """Tell a single mark's way; ``None`` for an apostrophe."""
    mark = text[start:end]
    before, after, side, _ = around
    if before.isalnum() and after.isalnum():
        return None
    if mark != "‚" and side == "open" and _ELISION.match(text, end):
        return None
    if side == "close" and before in {"n", "N"} and text[max(start - 2, 0) : start - 1] in {"'", "’", "‘"}:
        return None  # rock 'n' roll
    if mark in _OPENING:
        return "close" if side == "close" and mark in {"‘", "‛"} else "open" if side != "close" else None
    if mark == "’":
        return "close" if side != "open" else None
    return side


def _without_doubtful(text: str, end: int, found: list[Mark]) -> list[Mark]:
    """Drop inches and the apostrophes of plurals where a later mark is there to close instead."""
    kept: list[Mark] = []
    next_double: Way | None = None
    single_closes = False  # whether the next single mark at this level closes
    outside: list[bool] = []  # the same, of the levels around the double quotations that we are in
    for mark in reversed(found):
        if mark.measure:
            feet = _FEET_BEFORE_INCHES.search(text, max(mark.start - 9, 0), mark.start)
            more = text[mark.end : mark.end + 2]
            running_on = more[:1] in {"-", "x", "×"} or (more[:1] == " " and more[1:].isalnum())
            if feet or (next_double == "close" and running_on):
                continue
        elif mark.family == "single" and mark.way == "close" and single_closes:
            more = text[mark.end : min(mark.end + 2, end)]
            if (
                more[:1].isspace()
                and more[1:].isalnum()
                and _POSSESSIVE.search(text, max(mark.start - 2, 0), mark.start)
            ):
                continue
        if mark.family == "single":
            single_closes = mark.way == "close"
        elif mark.family == "double":
            next_double = mark.way
            if mark.way == "open":
                single_closes = outside.pop() if outside else False
            else:
                outside.append(single_closes)
                single_closes = False
        kept.append(mark)
    kept.reverse()
    return kept
