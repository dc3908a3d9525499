from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.anchors import Anchor, find, moved, nearest, overlap
from onrecord.statement import Spans
from tests.export.readings import at

TEXT = "She said no. Later she said no. The clerk said that the harbour master had been told of it twice."
SPANS = (
    st.lists(st.integers(0, 60), min_size=4, max_size=4, unique=True)
    .map(sorted)
    .map(lambda ends: ((ends[0], ends[1]), (ends[2], ends[3])))
)


def test_the_same_place_comes_first() -> None:
    first, second = at(TEXT, "no"), at(TEXT, "no", "no")[1:]
    found = find(Anchor.of(TEXT, second), TEXT, [first, second], same_text=True)
    assert found is not None
    assert (found.index, found.how) == (1, "spans")


def test_of_several_places_with_the_same_words_the_likest_company_is_taken() -> None:
    before = Anchor.of(TEXT, at(TEXT, "no", "no")[1:])
    changed = "It rained. " + TEXT
    places = [at(changed, "no"), at(changed, "no", "no")[1:]]
    found = find(before, changed, places, same_text=False)
    assert found is not None
    assert (found.index, found.how) == (1, "quote")


def test_other_borders_are_the_same_statement_where_they_share_most() -> None:
    anchor = Anchor.of(TEXT, at(TEXT, "the harbour master had been told of it twice"))
    near, far = at(TEXT, "that the harbour master had been told of it"), at(TEXT, "twice")
    found = find(anchor, TEXT, [far, near], same_text=True)
    assert found is not None
    assert (found.index, found.how) == (1, "like")
    assert find(anchor, TEXT, [far], same_text=True) is None


def test_like_words_are_found_in_a_changed_text() -> None:
    anchor = Anchor.of(TEXT, at(TEXT, "the harbour master had been told of it twice"))
    changed = "The clerk said that the harbour master was told of it twice. He said that nobody cared."
    here, elsewhere = at(changed, "the harbour master was told of it twice"), at(changed, "nobody cared")
    found = find(anchor, changed, [elsewhere, here], same_text=False)
    assert found is not None
    assert (found.index, found.how) == (1, "like")
    assert find(anchor, changed, [elsewhere], same_text=False) is None
    assert find(anchor, changed, [], same_text=False) is None


@given(SPANS, SPANS)
def test_an_overlap_is_a_share_and_has_no_order(one: Spans, other: Spans) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= overlap(one, one) == 1


@given(st.text("ab ", min_size=1), st.integers(0, 20), st.integers(1, 5), st.text("ab "))
def test_words_that_moved_are_found_where_they_are_now(
    text: str, start: int, length: int, before: str
) -> None:
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    assert moved(((start, end),), text, before + text, len(before)) == (
        (start + len(before), end + len(before)),
    )


def test_words_that_are_gone_are_not_found() -> None:
    assert moved(at(TEXT, "harbour"), TEXT, "She said no.", 0) is None
    assert nearest(TEXT, "she", 0) == TEXT.index("she")
    assert nearest(TEXT, "said no", 40) == TEXT.rindex("said no")
