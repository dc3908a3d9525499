from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.training.corpora import write_corpus
from training.corpus import ROOT, TUNING_PER_OUTLET, Sample, load, load_unlabelled, split


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path)
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    return tmp_path


def test_spans_point_at_what_was_annotated(invented: Path) -> None:
    for sample in load("train"):
        assert sample.gold
        for statement in sample.gold:
            assert all(sample.text[a:b] in ("said", "said that") for a, b in statement.cue)
            assert all("that" in sample.text[a:b] for a, b in statement.content)


def test_the_first_annotator_by_name_counts(invented: Path) -> None:
    row = json.loads((invented / "polnear_train.jsonl").read_text(encoding="utf-8").splitlines()[0])
    row["annotations"] = {"b": [], "a": row["annotations"]["a1"][:1]}
    (invented / "polnear_dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    [sample] = load("dev")

    assert sample.gold is not None
    assert len(sample.gold) == 1


def test_the_tuning_part_is_drawn_by_outlet_and_does_not_hang_on_the_order() -> None:
    samples = [Sample(f"{outlet}-{k}", outlet, "", ()) for outlet in "abc" for k in range(20)]
    learn, tune = split(list(samples))
    random.Random(1).shuffle(samples)
    _, again = split(samples)

    assert {s.name for s in tune} == {s.name for s in again}
    assert len(tune) == 3 * TUNING_PER_OUTLET
    assert not {s.name for s in tune} & {s.name for s in learn}


def test_articles_of_the_check_set_are_not_learned_from(invented: Path) -> None:
    held = json.loads((ROOT / "benchmarks/world/fnc1.jsonl").read_text(encoding="utf-8").splitlines()[0])[
        "article"
    ]
    with (invented / "fnc1_bodies.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps({"id": held, "text": "It rained."}) + "\n")

    assert held not in {s.name for s in load_unlabelled()}
    assert len(load_unlabelled()) == 4
