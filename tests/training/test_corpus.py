from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.training.corpora import write_corpus
from training.corpus import ROOT, TUNING_PER_OUTLET, Sample, is_held, load, load_unlabelled, split


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


def test_of_a_half_of_the_articles_those_with_second_readings_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"article-{k}" for k in range(40)]
    once = [{"file": name, "id": "E1", "reader": "A"} for name in names]
    twice = [row | {"reader": "B"} for row in once[:20]]
    for file, rows in (("once", once), ("twice", once + twice)):
        (tmp_path / file).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "once"))
    assert not any(is_held(name, frozenset()) for name in names)
    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "twice"))
    held = {name for name in names if is_held(name, frozenset())}
    assert held <= set(names[:20])
    assert 5 <= len(held) <= 15
    assert is_held(names[-1], frozenset(names[-1:])), "the tuning part always is"
    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "none"))
    assert not any(is_held(name, frozenset()) for name in names)
