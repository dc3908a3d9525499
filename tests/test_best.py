"""The wheel of the tier best, built with small weights in the place of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from onrecord.reading.encoder import WEIGHTS, Encoder
from onrecord.reading.reader import Reader
from onrecord.reading.tiers import GROUP, TIERS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "packages" / "onrecord-best"
OWN_WEIGHTS = PACKAGE / "src" / "onrecord_best" / "weights"
MOST_BYTES = 120_000_000


def _build(package: Path, folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(package)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, with the default's weights under a card of its own."""
    package = tmp_path_factory.mktemp("package") / "onrecord-best"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("weights", "__pycache__"))
    weights = package / "src" / "onrecord_best" / "weights"
    shutil.copytree(WEIGHTS, weights)
    card = json.loads((weights / "model.json").read_text(encoding="utf-8"))
    card |= {"name": "onrecord-best-0123456789ab", "tier": "best"}
    (weights / "model.json").write_text(json.dumps(card), encoding="utf-8")
    return _build(package, tmp_path_factory.mktemp("dist"))


def test_the_wheel_holds_the_weights(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]

    weights = {f"onrecord_best/weights/{path.name}" for path in WEIGHTS.iterdir()}
    assert names == {"onrecord_best/__init__.py", "onrecord_best/py.typed", *weights}
    assert licences


def test_where_the_wheel_is_installed_the_tier_reads(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:  # what installing it comes to: it has no code to run
        archive.extractall(tmp_path)
    code = "import onrecord; print(onrecord.read('Ana Ruiz said no to that.', tier='best').model)"

    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.stdout, done.stderr) == ("onrecord-best-0123456789ab\n", "")


def test_the_package_is_of_the_project_s_version_and_offers_the_tier() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert own["version"] == project["version"]
    assert own["dependencies"] == [f"onrecord=={project['version']}"]
    assert project["optional-dependencies"]["best"] == [f"onrecord-best=={own['version']}"]
    assert set(own["entry-points"][GROUP]) <= set(TIERS)


def test_the_wheel_is_small_enough_to_be_published(tmp_path: Path) -> None:
    path = _build(PACKAGE, tmp_path)

    assert path.stat().st_size <= MOST_BYTES
    with zipfile.ZipFile(path) as archive:
        names = {Path(name).name for name in archive.namelist() if "/weights/" in name}
    assert names == {one.name for one in OWN_WEIGHTS.iterdir()}


def test_its_own_weights_read_what_the_example_says() -> None:
    reader = Reader(Encoder(OWN_WEIGHTS))
    reading = reader.read((ROOT / "examples" / "korrin.txt").read_text(encoding="utf-8"))
    speakers = [one.name for statement in reading.statements for one in statement.speakers]

    assert reading.model.startswith("onrecord-best-")
    assert reader.encoder.card["beside"]["model"] == Encoder().name, (
        "made beside other weights of the default tier"
    )
    assert len(reading.statements) >= 20
    assert sum(bool(name) for name in speakers) > 0.9 * len(speakers)
