from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.meaning import nearest
from tests.record.checks import Place
from tests.record.search.conftest import article_of, texts

pytestmark = pytest.mark.signs

SAID = (
    "We will never give up the harbour.",
    "Taxes must come down before the vote.",
    "The patients will get better doctors.",
    "Our soldiers stay at home.",
)


@pytest.fixture
def record(path: Place) -> Iterator[Record]:
    """A record of some statements in which no word occurs twice, and one by somebody else."""
    with Record.open(path) as opened:
        opened.add_readings([article_of(SAID, published="2031-01-01"), article_of(["Docks."], ["Jo Brandt"])])
        yield opened


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("the port is not for sale", SAID[0]),
        ("lower duties ahead of the election", SAID[1]),
        ("physicians in hospitals", SAID[2]),
        ("no troops are sent abroad", SAID[3]),
    ],
)
def test_what_is_said_in_other_words_is_found_first(record: Record, query: str, said: str) -> None:
    assert texts(record, query) == []
    assert texts(record, query, meaning=True)[0] == said


def test_hits_have_their_likeness_and_come_by_meaning(record: Record) -> None:
    found = record.search("the port is not for sale", meaning=True)

    assert found.order == "meaning"
    likeness = [hit.likeness for hit in found.hits]
    assert all(like is not None and nearest.LEAST <= like <= 1 for like in likeness)


def test_what_has_the_words_is_found_too_and_marked(record: Record) -> None:
    (first, *_) = record.search("doctors", meaning=True).hits

    assert first.statement.text == SAID[2]
    assert [first.statement.text[a:b] for a, b in first.marks] == ["doctors"]


def test_filters_and_minus_hold_by_meaning_too(record: Record) -> None:
    assert SAID[0] not in texts(record, "harbour", meaning=True, speaker="Jo Brandt")
    assert SAID[0] not in texts(record, "port -harbour", meaning=True)
    assert texts(record, "port", meaning=True, until="2030") == []
    assert texts(record, "port", meaning=True, kind="state") == []


def test_pages_and_facets_are_those_of_all_that_was_found(record: Record) -> None:
    found = record.search("harbour", meaning=True, limit=1, facets=True)

    assert len(found.hits) == 1
    assert found.facets is not None
    assert found.facets.counted == found.total
    assert texts(record, "harbour", meaning=True, limit=1, page=found.total + 1) == []


@pytest.mark.parametrize("query", ["", "  ", "-docks"])
def test_nothing_is_near_to_nothing(record: Record, query: str) -> None:
    with pytest.raises(InputError, match="say in words what is meant"):
        record.search(query, meaning=True)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Record:
    record = Record.open(tmp_path_factory.mktemp("kept") / "kept.sqlite")
    record.add_readings([article_of(SAID)])
    return record


@given(query=st.text(max_size=50))
def test_any_query_is_answered_or_refused(kept: Record, query: str) -> None:
    try:
        kept.search(query, meaning=True)
    except InputError as error:
        assert error.cause


def test_of_very_many_the_nearest_by_their_signs_are_looked_at(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "ROUGH", 2)
    monkeypatch.setattr(nearest, "CLOSE", 1)

    assert len(texts(record, "the port is not for sale", meaning=True, kind="person")) <= 1


def test_filters_that_few_pass_are_held_before_the_signs(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "ROUGH", 1)

    assert texts(record, "docks", meaning=True, speaker="Jo Brandt") == ["Docks."]
