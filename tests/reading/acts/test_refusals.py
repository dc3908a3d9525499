from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.heads import STANDS
from onrecord.reading.acts.refusals import settled, stand_told


@pytest.mark.parametrize(
    ("text", "action", "stand"),
    [
        ("Orlenia has flatly ruled out sending engineers", "sending", "ruled_out"),
        ("Ruiz would never sell the docks", "sell the docks", "ruled_out"),
        ("“We won’t ever send a crew,” Taal said", "send a crew", "ruled_out"),
        ("Taal refused to open the sluices", "open the sluices", "ruled_out"),
        ("Taal did not rule out sending engineers", "sending", "open"),
        ("Taal left the door open to a lease", "a lease", "open"),
        ("Taal called for sending engineers", "sending", None),
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
