from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.reading.acts.heads import ACTS, FIELDS, MARKS, MODES, STANDS
from onrecord.reading.acts.judging import AIMLESS
from onrecord.reading.encoder import Encoder
from onrecord.reading.tokens import tokenise
from training.acts import IGNORE, Acts, acts_of, read_labels
from training.corpus import Annotation, Sample, labels_file

TEXT = "Mayor Ana Ruiz told Bo Lind that she will open the port if the council agrees. Rain fell."
TOKENS = tokenise(Encoder().tokeniser, TEXT)


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


SAMPLE = Sample(
    "one",
    "courier",
    TEXT,
    (
        Annotation(
            "E1",
            (_at("Mayor Ana Ruiz"),),
            (_at("told"),),
            (_at("that she will open the port if the council agrees"),),
        ),
    ),
)


def _label(**more: Any) -> dict[str, Any]:
    position = {
        "stand": "pledged",
        "action": list(_at("open the port")),
        "condition": list(_at("if the council agrees")),
    }
    return {"file": "one", "id": "E1", "act": "commit", "mode": "said", "positions": [position]} | more


def _words(found: Acts, mark: str) -> list[str]:
    return [
        TEXT[TOKENS.starts[k] : TOKENS.ends[k]]
        for k in np.flatnonzero(np.isin(found.marks, [MARKS.index(b + mark) for b in ("B-", "I-")]))
    ]


def test_a_label_becomes_the_values_of_its_fields() -> None:
    [deed] = acts_of(SAMPLE, TOKENS, [_label()]).deeds

    assert np.flatnonzero(deed.fields).tolist() == [
        ACTS.index("commit"),
        len(ACTS) + MODES.index("said"),
        FIELDS - 2,
    ]
    [(first, last, stand)] = deed.stands
    assert TEXT[TOKENS.starts[first] : TOKENS.ends[last - 1]] == "open the port"
    assert STANDS[stand] == "pledged"


def test_the_words_of_action_and_condition_are_marked_and_those_outside_the_statement_left_open() -> None:
    found = acts_of(SAMPLE, TOKENS, [_label()])

    assert _words(found, "action") == ["open", "the", "port"]
    assert _words(found, "condition") == ["if", "the", "council", "agrees"]
    assert (found.marks[TOKENS.within(_at("Rain fell"))[0] :] == IGNORE).all()


def test_a_target_is_marked_where_its_name_ends() -> None:
    found = acts_of(SAMPLE, TOKENS, [_label(act="demand", target=list(_at("Bo Lind")))])
    aimed = [TEXT[TOKENS.starts[k] : TOKENS.ends[k]] for k in np.flatnonzero(found.aims == 1)]

    assert aimed == ["Bo", "Lind"]
    assert found.deeds[0].fields[-1] == 1


def test_a_target_that_goes_by_another_name_in_the_statement_is_left_open() -> None:
    text = TEXT.replace("she will", "he and she will")
    found = acts_of(replace(SAMPLE, text=text), TOKENS, [_label(act="demand", target="Ingrid Taal")])

    assert (found.aims == IGNORE).all()


def test_a_target_that_only_a_pronoun_can_mean_is_marked_there() -> None:
    found = acts_of(SAMPLE, TOKENS, [_label(act="demand", target="Ingrid Taal")])
    aimed = [TEXT[TOKENS.starts[k] : TOKENS.ends[k]] for k in np.flatnonzero(found.aims == 1)]

    assert aimed == ["she"]


def test_labels_of_statements_that_the_sample_lacks_are_left_out() -> None:
    assert acts_of(SAMPLE, TOKENS, [_label(id="E9")]).deeds == ()


def test_an_article_without_labels_has_nothing_to_learn_from() -> None:
    found = acts_of(SAMPLE, TOKENS, [])

    assert found.deeds == ()
    assert (found.marks == IGNORE).all()
    assert (found.aims == IGNORE).all()


def test_of_two_readers_the_first_counts(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    rows = [_label(reader="A"), _label(reader="B", act="claim")]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")

    assert [r["act"] for r in read_labels(path)["one"]] == ["commit"]


def test_no_file_of_labels_is_no_labels(tmp_path: Path) -> None:
    assert read_labels(tmp_path / "none.jsonl") == {}


def test_the_labels_that_are_carried_hold_to_the_codebook() -> None:
    rows = [row for found in read_labels(labels_file()).values() for row in found]

    assert len(rows) > 3000
    for row in rows:
        assert row["act"] in ACTS
        assert row["mode"] in MODES
        assert all(p["stand"] in STANDS for p in row["positions"])
        assert not (row["act"] in AIMLESS and row.get("target"))
