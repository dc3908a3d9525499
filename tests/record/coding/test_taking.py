from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.search import Filters
from tests.record.checks import rows
from tests.record.coding.conftest import FIELDS, Rows, both, by_number, code, rewrite, rows_of
from tests.record.readings import article, reading


def _coded(record: Record, asked: str) -> list[int]:
    return sorted(hit.statement.id for hit in record.search("", Filters(code=asked)).hits)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_however_a_spreadsheet_saved_it(
    delimiter: str, encoding: str, sheet: Path, record: Record
) -> None:
    code(sheet, {1: both("frame", "SECURITY"), 3: both("frame", "other")})
    rewrite(sheet, rows_of(sheet), delimiter, encoding)
    assert record.read_sheet(sheet).codes == 4
    assert _coded(record, "frame=security") == [1]
    assert _coded(record, "frame") == [1, 3]


def test_the_line_that_names_the_separator_is_passed_over(sheet: Path, record: Record) -> None:
    code(sheet, {1: both("frame", "other")})
    rewrite(sheet, rows_of(sheet), ";")
    sheet.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + sheet.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert record.read_sheet(sheet).codes == 2


def test_rows_and_columns_may_come_in_any_order_and_some_may_be_missing(sheet: Path, record: Record) -> None:
    code(sheet, {1: both("tone", "neutral")})
    some = [dict(reversed(row.items())) for row in reversed(rows_of(sheet)) if row["statement"] != "2"]
    for row in some:
        del row["context"], row["outlet"]
    rewrite(sheet, some)
    done = record.read_sheet(sheet)
    assert (done.rows, done.drawn) == (3, 4)
    assert _coded(record, "tone=neutral") == [1]


def test_a_workbook_comes_back_with_its_codes(record: Record, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs onrecord[sheets]")
    path = tmp_path / "sheet.xlsx"
    record.new_sheet(path, [*FIELDS, "score:interval"], coders=["ana"], by="ann")
    book = openpyxl.load_workbook(path)
    page = book["statements"]
    names = [cell.value for cell in page[1]]
    offered = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}
    assert '"security,economy,other"' in offered.values()
    assert [cell.value for cell in book["codebook"][2]] == [
        "frame",
        None,
        "nominal",
        "security, economy, other",
    ]
    for row in page.iter_rows(min_row=2):
        cells = dict(zip(names, row, strict=True))
        if cells["statement"].value == "3":
            cells["frame (ana)"].value, cells["score (ana)"].value = "economy", 2.5
    book.save(path)
    assert record.read_sheet(path).codes == 2
    assert _coded(record, "score=2.5") == _coded(record, "frame=economy") == [3]


def test_copies_that_coders_filled_apart_are_one_sheet(sheet: Path, record: Record, tmp_path: Path) -> None:
    other = tmp_path / "ben.csv"
    other.write_bytes(sheet.read_bytes())
    code(sheet, {1: {"frame (ana)": "other"}, 2: {"frame (ana)": "other"}})
    code(other, {1: {"frame (ben)": "other"}, 2: {"frame (ben)": "economy"}})
    done = record.read_sheet(sheet, other)
    assert done.codes == 4
    assert _coded(record, "frame=other") == [1]
    assert [(one.statement, dict(one.codes)) for one in done.disagreements] == [
        (2, {"ana": "other", "ben": "economy"})
    ]


def test_copies_that_contradict_each_other_are_refused(sheet: Path, record: Record, tmp_path: Path) -> None:
    other = tmp_path / "copy.csv"
    other.write_bytes(sheet.read_bytes())
    code(sheet, {1: {"frame (ana)": "other"}})
    code(other, {1: {"frame (ana)": "economy"}})
    with pytest.raises(InputError, match=r"frame \(ana\) says 'economy', and another file says otherwise"):
        record.read_sheet(sheet, other)


def test_an_empty_cell_changes_nothing_and_a_hyphen_takes_a_code_back(sheet: Path, record: Record) -> None:
    code(sheet, {1: both("frame", "other"), 2: both("frame", "other")})
    assert record.read_sheet(sheet).changed == 4
    code(sheet, {1: both("frame", ""), 2: both("frame", "-")})
    assert record.read_sheet(sheet).changed == 2
    assert _coded(record, "frame=other") == [1]


