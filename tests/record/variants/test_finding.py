from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import Record
from tests.record.variants.printed import CRANES, printed

VARIANTS = (
    CRANES,
    "without its cranes is a car park … somebody else's harbour",
    CRANES.replace("car park", "parking lot"),
    "Marrow Freight promised three hundred berths, four ferries and a lighthouse",
    "promised three hundred berths, four ferries",
    "The ferries burn turf and the lighthouse burns whale oil",
)


def _sets(record: Record) -> set[frozenset[str]]:
    """Return the sets of a record, by the words that were printed."""
    found = record.variants(articles=1, limit=100).sets
    return {frozenset(f"{one.statement.url} {one.text}" for one in some.variants) for some in found}


def test_quotations_of_the_same_words_are_a_set(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(printed(n, words, day=20 - n) for n, words in enumerate(VARIANTS[:3], 1))
        assert record.uncompared() == 6  # quotations and texts
        done = record.compare()
        [found] = record.variants().sets
        waiting = record.uncompared()

    assert (done.quotations, done.sets, done.texts, done.copies) == (3, 1, 3, 0)
    assert waiting == 0
    assert found.id == 1
    assert found.fullest.text == VARIANTS[2]  # as long as the first, and earlier
    assert found.earliest.statement.outlet == "Outlet 3"
    assert (found.articles, found.reports, found.wordings) == (3, 3, 3)
    assert [who.name for who in found.speakers] == ["Ana Ruiz"]
    assert found.outlets == ("Outlet 3", "Outlet 2", "Outlet 1")


def test_any_statement_of_a_set_leads_to_it(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(printed(n, words) for n, words in enumerate(VARIANTS, 1))
        record.compare()
        one, other, alone = record.variant_set(1), record.variant_set(2), record.variant_set(6)

    assert one is not None
    assert one == other
    assert alone is None


def test_each_variant_is_laid_beside_the_fullest(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(printed(n, words) for n, words in enumerate(VARIANTS[:3], 1))
        record.compare()
        [found] = record.variants().sets

    full, cut, changed = found.variants
    assert full.difference is None
    assert cut.difference is not None
    assert cut.difference.before == "Lydhaven"
    assert cut.difference.within == ("with a view of",)
    assert changed.difference is not None
    assert changed.difference.changed == (("car park", "parking lot"),)


def test_reported_speech_and_titles_are_not_compared(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(
            [
                printed(1, CRANES, quote="indirect"),
                printed(2, CRANES, quote="indirect"),
                printed(3, "The Long Road to Lydhaven Harbour"),
                printed(4, "The Long Road to Lydhaven Harbour"),
            ]
        )
        assert record.compare().quotations == 0


def test_sets_are_listed_by_filters_and_order(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(
            [
                *(printed(n, words, day=n) for n, words in enumerate(VARIANTS[:3], 1)),
                *(printed(n, words, who="Ben Okoro", day=n) for n, words in enumerate(VARIANTS[3:5], 4)),
            ]
        )
        record.compare()
        from onrecord.record.search import Filters

        assert [one.id for one in record.variants(order="oldest").sets] == [1, 4]
        assert [one.id for one in record.variants(order="newest").sets] == [4, 1]
        assert [one.id for one in record.variants(order="widest").sets] == [1, 4]
        assert [one.id for one in record.variants(Filters(speaker="Okoro")).sets] == [4]
        assert [one.id for one in record.variants(articles=3).sets] == [1]
        assert [one.id for one in record.variants(order="oldest", page=2, limit=1).sets] == [4]


def test_what_somebody_rejects_is_in_no_set_and_may_take_the_set_apart(path: Path) -> None:
    long = f"{CRANES}. Marrow Freight promised three hundred berths, four ferries and a lighthouse"
    with Record.open(path) as record:
        record.add_readings(printed(n, words) for n, words in enumerate((VARIANTS[0], long, VARIANTS[3]), 1))
        record.compare()
        before = [len(one.variants) for one in record.variants().sets]
        record.correct(2, "rejected", True, by="Lind")
        record.compare()
        after = record.variants().total
        record.undo_correction(1, by="Lind")
        record.compare()
        again = [len(one.variants) for one in record.variants().sets]

    assert before == again == [3]
    assert after == 0


def test_what_is_forgotten_leaves_no_keys(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(printed(n, words) for n, words in enumerate(VARIANTS[:2], 1))
        record.compare()
        record.forget_article(1, because="asked to", by="Lind")
        assert record.variant_set(2) is None
        assert record.compare().quotations == 1  # the other one, once more
        with record.reading() as connection:
            owners = connection.exec_driver_sql("SELECT DISTINCT statement_id FROM quotation_keys").all()

    assert [tuple(row) for row in owners] == [(2,)]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cuts=st.lists(st.integers(1, 5), max_size=2))
def test_sets_do_not_depend_on_order_nor_on_how_many_come_at_a_time(
    order: list[int], cuts: list[int]
) -> None:
    import tempfile

    def found(numbers: list[int], after: list[int]) -> set[frozenset[str]]:
        with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r.sqlite") as record:
            for place, number in enumerate(numbers):
                record.add_readings([printed(number, VARIANTS[number])])
                if place in after:
                    record.compare()
            record.compare()
            return _sets(record)

    assert found(order, cuts) == found(list(range(6)), [])


def test_groups_that_another_process_reads_ahead_are_the_same_sets(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [printed(n, f"{words} at number {n % 3}") for n, words in enumerate(VARIANTS * 3, 1)]
    with Record.open(path) as record:
        record.add_readings(some)
        record.compare()
        at_once = _sets(record)
    monkeypatch.setattr("onrecord.record.variants.finding.GROUP", 4)
    monkeypatch.setattr("onrecord.record.variants.copies.GROUP", 4)
    with Record.open(tmp_path / "groups.sqlite") as record:
        record.add_readings(some)
        done = record.compare()
        assert _sets(record) == at_once
    assert done.quotations == len(some)


def test_what_changes_while_it_waits_is_compared_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.record.variants.finding.GROUP", 2)
    with Record.open(path) as record:
        record.add_readings(printed(n, words) for n, words in enumerate(VARIANTS, 1))

        def reject_the_last(done: int) -> None:
            if done == 2:
                with Record.open(path) as other:
                    other.correct(3, "rejected", True, by="Ana")

        done = record.compare(reject_the_last)
        [found] = record.variants(articles=1, limit=1).sets
        waiting = record.uncompared()
    assert (done.quotations, waiting) == (len(VARIANTS) - 1, 0)
    assert 3 not in {one.statement.id for one in found.variants}


def test_the_words_of_more_than_are_held_are_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.variants.laying.KNOWN", 1)
    monkeypatch.setattr("onrecord.record.variants.finding.GROUP", 2)
    with Record.open(path) as record:
        record.add_readings(printed(n, words) for n, words in enumerate(VARIANTS, 1))
        record.compare()
        [found, *_] = record.variants(articles=1, order="widest").sets
    assert len(found.variants) == 3
