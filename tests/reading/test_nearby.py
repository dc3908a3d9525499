from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.nearby import Nearby
from onrecord.statement import Span

SPANS = st.tuples(st.integers(0, 2000), st.integers(1, 900)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_what_overlaps_is_found_in_the_order_that_it_came(spans: list[Span], asked: Span) -> None:
    near: Nearby[int] = Nearby()
    for number, span in enumerate(spans):
        near.add(span, number)

    assert near.overlapping(asked) == [
        (span, k) for k, span in enumerate(spans) if span[0] < asked[1] and asked[0] < span[1]
    ]


def test_spans_that_touch_do_not_overlap() -> None:
    near: Nearby[str] = Nearby()
    near.add((10, 20), "a")

    assert near.overlapping((20, 30)) == near.overlapping((0, 10)) == []
