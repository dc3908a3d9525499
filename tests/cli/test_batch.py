from __future__ import annotations

import sys
from pathlib import Path

import onnxruntime
import pytest

from onrecord.cluster import Summary
from tests.cli.fake import run

pytest.importorskip("pyarrow", reason="pyarrow is not installed")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-"], "files, folders and addresses are read"),
        (["a.csv", "--column", "content=text"], "FIELD=NAME is wanted"),
        (["a.csv", "--column", "text"], "FIELD=NAME is wanted"),
        (["a.csv", "--part", "0"], "--part"),
        (["a.csv", "--engine", "spark"], "--engine"),
        (["a.csv", "--device", "abacus"], "--device"),
    ],
)
def test_a_wrong_call_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = run("batch", *arguments, "--out", tmp_path / "out")
    assert done.exit_code == 2 and told in done.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_else_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("batch", tmp_path / "mine.txt", "--out", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == f"onrecord: {tmp_path}: a folder that holds something else; take a new one\n"


def test_ray_that_is_missing_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    done = run("batch", tmp_path / "a.csv", "--out", tmp_path / "out", "--engine", "ray")
    assert done.exit_code == 1 and "onrecord[cluster]" in done.stderr and "\n" not in done.stderr.strip()


def test_a_gpu_that_nothing_here_can_use_is_one_line_and_begins_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    done = run("batch", tmp_path / "a.csv", "--out", tmp_path / "out", "--device", "cuda")
    assert done.exit_code == 1 and not (tmp_path / "out").exists()
    assert "knows no CUDA" in done.stderr and "\n" not in done.stderr.strip()


@pytest.mark.parametrize(("ended", "code"), [(False, 1), (True, 130)])
def test_the_end_tells_what_became_of_every_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: bool, code: int
) -> None:
    from collections import Counter

    summary = Summary(
        read=2,
        statements=9,
        copies=1,
        skipped=Counter({"image/jpeg, not a page": 1, "no article in this page": 3}),
        failed=Counter({"damaged gzip": 1}),
        parts=2,
        before=1,
        interrupted=ended,
    )
    monkeypatch.setattr("onrecord.cluster.run.batch", lambda *given, **named: summary)
    done = run("batch", "a.warc.gz", "--out", tmp_path / "out")
    assert done.exit_code == code
    assert done.stdout.splitlines()[:9] == [
        "7 inputs",
        "  2 read, 1 of them copies: 9 statements",
        "  4 skipped",
        "    3 no article in this page",
        "    1 image/jpeg, not a page",
        "  1 failed",
        "    1 damaged gzip",
        "  2 parts, 1 there before",
        *(["interrupted; the same command goes on"] if ended else []),
    ]
