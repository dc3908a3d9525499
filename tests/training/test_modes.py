"""What speaks for each mode around a statement is fitted on labelled statements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch comes with the extra train")

from onrecord.reading.acts.heads import MODES
from onrecord.reading.encoder import Encoder
from tests.training.corpora import write_corpus, write_labels
from training.modes import Seen, fit, make, read, share

SAID, WRITTEN = MODES.index("said"), MODES.index("written")


def _seen() -> list[Seen]:
    odds = (0.5, 0.4, 0.1)
    return [Seen(odds, {"letter": 1.0}, WRITTEN), Seen(odds, {"rally": 1.0}, SAID)] * 20


def test_fit_learns_what_tells_the_right_mode() -> None:
    weights = fit(_seen())

    assert weights["letter"][WRITTEN] > 0 > weights["letter"][SAID]
    assert share(None, _seen()) == 0.5
    assert share(weights, _seen()) == 1.0


def test_rare_signs_have_no_weight() -> None:
    assert "once" not in fit([*_seen(), Seen((0.5, 0.4, 0.1), {"once": 1.0}, SAID)])


def test_without_statements_the_network_is_believed() -> None:
    weights = fit([])

    assert weights == {"network": [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]}


def test_the_labelled_statements_that_are_learned_from_are_fitted_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_corpus(tmp_path)
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path))
    found = {}
    for readers in ("BC", "B"):  # what was read twice is held back
        labels = tmp_path / f"{readers}.jsonl"
        write_labels(labels, readers=readers)
        monkeypatch.setenv("ONRECORD_LABELS", str(labels))
        found[readers] = list(read(Encoder(), tuning=False))
    held, learned = found["BC"], found["B"]
    make(tmp_path / "modes.json")

    assert len(held) < len(learned)
    assert all("always" in one.signs and sum(one.odds) == pytest.approx(1, abs=1e-5) for one in learned)
    assert "network" in json.loads((tmp_path / "modes.json").read_text(encoding="utf-8"))["weights"]
    assert capsys.readouterr().out.startswith(f"{len(learned)} statements")
