"""Charts: every count has its bar, whatever the time between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.search import Count
from onrecord.web.charts import WIDE, over_time

MONTHS = st.dictionaries(
    st.tuples(st.integers(1990, 2040), st.integers(1, 12)), st.integers(1, 10**6), min_size=1, max_size=60
)


@given(MONTHS)
def test_every_statement_is_in_a_bar_and_every_bar_within_the_chart(
    counts: dict[tuple[int, int], int],
) -> None:
    months = [Count(f"{y}-{m:02d}", "", n) for (y, m), n in sorted(counts.items())]
    chart = over_time(months)
    assert chart
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    for bar in chart.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDE
        assert 0 <= bar.y <= bar.y + bar.height <= chart.high
    highest = max(chart.bars, key=lambda bar: bar.count)
    assert highest.height == max(bar.height for bar in chart.bars)


def test_what_is_no_month_is_not_drawn() -> None:
    assert over_time([Count('"><b>', "", 3), Count("2031-13", "", 2)]) is None
    assert over_time([]) is None
