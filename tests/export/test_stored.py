from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from jsonschema import Draft202012Validator

from onrecord.export.csv import COLUMNS, CsvWriter, unguarded
from onrecord.export.lines import LinesWriter
from onrecord.export.stored import StoredCsvWriter, statement_objects
from onrecord.schema import load_schema
from tests.export.chosen import chosen, flat
from tests.export.readings import docks, hostile


def test_a_statement_comes_with_its_numbers_and_its_article() -> None:
    reading = docks(filled=True)
    made = flat(statement_objects(chosen(reading)))
    assert [one["id"] for one in made] == [100, 101, 102, 103, 104, 105]
    assert [one["people"] for one in made] == [[3], [3], [3], [3], [], []]
    for one, statement in zip(made, reading.statements, strict=True):
        assert one["article"] == 7
        assert one["text"] == reading.text_of(statement.content)
        assert one["statement"] == statement.to_dict()
        assert one["published_in"] == {k: v for k, v in reading.article.to_dict().items() if k != "text"}


def test_a_statement_is_one_line_that_can_be_read_back() -> None:
    stream = io.StringIO()
    writer = LinesWriter(stream, statement_objects)
    writer.write(chosen(docks(filled=True)))
    writer.write(chosen(hostile(), number=8))
    writer.close()
    read = [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]
    assert [one["article"] for one in read] == [7] * 6 + [8]
    assert writer.left_out == 0


def test_a_statement_is_one_of_schema_1() -> None:
    definitions = load_schema()
    validator = Draft202012Validator({"$ref": "#/$defs/statement", "$defs": definitions["$defs"]})
    for one in flat(statement_objects(chosen(docks(filled=True)))):
        validator.validate(one["statement"])


def test_a_row_has_the_record_s_numbers_before_the_reading_s_columns() -> None:
    stored, plain = io.StringIO(newline=""), io.StringIO(newline="")
    for writer in (StoredCsvWriter(stored), CsvWriter(plain)):
        writer.write(chosen(docks(filled=True)))
        writer.close()
    rows = list(csv.reader(io.StringIO(stored.getvalue(), newline="")))
    assert tuple(rows[0]) == ("id", "article", "people", "codes", *COLUMNS)
    assert [row[:3] for row in rows[1:3]] == [["100", "7", "3"], ["101", "7", "3"]]
    assert [row[4:] for row in rows] == list(csv.reader(io.StringIO(plain.getvalue(), newline="")))


def test_a_formula_is_guarded_here_too() -> None:
    reading = docks()
    stream = io.StringIO(newline="")
    writer = StoredCsvWriter(stream)
    writer.write(chosen(replace(reading, article=replace(reading.article, outlet="=1+1"))))
    writer.close()
    [first, *_] = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert (first["outlet"], unguarded(first["outlet"])) == ("'=1+1", "=1+1")
