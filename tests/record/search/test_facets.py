from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, update

from onrecord.record import Record
from onrecord.record.schema import mentions, people
from onrecord.record.search import Facets, Filters, facets
from tests.record.search.conftest import article_of, filled


def counts(found: Facets | None, name: str) -> dict[str, int]:
    assert found is not None
    return {
        count.value: count.statements
        for facet in found.facets
        if facet.name == name
        for count in facet.counts
    }


def test_what_was_found_is_counted_by_facet(searched: Record) -> None:
    found = searched.search("engineer*", facets=True).facets

    assert found is not None
    assert found.counted == 3
    assert counts(found, "speaker") == {"Livia Morando": 2, "Orlenia": 1}
    assert counts(found, "kind") == {"person": 2, "state": 1}
    assert counts(found, "act") == {"refuse": 3}
    assert counts(found, "position") == {"ruled_out": 3}
    assert counts(found, "outlet") == {"Anselport Mail": 3}
    assert counts(found, "year") == {}


def test_counts_are_of_all_pages(searched: Record) -> None:
    assert counts(searched.search(limit=2, facets=True).facets, "year") == {"2031": 6}


@pytest.mark.parametrize("name", ["kind", "act", "position", "outlet", "speaker"])
def test_a_value_s_count_is_what_its_filter_finds(searched: Record, name: str) -> None:
    found = counts(searched.search(facets=True).facets, name)

    assert found
    for value, count in found.items():
        wanted: dict[str, Any] = {name: value}
        assert searched.search(filters=Filters(**wanted)).total == count


def test_a_person_is_counted_once_under_all_names(record: Record) -> None:
    filled(record, [article_of(["One."], ["Ana Ruiz"]), article_of(["Two."], ["Ruiz"])])
    with record.writing() as connection:
        connection.execute(
            insert(people).values(id=7, name="Ana Ruiz", kind="person", created_at="2031-01-01T00:00:00Z")
        )
        connection.execute(update(mentions).values(person_id=7))

    assert counts(record.search(facets=True).facets, "speaker") == {"#7": 2}


def test_no_more_than_some_are_counted(searched: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED", 5)
    monkeypatch.setattr(facets, "SHOWN", 1)
    found = searched.search(facets=True).facets

    assert found is not None
    assert found.counted == 5
    assert all(len(facet.counts) <= 1 for facet in found.facets)
