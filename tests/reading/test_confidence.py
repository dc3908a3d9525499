from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.reading.confidence import FEATURES, ODDS, Calibration, features
from onrecord.reading.encoder import Encoder
from onrecord.reading.raw import Origin, Raw
from onrecord.statement import Quote

SHIPPED = Calibration.of(Encoder().card)
ORIGINS: tuple[Origin, ...] = ("tagged", "post", "turn", "quotation")
QUOTES: tuple[Quote, ...] = ("direct", "mixed", "indirect")


@st.composite
def _raws(draw: st.DrawFn) -> Raw:
    evidence = draw(st.dictionaries(st.sampled_from(ODDS), st.floats(0, 1)))
    pieces = draw(st.integers(1, 5))
    length = draw(st.integers(1, 100_000))
    content = [(k * 2 * length, k * 2 * length + length) for k in range(pieces)]
    source = [(length, length + 1)] if draw(st.booleans()) else []
    return Raw(source, [], content, origin=draw(st.sampled_from(ORIGINS)), evidence=evidence)


@given(_raws(), st.sampled_from(QUOTES))
def test_a_confidence_is_a_probability_to_two_places(raw: Raw, quote: Quote) -> None:
    sure = SHIPPED.probability(raw, quote)

    assert 0 <= sure <= 1
    assert sure == round(sure, 2)


@given(_raws(), st.sampled_from(ODDS), st.floats(0, 1), st.floats(0, 1), st.sampled_from(QUOTES))
def test_more_evidence_never_counts_against_a_weight_s_sign(
    raw: Raw, name: str, less: float, more: float, quote: Quote
) -> None:
    assume(less <= more and (raw.source or name != "source"))
    weight = SHIPPED.weights[FEATURES.index(name)]
    raw.evidence[name] = less
    before = SHIPPED.probability(raw, quote)
    raw.evidence[name] = more
    after = SHIPPED.probability(raw, quote)

    assert before <= after if weight >= 0 else after <= before


def test_features_are_in_their_order() -> None:
    raw = Raw([], [], [(0, 10), (20, 30)], origin="post", evidence={"cue": 0.5})
    named = dict(zip(FEATURES, features(raw, "mixed"), strict=True))

    assert named["cue"] == 0
    assert (named["no_source"], named["mixed"], named["direct"]) == (1, 1, 0)
    assert (named["pieces"], named["post"], named["turn"], named["quotation"]) == (1, 1, 0, 0)


def test_certainty_is_clipped() -> None:
    one = Raw([], [], [(0, 10)], evidence={"content_mean": 1.0})
    other = Raw([], [], [(0, 10)], evidence={"content_mean": 0.9999})
    assert features(one, "direct") == features(other, "direct")


def test_a_card_without_a_weight_is_refused() -> None:
    card = {"confidence": {"weights": dict.fromkeys(FEATURES[1:], 0.1), "bias": 0.0}}
    with pytest.raises(KeyError, match=FEATURES[0]):
        Calibration.of(card)


def test_the_weights_make_the_probability() -> None:
    half = Calibration((0.0,) * len(FEATURES), 0.0)
    raw = Raw([], [], [(0, 10)])
    assert half.probability(raw, "direct") == 0.5
    assert Calibration((0.0,) * len(FEATURES), 100.0).probability(raw, "direct") == 1.0
    assert Calibration((0.0,) * len(FEATURES), -100.0).probability(raw, "direct") == 0.0
