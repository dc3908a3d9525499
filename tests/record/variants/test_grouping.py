from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.variants.grouping import grouped

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


def test_what_hangs_together_is_called_by_its_lowest_number() -> None:
    groups = grouped([(7, 3), (9, 7), (4, 5)])

    assert groups.moved() == {3: [7, 9], 4: [5]}
    assert groups.of(9) == 3
    assert groups.of(100) == 100


@given(PAIRS, st.randoms())
def test_groups_do_not_depend_on_the_order(pairs: list[tuple[int, int]], random: object) -> None:
    turned = [(b, a) for a, b in reversed(pairs)]
    one, other = grouped(pairs), grouped(turned)

    assert [one.of(n) for n in range(13)] == [other.of(n) for n in range(13)]
    assert all(one.of(a) == one.of(b) for a, b in pairs)
