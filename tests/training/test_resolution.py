"""What weighs whom a pronoun means is fitted on labelled articles."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.reading.names import Name
from training.corpus import Annotation, Sample
from training.resolution import PRIOR, Example, across, examples, fit, labels, right

_TEXT = "Ana Ruiz met Bo Lind. She said it rained. Her deputy said it snowed."


def _sample() -> Sample:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((_TEXT.index(words), _TEXT.index(words) + len(words)),)

    gold = (
        Annotation("E1", span("She"), span("said"), span("it rained")),
        Annotation("E2", span("Her deputy"), span("said it snowed"), span("it snowed")),
    )
    return Sample("a", "outlet", _TEXT, gold)


_NAMES = [Name((0, 8), "person", 0.99), Name((13, 20), "person", 0.99)]


def test_pronouns_and_possessors_are_examples() -> None:
    found = examples(_sample(), {"E1": "Ana Ruiz", "E2": "Ana Ruiz's deputy"}, _NAMES, dict(PRIOR))
    assert [example.right is not None for example in found] == [True, True]


def test_whoever_is_not_among_the_candidates_is_not_right() -> None:
    (found,) = examples(_sample(), {"E1": "Mary Aden"}, _NAMES, dict(PRIOR))
    assert found.right is None
    assert right([found], dict(PRIOR)) == (0, 1)


def test_fit_learns_what_tells_the_right_one() -> None:
    given = [Example(f"a{k}", [{"x": 1.0}, {"y": 1.0}], 0) for k in range(16)]
    weights = fit(given, 1.0)
    assert weights["x"] > 0.5 > -0.5 > weights["y"]
    assert right(given, weights) == across(given, 1.0, folds=4) == (16, 16)


def test_what_was_never_seen_keeps_what_was_set_by_hand() -> None:
    given = [Example("a", [{"salience": 0.0}, {"salience": 0.0}], 0)]
    assert fit(given, 1.0)["salience"] == PRIOR["salience"]


def test_labels_without_a_speaker_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    rows = [{"file": "a", "id": "E1", "speaker": "Ana"}, {"file": "a", "id": "E2", "act": "claim"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert labels(path) == {"a": {"E1": "Ana"}}
