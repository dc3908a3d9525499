"""Quotations: the stretches of a text that stand inside quotation marks.

A mark is told to open or to close by what stands on either side of it, then marks are matched like brackets,
paragraph by paragraph, so that one odd mark costs its own paragraph at most. By journalists' convention a
quotation that runs on over paragraphs opens each of them with a mark and closes the last one only.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from onrecord.reading.marks import Family, Mark, marks
from onrecord.reading.paragraphs import paragraphs, trimmed
from onrecord.statement import Quote, Span

Style = Literal["curly", "straight", "doubled", "low", "angle", "single"]

_STYLES: dict[str, Style] = {
    "“": "curly",
    "”": "curly",
    "‟": "curly",
    '"': "straight",
    "''": "doubled",
    "``": "doubled",
    "‘‘": "doubled",
    "’’": "doubled",
    "„": "low",
    "«": "angle",
    "»": "angle",
    "‹": "angle",
    "›": "angle",
    "‘": "single",
    "‚": "single",
    "’": "single",
    "‛": "single",
    "'": "single",
    "`": "single",
}

# Quotations open at a time; beyond it the outermost one has lost its closing mark.
_DEEPEST = 8

_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s+")
_WORD = re.compile(r"\w+")

# Chosen on PolNeAR's training part, by how often a quotation of that length is a statement of its own there.
_SCARE_WORDS = 3
_TITLE_WORDS = 8
_LONGEST_SCARE = 80
_WORDLIKE = re.compile(r"[\w][\w'’.&/-]*")
_SMALL = "a an the of and or in on at for to with from by as is but nor not vs vs. de la le el"
_SMALL_WORDS = frozenset(_SMALL.split())
_SAYING = re.compile(
    r"\b(?:said|says|say|saying|asked|asks|replied|replies|answered|added|adds|shouted|tweeted|wrote|writes|"
    r"responded|yelled|chanted|chanting|yelling|shouting)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch inside quotation marks, within one paragraph.

    Args:
        span: the quotation with its marks.
        inner: what stands between the marks, without white space at the ends.
        style: the kind of its opening mark (of the closing one where the opening one is lost).
        depth: 0 for an outermost quotation, 1 for one inside it, and so on.
        chain: equal for the quotations that are one running quotation over several paragraphs.
        opened: whether its opening mark is there; where not, its start is a guess.
        closed: whether its closing mark is there; where not, it ends with its paragraph, or before the mark
            that opens the next quotation.
        continues: whether it runs on in the next paragraph.
    """

    span: Span
    inner: Span
    style: Style
    depth: int
    chain: int
    opened: bool
    closed: bool
    continues: bool


