from __future__ import annotations

import numpy as np

from onrecord.reading.raw import Raw
from training.calibrate import FEWEST, fit, judge, threshold, word_set
from training.corpus import Annotation

TEXT = "Ana Ruiz said that the docks were closed. Bo Lind denied it."


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


GOLD = (Annotation("a", (_at("Ana Ruiz"),), (_at("said"),), (_at("that the docks were closed"),)),)


def _raw(source: str, content: str) -> Raw:
    return Raw([_at(source)] if source else [], [], [_at(content)])


def test_a_statement_is_right_where_content_and_source_fit() -> None:
    assert judge(TEXT, [_raw("Ruiz", "the docks were closed")], GOLD) == [True]


def test_another_source_or_too_little_content_is_wrong() -> None:
    assert judge(TEXT, [_raw("Bo Lind", "the docks were closed")], GOLD) == [False]
    assert judge(TEXT, [_raw("", "the docks were closed")], GOLD) == [False]
    assert judge(TEXT, [_raw("Ruiz", "closed")], GOLD) == [False]


def test_each_gold_statement_is_taken_once_by_the_closest() -> None:
    near, exact = _raw("Ruiz", "docks were closed"), _raw("Ruiz", "that the docks were closed")
    assert judge(TEXT, [near, exact], GOLD) == [False, True]


def test_words_that_a_span_cuts_count_whole() -> None:
    assert word_set("harbours closed", [(3, 10)]) == {0, 9}
    assert word_set("harbours closed", ()) == frozenset()


def test_the_fit_gives_back_the_share_of_what_was_right() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(4000, 2))
    chance = 1 / (1 + np.exp(-(1.5 * x[:, 0] - 0.5 * x[:, 1] + 0.3)))
    y = (rng.random(4000) < chance).astype(np.float64)
    weights, bias = fit(x, y)

    assert np.allclose([*weights, bias], [1.5, -0.5, 0.3], atol=0.15)
    assert abs((1 / (1 + np.exp(-(x @ weights + bias)))).mean() - y.mean()) < 1e-6


def test_a_threshold_is_where_the_share_that_is_right_is_reached_with_a_margin() -> None:
    sure = [0.9] * FEWEST + [0.8] * FEWEST + [0.7] * FEWEST
    right = [True] * FEWEST + [k % 2 == 0 for k in range(FEWEST)] + [False] * FEWEST

    assert threshold(sure, right, 0.95) == 0.9
    assert threshold(sure, right, 0.75) == 0.9, "75 of 100 are too few: it may be luck"
    assert threshold(sure, right, 0.7) == 0.8
    assert threshold(sure, right, 0.45) == 0.7
    assert threshold(sure, [not one for one in right], 0.95) is None


def test_a_threshold_is_not_told_from_a_handful() -> None:
    assert threshold([0.9] * (FEWEST - 1), [True] * (FEWEST - 1), 0.5) is None


def test_what_a_lower_threshold_wins_back_by_luck_is_not_taken() -> None:
    sure = [0.9] * FEWEST + [0.8] * 10 * FEWEST
    right = [False] * FEWEST + [True] * 10 * FEWEST

    assert threshold(sure, right, 0.9) is None
