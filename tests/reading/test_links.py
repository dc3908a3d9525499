from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from onrecord.reading.encoder import CONTENT_TO_CUE, CUE_TO_SOURCE
from onrecord.reading.links import DEAREST, Draft, RoleSpan, link
from onrecord.reading.links import _one_each as one_each
from onrecord.reading.tokens import Tokens, Window
from tests.reading.tagged import tagged

WIDTH = 16


class Made:
    """An article of words of one letter, whose links are set by hand: each link has a direction of its own."""

    def __init__(self, words: int, opens: tuple[int, ...] = (0,), window: int | None = None) -> None:
        window = window or words
        at = np.arange(words, dtype=np.int64)
        first = np.zeros(words, dtype=np.bool_)
        first[list(opens)] = True
        cut = [Window(k, min(k + window, words)) for k in range(0, words, window)]
        self.tagged = tagged(Tokens(at, at, 2 * at, 2 * at + 1, first), cut, WIDTH)
        self._used = 0

    def set(self, dependent: int, head: int | None, relation: int, score: float) -> Made:
        """Score the link of a word to its head, ``None`` for nowhere."""
        size = np.sqrt(score * np.sqrt(WIDTH))
        self.tagged.links[dependent, 2 * relation, self._used] = size
        gives = self.tagged.nowhere[0] if head is None else self.tagged.links[head]
        gives[2 * relation + 1, self._used] = size
        self._used += 1
        return self

    def linked(self, *found: RoleSpan) -> list[Draft]:
        return link(self.tagged, sorted(found, key=lambda span: span[1]))


def test_a_cue_takes_the_source_that_scores_highest() -> None:
    made = Made(10).set(2, 0, CUE_TO_SOURCE, 1).set(2, 7, CUE_TO_SOURCE, 30)
    [draft] = made.linked(("source", 0, 1), ("cue", 2, 3), ("content", 3, 6), ("source", 7, 8))

    assert (draft.source, draft.cue, draft.contents) == ((7, 8), (2, 3), [(3, 6)])
    assert draft.source_odds > 0.9
    assert draft.content_odds == 1


def test_a_cue_may_have_no_source() -> None:
    made = Made(10).set(2, None, CUE_TO_SOURCE, 30)
    [draft] = made.linked(("source", 0, 1), ("cue", 2, 3), ("content", 3, 6))

    assert draft.source is None
    assert draft.source_odds > 0.9


def test_the_nearer_source_is_taken_where_scores_are_alike() -> None:
    [draft] = Made(20).linked(("source", 0, 1), ("source", 9, 10), ("cue", 10, 11), ("content", 11, 15))
    assert draft.source == (9, 10)


def test_a_content_goes_to_the_cue_of_its_own_paragraph() -> None:
    drafts = Made(12, opens=(0, 6)).linked(
        ("cue", 1, 2), ("content", 2, 5), ("content", 6, 9), ("cue", 9, 10)
    )
    assert [(d.cue, d.contents) for d in drafts] == [((1, 2), [(2, 5)]), ((9, 10), [(6, 9)])]


def test_pieces_of_a_content_go_to_one_cue() -> None:
    made = Made(10).set(0, 3, CONTENT_TO_CUE, 20).set(5, 3, CONTENT_TO_CUE, 20)
    [draft] = made.linked(("content", 0, 3), ("cue", 3, 4), ("content", 5, 8))
    assert draft.contents == [(0, 3), (5, 8)]


def test_a_content_without_a_cue_stands_alone() -> None:
    [draft] = Made(10).linked(("content", 2, 6))
    assert (draft.cue, draft.source, draft.contents) == (None, None, [(2, 6)])


def test_a_cue_without_a_content_makes_no_statement() -> None:
    assert Made(10).linked(("source", 0, 1), ("cue", 1, 2)) == []


def test_no_link_leaves_its_window() -> None:
    made = Made(12, window=6).set(7, 2, CONTENT_TO_CUE, 50)
    drafts = made.linked(("cue", 2, 3), ("content", 3, 5), ("content", 7, 9))
    assert [(d.cue, d.contents) for d in drafts] == [((2, 3), [(3, 5)]), (None, [(7, 9)])]


def _odds(*rows: tuple[float, ...]) -> NDArray[np.float32]:
    return np.asarray(rows, dtype=np.float32)


def test_a_cue_that_would_stay_empty_gets_a_content_of_one_that_has_two() -> None:
    assert one_each(_odds((0.9, 0.1), (0.6, 0.4))) == [0, 1]


def test_the_cheapest_content_is_given_up() -> None:
    assert one_each(_odds((0.6, 0.4), (0.9, 0.1))) == [1, 0]


def test_a_cue_stays_empty_where_a_content_is_too_dear() -> None:
    cheap, dear = np.exp(-DEAREST + 0.1), np.exp(-DEAREST - 0.1)
    assert one_each(_odds((1, 1e-9), (1, cheap))) == [0, 1]
    assert one_each(_odds((1, 1e-9), (1, dear))) == [0, 0]


def test_a_single_content_stays_where_it_is_likeliest() -> None:
    assert one_each(_odds((0.3, 0.6, 0.1))) == [1]


@given(
    hnp.arrays(
        np.float32, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.floats(0.125, 1, width=32)
    )
)
def test_no_cue_is_empty_while_another_could_spare_a_content(odds: NDArray[np.float32]) -> None:
    chosen = one_each(odds)

    assert len(chosen) == len(odds)
    # No probability here is so small that a content would be too dear.
    assert len(set(chosen)) == min(odds.shape)


@pytest.mark.parametrize("seed", range(5))
def test_every_content_has_one_place(seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = Made(60, opens=(0, 20, 41), window=30)
    made.tagged.links[:] = rng.normal(size=made.tagged.links.shape) * 3
    made.tagged.nowhere[:] = rng.normal(size=made.tagged.nowhere.shape) * 3
    roles = rng.choice(["source", "cue", "content"], size=20)
    found: list[RoleSpan] = [(str(role), 3 * k, 3 * k + 2) for k, role in enumerate(roles)]
    drafts = made.linked(*found)

    assert sorted(c for d in drafts for c in d.contents) == [
        (a, b) for role, a, b in found if role == "content"
    ]
    cues = [d.cue for d in drafts if d.cue]
    assert len(set(cues)) == len(cues)
    assert all(0 <= d.source_odds <= 1 and 0 <= d.content_odds <= 1 for d in drafts)
    assert all(d.contents for d in drafts)
