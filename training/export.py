"""Export a trained tagger: ``python -m training.export RUN`` writes the int8 ONNX model and its card into the package.

The graph takes the wordpiece ids of one window, ``ids (1, n)``, and gives ``tags (1, n, 7)``, ``names (1, n, 9)``,
``links (1, n, 4 * LINK)``, ``votes (1, n, 1 + VECTOR)`` and ``marks (1, n, 6)``; the last layers of the heads of acts
are applied outside of it, and stand beside it in ``acts.npz``. Attention and normalisation are fused, each for itself,
weights are quantised to 8 bits by channel (dynamic quantisation; embeddings too).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.reading.acts.heads import Weights
from onrecord.reading.decode import NAME_TAGS, TAGS
from onrecord.reading.encoder import WEIGHTS
from onrecord.reading.tiers import DEFAULT, TIERS, Tier
from training.card import digest, signed
from training.corpus import WORK
from training.encoders import Start, load_encoder, minilm_dir
from training.model import LINK, Tagger
from training.smoothing import largest_inputs, smooth

OUTPUTS = ("tags", "names", "links", "votes", "marks")
"""What the graph gives, in this order."""

MOST_BYTES: dict[Tier, int] = {"best": 115_000_000, "default": 30_000_000, "fast": 20_000_000}
"""What the network of a tier may weigh."""

LARGEST_FILE = 40_000_000
"""Bytes of a file of weights: what keeps sources takes no files of 100 MB."""

SMALL_ARRAY = 100_000
"""Bytes from which on an array of weights is worth a place outside of the graph."""

EAGER = {"source": 0.3, "cue": 0.4, "content": 0.1}

EAGERNESS: dict[Tier, dict[str, float]] = {"best": {}, "default": EAGER, "fast": EAGER}
"""What is added to the score of a span's beginning.

A student of soft labels is shy: it finds too little. Chosen on the tuning part for the F1 of linked statements: of the
default it takes that from 73.0 to 73.1, of the tier fast from 67.1 to 67.4, and balances precision and recall. Who
learned from people's labels alone is not shy.
"""

SMOOTHED: frozenset[Tier] = frozenset(("best",))
"""Tiers whose encoder has to be smoothed before its weights are rounded; MiniLM's loses nothing."""

BESIDE: dict[Tier, float] = {"best": 0.3}
"""Tiers that the default tier's network reads along with, and the share that its word of roles has.

MPNet's last states, once they have learned roles, know little of names: a head upon them finds 61% of what spaCy finds
on the tuning part, and MiniLM's 81%. Who is meant was told worse for it, by four statements in a hundred. So names are
left to the other network; and since it runs anyway, it has a say in roles and links too. On the tuning part that takes
linked statements from 75.8 to 77.5; shares of 0.2 and 0.4 give 77.1 and 76.9.
"""

READ_AT_ONCE: dict[Tier, int] = {"best": 160, "default": 256, "fast": 128}
"""Pieces of the windows that a tier reads by.

Attention takes time by the square of them, and to find statements what is far away is seldom needed: on the tuning part
the tier fast finds 67.4% of linked statements in windows of 128 and 68.4 of 256, for a twelfth of its time, the tier
best 77.0 of 160 and 77.4 of 256. The default would too, but tells acts worse (66.9% of 128, 70.3 of 256).
"""


class OneWindow(nn.Module):
    """The tagger as the reader runs it: one window, no padding, no dropout."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """Score the pieces of one window."""
        scores = self.tagger(ids, torch.ones_like(ids))
        return tuple(getattr(scores, name) for name in OUTPUTS)


def load_run(run: str, work: Path = WORK) -> tuple[Tagger, dict[str, Any], Start]:
    """Load the best weights of a run, what is known of them, and the encoder that they are of."""
    kept = torch.load(work / run / "best.pt", weights_only=True)
    start = load_encoder(kept["options"]["encoder"], 0.0, work)
    tagger = Tagger(start.encoder, start.hidden, 0.0)
    tagger.load_state_dict(kept["model"])
    return tagger.eval(), kept, start


def exported(run: str, target: Path, work: Path = WORK) -> bool:
    """Tell whether a folder holds the model of a run's best weights."""
    card = target / "model.json"
    if not card.exists() or not (target / "tagger.onnx").exists():
        return False
    kept = json.loads(card.read_text(encoding="utf-8"))
    checkpoint = kept.get("checkpoint") == digest(work / run / "best.pt")
    return checkpoint and bool(kept["sha256"] == digest(*network_files(target)))


def network_files(target: Path) -> list[Path]:
    """Return the files that a folder has of a network: ``tagger.onnx``, and the files of its weights if it is large."""
    return [target / "tagger.onnx", *sorted(target.glob("tagger-*.bin"))]


