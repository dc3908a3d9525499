from __future__ import annotations

import io
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from onrecord.cluster import ahead
from onrecord.cluster.ahead import send, unpacked
from onrecord.cluster.stored import parts_of
from onrecord.errors import InputError
from onrecord.record.prepared import Prepared
from onrecord.record.results import Sourced
from tests.cluster.made import invented
from tests.record.readings import article, reading


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of five parts of three articles each."""
    return invented(tmp_path_factory.mktemp("batch") / "out", parts=5, articles=3)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: 2)


def _names(parts: Iterator[Iterator[Prepared]]) -> list[list[str]]:
    return [[one.article.id for one in part] for part in parts]


def _wanted(folder: Path) -> list[list[str]]:
    return [[one.reading.article.id for one in part] for part in parts_of(folder)]


@pytest.mark.usefixtures("two_cores")
def test_another_process_unpacks_what_this_one_would(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "prepared", None)  # what this process would do it with
    assert _names(unpacked(str(folder), parts_of(folder))) == _wanted(folder)


@pytest.mark.parametrize("alone", ["few parts", "one core"])
def test_no_process_is_started_where_it_does_not_pay(
    folder: Path, alone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(ahead, "cores", lambda: 1 if alone == "one core" else 2)
    some = parts_of(folder)[: 5 if alone == "one core" else 3]
    assert _names(unpacked(str(folder), some)) == _wanted(folder)[: len(some)]


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("taken", [0, 1, 7])
def test_when_the_process_dies_the_rest_is_unpacked_here(
    folder: Path, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    begin: Callable[..., Any] = subprocess.Popen

    def popen(command: list[str], **named: Any) -> Any:
        code = (
            "import sys, pickle; from onrecord.cluster import ahead; from onrecord.cluster.stored import parts_of;"
            "ahead.CHUNK = 1; out = sys.stdout.buffer; whole = __import__('io').BytesIO();"
            f"ahead.send(parts_of({command[-1]!r}), whole); out.write(whole.getvalue()[:{taken * 700}])"
        )
        started.append(begin([sys.executable, "-c", code], **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    assert _names(unpacked(str(folder), parts_of(folder))) == _wanted(folder)
    assert started and all(process.poll() is not None for process in started)


@pytest.mark.usefixtures("two_cores")
def test_a_process_that_is_not_waited_for_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    begin: Callable[..., Any] = subprocess.Popen

    def popen(*given: Any, **named: Any) -> Any:
        started.append(begin(*given, **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    parts = unpacked(str(folder), parts_of(folder))
    next(next(parts))
    parts.close()
    assert started[0].poll() is not None


def test_an_error_goes_behind_what_could_be_read() -> None:
    def broken() -> Iterator[Sourced]:
        yield Sourced(reading(article(1)))
        raise InputError("a.parquet", "a damaged Parquet file")

    stream = io.BytesIO()
    send([broken(), iter([Sourced(reading(article(2)))])], stream)
    stream.seek(0)
    told = [pickle.load(stream) for _ in range(3)]
    assert isinstance(told[0], InputError) and told[0].cause == "a damaged Parquet file"
    assert [one.article.id for one in told[1]] == [article(2).id]
    assert told[2] is None
