"""What weighs at whom an act is directed is fitted on labelled targets."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="torch comes with the extra train")

from onrecord.reading.encoder import Encoder
from onrecord.reading.names import names
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, resolve
from training.aims import Example, examples, fit, share
from training.corpus import Annotation, Sample

TEXT = "Ingrid Taal met the mayor, Bo Drask, on Monday. Taal mocked Drask for the flood."


def test_fit_learns_what_tells_the_right_one() -> None:
    learned = [Example([{"object": 1.0}, {"opening": 1.0}], [True, False])] * 16
    weights = fit(learned)

    assert weights["object"] > 0 > weights["opening"]
    assert share(weights, learned) == 1.0


def test_examples_without_a_right_candidate_say_nothing() -> None:
    assert fit([Example([{"object": 1.0}], [False])] * 16) == {}
    assert share({}, [Example([], [])]) == 0.0


def test_a_labelled_target_is_found_among_the_candidates() -> None:
    def span(words: str, at: int = 0) -> tuple[tuple[int, int], ...]:
        start = TEXT.index(words, at)
        return ((start, start + len(words)),)

    gold = Annotation("E1", span("Taal", 20), span("mocked"), span("Drask for the flood"))
    sample = Sample("a", "outlet", TEXT, (gold,))
    tagged = Encoder().tag(TEXT)
    spans = [Attribution(gold.source, gold.cue, gold.content)]
    resolution = resolve(TEXT, names(tagged), spans, quotations(TEXT))
    label = {"id": "E1", "act": "criticise", "target": "Bo Drask", "content": [list(gold.content[0])]}
    [found] = examples(sample, tagged, spans, resolution, [label])

    assert any(found.right)
    assert not all(found.right)
