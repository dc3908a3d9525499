from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.circumstances.dates import day_of, may_tell, resolved, times

WEDNESDAY = date(2031, 5, 7)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _one(words: str, published: date | None = WEDNESDAY) -> tuple[str, str | None]:
    (found,) = times(words)
    return found.group(), resolved(found, published)


@pytest.mark.parametrize(
    ("words", "found", "day"),
    [
        ("on Monday night", "Monday night", "2031-05-05"),
        ("on Wednesday", "Wednesday", "2031-05-07"),
        ("last Wednesday", "last Wednesday", "2031-04-30"),
        ("on Monday, May 5", "Monday, May 5", "2031-05-05"),
        ("on May 4th, 2030,", "May 4th, 2030", "2030-05-04"),
        ("on Dec. 24", "Dec. 24", "2030-12-24"),
        ("on 4 May 2030", "4 May 2030", "2030-05-04"),
        ("the 4th of May", "the 4th of May", "2031-05-04"),
        ("dated 2030-01-02.", "2030-01-02", "2030-01-02"),
        ("in June", "June", "2030-06"),
        ("in May", "May", "2031-05"),
        ("last May", "last May", "2030-05"),
        ("early in March 2029", "early in March 2029", "2029-03"),
        ("yesterday morning", "yesterday morning", "2031-05-06"),
        ("today", "today", "2031-05-07"),
        ("last night", "last night", "2031-05-06"),
        ("this week", "this week", "2031-W19"),
        ("earlier this month", "earlier this month", "2031-05"),
        ("last month", "last month", "2031-04"),
        ("last year", "last year", "2030"),
        ("in 2026,", "2026", "2026"),
        ("three days ago", "three days ago", "2031-05-04"),
        ("on Feb. 29", "Feb. 29", "2028-02-29"),
    ],
)
def test_what_words_mean_beside_a_day_of_publication(words: str, found: str, day: str) -> None:
    assert _one(words) == (found, day)


@pytest.mark.parametrize(
    "words",
    [
        "over the weekend",
        "two weeks ago",
        "more than three days ago",
        "in recent months",
        "Feb. 31, 2030",
        "A week later",
    ],
)
def test_what_no_date_can_be_given_for(words: str) -> None:
    assert _one(words)[1] is None


def test_a_whole_date_needs_no_day_of_publication() -> None:
    assert _one("on May 4, 2030", None) == ("May 4, 2030", "2030-05-04")
    assert _one("last year", None) == ("last year", None)


def test_last_week_of_an_article_of_a_sunday_is_no_certain_week() -> None:
    assert _one("last week", date(2031, 5, 11))[1] is None


@pytest.mark.parametrize(
    "words", ["He may go", "a 2000 pound bomb", "next Monday", "marching on", "Mr. August", "the day"]
)
def test_what_is_no_time(words: str) -> None:
    assert list(times(words)) == []


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(DAYS))
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(published: date, weekday: str) -> None:
    found = date.fromisoformat(_one(f"on {weekday}", published)[1] or "")
    assert timedelta(0) <= published - found < timedelta(7)
    assert DAYS[found.weekday()] == weekday


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_without_a_year_is_never_later_than_the_publication(published: date, meant: date) -> None:
    found = date.fromisoformat(_one(f"on {meant:%B} {meant.day}", published)[1] or "")
    assert found <= published
    assert (found.month, found.day) == (meant.month, meant.day)


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)))
def test_a_whole_date_is_itself(meant: date) -> None:
    assert _one(f"on {meant:%B} {meant.day}, {meant.year}", None)[1] == meant.isoformat()


_PIECES = st.sampled_from(
    [*DAYS, "last", "on", "in", "May", "Sept.", "4", "31", "2031", "week", "ago", "two", "days", ","]
)


@given(
    st.lists(_PIECES, max_size=12).map(" ".join) | st.text(max_size=60),
    st.none() | st.dates(date(1600, 1, 1)),
)
def test_whatever_is_asked_the_date_is_iso_8601_or_none(text: str, published: date | None) -> None:
    for time in times(text):
        assert re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?", resolved(time, published) or "2031")
        assert may_tell(frozenset(re.findall(r"\w+", text.lower())))


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2031-05-07", WEDNESDAY),
        ("2031-05-07T23:59:59-08:00", WEDNESDAY),
        ("May 2031", None),
        ("0999-05-07", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_publication(published: str | None, day: date | None) -> None:
    assert day_of(published) == day
