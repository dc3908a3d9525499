"""The rows of the summary, and how a reading becomes them.

Each row has the statements that it rests on as its evidence. Nothing is concluded that no statement says: a row
is what one speaker says once or more often, in the article's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, Final, Generic, NamedTuple, TypeVar, get_args

from onrecord.article import Article
from onrecord.crosswalks import agreement
from onrecord.stands.actions import plain, same_action
from onrecord.statement import Act, Kind, Passage, Position, Reading, Stand, Statement

SCALE: Final[tuple[Stand, ...]] = get_args(Stand)
"""The stands from no to yes."""

_ACTS: Final[tuple[Act, ...]] = get_args(Act)

_What = TypeVar("_What")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that a row rests on.

    Args:
        statement: its id.
        number: its place in the reading, from 1.
        words: its content.
        confidence: the probability that the statement, its speaker and what the row takes from it are right.
    """

    statement: str
    number: int
    words: Passage
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """Return the evidence as an object of JSON."""
        return {
            "statement": self.statement,
            "number": self.number,
            "content": self.words.to_dict(),
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position or does an act: a speaker as first met, or the source's words where none was found.

    ``name`` is empty, and ``kind`` is ``none``, where there is no source either.
    """

    name: str
    kind: Kind
    roles: tuple[Passage, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the holder's part of a row as JSON."""
        return {"speaker": self.name, "kind": self.kind, "roles": [role.to_dict() for role in self.roles]}


@dataclass(frozen=True, slots=True)
class Stance:
    """A speaker's stand on a course of action, under one condition or none, and the statements that take it.

    ``action`` and ``condition`` are the words of the surest of them, whose confidence is the row's.
    """

    speaker: Holder
    stand: Stand
    action: Passage
    condition: Passage | None
    confidence: float
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the stance as an object of JSON."""
        return {
            **self.speaker.to_dict(),
            "stand": self.stand,
            "agreement": agreement(self.stand),
            "action": self.action.to_dict(),
            "condition": self.condition.to_dict() if self.condition else None,
            "confidence": self.confidence,
            "evidence": [one.to_dict() for one in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Directed:
    """An act that a speaker directs at somebody or something, and the statements that do so.

    ``target`` are the words of the surest of them, whose confidence is the row's.
    """

    speaker: Holder
    act: Act
    target: Passage
    confidence: float
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the act as an object of JSON."""
        return {
            **self.speaker.to_dict(),
            "act": self.act,
            "target": self.target.to_dict(),
            "count": len(self.evidence),
            "confidence": self.confidence,
            "evidence": [one.to_dict() for one in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the speakers of an article stand, and what they do to whom.

    Speakers come in the order of the article; their stances from no to yes, their acts in the codebook's order.
    """

    article: Article
    model: str
    stances: tuple[Stance, ...]
    acts: tuple[Directed, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as an object of JSON; the article comes without its text."""
        about = self.article.to_dict()
        del about["text"]
        return {
            "model": self.model,
            "article": about,
            "stances": [one.to_dict() for one in self.stances],
            "acts": [one.to_dict() for one in self.acts],
        }


def where_they_stand(reading: Reading) -> Stands:
    """Sum a reading up: who stands where on what, and who criticises, urges, supports or threatens whom.

    A speaker's statements make one row where they take the same stand on the same action
    (``actions.same_action``) under the same condition, or direct the same act at the same target.

    Args:
        reading: the reading of one article.

    Returns:
        The rows, each with its evidence in the order of the text.
    """
    stances: dict[str, list[_Row[Position]]] = {}
    acts: dict[str, list[_Row[_Deed]]] = {}
    met: dict[str, Holder] = {}
    for number, statement in enumerate(reading.statements, 1):
        words = Passage.of(reading.article.text, statement.content)
        sure = statement.confidence
        for found, right in _holders(reading, statement):
            holder = met.setdefault(found.name.casefold(), found)
            for position in statement.positions:
                probability = _product(sure.statement, right, sure.positions)
                shown = Evidence(statement.id, number, words, probability)
                _add(stances, _Row(holder, position, probability, [shown]), _same_position)
            if statement.act and statement.target:
                probability = _product(sure.statement, right, sure.act, sure.target)
                shown = Evidence(statement.id, number, words, probability)
                deed = _Deed(statement.act, statement.target)
                _add(acts, _Row(holder, deed, probability, [shown]), _same_deed)
    return Stands(
        reading.article,
        reading.model,
        tuple(
            Stance(
                row.holder,
                row.what.stand,
                row.what.action,
                row.what.condition,
                row.confidence,
                tuple(row.evidence),
            )
            for rows in stances.values()
            for row in sorted(rows, key=lambda row: SCALE.index(row.what.stand))
        ),
        tuple(
            Directed(row.holder, row.what.act, row.what.target, row.confidence, tuple(row.evidence))
            for rows in acts.values()
            for row in sorted(rows, key=lambda row: _ACTS.index(row.what.act))
        ),
    )


class _Deed(NamedTuple):
    act: Act
    target: Passage


@dataclass(slots=True)
class _Row(Generic[_What]):
    """A row in the making: what the surest evidence says, and all of the evidence."""

    holder: Holder
    what: _What
    confidence: float
    evidence: list[Evidence]


def _add(rows: dict[str, list[_Row[_What]]], new: _Row[_What], same: Callable[[_What, _What], bool]) -> None:
    """Add what was said to the speaker's row that says the same, or as a row of its own."""
    mine = rows.setdefault(new.holder.name.casefold(), [])
    for row in mine:
        if same(row.what, new.what):
            if new.confidence > row.confidence:
                row.what, row.confidence = new.what, new.confidence
            # A statement may say the same thing twice, in other words.
            if row.evidence[-1].statement != new.evidence[0].statement:
                row.evidence += new.evidence
            return
    mine.append(new)


def _same_position(one: Position, other: Position) -> bool:
    return (
        one.stand == other.stand
        and same_action(one.action.text, other.action.text)
        and _same_condition(one.condition, other.condition)
    )


def _same_condition(one: Passage | None, other: Passage | None) -> bool:
    if one is None or other is None:
        return one is other
    return plain(one.text) == plain(other.text) or same_action(one.text, other.text)


def _same_deed(one: _Deed, other: _Deed) -> bool:
    return one.act == other.act and plain(one.target.text) == plain(other.target.text)


def _holders(reading: Reading, statement: Statement) -> Iterator[tuple[Holder, float]]:
    """Yield who a statement's speakers are, each once with its confidence, else its source's words, else nobody."""
    if not statement.speakers:
        yield Holder(reading.text_of(statement.source), "none"), 1.0
    seen: set[str] = set()
    for speaker in statement.speakers:
        if speaker.name.casefold() not in seen:
            yield Holder(speaker.name, speaker.kind, speaker.roles), speaker.confidence
        seen.add(speaker.name.casefold())


def _product(*probabilities: float | None) -> float:
    """Return the probability that all are right, each given the others, to two places; unknown ones left out."""
    return round(prod(p for p in probabilities if p is not None), 2)
