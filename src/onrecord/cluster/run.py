"""A batch: inputs planned, read by an engine, written part by part, and counted at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from onrecord.cluster.copies import mark_copies
from onrecord.cluster.crew import Crew
from onrecord.cluster.folder import FORMAT, MANIFESTS, MARKER, SUMMARY, Folder, Manifest, folder_of
from onrecord.cluster.parts import EVERY, Part, absolute, chunks, parts
from onrecord.cluster.work import Job, reason
from onrecord.errors import InputError
from onrecord.intake import expand
from onrecord.intake.options import IntakeOptions
from onrecord.reading.devices import CPU, checked, look_for
from onrecord.reading.many import cores
from onrecord.reading.tiers import DEFAULT
from onrecord.record.tables import library

Engine = Literal["local", "ray"]

DEFAULTS: Final = IntakeOptions()


@dataclass(slots=True)
class Summary:
    """What a folder holds, and what became of every input.

    Attributes:
        read: articles that were read.
        statements: what was found in them.
        copies: articles that are copies of others among them; ``None`` where the batch did not come to its end.
        skipped: how many inputs are sound and not for reading, by the reason.
        failed: how many inputs could not be read, by the cause.
        parts: partitions that are there.
        before: how many of them were there before this run.
        interrupted: whether it was ended by Ctrl-C.
    """

    read: int = 0
    statements: int = 0
    copies: int | None = None
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    parts: int = 0
    before: int = 0
    interrupted: bool = False

    @property
    def inputs(self) -> int:
        """How many inputs there were: files, and the records, rows, lines and members of those that hold many."""
        return self.read + self.skipped.total() + self.failed.total()

    def count(self, manifest: Manifest) -> None:
        """Count a partition."""
        self.parts += 1
        self.read += manifest["read"]
        self.statements += manifest["statements"]
        self.skipped.update(reason(cause) for _, cause in manifest["skipped"])
        self.failed.update(reason(cause) for _, cause in manifest["failed"])

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain data, what depends on the run aside."""
        return {
            "inputs": self.inputs,
            "read": self.read,
            "statements": self.statements,
            "copies": self.copies,
            "skipped": dict(sorted(self.skipped.items())),
            "failed": dict(sorted(self.failed.items())),
            "parts": self.parts,
        }


