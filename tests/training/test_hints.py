"""What signs are worth is counted over labelled statements."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch comes with the extra train")

from onrecord.reading.acts.heads import ACTS, MODES, Scored
from training.hints import Learned, count, weigh


def _learned(verb: str, act: str, mode: str = "said") -> Learned:
    text = f"Taal {verb} it all"
    end = 5 + len(verb)
    return text, (((0, 4),), ((5, end),), ((end + 1, len(text)),)), {"act": act, "mode": mode}


def _even() -> Scored:
    acts, modes = (np.full(len(v), 1 / len(v), dtype=np.float32) for v in (ACTS, MODES))
    return Scored(acts, modes, 0.5, 0.5, np.zeros(128, dtype=np.float32))


def test_a_verb_is_counted_with_what_its_class_lends() -> None:
    logs = count([_learned("vowed", "commit")] * 8 + [_learned("pledged", "threaten")])
    vowed, pledged = (np.exp(logs[f"verb {verb}"]) for verb in ("vowed", "pledged"))

    assert vowed.argmax() == ACTS.index("commit")
    assert pledged[ACTS.index("commit")] > pledged[ACTS.index("refuse")]
    assert vowed.sum() == pytest.approx(1, abs=0.05)


def test_openings_that_were_seen_seldom_are_left_out() -> None:
    logs = count([_learned("said we should go, said", "demand")] * 3 + [_learned("said", "claim")] * 20)

    assert "ought" not in logs


def test_signs_count_where_they_are_right_and_not_where_they_are_wrong() -> None:
    learned = [_learned("vowed", "commit")] * 8
    logs = count(learned)
    right, wrong = ([(_even(), one)] for one in (learned[0], _learned("vowed", ACTS[0])))

    assert weigh(logs, right)["verb"] > 0
    assert weigh(logs, wrong)["verb"] == 0
