from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastwarc", reason="fastwarc is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("ray", reason="ray is not installed")

import onnxruntime
import ray

from onrecord.cluster import Summary, batch
from onrecord.errors import DeviceError
from tests.cluster.made import archive, contents, files


@pytest.fixture
def cluster() -> Iterator[tuple[Any, Any]]:
    """A cluster of two nodes on this machine, and its second one, which says that it has a GPU."""
    from ray.cluster_utils import Cluster

    # Nodes start slowly on a busy machine; nobody else is to be kept out of a cluster that listens here alone.
    os.environ.update(RAY_AUTH_MODE="disabled", RAY_agent_register_timeout_ms="300000")
    small = {"num_cpus": 1, "object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}
    try:
        made = Cluster(initialize_head=True, head_node_args=small)
        second = made.add_node(num_cpus=1, num_gpus=1, object_store_memory=80 * 1024 * 1024)
    except Exception as error:  # Ray gives a node thirty seconds, and says no more than that
        if "timed out during startup" not in str(error):
            raise
        pytest.skip("this machine is too busy for Ray's nodes to start in time")
    ray.init(address=made.address, log_to_driver=False, logging_level=logging.ERROR)
    yield made, second
    ray.shutdown()
    made.shutdown()


def test_a_node_that_is_killed_costs_nothing_and_the_bytes_are_those_of_one_machine(
    cluster: tuple[Any, Any], tmp_path: Path
) -> None:
    nodes, second = cluster
    inputs = [archive(tmp_path / "a.warc.gz", 40), tmp_path / "b.txt", tmp_path / "none.txt"]
    inputs[1].write_text("Mayor Ana Ruiz said she would never sell the docks.")
    killed: list[int] = []

    def kill(summary: Summary) -> None:
        if not killed and summary.parts >= 2:
            killed.append(summary.parts)
            nodes.remove_node(second, allow_graceful=False)

    shared = tmp_path / "ray"
    on_ray = batch(inputs, f"file://{shared}", engine="ray", every=8, progress=kill)
    alone = batch(inputs, tmp_path / "alone", every=8, processes=1)
    assert killed and killed[0] < on_ray.parts
    assert on_ray == alone
    assert contents(shared) == contents(tmp_path / "alone")
    assert files(shared) == files(tmp_path / "alone")


def test_an_actor_that_cannot_use_its_gpu_ends_the_batch_and_says_why(
    cluster: tuple[Any, Any], tmp_path: Path
) -> None:
    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this onnxruntime knows CUDA")
    nodes, second = cluster
    one = archive(tmp_path / "a.warc.gz", 8)
    with pytest.raises(DeviceError, match="knows no CUDA"):
        batch(one, tmp_path / "a", engine="ray", device="cuda")
    nodes.remove_node(second)
    with pytest.raises(DeviceError, match="no node of the Ray cluster has a GPU"):
        batch(one, tmp_path / "b", engine="ray", device="cuda")
