from __future__ import annotations

import itertools

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch comes with the extra train")

import torch

from onrecord.reading.decode import TAGS, viterbi
from training.model import backward_scores, forward_scores, path_score
from training.train import schedule

T = len(TAGS)


def _chain(m: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(5)
    emissions = torch.randn(1, m, T, generator=generator)
    return emissions, torch.randn(T, T, generator=generator), torch.ones(1, m, dtype=torch.bool)


def _paths(m: int) -> list[tuple[int, ...]]:
    return list(itertools.product(range(T), repeat=m))


def test_forward_scores_sum_over_all_paths() -> None:
    emissions, steps, words = _chain(3)
    scores = torch.stack([path_score(emissions, steps, words, torch.tensor([path]))[0] for path in _paths(3)])
    total = torch.logsumexp(forward_scores(emissions, steps, words)[:, -1], dim=1)[0]

    assert torch.allclose(total, torch.logsumexp(scores, 0), atol=1e-4)


def test_forward_and_backward_give_each_word_s_share_of_the_paths() -> None:
    emissions, steps, words = _chain(3)
    paths = _paths(3)
    scores = torch.stack([path_score(emissions, steps, words, torch.tensor([p]))[0] for p in paths])
    shares = torch.softmax(scores, 0)
    odds = torch.softmax(
        forward_scores(emissions, steps, words) + backward_scores(emissions, steps, words), dim=-1
    )[0]

    for word in range(3):
        for tag in range(T):
            share = sum(float(s) for s, p in zip(shares, paths, strict=True) if p[word] == tag)
            assert abs(float(odds[word, tag]) - share) < 1e-4


def test_padding_changes_nothing() -> None:
    emissions, steps, words = _chain(4)
    longer = torch.cat((emissions, torch.full((1, 2, T), 9.0)), dim=1)
    padded = torch.cat((words, torch.zeros(1, 2, dtype=torch.bool)), dim=1)

    assert torch.allclose(
        forward_scores(emissions, steps, words)[:, -1], forward_scores(longer, steps, padded)[:, -1]
    )
    assert torch.allclose(
        backward_scores(emissions, steps, words), backward_scores(longer, steps, padded)[:, :4]
    )


def test_the_best_path_of_the_reader_scores_highest_in_training() -> None:
    emissions, steps, words = _chain(3)
    best = viterbi(emissions[0].numpy(), steps.numpy(), np.zeros(3, dtype=np.bool_), tuple("x" * T))
    mine = path_score(emissions, steps, words, torch.from_numpy(best)[None, :])[0]

    assert all(path_score(emissions, steps, words, torch.tensor([p]))[0] <= mine + 1e-5 for p in _paths(3))


@pytest.mark.parametrize("steps", [1, 7, 1000])
def test_the_rate_rises_then_falls(steps: int) -> None:
    rates = [schedule(k, steps) for k in range(steps)]
    top = rates.index(max(rates))

    assert 0 < max(rates) <= 1
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert min(rates) > 0
