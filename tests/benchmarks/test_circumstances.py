"""How circumstances are held against their labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import circumstances
from benchmarks.circumstances import Outcome, measure, show
from tests.reading.circumstances.marked import unmarked
from training.corpus import Annotation, Sample

MARKED = (
    "[s Ruiz] [q told] the Courier on Monday [c it was late]. In a letter [2s Lind] [2q wrote] [2c that it was early]. "
    "[3s Ruiz] [3q said] [3c no]."
)


def _measured(*labels: dict[str, Any]) -> Outcome:
    text, spans = unmarked(MARKED)
    gold = tuple(Annotation(f"E{k}", one.source, one.cue, one.content) for k, one in enumerate(spans, 1))
    outcome = Outcome()
    measure(
        outcome, Sample("docks", "The Port Courier", text, gold), {label["id"]: label for label in labels}
    )
    return outcome


def _at(words: str) -> list[int]:
    text, _ = unmarked(MARKED)
    return [text.index(words), text.index(words) + len(words)]


def test_a_find_that_shares_a_word_with_its_label_is_right() -> None:
    outcome = _measured({"id": "E1", "addressee": _at("Courier"), "when": _at("on Monday")})
    assert outcome.statements == 1
    for name in ("addressee", "when"):
        score = outcome.scores[name]
        assert (score.labelled, score.found, score.right) == (1, 1, 1)
        assert score.precision == score.recall == score.recall_near == 1
    assert outcome.misses == []


def test_a_find_elsewhere_is_wrong_and_shown() -> None:
    outcome = _measured({"id": "E2", "medium": _at("the Courier")})
    score = outcome.scores["medium"]
    assert (score.labelled, score.found, score.right) == (1, 1, 0)
    assert [(miss.label, miss.given) for miss in outcome.misses] == [("the Courier", "a letter")]


def test_a_label_of_another_sentence_counts_for_recall_alone() -> None:
    score = _measured({"id": "E3", "medium": _at("letter")}).scores["medium"]
    assert (score.labelled, score.near, score.found) == (1, 0, 0)
    assert score.recall == 0


def test_a_statement_without_a_label_is_not_counted() -> None:
    outcome = _measured({"id": "E3"})
    assert outcome.statements == 1
    assert outcome.scores["addressee"].found == 0
    assert outcome.scores["addressee"].precision == 0


def test_figures_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    show(_measured({"id": "E1", "addressee": _at("Courier")}), "when")
    told = capsys.readouterr().out
    assert "1 statements, given their spans" in told
    assert "addressee            1      1     100.0%  100.0%" in told
    assert "docks\tE1\t\tMonday" in told


def test_missing_labels_are_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    assert circumstances.main([]) == 2
    assert capsys.readouterr().err.startswith("circumstances not measured: there is no ")
