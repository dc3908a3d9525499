"""Signs of the modes around a statement, and how they join what the network says."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import onrecord
from onrecord.reading.acts import judging
from onrecord.reading.acts.heads import MODES
from onrecord.reading.acts.modes import Media, Signs, carried, joined
from onrecord.reading.speakers import Attribution
from onrecord.statement import Passage, Span

TEXT = (
    "In a letter to the board on Monday, Ingrid Taal said the dam was unsafe.\n\n"
    "“It will not last the winter,” Taal added.\n\n"
    "Bo Drask told reporters at a rally that it would."
)


def _at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


FIRST = Attribution(_at("Ingrid Taal"), _at("said"), _at("the dam was unsafe"))
SECOND = Attribution(_at("Taal added")[:1], _at("added"), _at("“It will not last the winter,”"))
THIRD = Attribution(_at("Bo Drask"), _at("told"), _at("that it would"))


def _signs(media: Media, spans: Attribution, who: str, medium: str = "") -> Signs:
    passage = Passage(medium, _at(medium)) if medium else None
    return media.signs(spans, [who] if who else [], "person", "indirect", passage)


def test_words_for_a_medium_are_signs_by_where_they_stand() -> None:
    media = Media(TEXT)
    first, third = _signs(media, FIRST, "Ingrid Taal"), _signs(media, THIRD, "Bo Drask")

    assert {"written in paragraph", "written before"} <= first.keys()
    assert "spoken in frame" in third
    assert "spoken in paragraph" in third
    assert "written in paragraph" not in third


def test_the_medium_of_a_speakers_last_statement_still_holds() -> None:
    media = Media(TEXT)
    first = _signs(media, FIRST, "Ingrid Taal", "a letter to the board")
    second = _signs(media, SECOND, "Ingrid Taal")
    other = _signs(media, THIRD, "Bo Drask")

    assert {"medium", "medium written"} <= first.keys()
    assert "last medium" not in first
    assert {"last medium", "last medium written"} <= second.keys()
    assert "last medium" not in other


def test_nobody_has_no_last_medium() -> None:
    media = Media(TEXT)
    _signs(media, FIRST, "", "a letter to the board")

    assert "last medium" not in _signs(media, SECOND, "")


def test_a_statement_without_spans_has_signs_too() -> None:
    assert {"always", "no source", "no cue"} <= _signs(Media(TEXT), Attribution((), (), ()), "").keys()


def test_a_letter_told_of_before_makes_an_addition_likelier_to_be_written() -> None:
    modes, written = np.array([0.55, 0.4, 0.05], dtype=np.float32), MODES.index("written")
    media = Media(TEXT)
    _signs(media, FIRST, "Ingrid Taal", "a letter to the board")
    addition, rally = (
        joined(modes, _signs(media, *one)) for one in ((SECOND, "Ingrid Taal"), (THIRD, "Bo Drask"))
    )

    assert MODES[int(addition.argmax())] == "written"
    assert addition[written] > rally[written]


@given(
    st.lists(st.floats(0.0, 1.0), min_size=3, max_size=3),
    st.sets(st.sampled_from(sorted(carried().keys() - {"network"}))),
)
def test_modes_stay_probabilities(odds: list[float], signs: set[str]) -> None:
    found = joined(np.asarray(odds, dtype=np.float32), dict.fromkeys(signs, 1.0))

    assert found.shape == (3,)
    assert found.min() >= 0.0
    assert found.sum() == pytest.approx(1.0, abs=1e-5)


def test_an_unknown_sign_says_nothing() -> None:
    modes = np.array([0.5, 0.3, 0.2], dtype=np.float32)

    assert np.array_equal(joined(modes, {"nobody has heard of it": 1.0}), joined(modes, {}))


def test_a_reading_asks_for_the_signs_of_each_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Mapping[str, float]] = []

    def noted(modes: NDArray[np.float32], signs: Mapping[str, float]) -> NDArray[np.float32]:
        asked.append(signs)
        return np.array([0.0, 0.25, 0.75], dtype=np.float32)

    monkeypatch.setattr(judging, "joined", noted)
    found = onrecord.read(TEXT).statements

    assert [s.mode for s in found] == ["thought"] * len(found)
    assert any("last medium written" in signs for signs in asked)
