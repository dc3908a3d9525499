"""What holds for all commands."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.fake import COMMAND, FAKE, run


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.startswith("onrecord ")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["read", "--help"], ["schema"]])
def test_what_reads_nothing_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom onrecord.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'lxml', 'httpx', 'jinja2', 'sqlalchemy'}\n"
        "print(heavy & sys.modules.keys(), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert ran.stderr == "set()\n"


@pytest.mark.parametrize("arguments", [["schema"], ["--version"], ["--help"], ["read", "--help"]])
def test_a_full_disk_is_an_error_of_one_line_whatever_is_printed(arguments: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr == f"onrecord: standard output: {os.strerror(errno.ENOSPC)}\n"


def test_the_package_runs_as_a_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == run("--version").stdout


@pytest.mark.parametrize("delay", [0.05, 0.15, 0.3, 0.6])
def test_the_interrupt_key_shows_no_traceback_while_the_command_starts(folder: Path, delay: float) -> None:
    fifo = folder / "z.txt"
    os.mkfifo(fifo)
    # What the interpreter does before it comes to the command is not the command's: wait for its first line.
    code = "from onrecord.__main__ import main; print(flush=True); main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "read", str(fifo)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    rest, errors = process.communicate(timeout=120)
    assert (rest, errors) == (b"", b"")
    assert process.returncode in (-signal.SIGINT, 130)


def test_the_interrupt_key_ends_the_command_at_once_while_compiled_code_is_loaded(folder: Path) -> None:
    code = (
        "import builtins, os, signal\nplain = builtins.__import__\n"
        "def loaded(name, *rest):\n"
        "    if name.startswith('onnxruntime.'): os.kill(os.getpid(), signal.SIGINT)\n"
        "    return plain(name, *rest)\n"
        "builtins.__import__ = loaded\nfrom onrecord.__main__ import main\nmain()"
    )
    command = [sys.executable, "-c", code, "read", str(folder / "a.txt")]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert (ran.stdout, ran.stderr) == (b"", b"")
    assert ran.returncode == -signal.SIGINT


def test_reading_does_not_load_what_a_record_takes(folder: Path) -> None:
    code = FAKE[2].replace(
        "; main()",
        "\ntry: main()\nexcept SystemExit: pass\nimport sys; assert 'sqlalchemy' not in sys.modules",
    )
    subprocess.run(
        [sys.executable, "-c", code, "read", str(folder / "a.txt")], check=True, capture_output=True
    )
