from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import TierError
from onrecord.reading import tiers
from onrecord.reading.encoder import WEIGHTS
from onrecord.reading.reader import Reader
from onrecord.reading.tiers import weights_of
from onrecord.statement import slice_of

TEXT = "Ana Ruiz said the docks were safe."


def offered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a package offer a folder as the weights of the tier best."""
    (folder / "offers_best.py").write_text(f"WEIGHTS = {str(folder / 'weights')!r}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "offers_best", raising=False)
    point = EntryPoint("best", "offers_best:WEIGHTS", tiers.GROUP)
    monkeypatch.setattr(
        tiers, "entry_points", lambda group, name: [point] if (group, name) == (tiers.GROUP, "best") else []
    )


@pytest.fixture
def best(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default's weights under the name of the tier best."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in WEIGHTS.iterdir():
        if path.name != "model.json":
            (folder / path.name).symlink_to(path)
    card = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    card |= {"name": "onrecord-best-0123456789ab", "tier": "best"}
    (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")
    offered(tmp_path, monkeypatch)
    return folder


def test_the_package_carries_the_default_tier() -> None:
    assert weights_of("default") == WEIGHTS
    assert Reader(tier="default").model == Reader().model


def test_the_package_carries_the_fast_tier_which_is_smaller() -> None:
    network = weights_of("fast") / "tagger.onnx"

    assert network.stat().st_size < (WEIGHTS / "tagger.onnx").stat().st_size
    assert Reader(tier="fast").model.startswith("onrecord-fast-")


def test_the_fast_tier_reads_who_said_what() -> None:
    [found] = Reader(tier="fast").read(TEXT).statements

    assert [speaker.name for speaker in found.speakers] == ["Ana Ruiz"]
    assert slice_of(TEXT, found.content) == "the docks were safe"


def test_every_reading_names_its_tier(best: Path) -> None:
    assert Reader().read(TEXT).model.startswith("onrecord-default-")
    assert Reader(tier="best").read(TEXT).model == "onrecord-best-0123456789ab"


def test_the_tier_is_read_with_in_other_processes_too(best: Path) -> None:
    found = list(Reader(tier="best").read_many([TEXT] * 3, processes=2))

    assert {one.model for one in found if isinstance(one, onrecord.Reading)} == {"onrecord-best-0123456789ab"}
    assert len(found) == 3


def test_a_tier_that_is_not_installed_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "entry_points", lambda group, name: [])

    with pytest.raises(TierError, match=r"^the tier best is not installed: .*'onrecord\[best\]'"):
        Reader(tier="best")


def test_an_unknown_tier_is_told_with_those_there_are() -> None:
    with pytest.raises(TierError, match=r"^there is no tier 'swift'; there are best, default, fast$"):
        onrecord.read(TEXT, tier="swift")


def test_a_package_without_weights_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered(tmp_path, monkeypatch)

    with pytest.raises(TierError, match="holds no weights"):
        weights_of("best")
