from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnxruntime import InferenceSession

from onrecord.errors import DeviceError
from onrecord.reading import devices
from onrecord.reading.devices import checked, in_32_bits, look_for
from onrecord.reading.encoder import WEIGHTS, Encoder
from onrecord.reading.reader import Reader

TEXT = """Mayor Ana Ruiz ruled out selling the docks on Monday.

"We will never sell them," she said. Ben Okoro, who leads the port workers, called the plan "a fire sale".
"""
NETWORK = WEIGHTS / "tagger.onnx"


@pytest.fixture
def on_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the network in 32 bits run on the processor, as it would on a GPU."""
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")

    def session(path: Path, options: Any) -> InferenceSession:
        widened = in_32_bits(onnx.load(str(path))).SerializeToString()
        return InferenceSession(widened, options, providers=["CPUExecutionProvider"])

    monkeypatch.setattr(devices, "_on_cuda", session)


def test_in_32_bits_no_step_rounds_and_no_weight_is_left_that_nothing_uses() -> None:
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")
    narrow = onnx.load(str(NETWORK))
    before = narrow.SerializeToString()
    wide = in_32_bits(narrow)
    assert narrow.SerializeToString() == before
    steps = {node.op_type for node in wide.graph.node}
    assert not steps & {"DynamicQuantizeLinear", "MatMulInteger", "QAttention", "Cast"}
    assert {"MatMul", "Attention"} <= steps
    used = {name for node in wide.graph.node for name in node.input}
    assert {one.name for one in wide.graph.initializer} <= used
    made = {name for node in wide.graph.node for name in node.output}
    given = {one.name for one in (*wide.graph.initializer, *wide.graph.input)}
    assert used <= made | given | {""}


def test_in_32_bits_the_weights_are_the_same(on_processor: None) -> None:
    narrow, wide = (Encoder(device=device).tag(TEXT) for device in ("cpu", "cuda"))
    for name in ("roles", "names", "votes", "marks"):
        one, other = getattr(narrow, name).ravel(), getattr(wide, name).ravel()
        assert np.corrcoef(one, other)[0, 1] > 0.99, name


def test_what_is_read_on_a_gpu_bears_a_name_of_its_own(on_processor: None) -> None:
    reader = Reader(device="cuda")
    reading = reader.read(TEXT)
    assert reading.model == reader.model == f"{Reader().model}-32"
    assert [s.speakers[0].name for s in reading.statements] == ["Ana Ruiz", "Ana Ruiz", "Ben Okoro"]


def test_processes_read_on_the_device_of_the_reader_that_they_are_asked_by() -> None:
    if devices._CUDA in onnxruntime.get_available_providers():
        pytest.skip("this onnxruntime knows CUDA")
    with pytest.raises(DeviceError, match="knows no CUDA"):
        list(Reader(device="cuda").read_many([TEXT], processes=2))


def test_an_unknown_device_is_named_with_those_that_there_are() -> None:
    with pytest.raises(DeviceError, match=r"^there is no device 'abacus'; there are cpu, cuda$"):
        checked("abacus")
    with pytest.raises(DeviceError, match="abacus"):
        Reader(device="abacus")


def test_without_cuda_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    look_for("cpu")
    for ask in (lambda: look_for("cuda"), lambda: Encoder(device="cuda").tag(TEXT)):
        with pytest.raises(
            DeviceError, match=r"knows no CUDA: pip install 'onrecord\[gpu\]', and onnxruntime-gpu"
        ):
            ask()


def test_without_onnx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [devices._CUDA])
    monkeypatch.setattr(devices, "find_spec", lambda name: None)
    with pytest.raises(DeviceError, match="needs the extra gpu"):
        look_for("cuda")


def test_a_gpu_that_cannot_be_used_is_an_error_and_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed")
    asked: list[Any] = []

    def session(network: bytes, options: Any, providers: list[Any]) -> InferenceSession:
        asked.append(providers[0])
        return InferenceSession(network, options, providers=["CPUExecutionProvider"])

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [devices._CUDA])
    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    with pytest.raises(DeviceError, match="no GPU can be used"):
        Encoder(device="cuda").tag(TEXT)
    assert asked == [("CUDAExecutionProvider", {"use_tf32": "0"})]
