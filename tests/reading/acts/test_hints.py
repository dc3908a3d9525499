"""Plain signs of acts, and how they join what the network says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.heads import ACTS, MODES, Scored
from onrecord.reading.acts.hints import PARTS, Hints, carried, classed, signs
from onrecord.statement import Act, Span, Spans

NONE: dict[str, object] = {}


def _spans(text: str, cue: str, content: str) -> tuple[Spans, Spans, Spans]:
    def at(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return ((start, start + len(words)),)

    return (), at(cue), at(content)


def _even() -> Scored:
    acts, modes = (np.full(len(v), 1 / len(v), dtype=np.float32) for v in (ACTS, MODES))
    return Scored(acts, modes, 0.5, 0.5, np.zeros(128, dtype=np.float32))


@pytest.mark.parametrize(
    ("cue", "act", "verb"),
    [
        ("has flatly ruled out", "refuse", "ruled out"),
        ("declined to praise", "refuse", "declined"),
        ("Condemned", "criticise", "condemned"),
        ("has vowed", "commit", "vowed"),
        ("is hopeful", "desire", "hopeful"),
        ("extolled", "support", "extolled"),
    ],
)
def test_the_first_telling_verb_names_the_act(cue: str, act: Act, verb: str) -> None:
    assert classed(cue) == (act, verb)


def test_other_verbs_name_none() -> None:
    assert classed("said on Monday") is None


def test_a_verb_without_counts_is_lent_those_of_its_class() -> None:
    text = "Taal extolled the mill"
    spans = _spans(text, "extolled", "the mill")

    assert signs(text, spans, NONE) == ["class support"]
    assert signs(text, spans, {"verb extolled": 1}) == ["verb extolled"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("“We will open the gates,”", ["own will"]),
        ("she would not sell the docks", ["own will not"]),
        ("that the council should open the gates", ["the must", "ought"]),
        ("“Let’s open the gates!”", ["imperative"]),
        ("“Did it rain?”", ["asks"]),
        ("he opposes the bridge", ["own does criticise"]),
        ("“Why should I tell him?”", ["asks"]),
        ("it rained", []),
    ],
)
def test_behind_another_cue_the_opening_of_the_content_tells(content: str, found: list[str]) -> None:
    text = f"Taal said {content}"

    assert signs(text, _spans(text, "said", content), NONE) == found


@pytest.mark.parametrize(
    ("verb", "act"), [("condemned", "criticise"), ("vowed", "commit"), ("urged", "demand")]
)
def test_the_carried_counts_tell_an_undecided_network_the_act(verb: str, act: Act) -> None:
    text = f"Taal {verb} it all"
    joined = carried().joined(_even(), text, _spans(text, verb, "it all"))

    assert ACTS[int(joined.acts.argmax())] == act


@given(st.text(alphabet="we will “ought?” tweet.\n’", min_size=3, max_size=60), st.integers(1, 59))
def test_odds_stay_odds_whatever_is_said(text: str, cut: int) -> None:
    cut = min(cut, len(text) - 1)
    joined = carried().joined(_even(), text, ((), ((0, cut),), ((cut, len(text)),)))

    assert joined.acts.sum() == pytest.approx(1, abs=1e-4)


def test_signs_that_count_nothing_change_nothing() -> None:
    hints = Hints(carried().logs, dict.fromkeys(PARTS, 0.0))
    text = "Taal condemned it all"
    joined = hints.joined(_even(), text, _spans(text, "condemned", "it all"))

    assert joined.acts == pytest.approx(_even().acts, abs=1e-5)
