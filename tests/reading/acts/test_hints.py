"""Plain signs of acts and modes, and how they join what the network says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.heads import ACTS, MODES, Scored
from onrecord.reading.acts.hints import PARTS, Hints, act_signs, carried, classed, mode_signs
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

    assert act_signs(text, spans, NONE) == ["class support"]
    assert act_signs(text, spans, {"verb extolled": 1}) == ["verb extolled"]


@pytest.mark.parametrize(
    ("content", "signs"),
    [
        ("“We will open the gates,”", ["own will"]),
        ("she would not sell the docks", ["own will not"]),
        ("that the council should open the gates", ["the must", "ought"]),
        ("“Let’s open the gates!”", ["imperative"]),
        ("“Did it rain?”", ["asks"]),
        ("he opposes the bridge", ["own does criticise"]),
        ("it rained", []),
    ],
)
def test_behind_another_cue_the_opening_of_the_content_tells(content: str, signs: list[str]) -> None:
    text = f"Taal said {content}"

    assert act_signs(text, _spans(text, "said", content), NONE) == signs


def test_words_around_a_statement_tell_of_writing() -> None:
    written = "It rained. In a letter to the council, Taal said it was late. He left."
    spoken = "It rained. At the gates Taal said it was late. He left."

    assert "around 2" in mode_signs(written, _spans(written, "said", "it was late"))
    assert "around 0" in mode_signs(spoken, _spans(spoken, "said", "it was late"))


def test_what_is_said_of_the_sentence_before_is_told_apart() -> None:
    text = "Taal wrote a letter. She said it was late."

    assert {"around 0", "before 2", "plain"} <= set(mode_signs(text, _spans(text, "said", "it was late")))


@pytest.mark.parametrize(
    ("verb", "act"), [("condemned", "criticise"), ("vowed", "commit"), ("urged", "demand")]
)
def test_the_carried_counts_tell_an_undecided_network_the_act(verb: str, act: Act) -> None:
    text = f"Taal {verb} it all"
    joined = carried().joined(_even(), text, _spans(text, verb, "it all"))

    assert ACTS[int(joined.acts.argmax())] == act


def test_the_carried_counts_tell_an_undecided_network_that_a_tweet_is_written() -> None:
    text = "Taal tweeted that it was late"
    joined = carried().joined(_even(), text, _spans(text, "tweeted", "it was late"))

    assert MODES[int(joined.modes.argmax())] == "written"


@given(st.text(alphabet="we will “ought?” tweet.\n’", min_size=3, max_size=60), st.integers(1, 59))
def test_odds_stay_odds_whatever_is_said(text: str, cut: int) -> None:
    cut = min(cut, len(text) - 1)
    joined = carried().joined(_even(), text, ((), ((0, cut),), ((cut, len(text)),)))

    assert joined.acts.sum() == pytest.approx(1, abs=1e-4)
    assert joined.modes.sum() == pytest.approx(1, abs=1e-4)


def test_signs_that_count_nothing_change_nothing() -> None:
    hints = Hints(carried().logs, dict.fromkeys(PARTS, 0.0))
    text = "Taal condemned it all"
    joined = hints.joined(_even(), text, _spans(text, "condemned", "it all"))

    assert joined.acts == pytest.approx(_even().acts, abs=1e-5)
