"""Smooth what goes into an encoder's layers before its weights become whole numbers of 8 bits.

In MPNet three or four channels of what goes into the wide layers are some thirty times as large as the others. All
channels are rounded by one scale, which those set, and little is left of the others: 2.5 points of content are lost.
Here they are divided by what their weights are multiplied with (SmoothQuant, Xiao et al., ICML 2023), so that the layer
gives the same, and its input is rounded evenly.
"""

from __future__ import annotations

import random
from itertools import islice

import torch
from torch import Tensor, nn

from onrecord.reading.tokens import WINDOW, marks
from training import corpus
from training.data import batch, epoch, prepare
from training.encoders import Start, tokeniser
from training.model import Tagger

SHARE = 0.8
"""How much of the unevenness goes from the input over to the weights; chosen on the tuning part, of 0.5 to 0.85."""

ARTICLES = 12
BATCHES = 12
"""Windows that the largest inputs are looked for in, four to a batch."""


class Smoothed(nn.Module):
    """A linear layer whose input is divided, channel by channel, by what its weights are multiplied with.

    Args:
        linear: the layer, which is changed.
        times: what for each channel.
    """

    share: Tensor

    def __init__(self, linear: nn.Linear, times: Tensor) -> None:
        super().__init__()
        with torch.no_grad():
            linear.weight *= times
        self.linear = linear
        self.register_buffer("share", 1 / times)

    def forward(self, x: Tensor) -> Tensor:
        """Apply the layer."""
        given: Tensor = self.linear(x * self.share)
        return given


def smooth(encoder: nn.Module, largest: dict[str, Tensor], share: float = SHARE) -> None:
    """Smooth the linear layers of an encoder.

    Args:
        encoder: the encoder, which is changed.
        largest: by the name of each layer, the largest size that each channel of its input has, shape ``(width,)``.
        share: how much goes over to the weights, from 0 to 1.
    """
    for name, sizes in largest.items():
        parent, _, leaf = name.rpartition(".")
        holder = encoder.get_submodule(parent)
        linear = getattr(holder, leaf)
        weights = linear.weight.detach().abs().amax(0).clamp(min=1e-4)
        times = sizes.clamp(min=1e-3) ** share / weights ** (1 - share)
        setattr(holder, leaf, Smoothed(linear, times / times.log().mean().exp()))


@torch.no_grad()
def largest_inputs(tagger: Tagger, start: Start) -> dict[str, Tensor]:
    """Return how large each channel of what goes into each linear layer of the encoder gets, on articles of the corpus.

    Args:
        tagger: the tagger.
        start: what its encoder is fed with.
    """
    words = tokeniser()
    learn, _ = corpus.split(corpus.load("train"))
    some = [prepare(words, sample) for sample in random.Random(1).sample(learn, min(ARTICLES, len(learn)))]
    found: dict[str, Tensor] = {}

    def watch(name: str, layer: nn.Linear) -> torch.utils.hooks.RemovableHandle:
        def see(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            sizes = given[0].abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found.get(name, sizes), sizes)

        return layer.register_forward_pre_hook(see)

    layers = [(n, m) for n, m in tagger.encoder.named_modules() if isinstance(m, nn.Linear)]
    watching = [watch(name, layer) for name, layer in layers]
    for items in islice(epoch(some, random.Random(1), WINDOW, 4), BATCHES):
        made = batch(items, (*marks(words)[:2], start.padding), start.remap)
        tagger(made.ids, made.mask)
    for one in watching:
        one.remove()
    return found
