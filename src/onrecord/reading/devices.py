"""Devices: the network on the processor, or on a GPU with its weights as numbers of 32 bits.

The package's weights are whole numbers of 8 bits, and what goes into a layer is rounded to such numbers too (dynamic
quantisation), which processors are quick at. ONNX Runtime has no such steps for GPUs. There the same weights are
multiplied out to 32 bits and nothing is rounded between the layers. That is right as often, and not in the same places:
of ten statements one begins or ends elsewhere. So what is read that way bears a model's name of its own.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from onrecord.errors import DeviceError

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto
    from onnxruntime import InferenceSession, SessionOptions

Device = Literal["cpu", "cuda"]

DEVICES: Final[tuple[Device, ...]] = get_args(Device)

CPU: Final[Device] = "cpu"

_CUDA: Final = "CUDAExecutionProvider"
_EXACT: Final = {"use_tf32": "0"}
"""Products of 32 bits, and not of the 19 that tensor cores would round them to."""


_SLOWER: Final = ["SkipLayerNormFusion", "BiasGeluFusion"]
"""Operators that the runtime must not put together: on a processor the ones so made take a fifth more time in all."""


def checked(device: str) -> Device:
    """Return a device by its name.

    Raises:
        DeviceError: there is no such device.
    """
    for known in DEVICES:
        if device == known:
            return known
    raise DeviceError(f"there is no device {device!r}; there are {', '.join(DEVICES)}")


def look_for(device: Device) -> None:
    """Make sure that what a device needs is installed here; whether there is a GPU shows when it is used.

    Raises:
        DeviceError: it is not.
    """
    if device == CPU:
        return
    from onnxruntime import get_available_providers

    needed = "pip install 'onrecord[gpu]', and onnxruntime-gpu in the place of onnxruntime"
    if _CUDA not in get_available_providers():
        raise DeviceError(f"this onnxruntime knows no CUDA: {needed}")
    if find_spec("onnx") is None:
        raise DeviceError(f"the device {device} needs the extra gpu: {needed}")


def session(path: Path, device: Device) -> InferenceSession:
    """Return the network that a file holds, ready to run on one thread of a device's machine.

    Raises:
        DeviceError: the device is not there, or what it needs is not installed.
    """
    from onnxruntime import GraphOptimizationLevel, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    return _on_cuda(path, options) if device == "cuda" else _on_cpu(path, options)


def _on_cpu(path: Path, options: SessionOptions) -> InferenceSession:
    from onnxruntime import InferenceSession

    return InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


def _on_cuda(path: Path, options: SessionOptions) -> InferenceSession:
    look_for("cuda")
    import onnx
    from onnxruntime import InferenceSession

    widened = in_32_bits(onnx.load(str(path))).SerializeToString()
    made = InferenceSession(widened, options, providers=[(_CUDA, _EXACT), "CPUExecutionProvider"])
    if _CUDA not in made.get_providers():  # a GPU that cannot be used is passed over without an error
        raise DeviceError("no GPU can be used: onnxruntime found none, or lacks the libraries of CUDA")
    return made


def in_32_bits(model: ModelProto) -> ModelProto:
    """Return a network of 8-bit weights with the same weights in 32 bits, and nothing rounded between layers.

    Of each ``DynamicQuantizeLinear``, ``MatMulInteger``, ``Cast``, ``Mul`` becomes a ``MatMul``, of each ``QAttention``
    an ``Attention``. Word vectors stay in 8 bits: they are looked up.

    Args:
        model: the network, as ONNX Runtime's dynamic quantisation makes it; it is not changed.
    """
    return _Widened(model).made


class _Widened:
    """A network while its weights are widened."""

    def __init__(self, model: ModelProto) -> None:
        self.made = type(model)()
        self.made.CopyFrom(model)
        graph = self.made.graph
        self._stored = {one.name: one for one in graph.initializer}
        self._maker = {name: node for node in graph.node for name in node.output}
        self._gone = {
            node.output[0]
            for node in graph.node
            if node.op_type in ("DynamicQuantizeLinear", "MatMulInteger")
        }
        nodes = [self._node(node) for node in graph.node]
        kept = [node for node in nodes if node.output[0] not in self._gone]
        del graph.node[:]
        graph.node.extend(kept)
        used = {name for node in kept for name in node.input}
        left = [one for name, one in self._stored.items() if name in used]
        del graph.initializer[:]
        graph.initializer.extend(left)

    def _node(self, node: NodeProto) -> NodeProto:
        """Return what stands in the place of a node."""
        from onnx import helper

        if node.op_type == "QAttention":
            taken, weights, bias, _, scale, _, _, zero = node.input[:8]
            given = [self._whole(taken), self._weights(weights, scale, zero), bias]
            made = helper.make_node("Attention", given, node.output, domain=node.domain)
            made.attribute.extend(node.attribute)
            return made
        cast = self._maker.get(node.input[0]) if node.op_type == "Mul" else None
        if cast is None or cast.op_type != "Cast" or self._maker[cast.input[0]].op_type != "MatMulInteger":
            return node
        product, scaling = self._maker[cast.input[0]], self._maker[node.input[1]]
        self._gone |= {cast.output[0], scaling.output[0]}
        taken, weights, _, zero = product.input
        scale = next(name for name in scaling.input if name in self._stored)
        return helper.make_node(
            "MatMul", [self._whole(taken), self._weights(weights, scale, zero)], node.output
        )

    def _whole(self, rounded: str) -> str:
        """Return what was rounded."""
        return str(self._maker[rounded].input[0])

    def _weights(self, weights: str, scale: str, zero: str) -> str:
        from onnx import numpy_helper

        values, scales, zeros = (
            numpy_helper.to_array(self._stored[name]).astype(np.float32) for name in (weights, scale, zero)
        )
        wide = f"{weights}_32"
        self._stored[wide] = numpy_helper.from_array((values - zeros) * scales, wide)
        return wide
