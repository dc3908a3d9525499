from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.dates import iso


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("2024-05-03T20:31Z", "2024-05-03T20:31:00+00:00"),
        ("2024-05-03T20:31:05.000Z", "2024-05-03T20:31:05+00:00"),
        ("2024-05-03T10:00:23+0200", "2024-05-03T10:00:23+02:00"),
        ("2024-05-03 07:00:00Z", "2024-05-03T07:00:00+00:00"),
        ("2024-05-03 07:00:00 +08:00", "2024-05-03T07:00:00+08:00"),
        (" 2024-05-03T07:00:00 ", "2024-05-03T07:00:00"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03T10:00:00+00:00"),
    ],
)
def test_dates_keep_the_time_and_zone_that_they_have(given_: str, expected: str) -> None:
    assert iso(given_) == expected


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2024-13-01", "0001-01-01", "May", "20", "{{date}}", "2024-05-03T99:00"]
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert iso(value) is None


@given(
    st.datetimes(
        min_value=datetime(1600, 1, 1),
        timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=45))]),
    )
)
def test_iso_dates_come_back_as_the_same_instant(moment: datetime) -> None:
    found = iso(moment.isoformat())
    assert found is not None
    assert datetime.fromisoformat(found) == moment
    assert iso(found) == found


@given(st.dates(min_value=date(1600, 1, 1)))
def test_bare_days_stay_bare(day: date) -> None:
    assert iso(day.isoformat()) == day.isoformat()
