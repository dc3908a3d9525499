"""onrecord in a spaCy pipeline: ``nlp.add_pipe("onrecord")`` gives documents ``doc._.statements``.

What was read is kept in ``doc.user_data`` as plain data of schema 1, so that it goes with a document wherever spaCy
takes it: ``Doc.to_bytes``, ``Doc.to_disk``, ``DocBin(store_user_data=True)``, other processes. The spans over tokens
are made of it when they are asked for.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

import onrecord
from onrecord.article import Article, digest
from onrecord.errors import OnrecordError
from onrecord.reading.choice import at_least
from onrecord.record.typed import built
from onrecord.statement import Act, Mode, Passage, Quote, Spans, Speaker, Stand, Statement, When

KEY: Final = "onrecord"
"""Where a document's ``user_data`` holds what was read."""

_ENGLISH: Final = ("en", "xx", "mul")
"""Pipelines that may hold English."""


@dataclass(frozen=True, slots=True)
class DocPosition:
    """A stand on a course of action, with the tokens of the action and of the condition that it hangs on."""

    stand: Stand
    action: tuple[Span, ...]
    condition: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocStatement:
    """A statement in a document.

    Spans over tokens hold every token that a span of characters touches; ``statement`` has the characters themselves,
    and all fields of schema 1.

    Attributes:
        statement: the statement, its spans in characters of ``doc.text``.
        source: the tokens that name who is responsible; may be empty.
        cue: the tokens that ascribe; may be empty.
        content: the tokens of what is ascribed, in one piece or several.
        positions: the stands that it takes, the main one first.
        target: the tokens of whom or what the act is directed at.
        addressee: the tokens of whom it is said to.
        medium: the tokens of what it is said through.
        when: the tokens of when it is said.
    """

    statement: Statement
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    positions: tuple[DocPosition, ...]
    target: tuple[Span, ...]
    addressee: tuple[Span, ...]
    medium: tuple[Span, ...]
    when: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The statement's identity."""
        return self.statement.id

    @property
    def within(self) -> str | None:
        """The id of the statement whose content holds this one."""
        return self.statement.within

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who the source is."""
        return self.statement.speakers

    @property
    def quote(self) -> Quote:
        """How much of the content stands in quotation marks."""
        return self.statement.quote

    @property
    def mode(self) -> Mode | None:
        """Whether it was said, written or thought."""
        return self.statement.mode

    @property
    def act(self) -> Act | None:
        """What the speaker does by it."""
        return self.statement.act

    @property
    def confidence(self) -> float:
        """The probability that content and source are right."""
        return self.statement.confidence.statement


class StatementReader:
    """The pipeline's component: reads a document's text.

    Args:
        min_confidence: statements less certain than this are left out.
        spans_key: the name in ``doc.spans`` of the group that holds sources, cues and contents, for displaCy and for
            other components; ``None`` for none.
    """

    def __init__(self, min_confidence: float = 0.0, spans_key: str | None = KEY) -> None:
        self.min_confidence = min_confidence
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Read a document.

        Raises:
            InputError: its text is far too long to be an article.
        """
        article = Article(doc.text)
        if article.text.strip():
            reading = at_least(onrecord.read(article), self.min_confidence)
            statements, model = [one.to_dict() for one in reading.statements], reading.model
        else:
            statements, model = [], None
        doc.user_data[KEY] = {"version": article.version, "model": model, "statements": statements}
        if self.spans_key is not None:
            parts = [
                span
                for one in statements_of(doc)
                for some in (one.source, one.cue, one.content)
                for span in some
            ]
            doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=parts)
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the component's settings, and by which model it reads."""
        told = {
            "min_confidence": self.min_confidence,
            "spans_key": self.spans_key,
            "model": onrecord.Reader().model,
        }
        return json.dumps(told).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> StatementReader:
        """Take settings over; warn where the pipeline was saved with another model than the one at hand.

        Raises:
            OnrecordError: these are no settings.
        """
        try:
            told = json.loads(data)
            self.min_confidence, self.spans_key = float(told["min_confidence"]), told["spans_key"]
            saved = told["model"]
        except (ValueError, TypeError, KeyError):
            raise OnrecordError("onrecord: the settings of this component are damaged") from None
        if saved != (present := onrecord.Reader().model):
            warnings.warn(
                f"this pipeline was saved with the model {saved} of onrecord, and reads with {present}",
                stacklevel=2,
            )
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> StatementReader:
        """Take settings over from a file; see :meth:`from_bytes`."""
        return self.from_bytes(Path(path).read_bytes())


@Language.factory(
    "onrecord", assigns=["doc._.statements"], default_config={"min_confidence": 0.0, "spans_key": KEY}
)
def make_reader(nlp: Language, name: str, min_confidence: float, spans_key: str | None) -> StatementReader:
    """Return the component for a pipeline.

    Args:
        nlp: the pipeline.
        name: what the component is called there.
        min_confidence: see :class:`StatementReader`.
        spans_key: see :class:`StatementReader`.

    Raises:
        ValueError: the pipeline is for another language than English, or there is no such probability.
    """
    if nlp.lang not in _ENGLISH:
        raise ValueError(f"onrecord reads English; this pipeline is for {nlp.lang!r}")
    if not 0.0 <= min_confidence <= 1.0:
        raise ValueError(f"min_confidence is a probability, from 0 to 1, not {min_confidence}")
    return StatementReader(min_confidence, spans_key)


def statements_of(doc: Doc) -> tuple[DocStatement, ...]:
    """Return what was read in a document, in the order of the text; this is ``doc._.statements``.

    There is nothing where it was not read, and in a part of a document that was made a document of its own.
    """
    kept = doc.user_data.get(KEY)
    if not kept or kept["version"] != digest(doc.text):
        return ()
    return tuple(_statement(doc, built(Statement, one)) for one in kept["statements"])


def _statement(doc: Doc, one: Statement) -> DocStatement:
    return DocStatement(
        statement=one,
        source=_tokens(doc, one.source, "SOURCE"),
        cue=_tokens(doc, one.cue, "CUE"),
        content=_tokens(doc, one.content, "CONTENT"),
        positions=tuple(
            DocPosition(p.stand, _passage(doc, p.action, "ACTION"), _passage(doc, p.condition, "CONDITION"))
            for p in one.positions
        ),
        target=_passage(doc, one.target, "TARGET"),
        addressee=_passage(doc, one.addressee, "ADDRESSEE"),
        medium=_passage(doc, one.medium, "MEDIUM"),
        when=_passage(doc, one.when, "WHEN"),
    )


def _passage(doc: Doc, passage: Passage | When | None, label: str) -> tuple[Span, ...]:
    return _tokens(doc, passage.spans, label) if passage else ()


def _tokens(doc: Doc, spans: Spans, label: str) -> tuple[Span, ...]:
    """Return the tokens that spans of characters touch."""
    found: list[Any] = [
        doc.char_span(start, end, label=label, alignment_mode="expand") for start, end in spans if start < end
    ]
    return tuple(span for span in found if span is not None)


if not Doc.has_extension("statements"):
    Doc.set_extension("statements", getter=statements_of)
