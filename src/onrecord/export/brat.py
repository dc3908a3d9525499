"""Statements in the standoff format of brat: for each article its text, and a file of annotations beside it.

Offsets are those of the article's text, in code points. In the ``.txt``, characters that programs take for line ends or
cannot store become a space, one for one, so that every offset holds; what an annotation spans is written in pieces
where a line ends in it, as brat does.

References:
    P. Stenetorp, S. Pyysalo, G. Topić, T. Ohta, S. Ananiadou and J. Tsujii: "brat: a Web-based Tool for
    NLP-Assisted Text Annotation", EACL 2012 (demonstrations).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from onrecord.export.words import one_line
from onrecord.statement import Act, Mode, Quote, Spans, Stand, Statement

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

# What a program may take for the end of a line or of a field, but for the newline; and what UTF-8 does not hold.
_UNSAFE = re.compile("[\x00\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")
_PIECE = re.compile(r"\S(?:[^\n]*\S)?")

ENTITIES: Final = (
    *("Content", "Source", "Cue", "Addressee", "Medium", "When", "OnBehalfOf", "Target", "Action"),
    "Condition",
)
RELATIONS: Final = {
    "SaidBy": ("Content", "Source"),
    "CuedBy": ("Content", "Cue"),
    "Within": ("Content", "Content"),
    "SaidTo": ("Content", "Addressee"),
    "SaidVia": ("Content", "Medium"),
    "SaidWhen": ("Content", "When"),
    "SaidFor": ("Content", "OnBehalfOf"),
    "DirectedAt": ("Content", "Target"),
    "PositionOn": ("Content", "Action"),
    "If": ("Action", "Condition"),
}
ATTRIBUTES: Final = {
    "Quote": ("Content", get_args(Quote)),
    "Mode": ("Content", get_args(Mode)),
    "Act": ("Content", get_args(Act)),
    "Stand": ("Action", get_args(Stand)),
}
_FIELDS: Final = {
    "addressee": ("SaidTo", "Addressee"),
    "medium": ("SaidVia", "Medium"),
    "when": ("SaidWhen", "When"),
    "on_behalf_of": ("SaidFor", "OnBehalfOf"),
    "target": ("DirectedAt", "Target"),
}


class BratWriter:
    """Writes two files an article, ``article-12.txt`` and ``article-12.ann``, and ``annotation.conf`` for brat.

    Args:
        folder: where to write them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, reading: Chosen, name: str = "") -> None:
        """Write the files of one article."""
        text = safe(reading.article.text)
        lines = _Annotations(text).of(reading)
        stem = f"article-{reading.number}"
        (self._folder / f"{stem}.txt").write_bytes(text.encode())
        (self._folder / f"{stem}.ann").write_bytes("".join(line + "\n" for line in lines).encode())

    def close(self) -> None:
        """Write what brat must know of the types."""
        (self._folder / "annotation.conf").write_bytes(configuration().encode())


def safe(text: str) -> str:
    """Return a text as it stands in the ``.txt``: every character in its place."""
    return _UNSAFE.sub(" ", text)


def configuration() -> str:
    """Return brat's description of the types of entities, relations and attributes."""
    relations = (f"{name}\tArg1:{first}, Arg2:{second}" for name, (first, second) in RELATIONS.items())
    attributes = (
        f"{name}\tArg:{arg}, Value:{'|'.join(values)}" for name, (arg, values) in ATTRIBUTES.items()
    )
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    sections = (
        ("entities", ENTITIES),
        ("relations", (overlap, *relations)),
        ("events", ()),
        ("attributes", tuple(attributes)),
    )
    return "\n".join(f"[{name}]\n" + "".join(line + "\n" for line in lines) for name, lines in sections)


class _Annotations:
    """The annotations of one article, numbered as they come."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: dict[tuple[str, str], str] = {}
        self._counts = dict.fromkeys("TRA#", 0)

    def of(self, reading: Chosen) -> Iterator[str]:
        contents: dict[str, str] = {}
        for statement in reading.statements:
            spans = self._offsets(statement.content)
            if not spans:
                continue
            content = contents[statement.id] = self._number("T")
            yield self._entity(content, "Content", spans)
            yield from self._said(statement, content)
        for statement in reading.statements:
            if statement.id in contents and statement.within in contents:
                yield self._relation("Within", contents[statement.id], contents[statement.within])

    def _said(self, statement: Statement, content: str) -> Iterator[str]:
        """Yield what a statement has beside its content."""
        for name, value in (("Quote", statement.quote), ("Mode", statement.mode), ("Act", statement.act)):
            if value:
                yield self._attribute(name, content, value)
        names = "; ".join(f"{one_line(s.name)} ({s.kind})" for s in statement.speakers if one_line(s.name))
        source = yield from self._linked("SaidBy", "Source", content, statement.source)
        if names:
            yield f"{self._number('#')}\tAnnotatorNotes {source or content}\tspeaker: {names}"
        yield from self._linked("CuedBy", "Cue", content, statement.cue)
        for field, (relation, kind) in _FIELDS.items():
            passage = getattr(statement, field)
            if passage:
                yield from self._linked(relation, kind, content, passage.spans)
        for position in statement.positions:
            spans = self._offsets(position.action.spans)
            if not spans:
                continue
            action = self._number("T")  # one for each position: two may be taken on the same words
            yield self._entity(action, "Action", spans)
            yield self._attribute("Stand", action, position.stand)
            yield self._relation("PositionOn", content, action)
            if position.condition:
                yield from self._linked("If", "Condition", action, position.condition.spans)

    def _linked(self, relation: str, kind: str, first: str, spans: Spans) -> Generator[str, None, str | None]:
        """Yield an entity, unless it is there already, and a relation to it; return its number if there is one."""
        offsets = self._offsets(spans)
        if not offsets:
            return None
        number = self._marks.get((kind, offsets))
        if number is None:
            number = self._marks[kind, offsets] = self._number("T")
            yield self._entity(number, kind, offsets)
        yield self._relation(relation, first, number)
        return number

    def _offsets(self, spans: Spans) -> str:
        """Return spans as brat has them: no white space at their ends, and none over the end of a line."""
        pieces = (match.span() for start, end in spans for match in _PIECE.finditer(self._text, start, end))
        return ";".join(f"{start} {end}" for start, end in pieces)

    def _entity(self, number: str, kind: str, offsets: str) -> str:
        words = " ".join(
            self._text[int(start) : int(end)]
            for start, end in (piece.split(" ") for piece in offsets.split(";"))
        )
        return f"{number}\t{kind} {offsets}\t{words}"

    def _relation(self, kind: str, first: str, second: str) -> str:
        return f"{self._number('R')}\t{kind} Arg1:{first} Arg2:{second}"

    def _attribute(self, kind: str, of: str, value: str) -> str:
        return f"{self._number('A')}\t{kind} {of} {value}"

    def _number(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{letter}{self._counts[letter]}"
