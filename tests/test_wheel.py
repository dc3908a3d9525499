"""The wheel, as somebody gets it who has nothing else: in an empty environment, with the network cut."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 60_000_000

# Where the system cannot take the network away from a command, Python is kept from using it.
NO_SOCKETS = """
import sys

def forbid(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise OSError("the network is cut")

sys.addaudithook(forbid)
"""
REACH_OUT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as it would be for publication."""
    folder = tmp_path_factory.mktemp("dist")
    _check_call([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)])
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what the wheel itself asks for."""
    folder = tmp_path_factory.mktemp("empty") / "env"
    _check_call([sys.executable, "-m", "venv", str(folder)])
    python = folder / "bin" / "python"
    _check_call([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)])
    return folder


@pytest.fixture(scope="module")
def cut(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command of the environment, in a folder of its own, with the network cut."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copy(ROOT / "examples" / "korrin.txt", folder)
    variables = {
        "PATH": f"{environment / 'bin'}{os.pathsep}{os.defpath}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
    }
    prefix = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*prefix, "true"], check=False).returncode:
        prefix = []
        hook = folder / "hook"
        hook.mkdir()
        (hook / "sitecustomize.py").write_text(NO_SOCKETS, encoding="utf-8")
        variables["PYTHONPATH"] = str(hook)

    def run(*command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        program = str(environment / "bin" / command[0])
        return subprocess.run(
            [*prefix, program, *command[1:]],
            cwd=folder,
            env=variables,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def _check_call(command: list[str]) -> None:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"


def test_the_wheel_holds_the_package_with_its_weights_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    package = ROOT / "src"
    expected = {
        str(path.relative_to(package))
        for path in (package / "onrecord").rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }

    assert names == expected
    networks = {f"onrecord/reading/{folder}/tagger.onnx" for folder in ("weights", "weights_fast")}
    assert {"onrecord/py.typed", *networks} <= names
    assert licences


def test_the_wheel_is_small_enough_to_be_published(wheel: Path) -> None:
    assert wheel.stat().st_size <= MOST_BYTES


def test_nothing_that_only_developers_need_comes_along(environment: Path) -> None:
    listed = subprocess.run(
        [environment / "bin" / "python", "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        capture_output=True,
        check=True,
    )
    names = {row["name"].lower() for row in json.loads(listed.stdout)}

    assert "onrecord" in names
    assert not names & {
        "torch",
        "transformers",
        "spacy",
        "pytest",
        "hypothesis",
        "mypy",
        "ruff",
        "matplotlib",
    }


def test_the_network_is_cut(cut: Run) -> None:
    done = cut("python", "-c", REACH_OUT)

    assert done.returncode != 0
    assert "Network is unreachable" in done.stderr or "the network is cut" in done.stderr


def test_the_command_reads_an_article(cut: Run) -> None:
    done = cut("onrecord", "read", "korrin.txt", "--format", "json")
    assert done.returncode == 0, done.stderr
    reading = json.loads(done.stdout)
    schema = json.loads(cut("onrecord", "schema").stdout)

    jsonschema.validate(reading, schema)
    assert done.stderr == ""
    assert len(reading["statements"]) > 10


def test_every_format_can_be_written(cut: Run) -> None:
    for form in ("text", "json", "jsonl", "csv", "html"):
        done = cut("onrecord", "read", "korrin.txt", "--format", form)

        assert done.returncode == 0, f"{form}: {done.stderr}"
        assert "Brevic" in done.stdout


def test_the_library_reads_a_text_and_a_page(cut: Run) -> None:
    words = "Ana Ruiz said the docks were safe. " * 20
    page = f"<html><body><article><h1>Docks</h1><p>{words}</p></article></body></html>"
    code = "import onrecord; print(len(onrecord.read('Ana Ruiz said the docks were safe.').statements))"

    assert cut("python", "-c", code).stdout == "1\n"
    done = cut("onrecord", "read", "-", "--format", "json", stdin=page)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["statements"]
