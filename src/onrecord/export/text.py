"""Readings for a person at a terminal: the statements in order, their source, cue and content told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TextIO

from rich.text import Text

from onrecord.export.explain import explanation
from onrecord.export.segments import Segment, Sentences, parts, segments
from onrecord.export.sheet import DOUBT, QUIET, STAND_STYLES, Sheet, stand_told
from onrecord.export.words import (
    UNCERTAIN,
    circumstances,
    deed,
    marks,
    one_line,
    printable,
    standing,
    tally,
    who,
)
from onrecord.statement import Reading, Statement

_SOURCE: Final = "bold cyan"
_CUE: Final = "italic magenta"
_CONTENT: Final = "green"
_STYLES: Final = {"source": _SOURCE, "cue": _CUE, "content": _CONTENT}
_SIGNS: Final = {"source": ("[", "]"), "cue": ("_", "_"), "content": ("‹", "›")}

_ROOMY: Final = 40
"""From this width on, a long title's second line stands under the name, else nearer to the margin."""

_PARAGRAPH = re.compile(r"[^\S\n]*\n\s*\n\s*")


class TextWriter:
    """Writes readings as text.

    Args:
        stream: where to write.
        width: the columns of a line.
        color: whether source, cue and content are told apart by colour; by signs around them otherwise.
        explain: whether to say how each speaker was found, and how sure each field is.
    """

    def __init__(self, stream: TextIO, width: int, color: bool, explain: bool = False) -> None:
        self._sheet = Sheet(stream, width, color)
        self._explain = explain
        self._written = 0

    def write(self, reading: Reading, name: str = "") -> None:
        """Write one reading."""
        self._sheet.head(reading, name)
        self._tally(reading)
        depths = _depths(reading)
        numbers = {s.id: place for place, s in enumerate(reading.statements, 1)}
        margin = len(str(len(reading.statements))) + 1
        marked = any(s.act or s.positions for s in reading.statements)
        sentences = Sentences(reading.article.text)
        for statement in reading.statements:
            indent = 2 + margin + 2 * depths[statement.id]
            self._sheet.blank()
            self._title(reading, statement, numbers, indent, marked)
            for paragraph in self._words(reading, statement, sentences):
                self._sheet.lines(paragraph, indent)
            for line in _record(statement):
                self._sheet.lines(line, indent, 2)
            if self._explain:
                for told in explanation(reading, statement):
                    self._sheet.lines(Text(told, QUIET), indent, 2)
        self._sheet.blank()
        self._written += 1

    def close(self) -> None:
        """Do nothing: every reading is written as it comes."""

    def _tally(self, reading: Reading) -> None:
        count = Text(tally(reading))
        if not self._written and reading.statements:
            count.append("   ")
            for role in ("source", "cue", "content"):
                count.append_text(self._marked(role, role)).append(" ")
        self._sheet.lines(count)

    def _title(
        self, reading: Reading, statement: Statement, numbers: dict[str, int], indent: int, marked: bool
    ) -> None:
        title = Text()
        if marked:
            mark = marks(statement)
            title.append(mark[0], "bold")
            title.append(mark[1], STAND_STYLES[statement.positions[0].stand] if statement.positions else "")
            title.append(" ")
        title.append(who(reading, statement), "bold")
        facts = [standing(speaker) for speaker in statement.speakers[:1] if len(statement.speakers) == 1]
        facts.append(deed(statement.act, statement.target) if statement.act else "")
        facts.append(f"{statement.quote} quote")
        if statement.within:
            facts.append(f"within {numbers.get(statement.within, '?')}")
        title.append("".join(f" · {fact}" for fact in facts if fact), QUIET)
        if statement.confidence.statement < UNCERTAIN:
            title.append(" · uncertain", DOUBT)
        number = Text(f"{numbers[statement.id]:>{indent - 2}}  ", QUIET)
        hanging = 5 if marked and self._sheet.width >= _ROOMY else 2
        self._sheet.lines(title, indent, hanging, number)

    def _words(self, reading: Reading, statement: Statement, sentences: Sentences) -> Iterator[Text]:
        """Yield the paragraphs of a statement's sentences, source, cue and content marked."""
        text = reading.article.text
        words = Text()
        spans = [span for _, some in parts(statement) for span in some]
        pieces = list(segments(len(text), [statement]))
        for place, stretch in enumerate(sentences.around(spans)):
            if place:
                words.append(" … ", QUIET)
            if stretch.cut_before:
                words.append("… ", QUIET)
            for piece in pieces:
                start, end = max(piece.start, stretch.start), min(piece.end, stretch.end)
                if start >= end:
                    continue
                for number, part in enumerate(_PARAGRAPH.split(text[start:end])):
                    if number:
                        yield words
                        words = Text()
                    words.append_text(self._piece(part, piece))
            if stretch.cut_after:
                words.append(" …", QUIET)
        yield words

    def _piece(self, part: str, piece: Segment) -> Text:
        if not piece.marks:
            return Text(printable(re.sub(r"\s+", " ", part)), QUIET)
        return self._marked(part, piece.marks[-1].role)

    def _marked(self, part: str, role: str) -> Text:
        words = one_line(part)
        if self._sheet.color or not words:
            return Text(words, _STYLES[role])
        before, after = _SIGNS[role]
        return Text(f"{before}{words}{after}")


def _record(statement: Statement) -> Iterator[Text]:
    """Yield where a statement leaves its speaker, and its circumstances, as far as they are known."""
    for position in statement.positions:
        line = stand_told(position.stand).append(": ")
        line.append(one_line(position.action.text))
        if position.condition:
            line.append(f" ({one_line(position.condition.text)})", QUIET)
        yield line
    if told := circumstances(statement):
        yield Text(" · ".join(told), QUIET)


def _depths(reading: Reading) -> dict[str, int]:
    """Return how many statements each statement lies within."""
    outer = {s.id: s.within for s in reading.statements}
    depths: dict[str, int] = {}
    for one in reading.statements:
        seen: list[str] = []
        above = one.within
        while above in outer and above not in seen:
            seen.append(above)
            above = outer[above]
        depths[one.id] = len(seen)
    return depths