def batch(
    sources: Iterable[str | Path] | str | Path,
    out: str | Path,
    *,
    engine: Engine = "local",
    processes: int | None = None,
    address: str | None = None,
    every: int | None = None,
    options: IntakeOptions = DEFAULTS,
    tier: str = DEFAULT,
    device: str = CPU,
    fail: Callable[[InputError], None] = lambda error: None,
    progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Read very many articles into a folder of Parquet files.

    Run again with the same folder, it goes on where it was ended, by any means; what is new among the inputs is
    added. What was written is the same whatever the engine, the number of processes and the interruptions.

    Args:
        sources: files, folders and addresses; a single one may stand alone.
        out: the folder, new or begun by a batch with the same model and settings; a path, or an address that fsspec
            knows.
        engine: ``local`` reads on the cores of this machine, ``ray`` on a Ray cluster.
        processes: how many parts are read at a time; by default one for each core, of the cluster with ``ray``.
        address: the Ray cluster's; by default the one that the environment names, or one on this machine.
        every: records, rows, lines or files to a part; by default what the folder was begun with, or 250.
        options: what intake may do.
        tier: by which tier of the reader.
        device: what the reader's network runs on, ``cpu`` or ``cuda``; what is read on a GPU differs a little.
        fail: is told of every input that fails in this run.
        progress: is called after every part.

    Returns:
        What is in the folder, and what became of every input.

    Raises:
        InputError: the folder cannot be written, holds something else, or another batch is writing to it.
        OnrecordError: an extra is missing, the tier is not installed, the device cannot be used, or processes cannot
            be started.
    """
    from onrecord.reading.reader import Reader

    library("pyarrow")
    model = Reader(tier=tier, device=device).model
    if engine == "local":
        look_for(checked(device))
    folder = folder_of(out)
    try:
        with folder.held():
            begun = _begun(folder, every, options, model)
            names = list(dict.fromkeys(absolute(source) for source in expand(sources)))
            engines = {"local": _on_cores, "ray": _on_ray}
            work = engines[engine](_Plan(folder, names, begun, options, tier, device), processes, address)
            return _batch(work, folder, fail, progress)
    except OSError as error:
        raise InputError(folder.name, (error.strerror or str(error)).lower()) from None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to do."""

    folder: Folder
    names: list[str]
    every: int
    options: IntakeOptions
    tier: str
    device: str
    unplanned: list[InputError] = field(default_factory=list)

    @property
    def job(self) -> Job:
        return Job(self.folder.name, self.options, self.tier, self.device)

    def sound(self, planned: Iterable[Part | InputError]) -> Iterator[Part]:
        """Yield the parts, and keep the errors of inputs that cannot be opened."""
        for one in planned:
            if isinstance(one, InputError):
                self.unplanned.append(one)
            else:
                yield one


def _on_cores(plan: _Plan, processes: int | None, address: str | None) -> Iterator[Manifest | InputError]:
    known = plan.folder.known()
    crew = Crew(processes or cores(), plan.job)
    try:
        lists = chunks(plan.names, plan.every)
        yield from crew.run(
            plan.sound(one for some in lists for one in parts(some, plan.options, plan.every, known))
        )
    finally:
        crew.stop()
    yield from plan.unplanned


def _on_ray(plan: _Plan, processes: int | None, address: str | None) -> Iterator[Manifest | InputError]:
    from onrecord.cluster.onray import Cluster

    cluster = Cluster(address, processes)
    planned = cluster.planned(plan.names, plan.options, plan.every, plan.folder.known())
    yield from cluster.run(plan.sound(planned), plan.job, lambda: _keys(plan.folder))
    yield from plan.unplanned


def _batch(
    work: Iterator[Manifest | InputError],
    folder: Folder,
    fail: Callable[[InputError], None],
    progress: Callable[[Summary], None],
) -> Summary:
    summary = _counted(folder)
    before, unread, interrupted = summary.parts, [], False
    try:
        for done in work:
            if isinstance(done, InputError):
                unread.append(done)
                fail(done)
                continue
            summary.count(done)
            for name, cause in done["failed"]:
                fail(InputError(name, cause))
            progress(summary)
    except KeyboardInterrupt:
        interrupted = True
    summary = _counted(folder)  # some partitions may have been written by who could not tell it any more
    summary.before, summary.interrupted = before, interrupted
    summary.failed.update(reason(error.cause) for error in unread)
    if not interrupted:
        summary.copies = mark_copies(folder)
        told = json.dumps(summary.to_dict(), ensure_ascii=False, indent=1)
        folder.put(SUMMARY, told.encode())
    return summary


def _keys(folder: Folder) -> set[str]:
    return {name.removesuffix(".json") for name in folder.names(MANIFESTS)}


def _counted(folder: Folder) -> Summary:
    summary = Summary()
    for manifest in folder.manifests():
        summary.count(manifest)
    return summary


def _begun(folder: Folder, every: int | None, options: IntakeOptions, model: str) -> int:
    """Begin a folder, or check that it was begun with the same; return how many pieces there are to a part.

    Raises:
        InputError: it was begun otherwise, or holds something else.
    """
    columns = [list(pair) for pair in options.columns]
    there = folder.settings()
    if there is None:
        if folder.names():
            raise InputError(folder.name, "a folder that holds something else; take a new one")
        settings = {"format": FORMAT, "model": model, "every": every or EVERY, "columns": columns}
        folder.put(MARKER, json.dumps(settings, indent=1).encode())
        return every or EVERY
    for name, mine, theirs in (
        ("format", FORMAT, there.get("format")),
        ("model", model, there.get("model")),
        ("part", every or there.get("every"), there.get("every")),
        ("columns", columns, there.get("columns")),
    ):
        if mine != theirs:
            told = f"was begun with another {name} ({theirs}, now {mine}); take a new folder"
            raise InputError(folder.name, told)
    return int(there["every"])
