from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Record
from onrecord.record.search import Filters
from onrecord.record.variants.copies import runs_of, share
from tests.record.variants.printed import CRANES, printed

REPORT = " ".join(
    f"Crane number {n} was painted by painter {n * 7} in the hue of month {n * 13}." for n in range(40)
)
OTHER = " ".join(
    f"Ferry {n} left berth {n * 3} for island {n * 11} with {n * 5} goats aboard." for n in range(40)
)


def test_a_report_that_two_print_is_one_report(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(
            [
                printed(1, CRANES, rest=REPORT),
                printed(2, CRANES, rest=f"{REPORT} Additional reporting by the harbour desk.", day=7),
                printed(3, CRANES, rest=OTHER, day=8),
            ]
        )
        done = record.compare()
        [report] = record.reports().reports
        alone = record.report(3)
        stats = record.stats()
        [variants] = record.variants().sets

    assert done.copies == stats.copies == 1
    assert [copy.article for copy in report.copies] == [1, 2]
    assert report.copies[0].share == 1.0
    assert report.copies[1].share > 0.95
    assert alone is not None
    assert [copy.article for copy in alone.copies] == [3]
    assert (variants.articles, variants.reports) == (3, 2)


def test_a_search_can_have_every_report_once(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(
            printed(n, CRANES, rest=rest) for n, rest in ((1, REPORT), (2, REPORT), (3, OTHER))
        )
        record.compare()
        every = record.search("cranes")
        once = record.search("cranes", Filters(once=True))
        speakers = record.speakers(Filters(once=True))

    assert every.total == 3
    assert sorted(hit.statement.article for hit in once.hits) == [1, 3]
    assert [line.statements for line in speakers.lines] == [2]
    assert Filters(once=True).told("cranes") == "cranes; every report once"
    assert bool(Filters(once=True)) and not Filters()


def test_a_report_that_is_trimmed_is_the_same_report() -> None:
    assert share(runs_of(REPORT), runs_of(REPORT[: len(REPORT) * 2 // 3])) > 0.99


def test_a_report_inside_something_much_longer_is_no_copy() -> None:
    assert share(runs_of(REPORT[: len(REPORT) // 4]), runs_of(f"{REPORT} {OTHER} {OTHER}")) == 0.0


def test_short_texts_are_no_reports() -> None:
    assert len(runs_of("The docks are closed. " * 3)) == 0


def test_what_is_forgotten_leaves_the_others(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings(printed(n, CRANES, rest=REPORT) for n in (1, 2, 3))
        record.compare()
        record.forget_article(1, because="asked to", by="Lind")
        record.compare()
        [report] = record.reports().reports

    assert [copy.article for copy in report.copies] == [2, 3]


@given(st.text(max_size=600), st.text(max_size=600))
def test_likeness_of_texts_is_the_same_both_ways(one: str, other: str) -> None:
    a, b = runs_of(one * 9), runs_of(other * 9)

    assert share(a, b) == share(b, a)
    assert np.array_equal(a, np.unique(a))
