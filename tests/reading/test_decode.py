from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from onrecord.reading.decode import (
    FORBIDDEN,
    NAME_TAGS,
    TAGS,
    forbidden_steps,
    paths,
    softmax,
    spans,
    viterbi,
)

SMALL = ("O", "B-a", "I-a", "B-b", "I-b")
FLOATS = st.floats(-50, 50, width=32)


def _scores(words: int, tags: int) -> st.SearchStrategy[NDArray[np.float32]]:
    return hnp.arrays(np.float32, (words, tags), elements=FLOATS)


@st.composite
def _chains(
    draw: st.DrawFn, tags: tuple[str, ...], most: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
    words = draw(st.integers(0, most))
    scores = draw(_scores(words, len(tags)))
    steps = draw(hnp.arrays(np.float32, (len(tags), len(tags)), elements=FLOATS)) + forbidden_steps(tags)
    opens = draw(hnp.arrays(np.bool_, words))
    return scores, steps, opens


def _score(
    path: tuple[int, ...], scores: NDArray[np.float32], steps: NDArray[np.float32], opens: NDArray[np.bool_]
) -> float:
    total = 0.0
    for k, tag in enumerate(path):
        total += float(scores[k, tag]) + (float(steps[path[k - 1], tag]) if k else 0.0)
        if SMALL[tag].startswith("I-") and (opens[k] or k == 0):
            total += FORBIDDEN
    return total


@given(_chains(SMALL, 4))
def test_the_path_is_the_best_of_all_paths(
    chain: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]],
) -> None:
    scores, steps, opens = chain
    found = tuple(viterbi(scores, steps, opens, SMALL).tolist())
    best = max(_score(p, *chain) for p in itertools.product(range(len(SMALL)), repeat=len(scores)))

    assert len(found) == len(scores)
    assert abs(_score(found, *chain) - best) < 0.1


@given(_chains(SMALL, 5))
def test_where_steps_are_free_or_forbidden_the_path_is_the_best_too(
    chain: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]],
) -> None:
    scores, _, opens = chain
    steps = forbidden_steps(SMALL)
    found = tuple(viterbi(scores, steps, opens, SMALL).tolist())
    best = max(
        _score(p, scores, steps, opens) for p in itertools.product(range(len(SMALL)), repeat=len(scores))
    )

    assert len(found) == len(scores)
    assert abs(_score(found, scores, steps, opens) - best) < 0.1


@given(_chains(TAGS, 30))
def test_a_span_goes_on_only_where_it_has_begun_and_never_into_a_paragraph(
    chain: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]],
) -> None:
    scores, steps, opens = chain
    path = viterbi(scores, steps, opens, TAGS).tolist()
    for k, tag in enumerate(path):
        if TAGS[tag].startswith("I-"):
            assert k > 0
            assert not opens[k]
            assert TAGS[path[k - 1]][2:] == TAGS[tag][2:]


@given(st.lists(_chains(SMALL, 6), max_size=4))
def test_sequences_side_by_side_go_as_each_by_itself(
    chains: list[tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]],
) -> None:
    steps = chains[0][1] if chains else forbidden_steps(SMALL)
    together = paths([(scores, opens) for scores, _, opens in chains], steps, SMALL)

    assert [p.tolist() for p in together] == [viterbi(s, steps, o, SMALL).tolist() for s, _, o in chains]


def test_steps_are_forbidden_into_the_inside_of_another_span_alone() -> None:
    for tags in (TAGS, NAME_TAGS):
        steps = forbidden_steps(tags)
        for (i, before), (j, after) in itertools.product(enumerate(tags), repeat=2):
            barred = after.startswith("I-") and before[2:] != after[2:]
            assert steps[i, j] == (FORBIDDEN if barred else 0)


def test_spans_are_told_apart_where_one_begins_behind_another() -> None:
    tags = ["B-cue", "B-content", "I-content", "B-content", "O", "B-source", "I-source"]
    path = np.asarray([TAGS.index(t) for t in tags])

    assert spans(path, TAGS) == [("cue", 0, 1), ("content", 1, 3), ("content", 3, 4), ("source", 5, 7)]


@given(st.lists(st.integers(0, len(TAGS) - 1), max_size=30))
def test_spans_lie_apart_in_order(path: list[int]) -> None:
    found = spans(np.asarray(path, dtype=np.int64), TAGS)

    assert all(a < b for _, a, b in found)
    assert all(before[2] <= after[1] for before, after in itertools.pairwise(found))
    assert [a for _, a, _ in found] == [k for k, t in enumerate(path) if TAGS[t].startswith("B-")]


@given(_scores(3, 4))
def test_probabilities_add_up_and_keep_the_order_of_the_scores(scores: NDArray[np.float32]) -> None:
    odds = softmax(scores)

    assert np.allclose(odds.sum(axis=1), 1, atol=1e-5)
    assert odds.dtype == np.float32
    assert (odds.max(axis=1) == odds[np.arange(3), scores.argmax(axis=1)]).all()


def test_no_rows_have_no_probabilities() -> None:
    assert softmax(np.zeros((0, 7), dtype=np.float32)).shape == (0, 7)
