from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.heads import (
    ACTS,
    FIELDS,
    HIDDEN,
    STANDS,
    VECTOR,
    Weights,
    mean_vote,
    score,
    score_stand,
)
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.tokens import Window
from tests.reading.tagged import tagged, words

SHIPPED = Encoder().acts
TEXT = "Ruiz said the harbour will stay shut"


def _drawn(seed: int) -> Tagged:
    cut = words(TEXT)
    made = tagged(cut, [Window(0, len(cut))])
    made.votes[:] = np.random.default_rng(seed).normal(size=made.votes.shape)
    return made


@given(st.integers(0, 1000))
def test_what_a_statement_scores_are_probabilities(seed: int) -> None:
    [scored] = score(SHIPPED, _drawn(seed), [(((0, 1),), ((1, 2),), ((2, 7),))])

    assert scored.acts.sum() == pytest.approx(1, abs=1e-5)
    assert scored.modes.sum() == pytest.approx(1, abs=1e-5)
    assert 0 <= scored.positioned <= 1
    assert 0 <= scored.targeted <= 1
    assert score_stand(SHIPPED, _drawn(seed), scored, (2, 4)).sum() == pytest.approx(1, abs=1e-5)


def test_words_outside_a_statement_change_nothing() -> None:
    made, other = _drawn(3), _drawn(3)
    other.votes[5:] = 9.0
    spans = ((0, 1),), ((1, 2),), ((2, 5),)

    [one], [same] = (score(SHIPPED, words, [spans]) for words in (made, other))

    assert np.array_equal(one.hidden, same.hidden)


def test_statements_scored_together_score_as_each_by_itself() -> None:
    statements = [(((0, 1),), ((1, 2),), ((2, 7),)), ((), ((1, 2),), ((3, 5), (6, 7))), ((), (), ())]
    together = score(SHIPPED, _drawn(5), statements)

    for one, statement in zip(together, statements, strict=True):
        [alone] = score(SHIPPED, _drawn(5), [statement])
        assert np.allclose(one.acts, alone.acts, atol=1e-5)
        assert np.allclose(one.hidden, alone.hidden, atol=1e-5)


def test_a_statement_of_nothing_but_a_content_is_scored() -> None:
    assert np.isfinite(score(SHIPPED, _drawn(1), [((), (), ((2, 7),))])[0].hidden).all()


def test_an_empty_statement_is_scored() -> None:
    assert np.isfinite(score(SHIPPED, _drawn(1), [((), (), ())])[0].hidden).all()


def test_a_word_of_more_weight_says_more() -> None:
    made = _drawn(4)
    made.votes[:, 0] = 0
    made.votes[4, 0] = 50
    [alone] = score(SHIPPED, made, [((), (), ((4, 5),))])
    [among] = score(SHIPPED, made, [((), (), ((2, 7),))])

    assert np.allclose(alone.hidden, among.hidden, atol=1e-4)


def test_the_mean_of_no_words_is_nought() -> None:
    assert not mean_vote(_drawn(1), ()).any()


def test_the_layers_come_back_from_their_file(tmp_path: Path) -> None:
    SHIPPED.save(tmp_path / "acts.npz")
    again = Weights.load(tmp_path / "acts.npz")

    assert all(np.array_equal(getattr(again, n), getattr(SHIPPED, n)) for n in Weights.__dataclass_fields__)


def test_the_layers_that_are_carried_fit_one_another() -> None:
    assert SHIPPED.mix.shape == (HIDDEN, 3 * VECTOR)
    assert SHIPPED.fields.shape == (FIELDS, HIDDEN)
    assert SHIPPED.stand.shape == (len(STANDS), HIDDEN + VECTOR)
    assert len(ACTS) < FIELDS
