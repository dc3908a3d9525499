from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.heads import ACTS, STANDS
from onrecord.reading.acts.refusals import outright, refusing, settled, stand_told, wishing


@pytest.mark.parametrize(
    ("text", "action", "stand"),
    [
        ("Orlenia has flatly ruled out sending engineers", "sending", "ruled_out"),
        ("Ruiz would never sell the docks", "sell the docks", "ruled_out"),
        ("“We won’t ever send a crew,” Taal said", "send a crew", "ruled_out"),
        ("Taal refused to open the sluices", "open the sluices", "ruled_out"),
        ("Taal did not rule out sending engineers", "sending", "open"),
        ("Taal left the door open to a lease", "a lease", "open"),
        ("Taal called for sending engineers", "sending", "favoured"),
        ("Taal renewed his proposal to send a crew", "send a crew", "favoured"),
        ("Ruiz was in favour of a lease", "lease", "favoured"),
        ("Taal did not call for sending engineers", "sending", None),
        ("Drask mocked Taal's proposal to send a crew", "send a crew", None),
        ("Ruiz said the sale would help", "help", None),
    ],
)
def test_plain_words_settle_the_stand(text: str, action: str, stand: str | None) -> None:
    start = text.index(action)

    assert stand_told(text, (start, start + len(action)), 0) == stand


def test_words_before_the_statement_settle_nothing() -> None:
    text = "Drask will not pay. Taal would sell"

    assert stand_told("never sell", (6, 10), 6) is None
    assert stand_told(text, (text.index("sell"), len(text)), 20) is None


@given(st.sampled_from(STANDS), st.integers(0, len(STANDS) - 1))
def test_what_is_settled_is_likeliest_and_the_odds_still_sum_to_one(stand: str, at: int) -> None:
    odds = np.zeros(len(STANDS), dtype=np.float32)
    odds[at] = 1.0
    found = settled(odds, stand)  # type: ignore[arg-type]

    assert STANDS[int(found.argmax())] == stand
    assert found.sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "stand", "action"),
    [
        ("“Sending engineers to the lake? No thanks, never.”", "ruled_out", "Sending engineers to the lake"),
        ("“Should we sell the docks? Never!”", "ruled_out", "sell the docks"),
        ("“We have always excluded a lease of the docks,” he said", "ruled_out", "a lease of the docks"),
        ("She flatly ruled out lending engineers, and Drask did not mind", "ruled_out", "lending engineers"),
        ("He would not rule out a lease of the docks https://a.example", "open", "a lease of the docks"),
        ("“We are right not to close any doors.”", "open", "close any doors"),
    ],
)
def test_some_words_take_a_position_by_themselves(text: str, stand: str, action: str) -> None:
    found = outright(text, 0, len(text))

    assert found is not None
    assert found.stand == stand
    assert text[slice(*found.action)] == action


@pytest.mark.parametrize(
    "text",
    [
        "“Did it rain? It did.”",
        "Taal closed the doors",
        "He ruled out that it was a mistake",
        "Taal lent engineers",
    ],
)
def test_other_words_do_not(text: str) -> None:
    assert outright(text, 0, len(text)) is None


def test_what_others_rule_out_is_no_position_of_the_speaker_but_in_the_cue() -> None:
    text = "The Courier said that Taal ruled out a lease"
    start = text.index("ruled out")

    assert outright(text, 0, len(text)) is None
    assert outright(text, 0, len(text), ((start, start + 9),)) is not None


def test_who_rules_something_out_refuses() -> None:
    found = refusing(np.full(len(ACTS), 1 / len(ACTS), dtype=np.float32))

    assert ACTS[int(found.argmax())] == "refuse"
    assert found.sum() == pytest.approx(1, abs=1e-5)


@given(st.lists(st.floats(0.01, 1), min_size=len(ACTS), max_size=len(ACTS)))
def test_who_favours_an_action_in_plain_words_urges_or_supports_more_likely(drawn: list[float]) -> None:
    odds = np.asarray(drawn, dtype=np.float32) / np.float32(sum(drawn))
    found = wishing(odds)

    assert found.sum() == pytest.approx(1, abs=1e-5)
    for number, act in enumerate(ACTS):
        more = found[number] >= odds[number] - 1e-6
        assert more if act in ("demand", "support") else True
    others = [n for n, act in enumerate(ACTS) if act not in ("demand", "support")]
    assert found[others].sum() <= odds[others].sum() + 1e-6
