"""Invented articles with their statements and names marked in the text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.reading.names import Name, NameKind
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, Resolved, resolve
from onrecord.statement import Spans

_MARK = re.compile(r"\[([PORS])?(\??)(\d*)([sqc]?) |\]")
_KINDS: dict[str, NameKind] = {"P": "person", "O": "organisation", "S": "state", "R": "other"}

Marked = tuple[str, list[Name], list[Attribution]]


def unmarked(marked: str) -> Marked:
    """Read a text in which ``[P ...]`` is a person's name (O, S, R likewise) and ``[1s ...]`` the source of 1.

    ``q`` marks a cue and ``c`` a content; marks nest. The network is unsure of a name's kind behind ``?``.
    """
    text, at = "", 0
    names: list[Name] = []
    found: dict[int, dict[str, list[tuple[int, int]]]] = {}
    open_marks: list[tuple[int, str, bool, str, str]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group() != "]":
            open_marks.append((len(text), mark[1] or "", bool(mark[2]), mark[3], mark[4]))
            continue
        start, kind, unsure, number, role = open_marks.pop()
        if kind:
            names.append(Name((start, len(text)), _KINDS[kind], 0.5 if unsure else 0.99))
        if number:
            found.setdefault(int(number), {}).setdefault(role, []).append((start, len(text)))
    text += marked[at:]

    def spans(number: int, role: str) -> Spans:
        return tuple(sorted(found[number].get(role, ())))

    attributions = [Attribution(spans(n, "s"), spans(n, "q"), spans(n, "c")) for n in sorted(found)]
    return text, sorted(names, key=lambda n: n.span), attributions


@pytest.fixture
def read() -> Callable[[str], list[Resolved]]:
    """Resolve the speakers of a marked text."""

    def run(marked: str) -> list[Resolved]:
        text, names, attributions = unmarked(marked)
        return list(resolve(text, names, attributions, quotations(text)))

    return run


@pytest.fixture
def who(read: Callable[[str], list[Resolved]]) -> Callable[[str], list[str]]:
    """Return the printed names of a marked text's speakers, several joined by a bar."""

    def run(marked: str) -> list[str]:
        return [" | ".join(s.name for s in one.speakers) for one in read(marked)]

    return run
