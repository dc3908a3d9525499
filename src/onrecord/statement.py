"""A statement and its parts, and the reading of an article: the types behind JSON schema 1."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.article import Article

SCHEMA_VERSION = 1

Span = tuple[int, int]
Spans = tuple[Span, ...]

Quote = Literal["direct", "mixed", "indirect"]
Kind = Literal["person", "organisation", "state", "group", "document", "author", "generic", "none"]
Mode = Literal["said", "written", "thought"]
Act = Literal[
    "threaten", "deny", "refuse", "commit", "demand", "criticise", "support", "desire", "question", "claim"
]
Stand = Literal["ruled_out", "opposed", "open", "favoured", "pledged", "done"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article and where they stand: ``text`` is the slice of the article at ``spans``.

    Slices of several spans are joined by one space.
    """

    text: str
    spans: Spans

    @classmethod
    def of(cls, text: str, spans: Spans) -> Passage:
        """Return the passage of ``text`` (a whole article's) at ``spans``."""
        return cls(slice_of(text, spans), spans)

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as in schema 1."""
        return {"text": self.text, "spans": [list(s) for s in self.spans]}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a speaker's resolution: the words looked at, and what was concluded from them."""

    spans: Spans
    step: str

    def to_dict(self) -> dict[str, Any]:
        """Return the step as in schema 1."""
        return {"spans": [list(s) for s in self.spans], "step": self.step}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody else who may have been meant, with the probability of it."""

    name: str
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """Return the alternative as in schema 1."""
        return {"name": self.name, "confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is responsible for a statement, by the fullest name that the article gives.

    ``via`` is the chain of evidence from the source's words to the name.
    """

    name: str
    kind: Kind
    roles: tuple[Passage, ...] = ()
    via: tuple[Step, ...] = ()
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the speaker as in schema 1."""
        return {
            "name": self.name,
            "kind": self.kind,
            "roles": [r.to_dict() for r in self.roles],
            "via": [s.to_dict() for s in self.via],
            "confidence": self.confidence,
            "alternatives": [a.to_dict() for a in self.alternatives],
        }


@dataclass(frozen=True, slots=True)
class When:
    """When it was said: the article's words, and the date (ISO 8601) where they allow one.

    The date is as precise as the words: ``2031-05-06``, ``2031-05`` or ``2031``.
    """

    text: str
    spans: Spans
    date: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the time as in schema 1."""
        return {"text": self.text, "spans": [list(s) for s in self.spans], "date": self.date}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money: the article's words, the number that they mean, and the currency.

    Args:
        text: the words.
        spans: where they stand.
        value: the number in whole units of the currency ("£3 billion" is 3,000,000,000).
        currency: the currency's code (ISO 4217); ``None`` where the words do not say which one is meant.
    """

    text: str
    spans: Spans
    value: float
    currency: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the amount as in schema 1."""
        return {
            "text": self.text,
            "spans": [list(s) for s in self.spans],
            "value": self.value,
            "currency": self.currency,
        }


@dataclass(frozen=True, slots=True)
class Translation:
    """Why the wording of a statement is likely a translation, and the words that show it."""

    text: str
    spans: Spans
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Return the evidence as in schema 1."""
        return {"text": self.text, "spans": [list(s) for s in self.spans], "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Position:
    """A stand on a course of action, and the condition that it hangs on."""

    stand: Stand
    action: Passage
    condition: Passage | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the position as in schema 1."""
        return {
            "stand": self.stand,
            "action": self.action.to_dict(),
            "condition": self.condition.to_dict() if self.condition else None,
        }


@dataclass(frozen=True, slots=True)
class Confidence:
    """Calibrated probabilities.

    ``statement`` is the probability that content and source are right; each other one that its field
    is, given the statement; ``None`` where the field is not filled.
    """

    statement: float
    speakers: float | None = None
    act: float | None = None
    positions: float | None = None
    mode: float | None = None
    target: float | None = None
    addressee: float | None = None
    medium: float | None = None
    when: float | None = None
    translated: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the confidences as in schema 1."""
        return {
            "statement": self.statement,
            "speakers": self.speakers,
            "act": self.act,
            "positions": self.positions,
            "mode": self.mode,
            "target": self.target,
            "addressee": self.addressee,
            "medium": self.medium,
            "when": self.when,
            "translated": self.translated,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: words, a view or an inner state ascribed to a source.

    ``source``, ``cue`` and ``content`` are spans of the article; the first two may be empty.
    ``within`` is the id of the statement whose content holds this one. ``money`` are the amounts in its
    content; ``translated`` is filled where its wording is likely a translation.
    """

    id: str
    content: Spans
    source: Spans
    cue: Spans
    quote: Quote
    confidence: Confidence
    speakers: tuple[Speaker, ...] = ()
    within: str | None = None
    on_behalf_of: Passage | None = None
    addressee: Passage | None = None
    medium: Passage | None = None
    when: When | None = None
    money: tuple[Amount, ...] = ()
    translated: Translation | None = None
    mode: Mode | None = None
    act: Act | None = None
    target: Passage | None = None
    positions: tuple[Position, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the statement as in schema 1."""
        return {
            "id": self.id,
            "within": self.within,
            "source": [list(s) for s in self.source],
            "cue": [list(s) for s in self.cue],
            "content": [list(s) for s in self.content],
            "quote": self.quote,
            "speakers": [s.to_dict() for s in self.speakers],
            "on_behalf_of": self.on_behalf_of.to_dict() if self.on_behalf_of else None,
            "addressee": self.addressee.to_dict() if self.addressee else None,
            "medium": self.medium.to_dict() if self.medium else None,
            "when": self.when.to_dict() if self.when else None,
            "money": [m.to_dict() for m in self.money],
            "translated": self.translated.to_dict() if self.translated else None,
            "mode": self.mode,
            "act": self.act,
            "target": self.target.to_dict() if self.target else None,
            "positions": [p.to_dict() for p in self.positions],
            "confidence": self.confidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one article by one version of the model: its statements, in the order of the text."""

    article: Article
    statements: tuple[Statement, ...]
    model: str

    def text_of(self, spans: Spans) -> str:
        """Return the article's words at ``spans``, slices joined by one space."""
        return slice_of(self.article.text, spans)

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as one object of schema 1."""
        return {
            "schema_version": SCHEMA_VERSION,
            "model": self.model,
            "article": self.article.to_dict(),
            "statements": [s.to_dict() for s in self.statements],
        }

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the statements, and the article with the statements marked."""
        from onrecord.export.notebook import reading_html

        return reading_html(self)


def slice_of(text: str, spans: Spans) -> str:
    """Return the slices of ``text`` at ``spans``, joined by one space."""
    return " ".join([text[start:end] for start, end in spans])


def statement_id(version: str, content: Spans) -> str:
    """Return a statement's id: 16 hexadecimal digits drawn from the article's version and its content's spans."""
    anchor = version + "".join(f"|{start}-{end}" for start, end in content)
    return hashlib.sha256(anchor.encode()).hexdigest()[:16]
