from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.search import Filters, choosing, pool
from onrecord.record.search.choosing import Chosen
from tests.export.readings import docks
from tests.record.readings import article, reading


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Three articles of four statements, and one of six, two of which lie within each other."""
    with Record.open(tmp_path / "a.sqlite") as opened:
        opened.add_readings([reading(article(number)) for number in (1, 2, 3)])
        opened.add_readings([docks(filled=True)])
        yield opened


def texts(record: Record, query: str = "", **filters: tuple[str, ...]) -> list[str]:
    found = record.chosen(query, Filters(**filters))  # type: ignore[arg-type]
    return [one.text_of(statement.content) for one in found for statement in one.statements]


def test_without_anything_asked_for_all_are_chosen(record: Record) -> None:
    some = list(record.chosen())
    assert [one.number for one in some] == [1, 2, 3, 4]
    assert [len(one.statements) for one in some] == [4, 4, 4, 6]
    assert [number for one in some for number in one.numbers] == list(range(1, 19))
    assert some[3].statements == docks(filled=True).statements
    assert some[3].article == docks().article


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("docks", {}),
        ("docks -sale", {}),
        ('"for sale" OR crane', {}),
        ("", {"act": ("refuse",)}),
        ("docks", {"speaker": ("Ana Ruiz",), "quote": ("mixed",)}),
        ("", {"outlet": ("Port Courier",), "since": "2031-05-06", "until": "2031"}),
        ("zeppelin", {}),
    ],
)
def test_the_same_statements_are_chosen_as_search_finds(
    record: Record, query: str, filters: dict[str, tuple[str, ...]]
) -> None:
    found = record.search(query, Filters(**filters), limit=1000)  # type: ignore[arg-type]
    chosen = [n for one in record.chosen(query, Filters(**filters)) for n in one.numbers]  # type: ignore[arg-type]
    assert sorted(chosen) == sorted(hit.statement.id for hit in found.hits)
    assert len(chosen) == found.total


def test_there_is_no_bound_to_how_many(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "POOL", 2)
    assert record.search(limit=1000).total == 2
    assert len(texts(record)) == 18
    assert len(texts(record, "docks")) == 5


def test_an_article_is_never_parted(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(record.chosen())
    monkeypatch.setattr(choosing, "GROUP", 1)
    assert list(record.chosen()) == whole


def test_no_more_is_loaded_than_is_taken(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "GROUP", 1)
    loaded: list[int] = []
    load = choosing.chosen_among

    def noted(connection: Connection, numbers: Sequence[int]) -> Iterator[Chosen]:
        loaded.append(len(numbers))
        return load(connection, numbers)

    monkeypatch.setattr(choosing, "chosen_among", noted)
    found = record.chosen()
    next(found)
    assert loaded == [4]
    found.close()  # type: ignore[attr-defined]


def test_a_statement_lies_within_the_next_one_around_it_that_was_chosen(record: Record) -> None:
    [both] = [one.statements for one in record.chosen("crane")]
    assert both[1].within == both[0].id
    [chosen] = record.chosen("crane", Filters(speaker=("Ana Ruiz",)))
    [alone] = chosen.statements
    assert alone.within is None


def test_what_people_put_right_stands(record: Record) -> None:
    record.correct(1, "rejected", True, by="ada")
    record.correct(2, "act", "deny", by="ada")
    [first, *_] = record.chosen()
    assert first.numbers == (2, 3, 4)
    assert first.statements[0].act == "deny"


def test_what_is_written_meanwhile_does_not_change_what_was_chosen(record: Record) -> None:
    found = record.chosen()
    next(found)
    with Record.open(record.place) as other:
        other.forget_article(4, because="asked", by="ada")
    assert [one.number for one in found] == [2, 3, 4]
    assert [one.number for one in record.chosen()] == [1, 2, 3]


def test_people_are_known_by_their_numbers(record: Record) -> None:
    [first, *_] = record.chosen()
    stored = record.statements(first.numbers)
    assert first.people == tuple(tuple(who.person for who in one.speakers) for one in stored)


def test_a_name_that_nobody_has_is_told(record: Record) -> None:
    with pytest.raises(InputError, match="Zoe Zeppelin"):
        list(record.chosen("", Filters(speaker=("Zoe Zeppelin",))))
