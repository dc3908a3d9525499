from __future__ import annotations

import errno
from pathlib import Path

import pytest

from onrecord.cluster.folder import MANIFESTS, folder_of
from onrecord.cluster.parts import Part, Slice
from onrecord.errors import InputError
from onrecord.intake.original import Mark

PART = Part((Slice("a", Mark(7, 0, 3), 2, 99),))
MANIFEST = {
    "slices": [{"source": "a", "start": {"offset": 7, "inner": 0, "number": 3}, "size": 99, "then": None}]
}


@pytest.fixture(params=["path", "file", "memory"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "path":
        return str(tmp_path / "out")
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    return f"file://{tmp_path / 'out'}" if request.param == "file" else f"memory://{tmp_path.name}/out"


def test_what_is_committed_is_known(name: str) -> None:
    folder = folder_of(name)
    assert folder.settings() is None and not folder.known() and folder.names() == []
    folder.commit(PART, {"articles": b"some"}, dict(MANIFEST))
    again = folder_of(name)
    assert again.get(f"articles/{PART.key}.parquet") == b"some"
    [manifest] = again.manifests()
    assert manifest["part"] == PART.key and set(manifest["files"]) == {"articles"}
    assert again.known()["a"][Mark(7, 0, 3)].size == 99
    assert again.get("nothing") is None


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_what_cannot_be_written_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    folder = folder_of(tmp_path / "out")
    left = [failing]

    def fsync(file: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(OSError, match="No space left"):
        folder.commit(PART, {"articles": b"some", "statements": b"more"}, dict(MANIFEST))
    assert not folder.names(MANIFESTS) and not folder.known()
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name.startswith(".")]


def test_one_at_a_time_holds_a_folder_and_what_was_left_half_written_goes(tmp_path: Path) -> None:
    left = tmp_path / "articles" / ".half"
    left.parent.mkdir()
    left.write_bytes(b"half")
    with folder_of(tmp_path).held():
        assert not left.exists()
        with pytest.raises(InputError, match="another batch"), folder_of(tmp_path).held():
            pass
    with folder_of(tmp_path).held():
        pass


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match="not an address that can be written to"):
        folder_of("https://courier.example/out")