def store(network: Path, target: Path, largest: int = LARGEST_FILE) -> None:
    """Store a network as ``tagger.onnx``, and its weights beside it in files of their own where it is large.

    Args:
        network: the network, in one file.
        target: the folder.
        largest: bytes that a file may have; only a single array of weights may make it larger.
    """
    import onnx
    from onnx.external_data_helper import set_external_data

    for old in network_files(target):
        old.unlink(missing_ok=True)
    if network.stat().st_size <= largest:
        shutil.copy(network, target / "tagger.onnx")
        return
    model = onnx.load(str(network))
    number, place, file = 0, largest, None
    for array in model.graph.initializer:
        kept = array.raw_data
        if len(kept) < SMALL_ARRAY:
            continue
        if place + len(kept) > largest:
            if file is not None:
                file.close()
            number, place = number + 1, 0
            file = (target / f"tagger-{number}.bin").open("wb")
        assert file is not None
        file.write(kept)
        set_external_data(array, f"tagger-{number}.bin", place, len(kept))
        array.ClearField("raw_data")
        place += len(kept)
    if file is not None:
        file.close()
    onnx.save(model, str(target / "tagger.onnx"))


def eager_steps(tagger: Tagger, tier: Tier) -> Tensor:
    """Return the chain's scores of steps from tag to tag, with the beginnings of spans raised."""
    steps = tagger.steps.detach().clone()
    for role, more in EAGERNESS[tier].items():
        steps[:, TAGS.index("B-" + role)] += more
    return steps


def renumber(encoder: Any, remap: NDArray[np.int64]) -> None:
    """Let an encoder take the tokeniser's ids: put its word vectors into the tokeniser's order.

    Args:
        encoder: the encoder, which is changed.
        remap: its own id for each of the tokeniser's.
    """
    own = encoder.get_input_embeddings().weight.detach()
    encoder.set_input_embeddings(nn.Embedding.from_pretrained(own[torch.from_numpy(remap)]))


def last_layers(tagger: Tagger) -> Weights:
    """Return the last layers of the heads of acts, in half precision."""

    def half(weight: Tensor) -> NDArray[Any]:
        halved: NDArray[Any] = weight.detach().numpy().astype(np.float16)
        return halved

    return Weights(
        **{
            name + ending: half(getattr(getattr(tagger, name), kind))
            for name in ("mix", "fields", "stand")
            for ending, kind in (("", "weight"), ("_bias", "bias"))
        }
    )


def export(run: str, target: Path = WEIGHTS, work: Path = WORK, tier: Tier = DEFAULT) -> None:
    """Write ``tagger.onnx``, ``acts.npz``, ``model.json``, and ``tokenizer.json`` beside the default's.

    Args:
        run: the run whose best weights these are.
        target: the folder that they are written to.
        work: the folder of the runs.
        tier: of which tier these are the weights.
    """
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    tagger, kept, start = load_run(run, work)
    if tier in SMOOTHED:
        smooth(tagger.encoder, largest_inputs(tagger, start))
    if start.remap is not None:
        renumber(tagger.encoder, start.remap)
    config: Any = tagger.encoder.config
    heads = start.attention * config.num_attention_heads // config.hidden_size
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            OneWindow(tagger),
            (torch.ones(1, 16, dtype=torch.int64),),
            str(plain),
            input_names=["ids"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "n"} for name in ("ids", *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # as one node the embeddings would stay in 32 bits
        # fused with what stands before them, these two take longer on a CPU
        options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
        options.enable_bias_gelu = False
        model = optimizer.optimize_model(str(plain), "bert", heads, start.attention, options, opt_level=0)
        print("fused:", {k: v for k, v in model.get_fused_operator_statistics().items() if v})
        model.save_model_to_file(str(fused))
        target.mkdir(parents=True, exist_ok=True)
        rounded = Path(folder) / "rounded.onnx"
        quantize_dynamic(
            str(fused),
            str(rounded),
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        store(rounded, target)
    last_layers(tagger).save(target / "acts.npz")
    size = sum(path.stat().st_size for path in network_files(target))
    if size > MOST_BYTES[tier]:
        raise SystemExit(f"the exported model has {size} bytes, more than {MOST_BYTES[tier]}")
    if tier == DEFAULT:
        shutil.copy(minilm_dir() / "tokenizer.json", target / "tokenizer.json")
    fingerprint = digest(*network_files(target))
    card = {
        "tier": tier,
        "sha256": fingerprint,
        "acts_sha256": digest(target / "acts.npz"),
        "checkpoint": digest(work / run / "best.pt"),
        "tags": list(TAGS),
        "name_tags": list(NAME_TAGS),
        "link": LINK,
        "window": READ_AT_ONCE[tier],
        "steps": [[round(v, 4) for v in row] for row in eager_steps(tagger, tier).tolist()],
        "training": kept["options"],
        "tuning": {k: round(v, 2) for k, v in kept["scores"].items()},
    }
    if tier in BESIDE:
        other = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
        card["beside"] = {"model": other["name"], "roles": BESIDE[tier]}
    card = signed(card)
    (target / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{target / 'tagger.onnx'}: {size / 1e6:.1f} MB, {card['name']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("run")
    parser.add_argument("--target", type=Path, default=WEIGHTS)
    parser.add_argument("--tier", choices=TIERS, default=DEFAULT)
    given = parser.parse_args()
    export(given.run, given.target, tier=given.tier)
