from __future__ import annotations

import os

import pytest

from benchmarks import speed
from benchmarks.speed import EXAMPLE, cold_start, in_turns

TEXTS = ["Ana Ruiz said the docks were safe.", "A clerk denied that they were for sale."]


def test_reading_is_timed_on_as_many_cores_as_are_given() -> None:
    core = min(os.sched_getaffinity(0))

    [found] = in_turns(TEXTS, [core], rounds=2, names=["onrecord"])

    assert (found.reader, found.cores) == ("onrecord", 1)
    assert found.wall > 0
    assert found.cpu > 0


def test_a_reader_that_breaks_off_is_told() -> None:
    with pytest.raises(RuntimeError, match="nobody broke off"):
        in_turns(TEXTS, [min(os.sched_getaffinity(0))], rounds=1, names=["nobody"])


def test_a_cold_start_has_a_time_and_a_peak() -> None:
    start = cold_start(EXAMPLE)

    assert 0 < start.first <= start.whole
    assert start.peak > 10


def test_without_the_corpus_the_example_is_read(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))

    what, texts = speed.load_texts()

    assert "example" in what
    assert set(texts) == {EXAMPLE.read_text(encoding="utf-8")}
    assert "ONRECORD_CORPUS" in capsys.readouterr().err
