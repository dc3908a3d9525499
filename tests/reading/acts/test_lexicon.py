from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.heads import ACTS, FIELDS, STANDS, Scored
from onrecord.reading.acts.lexicon import PARTS, SIZE, Lexicon, features
from onrecord.reading.encoder import Encoder

TEXT = "Ruiz threatened to sue the council."
SPANS = ((0, 4),), ((5, 15),), ((16, 34),)
SHIPPED = Encoder().lexicon
EVEN = Scored(
    np.full(len(ACTS), 0.1, dtype=np.float32),
    np.full(3, 1 / 3, dtype=np.float32),
    0.5,
    0.5,
    np.zeros(128, dtype=np.float32),
)


def _act(text: str, cue: str) -> str:
    at = text.index(cue)
    spans = ((0, at - 1),), ((at, at + len(cue)),), ((at + len(cue) + 1, len(text)),)
    joined = SHIPPED.joined(EVEN, SHIPPED.scores(text, *spans, "person"))
    return ACTS[int(joined.acts.argmax())]


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("Ruiz praised the council", "praised", "support"),
        ("Ruiz accused the council of fraud", "accused", "criticise"),
        ("Ruiz urged the council to resign", "urged", "demand"),
        ("Ruiz asked whether the council knew", "asked", "question"),
        ("Ruiz hopes that it rains", "hopes", "desire"),
        ("Ruiz promised to build wells", "promised", "commit"),
        ("Ruiz declined to comment", "declined", "refuse"),
        ("Ruiz said the lake has two islands", "said", "claim"),
    ],
)
def test_plain_verbs_tell_their_act(text: str, cue: str, act: str) -> None:
    assert _act(text, cue) == act


def test_a_lexicon_without_weight_changes_nothing() -> None:
    silent = Lexicon(SHIPPED.table, SHIPPED.stands, dict.fromkeys(PARTS, 0.0))
    joined = silent.joined(EVEN, silent.scores(TEXT, *SPANS, "person"))

    assert np.allclose(joined.acts, EVEN.acts)
    assert joined.positioned == pytest.approx(0.5)


@given(st.text(max_size=40), st.floats(0, 1), st.floats(0, 1))
def test_any_words_give_probabilities(text: str, having: float, aimed: float) -> None:
    spans = ((0, len(text)),) if text else ()
    scored = Scored(EVEN.acts, EVEN.modes, having, aimed, EVEN.hidden)
    joined = SHIPPED.joined(scored, SHIPPED.scores(text, (), (), spans, "none"))

    assert joined.acts.sum() == pytest.approx(1, abs=1e-4)
    assert joined.modes.sum() == pytest.approx(1, abs=1e-4)
    assert 0 <= joined.positioned <= 1
    assert 0 <= joined.targeted <= 1


def test_the_same_word_counts_apart_in_each_role() -> None:
    said = set(features("sue", (), (), ((0, 3),), "none")[0].tolist())
    ascribed = set(features("sue", (), ((0, 3),), (), "none")[0].tolist())

    assert said != ascribed


@pytest.mark.parametrize(
    ("text", "cue", "action", "stand"),
    [
        ("Ruiz opposed a sale of the docks", "opposed", "a sale of the docks", "opposed"),
        ("Ruiz vowed to lease the docks", "vowed", "lease the docks", "pledged"),
        ("Ruiz called for leasing the docks", "called for", "leasing the docks", "favoured"),
    ],
)
def test_plain_verbs_tell_the_stand(text: str, cue: str, action: str, stand: str) -> None:
    at, end = text.index(cue), text.index(cue) + len(cue)
    spans = ((0, at - 1),), ((at, end),), ((end + 1, len(text)),)
    even = np.full(len(STANDS), 1 / len(STANDS), dtype=np.float32)
    joined = SHIPPED.joined_stand(even, text, spans, "person", (text.index(action), len(text)))

    assert STANDS[int(joined.argmax())] == stand
    assert joined.sum() == pytest.approx(1, abs=1e-4)


def test_curly_apostrophes_and_capitals_count_as_plain_ones() -> None:
    one, other = (features(t, (), ((0, len(t)),), (), "none") for t in ("Won’t", "won't"))

    assert np.array_equal(one[0], other[0])


def test_the_table_comes_back_from_its_file(tmp_path: Path) -> None:
    SHIPPED.save(tmp_path / "lexicon.npz")
    again = Lexicon.load(tmp_path / "lexicon.npz", {"lexicon": SHIPPED.weights})

    assert np.array_equal(again.table, SHIPPED.table)
    assert np.array_equal(again.stands, SHIPPED.stands)
    assert again.table.shape == (SIZE, FIELDS)
