"""Where they stand, for a person at a terminal, as comma-separated values, and as an object of JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TextIO

from rich.text import Text

from onrecord.crosswalks import agreement
from onrecord.export.csv import BETWEEN, guarded, spans_told
from onrecord.export.sheet import QUIET, Sheet, stand_told
from onrecord.export.words import (
    ACT_MARKS,
    ACTS_AT,
    joined,
    number_of,
    one_line,
    percent,
    shortened,
    standing,
)
from onrecord.stands import Directed, Evidence, Holder, Stance, Stands, where_they_stand
from onrecord.statement import Reading

COLUMNS: Final = (
    *("article_id", "article_version", "url", "outlet", "title", "published"),
    *("row", "speaker", "kind", "roles", "stand", "agreement", "act"),
    *("action", "action_spans", "condition", "condition_spans", "target", "target_spans"),
    *("count", "statements", "words", "word_spans", "confidence", "model"),
)

_LABEL: Final = 15
"""The columns of a mark and the name of a stand or an act."""

_ROOMY: Final = 48
"""Below this width the label stands on a line of its own."""


class StandsTextWriter:
    """Writes where the speakers of each reading stand, and whom they criticise, urge, support or threaten.

    Args:
        stream: where to write.
        width: the columns of a line.
        color: whether stands and contents are coloured; contents are told by signs around them otherwise.
    """

    def __init__(self, stream: TextIO, width: int, color: bool) -> None:
        self._sheet = Sheet(stream, width, color)

    def write(self, reading: Reading, name: str = "") -> None:
        """Write the summary of one reading."""
        self._sheet.head(reading, name)
        stands = where_they_stand(reading)
        self._sheet.lines(Text(tally(stands)))
        if stands.stances:
            self._heading("Where they stand")
        for holder, stances in groupby(stands.stances, lambda row: row.speaker):
            self._sheet.lines(_name(holder), 0, 2)
            for stance in stances:
                self._row(stand_told(stance.stand), _action(stance), stance.confidence)
                self._evidence(reading, stance.evidence)
        if stands.acts:
            self._heading("Whom they address, and how")
        for holder, acts in groupby(stands.acts, lambda row: row.speaker):
            self._sheet.lines(_name(holder), 0, 2)
            for act in acts:
                label = Text.assemble((ACT_MARKS[act.act], "bold"), f" {ACTS_AT[act.act]}")
                self._row(label, Text(one_line(act.target.text)), act.confidence)
                self._evidence(reading, act.evidence)
        self._sheet.blank()

    def close(self) -> None:
        """Do nothing: every summary is written as it comes."""

    def _heading(self, words: str) -> None:
        self._sheet.blank()
        self._sheet.lines(Text(words, "bold underline"))
        self._sheet.blank()

    @property
    def _indent(self) -> int:
        return 2 + _LABEL if self._sheet.width >= _ROOMY else 4

    def _row(self, label: Text, words: Text, sure: float) -> None:
        words.append(f"  {percent(sure)}", QUIET)
        first = Text("  ").append_text(label)
        if self._sheet.width >= _ROOMY:
            first.pad_right(self._indent - first.cell_len)
            self._sheet.lines(words, self._indent, first=first)
        else:
            self._sheet.lines(first)
            self._sheet.lines(words, self._indent)

    def _evidence(self, reading: Reading, evidence: Sequence[Evidence]) -> None:
        margin = max(len(str(one.number)) for one in evidence) + 1
        room = max(self._sheet.width - self._indent - margin - 2, 8)
        for one in evidence:
            words = shortened(joined(reading.article.text, one.words.spans), room)
            content = Text(words, "green") if self._sheet.color else Text(f"‹{words}›", QUIET)
            number = Text(" " * self._indent + f"{one.number:<{margin}}", QUIET)
            self._sheet.lines(content, self._indent + margin, first=number)


class StandsCsvWriter:
    """Writes one row a stance and one a directed act, after one row of column names.

    ``row`` says which of the two it is; the columns of the other one are empty. Lists, spans and what looks
    like a formula are written as by ``CsvWriter``.

    Args:
        stream: where to write; it must not translate newlines.
    """

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream)
        self._begun = False

    def write(self, reading: Reading, name: str = "") -> None:
        """Write the rows of one reading."""
        self._begin()
        stands = where_they_stand(reading)
        for row in _rows(stands):
            self._rows.writerow([guarded(v) if isinstance(v, str) else v for v in map(row.get, COLUMNS)])

    def close(self) -> None:
        """Write the column names where no reading came."""
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._rows.writerow(COLUMNS)
            self._begun = True


def stands_object(reading: Reading) -> dict[str, Any]:
    """Return where the speakers of a reading stand, as an object of JSON."""
    return where_they_stand(reading).to_dict()


def tally(stands: Stands) -> str:
    """Return how many positions and directed acts a summary has."""
    if not stands.stances and not stands.acts:
        return "no positions, and no acts directed at anybody"
    return f"{number_of(len(stands.stances), 'position')}, {number_of(len(stands.acts), 'directed act')}"


def named(holder: Holder) -> str:
    """Return the name of who holds a position or does an act, or ``(no source)``."""
    return one_line(holder.name) or "(no source)"


def _name(holder: Holder) -> Text:
    name = Text(named(holder), "bold")
    if told := standing(holder):
        name.append(f" · {told}", QUIET)
    return name


def _action(stance: Stance) -> Text:
    words = Text(one_line(stance.action.text))
    if stance.condition:
        words.append(f" ({one_line(stance.condition.text)})", QUIET)
    return words


def _rows(stands: Stands) -> Iterator[dict[str, str | int | float | None]]:
    article = stands.article
    about: dict[str, str | int | float | None] = {
        "article_id": article.id,
        "article_version": article.version,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "model": stands.model,
    }
    for stance in stands.stances:
        condition = stance.condition
        yield {
            **about,
            **_shared(stance),
            "row": "stance",
            "stand": stance.stand,
            "agreement": agreement(stance.stand),
            "action": stance.action.text,
            "action_spans": spans_told(stance.action.spans),
            "condition": condition.text if condition else None,
            "condition_spans": spans_told(condition.spans) if condition else None,
        }
    for act in stands.acts:
        yield {
            **about,
            **_shared(act),
            "row": "act",
            "act": act.act,
            "target": act.target.text,
            "target_spans": spans_told(act.target.spans),
        }


def _shared(row: Stance | Directed) -> dict[str, str | int | float | None]:
    return {
        "speaker": row.speaker.name,
        "kind": row.speaker.kind,
        "roles": _listed(role.text for role in row.speaker.roles),
        "count": len(row.evidence),
        "statements": _listed(one.statement for one in row.evidence),
        "words": _listed(one.words.text for one in row.evidence),
        "word_spans": _listed(spans_told(one.words.spans) for one in row.evidence),
        "confidence": row.confidence,
    }


def _listed(items: Iterable[str]) -> str:
    return BETWEEN.join(items)
