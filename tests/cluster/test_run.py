from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("fastwarc", reason="fastwarc is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from onrecord.cluster import Summary, batch
from onrecord.cluster.folder import folder_of
from onrecord.cluster.stored import readings
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions
from onrecord.reading.reader import Reader
from tests.cluster.made import archive, contents, files

COUNT, EVERY = 20, 6
PARTS = 5  # four of the archive, one of the small files


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An archive, a text, an empty file, a text in German, and nothing."""
    folder = tmp_path_factory.mktemp("inputs")
    archive(folder / "a.warc.gz", COUNT)
    (folder / "b.txt").write_text("Mayor Ana Ruiz said she would never sell the docks.")
    (folder / "c.txt").touch()
    (folder / "d.txt").write_text("Die Bürgermeisterin sagte, dass die Docks nicht verkauft werden. " * 5)
    return [folder / name for name in ("a.warc.gz", "b.txt", "c.txt", "d.txt", "none.txt")]


@pytest.fixture(scope="module")
def whole(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """A folder that one batch wrote without a break."""
    out = tmp_path_factory.mktemp("whole") / "out"
    return out, batch(inputs, out, every=EVERY, processes=2)


def run(inputs: list[Path], out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "onrecord", "batch", *map(str, inputs), "--out", str(out)]
    return subprocess.Popen(
        [*command, "--part", str(EVERY), "--processes", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _wait_for(wanted: Callable[[], bool]) -> None:
    for _ in range(3000):
        if wanted():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


def _has_two_parts(out: Path) -> bool:
    return len(folder_of(out).names("manifests")) >= 2


def test_every_input_is_counted_as_read_skipped_or_failed(whole: tuple[Path, Summary]) -> None:
    out, summary = whole
    assert summary.inputs == COUNT + 4
    assert summary.read == COUNT - 2 + 1
    assert summary.skipped == {"image/jpeg, not a page": 1, "is in another language (de)": 1}
    assert summary.failed == {"a wrong length": 1, "empty": 1, "there is no such file": 1}
    assert (summary.parts, summary.before) == (PARTS, 0)
    told = json.loads((out / "summary.json").read_text())
    assert told["inputs"] == summary.inputs and told["read"] == summary.read


def test_what_is_written_is_what_the_reader_reads(whole: tuple[Path, Summary]) -> None:
    some = list(readings(whole[0]))
    assert len(some) == COUNT - 1
    reader = Reader()
    for sourced in some[:6]:
        assert sourced.reading == reader.read(sourced.reading.article)
    assert len({sourced.source for sourced in some}) == len(some)


def test_every_article_leads_back_to_its_bytes(whole: tuple[Path, Summary], inputs: list[Path]) -> None:
    rows = [json.loads(row) for row in contents(whole[0])["articles"]]
    rows = [row for row in rows if row["source"] == str(inputs[0])]
    assert len(rows) == COUNT - 2
    for row in rows:
        record = zlib.decompressobj(wbits=31).decompress(inputs[0].read_bytes()[row["offset"] :])
        body = record.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
        assert hashlib.sha256(body).hexdigest() == row["digest"]
        assert row["published"] == "2031-05-06" and row["crawled"].startswith("2031-05-07")


def test_a_second_run_reads_nothing_again_and_adds_what_is_new(
    whole: tuple[Path, Summary], inputs: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = batch(inputs[:2], out, every=EVERY, processes=1)
    before = {name: data for name, data in files(out).items() if "/" in name and "copies" not in name}
    second = batch(inputs, out, processes=1)
    assert (second.before, second.parts) == (first.parts, first.parts + 1)
    assert before.items() <= files(out).items()
    assert contents(out) == contents(whole[0])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_is_ended_goes_on_and_comes_to_the_same_bytes(
    whole: tuple[Path, Summary], inputs: list[Path], tmp_path: Path, how: signal.Signals
) -> None:
    for attempt in range(10):  # on a busy machine one may be done before it is ended
        out = tmp_path / f"out{attempt}"
        process = run(inputs, out)
        _wait_for(partial(_has_two_parts, out))
        process.send_signal(how)
        told, _ = process.communicate(timeout=120)
        there = folder_of(out).names("manifests")
        if len(there) < PARTS:
            break
    assert len(there) < PARTS
    if how is signal.SIGINT:
        assert process.returncode == 130 and told.endswith("interrupted; the same command goes on\n")
    summary = batch(inputs, out, processes=1)
    assert summary.before >= len(there) and summary.parts == PARTS
    assert files(out) == files(whole[0])


def test_a_worker_that_is_killed_costs_nothing(
    whole: tuple[Path, Summary], inputs: list[Path], tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(summary: Summary) -> None:
        if not killed:
            mine = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
            for pid in map(int, mine):
                if "onrecord.cluster.worker" in Path(f"/proc/{pid}/cmdline").read_text():
                    killed.append(pid)
                    os.kill(pid, signal.SIGKILL)

    if not Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists():
        pytest.skip("this system does not tell whose child a process is")
    out = tmp_path / "out"
    summary = batch(inputs, out, every=EVERY, processes=1, progress=kill)
    assert killed and summary.inputs == whole[1].inputs
    assert files(out) == files(whole[0])


def test_two_batches_do_not_write_to_one_folder(inputs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with folder_of(out).held(), pytest.raises(InputError, match="another batch is writing to this folder"):
        batch(inputs, out)


def test_a_folder_of_something_else_is_let_be(inputs: list[Path], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something else"):
        batch(inputs, tmp_path)
    assert not (tmp_path / "manifests").exists()


def test_a_folder_is_gone_on_with_as_it_was_begun(whole: tuple[Path, Summary], inputs: list[Path]) -> None:
    with pytest.raises(InputError, match=r"another part \(6, now 9\)"):
        batch(inputs, whole[0], every=9)
    with pytest.raises(InputError, match="another columns"):
        batch(inputs, whole[0], options=IntakeOptions(columns=(("text", "words"),)))


def test_an_input_that_has_changed_is_named(inputs: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Mayor Ana Ruiz said no to the sale.")
    batch([path], tmp_path / "out", processes=1)
    path.write_text("Mayor Ana Ruiz said yes to the sale of it.")
    summary = batch([path], tmp_path / "out", processes=1)
    assert summary.read == 1
    assert summary.failed == {"has changed since it was read into this folder": 1}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few hundred kilobytes, where one may be mounted; else a limit on how long files may become."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_ends_the_batch_and_leaves_what_is_whole(
    whole: tuple[Path, Summary], inputs: list[Path], full: Path, tmp_path: Path
) -> None:
    out = full / "out"
    process = run(inputs, out)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1
    assert told.splitlines()[-1] == f"onrecord: {out}: no space left on device"
    for manifest in folder_of(out).manifests():
        for table in manifest["files"]:
            assert (out / table / f"{manifest['part']}.parquet").exists()
    moved = tmp_path / "moved"
    subprocess.run(["cp", "-r", str(out), str(moved)], check=True)
    batch(inputs, moved, processes=1)
    assert files(moved) == files(whole[0])
