from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.parts import Part
from benchmarks.rivals import __main__ as rivals
from benchmarks.rivals import running
from benchmarks.rivals.running import Passed, RivalError, environment, in_turns
from benchmarks.rivals.worker import Found, attempt, places, shifted, token_spans, told
from benchmarks.scorer import Scorer
from benchmarks.speed import Times
from training.corpus import Annotation, Sample

TEXT = "Ana Ruiz said the docks were safe. A clerk denied that they were for sale."
GOLD = (
    Annotation("E1", source=((0, 8),), cue=((9, 13),), content=((14, 33),)),
    Annotation("E2", source=((35, 42),), cue=((43, 49),), content=((50, 73),)),
)
PART = Part("tuning", [Sample("docks", "Port Courier", TEXT, GOLD)], files=())
FIRST = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 33]]}


def passed(*statements: dict[str, list[list[int]]], error: str | None = None) -> Passed:
    return Passed("a rival", Times(2.0, 1.0), [list(statements)], [error])


def token(i: int, idx: int, text: str) -> SimpleNamespace:
    return SimpleNamespace(i=i, idx=idx, text=text)


def test_tokens_side_by_side_are_one_span() -> None:
    tokens = [token(0, 0, "Ana"), token(1, 4, "Ruiz"), token(5, 20, "clerk")]

    assert token_spans(tokens) == [(0, 8), (20, 25)]


def test_a_statement_of_a_later_paragraph_is_shifted_whole() -> None:
    assert shifted(([(0, 3)], [], [(4, 9), (12, 13)]), 10) == ([(10, 13)], [], [(14, 19), (22, 23)])


def test_places_lead_from_a_changed_text_to_the_text_itself() -> None:
    text, changed = 'She said"no" twice.\n\nHe left.', 'She said "no" twice.\nHe left."'

    at = places(text, changed)

    start = changed.index('"no"')
    assert text[at[start] : at[start + 4]] == '"no"'
    start = changed.index("He left")
    assert text[at[start] : at[start + 7]] == "He left"


@given(st.text(alphabet='ab "\n', max_size=40))
def test_places_of_an_unchanged_text_are_its_own(text: str) -> None:
    kept = "\n".join(line for line in text.split("\n") if line)
    at = places(text, kept)

    assert all(text[at[k]] == letter for k, letter in enumerate(kept) if letter != "\n")
    assert at == sorted(at)


def test_a_tool_that_gives_up_an_article_says_why_and_goes_on() -> None:
    def read(text: str) -> Found:
        raise ValueError("an unclosed quotation")

    found = told(TEXT, attempt(read, TEXT))

    assert found == {"statements": [], "error": "ValueError: an unclosed quotation"}


def test_a_statement_that_lies_in_what_a_tool_put_in_itself_is_left_out() -> None:
    found = Found([([], [], [(5, 6)])], text="Safe." + '"')

    assert told("Safe.", found)["statements"] == []


def test_a_rival_is_scored_as_we_are(tools: Path) -> None:
    row = rivals.scored(PART, Scorer(PART), passed(FIRST))

    assert row["own"]["content"] == pytest.approx(200 / 3)
    assert row["linked"]["P"] == 100.0
    assert row["linked"]["R"] == 50.0
    assert row["words_per_second"] == {"wall": 7.5, "cpu": 15.0}


def test_what_a_rival_gave_up_is_shown(tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scorer = Scorer(PART)
    rows = [rivals.scored(PART, scorer, one) for one in (passed(FIRST), passed(error="ValueError: odd"))]

    rivals.show(PART, rows)

    shown = capsys.readouterr().out
    assert "66.7" in shown
    assert "gave up 1 of 1 articles" in shown
    assert "ValueError: odd" in shown


def test_published_figures_say_where_they_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    rivals.show_published()

    shown = capsys.readouterr().out
    assert "83.2 / 75.3 / 72.9" in shown
    assert "test part" in shown


def test_our_reader_reads_in_a_process_of_its_own() -> None:
    [one] = in_turns({"onrecord": Path(sys.executable)}, [TEXT, "It rained."], rounds=1)

    assert [row["content"] for row in one.found[0]] == [[[14, 33]], [[50, 73]]]
    assert one.found[1] == []
    assert one.errors == [None, None]
    assert one.times.wall > 0


def test_a_reader_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(RivalError, match=r"nobody broke off: KeyError: 'nobody'"):
        in_turns({"nobody": Path(sys.executable)}, [TEXT], rounds=1)


def test_rivals_that_cannot_be_installed_are_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requirements.txt").write_text("no-such-rival @ file:///nowhere.whl\n", encoding="utf-8")
    monkeypatch.setattr(running, "HERE", tmp_path)

    with pytest.raises(RivalError, match="the rivals cannot be installed"):
        environment(tmp_path / "environment")


def test_an_environment_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "installed.txt").write_text(
        (running.HERE / "requirements.txt").read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert environment(tmp_path) == tmp_path / "bin" / "python"


def test_without_the_corpus_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))

    assert rivals.main([]) == 2
    assert "rivals not measured" in capsys.readouterr().err
