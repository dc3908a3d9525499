from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.corpora import write_corpus
from training import labelling
from training.corpus import Annotation, Sample, load
from training.labelling import Finder, kappa, read_answer, take

TEXT = "Ana Ruiz said “we will never sell the docks”. The docks are old."
SAMPLE = Sample("one", "courier", TEXT, (Annotation("E1", ((0, 8),), ((9, 13),), ((14, 44),)),))
ANSWER: dict[str, Any] = {
    "k": "1.E1",
    "speaker": "Ana Ruiz",
    "kind": "person",
    "mode": "said",
    "act": "refuse",
    "positions": [["ruled_out", "sell the docks"]],
}


def _read(**more: Any) -> dict[str, Any]:
    assert SAMPLE.gold
    return read_answer(ANSWER | more, SAMPLE, SAMPLE.gold[0], "A")


def test_an_answer_is_kept_by_offsets() -> None:
    found = _read(target="Ana Ruiz", when="The docks")

    assert found["positions"] == [{"stand": "ruled_out", "action": [29, 43], "condition": None}]
    assert found["target"] == [0, 8]
    assert TEXT[slice(*found["when"])] == "The docks"


def test_a_target_that_the_article_does_not_spell_out_is_kept_by_name() -> None:
    assert _read(target="Ana Ruiz | Bo Lind")["target"] == "Ana Ruiz | Bo Lind"


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "sings"},
        {"kind": None},
        {"positions": [["ruled_out", "sell the ships"]]},
        {"positions": [["perhaps", "sell the docks"]]},
        {"positions": [["ruled_out", ""]]},
        {"addressee": "the council"},
    ],
)
def test_an_answer_outside_the_codebook_or_the_article_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is|not in"):
        _read(**wrong)


def test_words_are_found_with_other_marks_and_other_white_space() -> None:
    assert Finder(TEXT, ((0, 8),))('"we will  never') == (14, 28)


def test_words_are_found_nearest_to_the_statement() -> None:
    assert Finder("docks docks docks", ((12, 17),))("docks") == (12, 17)
    assert Finder("docks docks docks", ((0, 5),))("docks") == (0, 5)
    assert Finder("docks", ((0, 5),))("ships") is None


@given(st.text(max_size=30), st.text(max_size=60))
def test_what_is_found_lies_within_the_text(words: str, text: str) -> None:
    found = Finder(text, ((0, 1),))(words)

    assert found is None or 0 <= found[0] <= found[1] <= len(text)


def test_kappa_is_one_for_the_same_and_nought_for_chance() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "a")] * 3) == 1


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path)
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "labels.jsonl"))
    monkeypatch.setattr(labelling, "SHEETS", tmp_path)
    sample = load("train")[0]
    (tmp_path / "one.json").write_text(f'["{sample.name}"]', encoding="utf-8")
    lines = "".join(f"1.{a.id} | SOURCE x | CUE y | CONTENT z\n" for a in sample.gold or ())
    (tmp_path / "one.txt").write_text(lines, encoding="utf-8")
    return tmp_path


def _answers(folder: Path, count: int) -> Path:
    line = '{"k": "1.E%d", "kind": "person", "mode": "said", "act": "claim"}\n'
    (folder / "answers.jsonl").write_text("".join(line % k for k in range(count)), encoding="utf-8")
    return folder / "answers.jsonl"


def test_a_sheet_is_kept_once_every_statement_is_answered(sheets: Path) -> None:
    told: list[str] = []
    gold = len(load("train")[0].gold or ())

    assert take("one", "A", _answers(sheets, 1), told.append) == gold - 1
    assert not (sheets / "labels.jsonl").exists()
    assert take("one", "A", _answers(sheets, gold), told.append) == 0
    assert take("one", "B", _answers(sheets, gold), told.append) == 0
    assert len((sheets / "labels.jsonl").read_text(encoding="utf-8").splitlines()) == 2 * gold


def test_agreement_of_two_readers_is_told(sheets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = len(load("train")[0].gold or ())
    for reader in "AB":
        take("one", reader, _answers(sheets, gold), lambda _: None)
    labelling.agreement()

    assert f"{gold} statements labelled, {gold} of them twice" in capsys.readouterr().out


def test_a_line_that_is_no_answer_costs_only_itself(sheets: Path) -> None:
    gold = len(load("train")[0].gold or ())
    path = _answers(sheets, gold)
    path.write_text("nonsense\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    told: list[str] = []

    assert take("one", "A", path, told.append) == 1
    assert "line 1" in told[0]
