from __future__ import annotations

import gzip
import json

import pytest

from benchmarks.intake import kept_and_foreign, same_date, score
from tests.intake.shared import pages

PARAGRAPHS = [
    "The mayor said that she would never sell the docks.",
    "No.",
    "“We will lease them,” she added.",
]


def test_the_expected_text_is_all_kept_and_none_of_it_foreign() -> None:
    assert kept_and_foreign(PARAGRAPHS, "\n\n".join(PARAGRAPHS)) == (3, 0, 17)


def test_a_missing_paragraph_is_not_kept() -> None:
    assert kept_and_foreign(PARAGRAPHS, "\n\n".join(PARAGRAPHS[1:]))[0] == 2


def test_the_same_words_in_another_order_are_not_kept() -> None:
    assert kept_and_foreign(PARAGRAPHS[:1], "The docks she said the mayor never would sell that.")[0] == 0


def test_other_text_is_foreign_and_so_is_text_that_comes_twice() -> None:
    text = "\n\n".join([*PARAGRAPHS, "Sign up for more.", PARAGRAPHS[2]])
    assert kept_and_foreign(PARAGRAPHS, text) == (3, 10, 27)


def test_no_text_keeps_nothing() -> None:
    assert kept_and_foreign(PARAGRAPHS, "") == (0, 0, 0)


@pytest.mark.parametrize(
    ("ours", "right"),
    [
        ("2024-05-03T10:00:00+02:00", True),
        ("2024-05-03T08:00:00+00:00", True),
        ("2024-05-03", True),
        ("2024-05-03T10:00:00+00:00", False),
        ("2024-05-04", False),
        (None, False),
    ],
)
def test_dates_are_right_to_the_instant_or_the_day(ours: str | None, right: bool) -> None:
    assert same_date(ours, "2024-05-03 08:00:00+00:00") is right


def test_the_real_pages_are_read_as_well_as_before() -> None:
    lines = pages("pages.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line) for line in lines]
    scores = [score(gzip.decompress(pages(answer["page"]).read_bytes()), answer) for answer in answers]
    assert sum(one.kept for one in scores) >= 0.985 * sum(one.expected for one in scores)
    assert sum(one.foreign for one in scores) <= 0.03 * sum(one.words for one in scores)
    assert all(one.date and one.authors for one in scores)
    assert sum(one.title for one in scores) >= len(scores) - 3
