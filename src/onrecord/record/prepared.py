"""Readings made ready for a record's tables: all that can be done before a database gives its numbers.

It needs no record, so that another process can do it while this one writes; what goes from one to the other are plain
rows, which cost a fraction of the statements that they tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from onrecord.article import Article
from onrecord.intake.original import Original
from onrecord.record.keys import anchor_of, name_key, spans_to_text, storable
from onrecord.record.packed import json_of, pack_json
from onrecord.record.results import Sourced, day_of
from onrecord.record.typed import built, fields_of
from onrecord.statement import Passage, Reading, Statement, slice_of


class Mention(NamedTuple):
    """A speaker of a statement: name and kind, the name folded, the roles' words, and how sure it is."""

    name: str
    kind: str
    key: str
    roles: tuple[str, ...]
    confidence: float


class Row(NamedTuple):
    """What the tables hold of one statement, without the numbers that a database gives.

    Attributes:
        anchor: the statement's id as a signed number.
        place: 0, 1, ... in the order of the text.
        within: the anchor of the statement whose content holds this one.
        columns: the columns of ``statements`` that are searched.
        data: its fields, packed.
        speakers: who says it.
        positions: stand, action and condition of each.
        words: the words of its content.
    """

    anchor: int
    place: int
    within: int | None
    columns: dict[str, Any]
    data: bytes
    speakers: tuple[Mention, ...]
    positions: tuple[tuple[str, str, str | None], ...]
    words: str


def row_of(one: Statement, text: str, place: int = 0) -> Row:
    """Return the row of a statement.

    Args:
        one: the statement.
        text: its article's text.
        place: where it stands among the article's statements.
    """
    return Row(
        anchor_of(one.id),
        place,
        None if one.within is None else anchor_of(one.within),
        {
            "content": spans_to_text(one.content),
            "quote": one.quote,
            "mode": one.mode,
            "act": one.act,
            "target": _words(one.target),
            "said": day_of(one.when.date) if one.when else None,
            "confidence": one.confidence.statement,
        },
        pack_json(fields_of(one)),
        tuple(
            Mention(
                name := storable(who.name),
                who.kind,
                name_key(name),
                tuple(storable(role.text) for role in who.roles),
                who.confidence,
            )
            for who in one.speakers
        ),
        tuple(
            (position.stand, storable(position.action.text), _words(position.condition))
            for position in one.positions
        ),
        storable(slice_of(text, one.content)),
    )


def rows_of(reading: Reading) -> tuple[Row, ...]:
    """Return the rows of a reading's statements."""
    text = reading.article.text
    return tuple(row_of(one, text, place) for place, one in enumerate(reading.statements))


Found = tuple[str, Original | None, str | None]


class Prepared:
    """A reading that is ready for a record.

    Args:
        article: the article.
        model: what read it.
        rows: the rows of its statements.
        found: where the article came from, the bytes that it was read from, and what took the text out of them.
    """

    __slots__ = ("_reading", "article", "extractor", "model", "original", "rows", "source")

    def __init__(self, article: Article, model: str, rows: tuple[Row, ...], found: Found) -> None:
        self.article = article
        self.model = model
        self.rows = rows
        self.source, self.original, self.extractor = found
        self._reading: Reading | None = None

    @classmethod
    def of(cls, sourced: Sourced) -> Prepared:
        """Return a reading made ready."""
        reading = sourced.reading
        found = (sourced.source, sourced.original, sourced.extractor)
        made = cls(reading.article, reading.model, rows_of(reading), found)
        made._reading = reading
        return made

    @property
    def reading(self) -> Reading:
        """The reading; it is made of the rows again where it was left behind in another process."""
        if self._reading is None:
            some = tuple(built(Statement, json_of(row.data)) for row in self.rows)
            self._reading = Reading(self.article, some, self.model)
        return self._reading

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without the reading."""
        return Prepared, (self.article, self.model, self.rows, (self.source, self.original, self.extractor))


def prepared(readings: Iterable[Reading | Sourced | Prepared]) -> Iterator[Prepared]:
    """Yield readings made ready."""
    for one in readings:
        if isinstance(one, Prepared):
            yield one
        else:
            yield Prepared.of(one if isinstance(one, Sourced) else Sourced(one))


def _words(passage: Passage | None) -> str | None:
    return storable(passage.text) if passage else None