@dataclass(slots=True)
class _Node:
    """A mark that opened, while its paragraph is being matched."""

    mark: Mark
    parent: int
    close: Mark | None = None
    limit: int | None = None  # where an enclosing quotation closed over it


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of ``text`` in the order of their starts, an outer one before its inner ones.

    Handles curly, straight, doubled, low, angle and single marks, also mixed ones and ones that point the
    wrong way. Where the closing mark is lost, a quotation ends with its paragraph, or before the next mark
    that opens one of its kind; where the opening mark is lost, it starts with its paragraph, or behind a
    colon, or behind the sentence that follows the quotation before.

    Args:
        text: an article's text.

    Returns:
        Quotations that lie inside one another or apart, never across, and never over a paragraph's end.
    """
    found: list[Quotation] = []
    pending: tuple[int, Family] | None = None  # the quotation that the paragraph before left open
    chains = 0
    stretches = paragraphs(text)
    for number, (start, end) in enumerate(stretches):
        following = text[stretches[number + 1][0]] if number + 1 < len(stretches) else ""
        ends: list[int] = []
        left_open: tuple[int, Family] | None = None
        for family, quotation in _paragraph(text, start, end, following, pending):
            span = quotation.span
            while ends and ends[-1] <= span[0]:
                ends.pop()
            chain = chains
            if pending is not None and span[0] == start and not ends and family == pending[1]:
                before = found[pending[0]]
                found[pending[0]] = replace(before, continues=True)
                chain = before.chain
                pending = None
            else:
                chains += 1
            if not ends and not quotation.closed and span[1] == end:
                left_open = len(found), family
            found.append(replace(quotation, depth=len(ends), chain=chain))
            ends.append(span[1])
        pending = left_open
    return tuple(found)


def _paragraph(
    text: str, start: int, end: int, following: str, pending: tuple[int, Family] | None
) -> list[tuple[Family, Quotation]]:
    """Return the quotations of one paragraph in order, with depth and chain still to be filled in."""
    nodes, strays = _match(text, start, end)
    found: list[tuple[Family, Quotation]] = []
    kept = [node.close is not None or _stands_open(node.mark, start, following) for node in nodes]
    parents: list[int] = []  # the nearest enclosing node that is kept
    cuts: dict[int, int] = {}  # where a node meets the next opening mark of its family
    for index, node in enumerate(nodes):
        parent = node.parent
        if parent >= 0 and not kept[parent]:
            parent = parents[parent]
        parents.append(parent)
        if kept[index] and parent >= 0 and nodes[parent].mark.family == node.mark.family:
            cuts.setdefault(parent, node.mark.start)
    for index, node in enumerate(nodes):
        if not kept[index]:
            continue
        mark = node.mark
        if node.close is not None:
            stop, outer = node.close.start, node.close.end
        else:
            stop = end if node.limit is None else node.limit
            stop = outer = trimmed(text, mark.start, min(stop, cuts.get(index, stop)))[1]
        inner = trimmed(text, mark.end, stop)
        if inner[0] < inner[1]:
            quotation = Quotation(
                (mark.start, outer), inner, _STYLES[mark.text], 0, 0, True, node.close is not None, False
            )
            found.append((mark.family, quotation))
    running = pending is not None and pending[1] == "double"
    for left, stray in strays:
        begin = _lost_start(text, start, left, stray.start, running)
        inner = trimmed(text, begin, stray.start)
        if inner[0] < inner[1]:
            quotation = Quotation((inner[0], stray.end), inner, _STYLES[stray.text], 0, 0, False, True, False)
            found.append((stray.family, quotation))
    found.sort(key=lambda pair: (pair[1].span[0], -pair[1].span[1]))
    return found


def _stands_open(mark: Mark, start: int, following: str) -> bool:
    """Whether a mark that nothing closes is a quotation's all the same.

    A single mark that may be an apostrophe counts only where it opens its paragraph and the next one.
    """
    return mark.text not in {"'", "`", "‚"} or (mark.start == start and following == mark.text)


def _match(text: str, start: int, end: int) -> tuple[list[_Node], list[tuple[int, Mark]]]:
    """Match the marks of a paragraph like brackets.

    Returns:
        The marks that opened, in order; and the double marks that close what was never opened, each with the
        place before which its quotation cannot start.
    """
    nodes: list[_Node] = []
    strays: list[tuple[int, Mark]] = []
    stack: deque[int] = deque()
    open_now: dict[Family, int] = {"double": 0, "single": 0, "angle": 0, "inner angle": 0}
    reached = start
    for mark in marks(text, start, end):
        is_open = open_now[mark.family] > 0
        if mark.way == "open" or (mark.way == "either" and not is_open):
            nodes.append(_Node(mark, stack[-1] if stack else -1))
            stack.append(len(nodes) - 1)
            if len(stack) > _DEEPEST:
                lost = nodes[stack.popleft()]
                lost.limit = nodes[stack[0]].mark.start
                open_now[lost.mark.family] -= 1
            open_now[mark.family] += 1
        elif not is_open:
            if mark.family != "double" or mark.measure:
                continue
            if stack and nodes[stack[-1]].mark.text == "‘":  # opened single, closed double
                nodes[stack.pop()].close = mark
                open_now["single"] -= 1
                reached = mark.end
            elif not stack:
                strays.append((reached, mark))
                reached = mark.end
        elif mark.family != "single" or nodes[stack[-1]].mark.family == "single":
            while True:
                node = nodes[stack.pop()]
                open_now[node.mark.family] -= 1
                if node.mark.family == mark.family:
                    node.close = mark
                    break
                node.limit = mark.start
            reached = mark.end
    return nodes, strays


def _lost_start(text: str, start: int, left: int, close: int, running: bool) -> int:
    """Guess where the quotation starts that a mark at ``close`` ends; ``close`` itself for no guess."""
    if left > start:
        sentence = _SENTENCE_END.search(text, left, close)
        return sentence.end() if sentence else close
    if running:
        return start
    colon = text.rfind(": ", start, close)
    return start if colon < 0 else colon + 2


class QuotedWords:
    """The words of a text that stand inside quotation marks, ready to be asked for many spans.

    Making it takes time linear in the text; each question, logarithmic.

    Args:
        text: the text.
        found: its quotations, as ``quotations`` gives them.
    """

    def __init__(self, text: str, found: Iterable[Quotation]) -> None:
        self.quotations = tuple(found)
        places = list(map(re.Match.span, _WORD.finditer(text)))
        self._starts = array("q", [start for start, _ in places])
        self._ends = array("q", [end for _, end in places])
        inside = bytearray(len(places))
        for quotation in self.quotations:
            if quotation.depth == 0:
                first, last = (bisect_left(self._starts, at) for at in quotation.inner)
                inside[first:last] = b"\1" * (last - first)
        self._quoted = array("q", accumulate(inside, initial=0))  # how many of the first n words are quoted

    def count(self, span: Span) -> tuple[int, int]:
        """Return how many words of ``span`` are quoted, and how many words it has; a word cut counts."""
        first = bisect_right(self._ends, span[0])
        last = max(first, bisect_left(self._starts, span[1]))
        return self._quoted[last] - self._quoted[first], last - first

    def quote(self, spans: Iterable[Span]) -> Quote:
        """Return ``direct`` where all words of ``spans`` are quoted, ``mixed`` where some are."""
        quoted = words = 0
        for span in spans:
            counts = self.count(span)
            quoted += counts[0]
            words += counts[1]
        if quoted == 0:
            return "indirect"
        return "direct" if quoted == words else "mixed"


def scare(text: str, quotation: Quotation) -> bool:
    """Tell whether a quotation looks like scare quotes or the title of a work rather than words spoken.

    A feature for a reader to weigh, not a verdict. It goes by length (up to three words, or eight that are
    capitalised as a title is), by how the quotation ends, and by what leads up to it: words behind a comma, a
    colon or a verb of saying, or that open a sentence and end in a comma, are speech.

    Args:
        text: the article's text.
        quotation: one of its quotations.
    """
    start, end = quotation.inner
    if not quotation.closed or not quotation.opened or end - start > _LONGEST_SCARE:
        return False
    inner = text[start:end]
    words = _WORDLIKE.findall(inner)
    if not words:
        return False
    lead = text[max(quotation.span[0] - 24, 0) : quotation.span[0]].rstrip()
    title = (
        len(words) <= _TITLE_WORDS
        and not words[0][0].islower()
        and all(not w[0].islower() for w in words if w.lower() not in _SMALL_WORDS)
    )
    opens_sentence = not lead or lead[-1] in ".!?…”\"'’"
    finished = inner[-1] in ",.!?…—–-"
    named = title and len(words) > 1 and inner[-1] not in ".!?…" and lead.endswith(",")
    speech = lead.endswith((",", ":")) and not named
    if speech or _SAYING.search(lead.rstrip(",")) or (opens_sentence and finished):
        return False
    if inner[-1] in "!?…" and not title:
        return False
    return len(words) <= _SCARE_WORDS or title
