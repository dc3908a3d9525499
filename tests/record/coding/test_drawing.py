from __future__ import annotations

import errno
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.coding import files
from onrecord.record.search import Filters
from tests.record.checks import rows
from tests.record.coding.conftest import CODERS, FIELDS, both, by_number, code, rows_of
from tests.record.readings import article, reading


def test_a_sheet_has_every_coder_s_column_for_every_field(sheet: Path) -> None:
    assert list(rows_of(sheet)[0])[9:] == [
        f"{field} ({coder})" for field in ("frame", "tone") for coder in (*CODERS, "agreed")
    ]


def test_a_row_tells_who_said_what_and_where(sheet: Path) -> None:
    row = by_number(rows_of(sheet))[1]
    assert row["speaker"] == "Ana Ruiz"
    assert row["words"] == "the docks were not for sale"
    assert row["outlet"] == "The Port Courier"
    assert row["context"] == (
        "Mayor Ana Ruiz said ⟦the docks were not for sale⟧. Ben Okoro of Marrow Freight called the price a joke."
    )


def test_the_same_seed_draws_the_same_and_a_larger_sample_has_the_smaller(
    record: Record, tmp_path: Path
) -> None:
    record.add_readings(reading(article(number)) for number in range(2, 12))
    drawn = {}
    for name, sample, seed in (("a", 5, 1), ("b", 5, 1), ("c", 9, 1), ("d", 9, 2)):
        path = tmp_path / f"{name}.csv"
        done = record.new_sheet(path, ["frame"], sample=sample, seed=seed, by="ann")
        assert (done.statements, done.of) == (sample, 44)
        drawn[name] = [row["statement"] for row in rows_of(path)]
    assert drawn["a"] == drawn["b"] == drawn["c"][:5]
    assert set(drawn["c"]) != set(drawn["d"])


def test_only_what_fits_is_drawn(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    record.new_sheet(path, ["frame"], query="price OR lease", filters=Filters(speaker="Okoro"), by="ann")
    assert [row["words"] for row in rows_of(path)] == ["the price a joke"]


def test_nothing_that_fits_is_told_and_nothing_is_made(record: Record, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing fits"):
        record.new_sheet(tmp_path / "none.csv", ["frame"], query="zebra", by="ann")
    assert not list(tmp_path.glob("*none*"))
    assert record.code_fields() == {}


def test_a_sheet_that_is_there_is_not_written_over(sheet: Path, record: Record) -> None:
    before = sheet.read_bytes()
    with pytest.raises(InputError, match="is there already"):
        record.new_sheet(sheet, ["frame"], by="ann")
    assert sheet.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "coders", "cause"),
    [
        ("sheet.ods", CODERS, r"ends in \.csv or \.xlsx"),
        ("new.csv", ("ana", "ANA"), "two coders cannot have one name"),
        ("new.csv", ("agreed",), "what the coders agree on"),
        ("new.csv", ("a (b)",), "without brackets"),
        ("no/folder/new.csv", CODERS, "there is no folder .*no/folder"),
    ],
)
def test_what_can_be_no_sheet_is_refused(
    name: str, coders: tuple[str, ...], cause: str, record: Record, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=cause):
        record.new_sheet(tmp_path / name, FIELDS, coders=coders, by="ann")


def test_a_full_disk_leaves_neither_a_sheet_nor_a_trace(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(InputError, match="No space left on device"):
        record.new_sheet(tmp_path / "new.csv", FIELDS, by="ann")
    assert rows(record.place, "SELECT * FROM sheets") == []
    assert not list(tmp_path.glob("*new*"))


def test_a_codebook_may_gain_codes_but_not_lose_those_given(
    record: Record, sheet: Path, tmp_path: Path
) -> None:
    code(sheet, {1: both("frame", "economy")})
    record.read_sheet(sheet)
    with pytest.raises(InputError, match="coded as 'economy', which this codebook does not have"):
        record.new_sheet(tmp_path / "a.csv", ["frame=security,health"], by="ann")
    record.new_sheet(tmp_path / "b.csv", ["frame=economy,health"], by="ann")
    assert record.code_fields()["frame"].codes == ("economy", "health")
