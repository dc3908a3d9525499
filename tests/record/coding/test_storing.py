from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.export.annotation import annotation_objects
from onrecord.export.found import hit_object, hit_row
from onrecord.export.stored import StoredCsvWriter, statement_objects
from onrecord.record import Record
from onrecord.record.search import Filters
from tests.export.chosen import flat
from tests.record.coding.conftest import both, code


def _found(record: Record, *asked: str) -> list[int]:
    return sorted(hit.statement.id for hit in record.search("", Filters(code=asked)).hits)


@pytest.fixture
def coded(sheet: Path, record: Record) -> Path:
    """Four statements: agreed on, settled later, not agreed on, coded by one."""
    code(
        sheet,
        {
            1: {**both("frame", "economy"), **both("tone", "negative")},
            2: {"frame (ana)": "economy", "frame (ben)": "other", "frame (agreed)": "other"},
            3: {"frame (ana)": "economy", "frame (ben)": "other"},
            4: {"frame (ana)": "security", **both("tone", "neutral")},
        },
    )
    record.read_sheet(sheet)
    return sheet


def test_the_report_tells_agreement_and_disagreements(coded: Path, record: Record) -> None:
    done = record.read_sheet(coded)
    frame, tone = done.agreements
    assert (frame.field, frame.statements, frame.agreed) == ("frame", 3, 1)
    assert frame.alpha == pytest.approx(1 - (4 / 6) / (16 / 30))
    assert (tone.field, tone.level, tone.statements, tone.alpha) == ("tone", "ordinal", 2, 1.0)
    assert [(one.statement, one.field, one.codes, one.agreed, one.text) for one in done.disagreements] == [
        (2, "frame", (("ana", "economy"), ("ben", "other")), "other", "the price a joke"),
        (3, "frame", (("ana", "economy"), ("ben", "other")), None, "We will lease them"),
    ]
    assert (done.changed, done.codes, done.standing) == (0, 12, 5)


def test_what_stands_is_what_all_gave_or_agreed_on(coded: Path, record: Record) -> None:
    assert _found(record, "frame=economy") == [1]
    assert _found(record, "frame=other") == [2]
    assert _found(record, "frame") == [1, 2, 4]


def test_codes_of_a_field_are_alternatives_and_fields_must_all_hold(coded: Path, record: Record) -> None:
    assert _found(record, "FRAME=Economy", "frame=other") == [1, 2]
    assert _found(record, "frame=economy", "frame=security", "tone=neutral") == [4]


def test_codes_filter_a_search_for_words_too(coded: Path, record: Record) -> None:
    found = record.search("sale OR price OR lease", Filters(code="frame=other"))
    assert [hit.statement.id for hit in found.hits] == [2]


@pytest.mark.parametrize(
    ("asked", "cause"),
    [
        ("mood=glad", "no field that statements are coded by; there are frame, tone"),
        ("frame=health", "no code of this field; there are security, economy, other"),
    ],
)
def test_a_field_or_code_that_does_not_exist_is_told(
    asked: str, cause: str, coded: Path, record: Record
) -> None:
    with pytest.raises(InputError, match=cause):
        _found(record, asked)


def test_a_record_without_codes_says_so(record: Record) -> None:
    with pytest.raises(InputError, match="nothing in this record is coded"):
        _found(record, "frame")


def test_facets_count_codes_field_by_field(coded: Path, record: Record) -> None:
    found = record.search("", facets=True)
    assert found.facets is not None
    counts = {facet.name: {c.value: c.statements for c in facet.counts} for facet in found.facets.facets}
    assert counts["code:frame"] == {"economy": 1, "other": 1, "security": 1}
    assert counts["code:tone"] == {"negative": 1, "neutral": 1}


def test_hits_have_their_codes(coded: Path, record: Record) -> None:
    [hit] = record.search("", Filters(code="tone=negative")).hits
    assert hit_object(hit)["codes"] == {"frame": "economy", "tone": "negative"}
    assert hit_row(hit)[-1] == "frame=economy | tone=negative"


def test_exports_have_the_codes(coded: Path, record: Record) -> None:
    [some] = record.chosen("", Filters(code="tone"))
    assert [one["codes"] for one in flat(statement_objects(some))] == [
        {"frame": "economy", "tone": "negative"},
        {"frame": "security", "tone": "neutral"},
    ]
    stream = io.StringIO(newline="")
    StoredCsvWriter(stream).write(some)
    [first, _] = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert first["codes"] == "frame=economy | tone=negative"
    assert '"value": "frame: economy"' in json.dumps(flat(annotation_objects(some)))


def test_parquet_has_the_codes(coded: Path, record: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs onrecord[tables]")
    from onrecord.export.parquet import ParquetWriter

    writer = ParquetWriter(tmp_path / "some.parquet")
    for some in record.chosen("", Filters(code="tone=negative")):
        writer.write(some)
    writer.close()
    [row] = parquet.read_table(tmp_path / "some.parquet").to_pylist()
    assert dict(row["codes"]) == {"frame": "economy", "tone": "negative"}


def test_queries_see_what_stands_and_what_each_coder_gave(coded: Path, record: Record) -> None:
    assert record.sql("SELECT * FROM codes WHERE statement_id = 2").rows == ((2, "frame", "other"),)
    given = record.sql("SELECT coder, code FROM codings WHERE statement_id = 2 ORDER BY coder").rows
    assert given == (("agreed", "other"), ("ana", "economy"), ("ben", "other"))


def test_two_sheets_may_code_one_statement_and_then_both_count(
    coded: Path, record: Record, tmp_path: Path
) -> None:
    path = tmp_path / "second.csv"
    record.new_sheet(path, ["frame"], coders=["cem"], by="ann")
    code(path, {1: {"frame (cem)": "other"}, 4: {"frame (cem)": "security"}})
    done = record.read_sheet(path)
    assert done.agreements[0].statements == 0
    assert _found(record, "frame") == [2, 4]