def _drop(column: str) -> Callable[[Rows], None]:
    def edit(some: Rows) -> None:
        for row in some:
            del row[column]

    return edit


def _put(number: int, column: str, value: str) -> Callable[[Rows], None]:
    def edit(some: Rows) -> None:
        by_number(some)[number][column] = value

    return edit


def _sort_in_part(some: Rows) -> None:
    words = [row["words"] for row in some]
    for row, moved in zip(some, sorted(words), strict=True):
        row["words"] = moved


def _twice(some: Rows) -> None:
    some.append(dict(some[0]))


def _add_column(some: Rows) -> None:
    for row in some:
        row["mood (ana)"] = "glad"


@pytest.mark.parametrize(
    ("edit", "cause"),
    [
        (_drop("frame (ben)"), r"the column 'frame \(ben\)' is missing"),
        (_drop("words"), "the column 'words' is missing"),
        (_drop("key"), "there is no column 'key' in its first line"),
        (_add_column, r"the column 'mood \(ana\)' is none of this sheet"),
        (
            _put(2, "frame (ana)", "sekurity"),
            r"row \d, frame \(ana\): 'sekurity' is no code of frame \(security,",
        ),
        (_put(2, "key", "s1-1-0000000000"), "statement, key and words do not belong together"),
        (_put(2, "key", "2"), "'2' is no key of a row"),
        (_put(2, "statement", "3"), "do not belong together"),
        (_sort_in_part, "sorted in part"),
        (_twice, r"rows 2 and 6 are the same statement"),
    ],
)
def test_a_damaged_sheet_is_refused_and_changes_nothing(
    edit: Callable[[Rows], None], cause: str, sheet: Path, record: Record
) -> None:
    code(sheet, {1: both("frame", "other")})
    some = rows_of(sheet)
    edit(some)
    rewrite(sheet, some)
    with pytest.raises(InputError, match=cause) as caught:
        record.read_sheet(sheet)
    assert caught.value.name == str(sheet)
    assert rows(record.place, "SELECT * FROM codings") == []
    assert rows(record.place, "SELECT read_at FROM sheets") == [(None,)]


def test_many_faults_are_counted_and_the_first_of_them_told(sheet: Path, record: Record) -> None:
    code(sheet, {number: both("tone", "loud") for number in (1, 2, 3, 4)})
    with pytest.raises(InputError, match="and 5 more faults"):
        record.read_sheet(sheet)


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"a,b\r\n1,2\r\n", "there is no column 'key'"),
        ("a.csv", b"statement,key,words\r\n", "there is no row in it"),
        ("a.csv", b'statement,key,words\r\n1,"open', "damaged after line 1"),
        ("a.csv", b"PK\x03\x04rest", r"its name must end in \.xlsx"),
        ("a.csv", bytes(range(256)) * 4, "no sheet of onrecord"),
        ("a.xlsx", b"no workbook", "not a workbook"),
        ("a.pdf", b"", r"ends in \.csv or \.xlsx"),
    ],
)
def test_what_is_no_sheet_is_refused(
    name: str, data: bytes, cause: str, record: Record, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=cause):
        record.read_sheet(path)


def test_a_workbook_that_unpacks_to_very_much_is_refused(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(210):
                part.write(bytes(1_000_000))
    with pytest.raises(InputError, match="larger than a sheet can be"):
        record.read_sheet(path)


def test_a_damaged_workbook_is_refused(record: Record, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="needs onrecord[sheets]")
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(InputError, match="a damaged workbook"):
        record.read_sheet(path)


def test_a_sheet_of_another_record_is_refused(sheet: Path, tmp_path: Path) -> None:
    with Record.open(tmp_path / "other.sqlite") as other:
        other.add_readings([reading(article(1))])
        other.new_sheet(tmp_path / "other.csv", FIELDS, coders=("ana", "ben"), by="ann")
        with pytest.raises(InputError, match="or of another record"):
            other.read_sheet(sheet)


def test_a_sheet_that_is_not_there_is_told(record: Record, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        record.read_sheet(tmp_path / "none.csv")
