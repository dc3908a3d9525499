"""Statements of a record one by one, each with the facts of its article: as objects, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from onrecord.export.csv import BETWEEN, COLUMNS, CsvWriter, Row, codes_told, row_of
from onrecord.export.lines import Object

if TYPE_CHECKING:
    from onrecord.record.search.choosing import Chosen

RECORD_COLUMNS: Final = ("id", "article", "people", "codes")


def statement_objects(reading: Chosen) -> Iterator[list[Object]]:
    """Yield each statement, as a list of one: its numbers in the record, its article's facts, and its fields."""
    facts = reading.article.to_dict()
    del facts["text"]
    for number, statement, people, codes in zip(
        reading.numbers, reading.statements, reading.people, reading.codes, strict=True
    ):
        yield [
            {
                "id": number,
                "article": reading.number,
                "people": list(people),
                "codes": dict(codes),
                "text": reading.text_of(statement.content),
                "model": reading.model,
                "statement": statement.to_dict(),
                "published_in": facts,
            }
        ]


class StoredCsvWriter(CsvWriter):
    """Writes the columns of :class:`onrecord.export.csv.CsvWriter`, behind those of :data:`RECORD_COLUMNS`."""

    columns: ClassVar[tuple[str, ...]] = (*RECORD_COLUMNS, *COLUMNS)

    def write(self, reading: Chosen, name: str = "") -> None:  # type: ignore[override]
        """Write the rows of one article."""
        for row in stored_rows(reading):
            self._write(row)


def stored_rows(reading: Chosen) -> Iterator[Row]:
    """Yield the statements of an article as rows: a value for each column of :class:`StoredCsvWriter`."""
    for place, statement in enumerate(reading.statements):
        people = ("" if person is None else str(person) for person in reading.people[place])
        yield {
            **row_of(reading, place + 1, statement),
            "id": reading.numbers[place],
            "article": reading.number,
            "people": BETWEEN.join(people),
            "codes": codes_told(reading.codes[place]),
        }
