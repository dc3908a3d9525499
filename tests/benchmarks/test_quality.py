from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord.reading.tiers
from benchmarks import quality, speed
from benchmarks.parts import Part, load_part
from benchmarks.quality import Outcome, measure, promised
from benchmarks.scorer import Scorer, predictions
from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.statement import Confidence, Reading, Statement
from training.corpus import Annotation, Sample

TEXT = "Ana Ruiz said the docks were safe. A clerk denied that they were for sale."
GOLD = (
    Annotation("E1", source=((0, 8),), cue=((9, 13),), content=((14, 33),)),
    Annotation("E2", source=((35, 42),), cue=((43, 49),), content=((50, 73),)),
)
PART = Part(
    "tuning",
    [Sample("docks", "Port Courier", TEXT, GOLD), Sample("rain", "Daily Rain", "It rained.", ())],
    files=(),
)


@pytest.fixture
def scorer(tools: Path) -> Scorer:
    return Scorer(PART)


def statement(gold: Annotation, confidence: float = 0.8) -> Statement:
    return Statement(
        id=gold.id,
        content=gold.content,
        source=gold.source,
        cue=gold.cue,
        quote="indirect",
        confidence=Confidence(confidence),
    )


def readings(*statements: Statement) -> Iterator[Reading | InputError]:
    yield Reading(Article(TEXT), statements, "some-model")
    yield Reading(Article("It rained."), (), "some-model")


def outcome(scorer: Scorer, *statements: Statement) -> Outcome:
    return measure(PART, scorer, readings(*statements))


def test_the_gold_statements_score_all_points(scorer: Scorer) -> None:
    found = outcome(scorer, *map(statement, GOLD))

    assert set(found.figures().values()) == {100.0}
    assert found.model == "some-model"
    assert found.cofenet is None
    assert found.calibration is not None
    assert found.calibration.error == pytest.approx(0.2)


def test_a_statement_with_the_wrong_source_is_not_right(scorer: Scorer) -> None:
    found = outcome(scorer, statement(GOLD[0]), replace(statement(GOLD[1]), source=((0, 8),)))

    assert found.own["content exact"]["F1"] == 100.0
    assert found.own["linked"]["F1"] == 50.0
    assert scorer.right("docks", found.said["docks"]) == [True, False]


def test_outlets_are_scored_apart(scorer: Scorer) -> None:
    found = outcome(scorer, *map(statement, GOLD))

    assert list(found.outlets) == ["Daily Rain", "Port Courier"]
    assert found.outlets["Port Courier"]["linked"]["n_gold"] == 2
    assert found.outlets["Daily Rain"]["linked"]["n_gold"] == 0


def test_a_statement_within_another_is_left_out() -> None:
    inner = replace(statement(GOLD[0]), within="E2")
    reading = Reading(Article(TEXT), (inner, statement(GOLD[1])), "some-model")

    assert [found["content"] for found in predictions(reading)] == [[(50, 73)]]


def test_an_article_that_cannot_be_read_counts_as_read_without_a_find(scorer: Scorer) -> None:
    def broken() -> Iterator[Reading | InputError]:
        yield InputError("docks", "is in another language")
        yield Reading(Article("It rained."), (), "some-model")

    found = measure(PART, scorer, broken())

    assert found.unread == ("docks: is in another language",)
    assert found.own["linked"]["n_gold"] == 2
    assert found.own["linked"]["F1"] == 0
    assert found.calibration is None


def test_all_figures_can_be_written_as_json(scorer: Scorer) -> None:
    found = outcome(scorer, *map(statement, GOLD))

    assert json.loads(json.dumps(found.to_dict()))["own"]["linked"]["F1"] == 100.0


def test_without_the_corpus_the_floor_passes_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))

    assert quality.main(["--floor"]) == 0
    assert "quality not measured" in capsys.readouterr().err
    assert quality.main([]) == 2


def test_a_tier_that_is_not_installed_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(onrecord.reading.tiers, "entry_points", lambda group, name: [])

    assert quality.main(["--tier", "best"]) == 2
    assert quality.main(["--tier", "best", "--speakers"]) == 2
    assert quality.main(["--tier", "best", "--acts"]) == 2
    assert speed.main(["--tier", "best"]) == 2
    assert capsys.readouterr().err.count("not measured: the tier best is not installed") == 4


def test_what_a_model_promises_is_shown_beside_what_it_keeps(
    scorer: Scorer, capsys: pytest.CaptureFixture[str]
) -> None:
    promise = promised({"precise": {"90": {"least": 0.75}}})
    found = measure(PART, scorer, readings(*map(statement, GOLD)), promise)

    quality.show(PART, scorer, found)

    assert "--precise 90            2      1.000   1.000  (from 0.75)" in capsys.readouterr().out


def test_figures_are_the_ones_that_the_scorer_prints_by_itself(
    corpus: Path, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _first_articles(corpus, tmp_path, 5)
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    part = load_part("dev")
    said = {
        sample.name: [
            {"content": list(g.content), "cue": list(g.cue), "source": list(g.source), "speaker": None}
            for g in (sample.gold or ())[::2]
        ]
        for sample in part.samples
    }
    rows = "\n".join(json.dumps({"file": name, "statements": found}) for name, found in said.items())
    (tmp_path / "said.jsonl").write_text(rows, encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-B", tools / "score_polnear.py"]
    command += ["--polnear", tmp_path / "polnear_dev.jsonl", "--cofenet", tmp_path / "cofenet_valid.txt"]
    command += ["--pred", tmp_path / "said.jsonl", "--json", tmp_path / "figures.json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    printed = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))

    scorer = Scorer(part)

    assert scorer.own(said) == printed["own"]  # type: ignore[arg-type]
    assert scorer.cofenet(said) == printed["cofenet"]  # type: ignore[arg-type]


def _first_articles(corpus: Path, target: Path, count: int) -> None:
    """Write the first articles of the dev part to a folder, with CofeNet's cut of them."""
    lines = (corpus / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:count]
    (target / "polnear_dev.jsonl").write_text("".join(lines), encoding="utf-8")
    names = tuple(json.loads(line)["file"] for line in lines)
    with (corpus / "cofenet_valid.txt").open(encoding="utf-8") as rows:
        kept = [row for row in rows if json.loads(row)["id"].startswith(names)]
    (target / "cofenet_valid.txt").write_text("".join(kept), encoding="utf-8")
