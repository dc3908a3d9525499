"""Readings for a person at a terminal: the statements in order, their source, cue and content told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TextIO

from rich.console import Console
from rich.text import Text

from onrecord.export.segments import Segment, Sentences, parts, segments
from onrecord.export.words import (
    ACT_MARKS,
    ACTS,
    STAND_MARKS,
    STANDS,
    UNCERTAIN,
    byline,
    moment,
    one_line,
    percent,
    printable,
    standing,
    tally,
    who,
)
from onrecord.statement import Passage, Reading, Speaker, Statement

_SOURCE: Final = "bold cyan"
_CUE: Final = "italic magenta"
_CONTENT: Final = "green"
_STYLES: Final = {"source": _SOURCE, "cue": _CUE, "content": _CONTENT}
_SIGNS: Final = {"source": ("[", "]"), "cue": ("_", "_"), "content": ("‹", "›")}
_QUIET: Final = "dim"
_DOUBT: Final = "yellow"

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
        self._console = Console(
            file=stream,
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )
        self._width = width
        self._color = color
        self._explain = explain
        self._written = 0

    def write(self, reading: Reading, name: str = "") -> None:
        """Write one reading."""
        if self._written:
            self._lines(Text("─" * self._width, _QUIET))
            self._lines(Text())
        self._head(reading, name)
        depths = _depths(reading)
        numbers = {s.id: place for place, s in enumerate(reading.statements, 1)}
        margin = len(str(len(reading.statements))) + 1
        sentences = Sentences(reading.article.text)
        for statement in reading.statements:
            indent = 2 + margin + 2 * depths[statement.id]
            self._lines(Text())
            self._title(reading, statement, numbers, indent)
            for paragraph in self._words(reading, statement, sentences):
                self._lines(paragraph, indent)
            for line in self._record(statement):
                self._lines(line, indent, 2)
            if self._explain:
                for line in _explanation(reading, statement):
                    self._lines(line, indent, 2)
        self._lines(Text())
        self._written += 1

    def close(self) -> None:
        """Do nothing: every reading is written as it comes."""

    def _lines(self, text: Text, indent: int = 0, hanging: int = 0, first: str | None = None) -> None:
        """Write a paragraph, wrapped and indented.

        Its lines after the first stand ``hanging`` columns further in; ``first`` takes the place of the
        first line's indent.
        """
        room = max(self._width - indent - hanging, 8)
        for place, line in enumerate(text.wrap(self._console, room, tab_size=1)):
            line.rstrip()
            space = " " * (indent + (hanging if place else 0)) if line else ""
            margin = Text.assemble((first, _QUIET)) if first and not place else Text(space)
            self._console.print(margin.append_text(line))

    def _head(self, reading: Reading, name: str) -> None:
        article = reading.article
        self._lines(Text(one_line(article.title or name) or "(no title)", "bold"))
        about = [one_line(article.outlet or ""), moment(article.published or ""), byline(article)]
        if any(about):
            self._lines(Text(" · ".join(filter(None, about)), _QUIET))
        if where := one_line(article.url or (name if article.title else "")):
            # Not wrapped: an address in pieces can be neither chosen nor copied.
            self._console.print(Text(where, _QUIET))
        count = Text(tally(reading))
        if not self._written and reading.statements:
            count.append("   ")
            for role in ("source", "cue", "content"):
                count.append_text(self._marked(role, role)).append(" ")
        self._lines(count)

    def _title(self, reading: Reading, statement: Statement, numbers: dict[str, int], indent: int) -> None:
        title = Text()
        if statement.act or statement.positions:
            mark = (
                STAND_MARKS[statement.positions[0].stand]
                if statement.positions
                else ACT_MARKS[statement.act or "claim"]
            )
            title.append(mark + " ", "bold")
        title.append(who(reading, statement), "bold")
        facts = [standing(speaker) for speaker in statement.speakers[:1] if len(statement.speakers) == 1]
        facts.append(ACTS[statement.act] if statement.act else "")
        facts.append(f"{statement.quote} quote")
        if statement.within:
            facts.append(f"within {numbers.get(statement.within, '?')}")
        title.append("".join(f" · {fact}" for fact in facts if fact), _QUIET)
        if statement.confidence.statement < UNCERTAIN:
            title.append(" · uncertain", _DOUBT)
        self._lines(title, indent, 2, first=f"{numbers[statement.id]:>{indent - 2}}  ")

    def _words(self, reading: Reading, statement: Statement, sentences: Sentences) -> Iterator[Text]:
        """Yield the paragraphs of a statement's sentences, source, cue and content marked."""
        text = reading.article.text
        words = Text()
        spans = [span for _, some in parts(statement) for span in some]
        pieces = list(segments(len(text), [statement]))
        for place, stretch in enumerate(sentences.around(spans)):
            if place:
                words.append(" … ", _QUIET)
            if stretch.cut_before:
                words.append("… ", _QUIET)
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
                words.append(" …", _QUIET)
        yield words

    def _piece(self, part: str, piece: Segment) -> Text:
        if not piece.marks:
            return Text(printable(re.sub(r"\s+", " ", part)), _QUIET)
        return self._marked(part, piece.marks[-1].role)

    def _marked(self, part: str, role: str) -> Text:
        words = one_line(part)
        if self._color or not words:
            return Text(words, _STYLES[role])
        before, after = _SIGNS[role]
        return Text(f"{before}{words}{after}")

    def _record(self, statement: Statement) -> Iterator[Text]:
        """Yield what the statement does and where it leaves the speaker, as far as it is known."""
        facts = [
            ("on behalf of", statement.on_behalf_of),
            ("to", statement.addressee),
            ("in", statement.medium),
            ("when", statement.when),
            ("about", statement.target),
        ]
        known = [f"{label} {one_line(fact.text)}" for label, fact in facts if fact]
        if known:
            yield Text(" · ".join(known), _QUIET)
        for position in statement.positions:
            line = Text(f"{STAND_MARKS[position.stand]} {STANDS[position.stand]}: ", "bold")
            line.append(one_line(position.action.text))
            if position.condition:
                line.append(f" ({one_line(position.condition.text)})", _QUIET)
            yield line


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


def _explanation(reading: Reading, statement: Statement) -> Iterator[Text]:
    sure = statement.confidence
    known = [("statement", sure.statement), ("speakers", sure.speakers), ("act", sure.act)]
    known.append(("positions", sure.positions))
    yield Text("confidence: " + ", ".join(f"{n} {percent(p)}" for n, p in known if p is not None), _QUIET)
    for speaker in statement.speakers:
        yield Text(f"who: {one_line(speaker.name)}, {speaker.kind}, {percent(speaker.confidence)}", _QUIET)
        if speaker.roles:
            yield Text("roles: " + "; ".join(map(_passage, speaker.roles)), _QUIET)
        if speaker.via:
            yield Text("via: " + chain(reading, speaker), _QUIET)
        if speaker.alternatives:
            others = (f"{one_line(a.name)} {percent(a.confidence)}" for a in speaker.alternatives)
            yield Text("or: " + ", ".join(others), _QUIET)


def chain(reading: Reading, speaker: Speaker) -> str:
    """Return the chain of evidence for a speaker: the words looked at, and what each gave."""
    steps = []
    for step in speaker.via:
        words = one_line(reading.text_of(step.spans))
        steps.append(f"“{words}” ({one_line(step.step)})" if words else one_line(step.step))
    return " → ".join(steps)


def _passage(passage: Passage) -> str:
    at = ", ".join(f"{start}-{end}" for start, end in passage.spans)
    return f"{one_line(passage.text)} (at {at})"
