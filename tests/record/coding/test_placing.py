from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import onrecord.reading.reader
from onrecord.article import Article
from onrecord.record import Record
from onrecord.record.search import Filters
from onrecord.statement import Reading
from tests.record.checks import rows
from tests.record.coding.conftest import both, code
from tests.record.readings import TEXT, article, reading, said


def _reread(record: Record, monkeypatch: pytest.MonkeyPatch, *statements: int, moved: str = "") -> None:
    """Read the article anew and find these of its statements, and one of other words."""
    old = reading(model="model-2")
    found = tuple(old.statements[number - 1] for number in statements)
    added = (said(old.article, "Ana Ruiz", moved),) if moved else ()

    class Reader:
        model = "model-2"

        def __init__(self, *, tier: str) -> None:
            assert tier == "default"

        def read_many(
            self, articles: Iterable[Article], processes: int | None = None, precise: int | None = None
        ) -> Iterator[Reading]:
            yield from (Reading(one, found + added, self.model) for one in articles)

    monkeypatch.setattr(onrecord.reading.reader, "Reader", Reader)
    record.reread(again=True)


def _frames(record: Record) -> dict[str, str]:
    hits = record.search("", Filters(code="frame")).hits
    return {hit.statement.text: dict(hit.statement.codes)["frame"] for hit in hits}


@pytest.fixture
def coded(sheet: Path, record: Record) -> Path:
    code(sheet, {1: both("frame", "economy"), 2: both("frame", "other")})
    record.read_sheet(sheet)
    return sheet


def test_codes_stay_with_statements_that_are_found_again(
    coded: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reread(record, monkeypatch, 1, 2, 3)
    assert _frames(record) == {"the docks were not for sale": "economy", "the price a joke": "other"}


def test_codes_move_to_the_statement_with_other_borders(
    coded: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reread(record, monkeypatch, 2, moved="docks were not for sale")
    assert _frames(record) == {"docks were not for sale": "economy", "the price a joke": "other"}


def test_codes_without_a_place_are_kept_and_come_back_with_it(
    coded: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reread(record, monkeypatch, 2)
    assert _frames(record) == {"the price a joke": "other"}
    assert record.read_sheet(coded).lost == 3
    _reread(record, monkeypatch, 1, 2)
    assert _frames(record) == {"the docks were not for sale": "economy", "the price a joke": "other"}


def test_a_sheet_that_was_drawn_before_a_rereading_is_read_after_it(
    sheet: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    code(sheet, {1: both("frame", "economy")})
    _reread(record, monkeypatch, 2, moved="docks were not for sale")
    record.read_sheet(sheet)
    assert _frames(record) == {"docks were not for sale": "economy"}


def test_a_new_version_of_an_article_takes_the_codes_over(coded: Path, record: Record) -> None:
    record.add_readings([reading(article(text="UPDATED. " + TEXT))])
    assert _frames(record) == {"the docks were not for sale": "economy", "the price a joke": "other"}


def test_a_sheet_of_an_older_version_codes_the_newer_one(sheet: Path, record: Record) -> None:
    record.add_readings([reading(article(text="UPDATED. " + TEXT))])
    record.add_readings([reading(article(text="UPDATED TWICE. " + TEXT))])
    code(sheet, {1: both("frame", "economy")})
    record.read_sheet(sheet)
    assert _frames(record) == {"the docks were not for sale": "economy"}
    code(sheet, {1: both("frame", "-")})
    record.read_sheet(sheet)
    assert _frames(record) == {}


def test_no_two_codings_hold_on_to_one_statement(
    coded: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reread(
        record,
        monkeypatch,
        moved="docks were not for sale. Ben Okoro of Marrow Freight called the price a joke",
    )
    held = rows(record.place, "SELECT statement_id FROM coded WHERE statement_id IS NOT NULL")
    assert len(held) == len(set(held))


def test_forgetting_an_article_takes_its_codes_and_the_sheet_still_reads(coded: Path, record: Record) -> None:
    record.forget_article(1, because="asked", by="ann")
    assert rows(record.place, "SELECT * FROM codings") == rows(record.place, "SELECT * FROM coded") == []
    done = record.read_sheet(coded)
    assert (done.drawn, done.gone, done.codes) == (0, 4, 0)


def test_forgetting_a_speaker_leaves_nothing_of_their_words(coded: Path, record: Record) -> None:
    record.forget_speaker("Ana Ruiz", because="asked", by="ann")
    assert _frames(record) == {"the price a joke": "other"}
    kept = " ".join(str(cell) for row in rows(record.place, "SELECT * FROM coded") for cell in row)
    assert "Ruiz" not in kept and "not for sale" not in kept
