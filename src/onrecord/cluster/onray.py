"""Many machines: the same parts, read by actors of Ray that each hold a reader (Moritz et al., 2018).

What is planned and what is read goes through Ray Data. Its blocks are allowed to be lost, with the actor or the node
that had them: which parts are done stands in the folder that is written to, and those that are not are read in
another round, on what is left of the cluster.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence, Sized
from itertools import islice
from typing import Any, Final

from onrecord.cluster.crew import Crew
from onrecord.cluster.folder import Manifest
from onrecord.cluster.parts import Known, Part, chunks, parts
from onrecord.cluster.work import Job
from onrecord.errors import DeviceError, InputError, OnrecordError
from onrecord.intake.options import IntakeOptions

AT_ONCE: Final = 4000
"""Parts to a dataset."""

ACTORS_TO_A_GPU: Final = 8
"""Actors that share one: what a reader does outside of the network takes longer than what it does inside."""

FRUITLESS: Final = 3
"""Rounds in a row in which nothing was done, before the cluster is given up."""


class PartReader:
    """An actor: it holds a process that holds a reader, so that not even an article that kills costs the actor."""

    def __init__(self, job: Job) -> None:
        self._crew = Crew(1, job)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read one part; return its manifest, or what is in the way of all parts: a full disk, a GPU that is none."""
        told: dict[str, Any] = {"manifest": None, "fault": None, "device": None}
        try:
            [manifest] = self._crew.run([Part.of(json.loads(row["part"]))])
        except OSError as error:
            return told | {"fault": error.strerror or str(error)}
        except DeviceError as error:
            return told | {"device": str(error)}
        return told | {"manifest": json.dumps(manifest)}

    def __del__(self) -> None:
        self._crew.stop()


class Cluster:
    """A Ray cluster that a batch runs on.

    Args:
        address: where it is; by default the one that the environment names, or one on this machine.
        actors: how many parts are read at a time; by default one for each core of the cluster.

    Raises:
        OnrecordError: Ray is not installed, or there is no cluster at the address.
    """

    def __init__(self, address: str | None, actors: int | None) -> None:
        try:
            import ray
            import ray.data
        except ImportError:
            raise OnrecordError(
                "--engine ray needs the extra cluster: pip install 'onrecord[cluster]'"
            ) from None
        if not ray.is_initialized():
            try:
                ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
            except (ConnectionError, ValueError, RuntimeError) as error:
                raise OnrecordError(f"no Ray cluster: {' '.join(str(error).split())[:200]}") from None
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1
        self._ray = ray
        self._actors = actors

    def planned(
        self, sources: Sequence[str], options: IntakeOptions, every: int, known: Known
    ) -> Iterator[Part | InputError]:
        """Yield the parts that are not read yet, as :func:`onrecord.cluster.parts.parts` does, each in its turn."""
        ray = self._ray
        held = ray.put(known)

        def plan(row: dict[str, Any]) -> dict[str, Any]:
            found = parts(json.loads(row["sources"]), options, every, ray.get(held))
            told = [
                (one.name, one.cause) if isinstance(one, InputError) else (one.to_dict(), None)
                for one in found
            ]
            return {"at": row["at"], "plan": json.dumps(told)}

        waiting = dict(enumerate(chunks(sources, every)))
        for _ in self._rounds(waiting):
            rows = [{"at": at, "sources": json.dumps(some)} for at, some in waiting.items()]
            for row in self._read(ray.data.from_items(rows, override_num_blocks=len(rows)).map(plan)):
                if waiting.pop(row["at"], None) is None:
                    continue
                for told, cause in json.loads(row["plan"]):
                    yield Part.of(told) if cause is None else InputError(told, cause)

    def run(self, planned: Iterator[Part], job: Job, done: Callable[[], set[str]]) -> Iterator[Manifest]:
        """Read parts, and yield the manifests of their partitions as they are written.

        Args:
            planned: the parts.
            job: what all are read with.
            done: tells which partitions are there.

        Raises:
            DeviceError: the cluster has no GPU, or cannot use it, and one is wanted.
            OSError: a partition cannot be written.
            OnrecordError: the cluster does nothing any more.
        """
        while waiting := {part.key: part for part in islice(planned, AT_ONCE)}:
            for _ in self._rounds(waiting):
                for manifest in self._read_parts(list(waiting.values()), job):
                    waiting.pop(manifest["part"], None)
                    yield manifest
                for key in done() & set(waiting):  # written by an actor that died before it could tell
                    del waiting[key]

    def _rounds(self, waiting: Sized) -> Iterator[None]:
        fruitless = 0
        while before := len(waiting):
            yield
            fruitless = fruitless + 1 if len(waiting) == before else 0
            if fruitless == FRUITLESS:
                raise OnrecordError(
                    f"the cluster has done nothing in {FRUITLESS} rounds; {before:,} parts are left"
                )

    def _read_parts(self, some: Sequence[Part], job: Job) -> Iterator[Manifest]:
        ray = self._ray
        there = ray.cluster_resources()
        room, gpu = max(1, int(there.get("CPU", 1))), None
        if job.device == "cuda":
            room, gpu = min(room, int(there.get("GPU", 0) * ACTORS_TO_A_GPU)), 1 / ACTORS_TO_A_GPU
            if not room:
                raise DeviceError("no node of the Ray cluster has a GPU")
        actors = min(self._actors or room, room, len(some))
        rows = [{"part": json.dumps(part.to_dict())} for part in some]
        data = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            PartReader,
            fn_constructor_args=(job,),
            concurrency=actors,
            num_cpus=1,
            num_gpus=gpu,
        )
        for row in self._read(data):
            if row["device"] is not None:
                raise DeviceError(row["device"])
            if row["fault"] is not None:
                raise OSError(None, row["fault"])
            manifest: Manifest = json.loads(row["manifest"])
            yield manifest

    def _read(self, data: Any) -> Iterator[dict[str, Any]]:
        """Yield the rows of a dataset until there are no more, or no more can be had in this round."""
        try:
            yield from data.iter_rows()
        except self._ray.exceptions.RayError as error:
            logging.getLogger(__name__).info("a round ended early: %s", error)
