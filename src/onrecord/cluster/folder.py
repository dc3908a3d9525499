"""The folder that a batch writes to: partitions that are there as a whole or not at all.

A part's three tables are written under names that nobody looks at and then renamed; its manifest, written last the same
way, says that they count. So what is killed at any moment leaves a folder that is sound, and goes on in another run.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from onrecord.cluster.parts import Done, Known, Part
from onrecord.errors import InputError
from onrecord.intake import addresses, remote
from onrecord.intake.original import Mark

MARKER: Final = "onrecord-batch.json"
MANIFESTS: Final = "manifests"
COPIES: Final = "copies"
SUMMARY: Final = "summary.json"
FORMAT: Final = 1

Manifest = dict[str, Any]


class Folder(ABC):
    """A folder of one batch; make one with :func:`folder_of`.

    Args:
        name: its path or address.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def put(self, path: str, data: bytes) -> None:
        """Write a file, so that it is there as a whole or not at all."""

    @abstractmethod
    def get(self, path: str) -> bytes | None:
        """Return a file, ``None`` where there is none."""

    @abstractmethod
    def names(self, folder: str = "") -> list[str]:
        """Return the names of what is in a folder of it, in order; hidden ones aside."""

    @abstractmethod
    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other batches out for as long as this lasts."""

    def settings(self) -> dict[str, Any] | None:
        """Return what the batch was begun with, ``None`` where none was."""
        data = self.get(MARKER)
        return None if data is None else json.loads(data)

    def commit(self, part: Part, files: dict[str, bytes], manifest: Manifest) -> Manifest:
        """Write the partition of a part."""
        for table, data in files.items():
            self.put(f"{table}/{part.key}.parquet", data)
        sums = {table: hashlib.sha256(data).hexdigest() for table, data in files.items()}
        whole = {"part": part.key, **manifest, "files": sums}
        self.put(f"{MANIFESTS}/{part.key}.json", json.dumps(whole, ensure_ascii=False, indent=1).encode())
        return whole

    def manifests(self) -> Iterator[Manifest]:
        """Yield the manifests of the partitions that are there, in order of their names."""
        for name in self.names(MANIFESTS):
            data = self.get(f"{MANIFESTS}/{name}")
            if data is not None:
                yield json.loads(data)

    def known(self) -> Known:
        """Return what was read."""
        known: Known = {}
        for manifest in self.manifests():
            for one in manifest["slices"]:
                then = one["then"]
                done = Done(one["size"], None if then is None else Mark(**then))
                known.setdefault(one["source"], {})[Mark(**one["start"])] = done
        return known


def folder_of(name: str | Path) -> Folder:
    """Return the folder of a name: a path, or an address of a shared file system or an object store.

    Raises:
        InputError: the address is of another kind.
    """
    if isinstance(name, str) and addresses.is_address(name):
        return _Elsewhere(name)
    return _Here(str(Path(name).absolute()))


class _Here(Folder):
    """A folder of a file system of this machine, or one that is mounted here."""

    def put(self, path: str, data: bytes) -> None:
        target = Path(self.name, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        passing = target.with_name(f".{uuid.uuid4().hex}")
        try:
            with passing.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            passing.replace(target)
        except OSError:
            with suppress(OSError):
                passing.unlink()
            raise

    def get(self, path: str) -> bytes | None:
        try:
            return Path(self.name, path).read_bytes()
        except FileNotFoundError:
            return None

    def names(self, folder: str = "") -> list[str]:
        try:
            found = (path.name for path in Path(self.name, folder).iterdir())
            return sorted(name for name in found if not name.startswith("."))
        except FileNotFoundError:
            return []

    @contextmanager
    def held(self) -> Iterator[None]:
        import fcntl

        Path(self.name).mkdir(parents=True, exist_ok=True)
        with Path(self.name, ".lock").open("a") as lock:
            try:
                fcntl.flock(
                    lock, fcntl.LOCK_EX | fcntl.LOCK_NB
                )  # let go of when this process ends, however it ends
            except BlockingIOError:
                raise InputError(self.name, "another batch is writing to this folder") from None
            for folder in Path(self.name).iterdir():
                for left in folder.glob(".*") if folder.is_dir() else ():
                    left.unlink(missing_ok=True)
            yield


class _Elsewhere(Folder):
    """A folder of a shared file system or an object store, by fsspec.

    There is no lock that all of them know. Two batches that write the same there write the same bytes to the same
    names, and each of an object store's files is there as a whole or not at all.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name.rstrip("/"))
        scheme = name.partition("://")[0].lower()
        if scheme not in remote.STORES:
            raise InputError(name, "not an address that can be written to")
        try:
            import fsspec
        except ImportError:
            raise InputError(
                name, f"{scheme} needs the extra cluster: pip install 'onrecord[cluster]'"
            ) from None
        try:
            self._files, self._path = fsspec.core.url_to_fs(self.name)
        except Exception as error:  # each store has faults of its own
            raise InputError(name, " ".join(str(error).split())[:160]) from None
        self._whole = scheme not in ("file", "hdfs", "webhdfs", "sftp")

    def put(self, path: str, data: bytes) -> None:
        target = f"{self._path}/{path}"
        self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
        if self._whole:
            self._files.pipe_file(target, data)
            return
        parent, _, _ = target.rpartition("/")
        passing = f"{parent}/.{uuid.uuid4().hex}"
        self._files.pipe_file(passing, data)
        self._files.mv(passing, target)

    def get(self, path: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._path}/{path}"))
        except FileNotFoundError:
            return None

    def names(self, folder: str = "") -> list[str]:
        self._files.invalidate_cache()
        try:
            found = self._files.ls(f"{self._path}/{folder}".rstrip("/"), detail=False)
        except FileNotFoundError:
            return []
        names = (str(path).rstrip("/").rpartition("/")[2] for path in found)
        return sorted(name for name in names if not name.startswith("."))

    @contextmanager
    def held(self) -> Iterator[None]:
        yield
