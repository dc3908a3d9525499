"""The odds of who is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.speakers.entities import Entity
from onrecord.reading.speakers.ranking import Ranking, carried, fits

_FEATURES = st.dictionaries(
    st.sampled_from(["salience", "named in content", "unheard of"]), st.floats(-20, 20)
)


def _entity(number: int) -> Entity:
    return Entity(number, "person", f"Ana {number}", (0, 1))


@given(st.lists(_FEATURES, min_size=1, max_size=6))
def test_odds_sum_to_one(rows: list[dict[str, float]]) -> None:
    odds = carried().odds(0, [(_entity(k), row) for k, row in enumerate(rows)])
    assert sum(odds) == pytest.approx(1.0)
    assert all(0.0 <= one <= 1.0 for one in odds)


def test_nobody_has_no_odds() -> None:
    assert carried().odds(0, []) == []


def test_feature_without_weight_counts_for_nothing() -> None:
    ranking = Ranking({"salience": 1.0})
    assert ranking.odds(0, [(_entity(0), {"unheard of": 9.0}), (_entity(1), {})]) == [0.5, 0.5]


def test_weights_tell_what_news_does() -> None:
    weights = carried().weights
    assert weights["salience"] > 0 > weights["named in content"]
    assert weights["spoke before"] > 0 > weights["they: person"]


def test_pronoun_of_another_gender_or_number_does_not_fit() -> None:
    man = Entity(0, "person", "Bo Lind", (0, 1), he=3.0)
    group = Entity(1, "group", "aides", (0, 1), many=True)
    assert fits("he", man)
    assert not fits("she", man)
    assert not fits("it", man)
    assert not fits("he", group)
    assert fits("they", group)
