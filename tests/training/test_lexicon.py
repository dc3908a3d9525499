from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch comes with the extra train")

from onrecord.reading.acts.heads import ACTS, FIELDS, STANDS
from onrecord.reading.acts.lexicon import PARTS, SIZE, Lexicon
from onrecord.reading.encoder import Encoder
from tests.training.corpora import write_corpus, write_labels
from training.corpus import Annotation, Sample
from training.lexicon import Case, fit, labelled, values_of


def _case(verb: str, act: str) -> Case:
    text = f"Ruiz {verb} the council"
    end = 5 + len(verb)
    statement = Annotation("E1", ((0, 4),), ((5, end),), ((end + 1, len(text)),))
    positions = (
        [{"stand": "pledged", "action": [end + 1, len(text)], "condition": None}] if act == "commit" else []
    )
    return Case(
        Sample("one", "courier", text, (statement,)),
        statement,
        {"id": "E1", "act": act, "mode": "said", "positions": positions},
        "person",
    )


def test_a_verb_is_learned_from_its_labels() -> None:
    table = fit([_case("scolds", "criticise"), _case("promises", "commit"), _case("greets", "support")] * 5)
    stands = np.zeros((SIZE, len(STANDS)), np.float32)
    lexicon = Lexicon(table, stands, dict.fromkeys(PARTS, 1.0))
    for verb, act in (("scolds", "criticise"), ("promises", "commit"), ("greets", "support")):
        scores = _case(verb, act).scores(lexicon)
        assert ACTS[int(scores[: len(ACTS)].argmax())] == act


def test_nothing_labelled_gives_an_empty_table() -> None:
    table = fit([])

    assert table.shape == (SIZE, FIELDS)
    assert not table.any()


def test_a_label_s_values() -> None:
    assert values_of(_case("promises", "commit").label) == (ACTS.index("commit"), 0, 1, 0)


def test_what_is_learned_from_and_the_tuning_part_share_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path)
    write_labels(tmp_path / "labels.jsonl")
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    monkeypatch.setenv("ONRECORD_LABELS", str(tmp_path / "labels.jsonl"))
    encoder = Encoder()
    learn, tune = ({c.sample.name for c in labelled(encoder, tuning)} for tuning in (False, True))

    assert tune
    assert not learn & tune
