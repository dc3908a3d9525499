from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.acts import (
    Case,
    Finds,
    Outcome,
    cases,
    cue_lexicon,
    evaluate,
    main,
    same_action,
    same_name,
    show,
)
from benchmarks.parts import MissingDataError
from onrecord.statement import Act, Confidence, Passage, Position, Span, Stand, Statement
from tests.training.corpora import write_corpus, write_labels
from training.corpus import Annotation

TEXT = "Ana Ruiz said that Bo Lind must sell the docks at once."


def _at(words: str) -> Span:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _case(**more: Any) -> Case:
    fields: dict[str, Any] = {
        "annotation": Annotation(
            "E1", (_at("Ana Ruiz"),), (_at("said"),), (_at("that Bo Lind must sell the docks"),)
        ),
        "act": "demand",
        "mode": "said",
        "target": "Bo Lind",
        "stand": "favoured",
        "action": "sell the docks",
        "action_span": _at("sell the docks"),
        "conditional": False,
    }
    return Case(**(fields | more))


def _made(act: Act = "demand", stand: Stand | None = "favoured", target: str | None = "Bo Lind") -> Statement:
    action = Passage.of(TEXT, (_at("sell"),))
    return Statement(
        "a",
        (_at("that Bo Lind must sell the docks"),),
        (),
        (),
        "indirect",
        Confidence(1.0),
        mode="said",
        act=act,
        target=Passage.of(TEXT, (_at(target),)) if target else None,
        positions=(Position(stand, action),) if stand else (),
    )


def test_what_is_right_is_counted_right() -> None:
    outcome = Outcome()
    outcome.add(_case(), _made(), "claim")

    tallies = (outcome.act, outcome.mode, outcome.stand, outcome.action, outcome.target)
    assert [(t.right, t.of) for t in tallies] == [(1, 1)] * 5
    assert (outcome.lexicon.right, outcome.majority.right) == (0, 0)
    assert outcome.position.f1 == 100


def test_a_position_that_was_missed_counts_among_all_labelled_alone() -> None:
    outcome = Outcome()
    outcome.add(_case(), _made(stand=None), "claim")

    assert (outcome.stand.of, outcome.action.of) == (0, 0)
    assert (outcome.stand_of_all.right, outcome.stand_of_all.of) == (0, 1)
    assert outcome.position.f1 == 0


def test_an_action_is_right_where_it_overlaps() -> None:
    assert same_action(_case(), _made())
    assert not same_action(_case(action_span=_at("at once")), _made())
    assert same_action(_case(action_span=None), _made())
    assert not same_action(_case(action_span=None, action="lease ships"), _made())


def test_names_are_compared_strictly_and_things_by_their_words() -> None:
    assert same_name("Bo Lind", "Bo Lind")
    assert not same_name("Bo Lind", "Lind")
    assert not same_name("Bo Lind", "")
    assert same_name("sale of the docks", "the sale of docks")


def test_f1_weighs_what_was_missed_and_what_was_made_up() -> None:
    found = Finds()
    for gold, made in ((True, True), (True, False), (False, True), (False, False)):
        found.add(gold, made)

    assert found.f1 == 50


def test_acts_with_few_cases_stay_out_of_the_mean() -> None:
    outcome = Outcome()
    for _ in range(10):
        outcome.add(_case(), _made(), "claim")
    outcome.add(_case(act="threaten"), _made(), "claim")

    assert outcome.macro(outcome.acts) == outcome.acts["demand"].f1


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path)
    write_labels(tmp_path / "labels.jsonl")
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "labels.jsonl"))
    return tmp_path


def test_the_tuning_part_s_labels_are_compared_with_what_is_read(
    invented: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = evaluate("tuning", limit=3)
    show("tuning", outcome)

    assert outcome.act.of == 6
    assert "cue lexicon" in capsys.readouterr().out
    assert len(outcome.misses) == 6


def test_a_statement_labelled_once_is_not_among_those_labelled_twice(invented: Path) -> None:
    assert cases("twice") == []
    labels = invented / "labels.jsonl"
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    labels.write_text(
        "".join(json.dumps(r | {"reader": x}) + "\n" for r in rows for x in "AB"), encoding="utf-8"
    )

    assert cases("twice")


def test_the_lexicon_gives_a_cue_s_commonest_act(invented: Path) -> None:
    assert cue_lexicon()("a cue that no label has") == "claim"


def test_a_missing_corpus_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path / "none"))

    assert main([]) == 2
    assert "not measured" in capsys.readouterr().err


def test_missing_labels_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "none.jsonl"))

    with pytest.raises(MissingDataError, match="none"):
        evaluate("tuning")
