"""At whom an act is directed: the candidates, and who of them comes first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.aims import Aims, carried
from onrecord.reading.names import Name
from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Attribution, resolve
from onrecord.reading.tokens import Window
from onrecord.statement import Act, slice_of
from tests.reading.marked import marked
from tests.reading.tagged import tagged, words

_NAME = re.compile(r"(?:Ingrid |Bo |Ana )?(?:Taal|Drask|Ruiz)|Orlenia")


def _aims(shown: str, weights: dict[str, float] | None = None) -> Aims:
    text, raws = marked(shown)
    spans = [Attribution(tuple(r.source), tuple(r.cue), tuple(r.content)) for r in raws]
    found = [Name(m.span(), "state" if m[0] == "Orlenia" else "person", 0.99) for m in _NAME.finditer(text)]
    cut = words(text)
    resolution = resolve(text, found, spans, quotations(text))
    return Aims(text, tagged(cut, [Window(0, len(cut))]), found, spans, resolution, weights)


def _target(shown: str, act: Act, number: int = 0) -> str | None:
    aims = _aims(shown)
    for earlier in range(number):
        aims.likeliest(earlier, act)
    found = aims.likeliest(number, act)
    return found.passage.text if found else None


@pytest.mark.parametrize(
    ("shown", "act", "target"),
    [
        (
            "Ingrid Taal met Bo Drask. [1s Taal] [1q criticised] [1c Drask for the flood] .",
            "criticise",
            "Bo Drask",
        ),
        ("Ingrid Taal met Bo Drask. [1s Taal] [1q urged] [1c Drask to resign] .", "demand", "Bo Drask"),
        (
            "Bo Drask shut the gates. [1s Ingrid Taal] [1q called] [1c him a coward] .",
            "criticise",
            "Bo Drask",
        ),
        ("Bo Drask spoke. [1s Ingrid Taal] [1q said] [1c Drask was a true leader] .", "support", "Bo Drask"),
        ("[1s Ingrid Taal] [1q said:] [1c Orlenia decided to shut every gate] .", "criticise", "Orlenia"),
        (
            "[1s Ingrid Taal] [1q mocked] [1c Bo Drask ’s remarks] .".replace(" ’", "’"),
            "criticise",
            "Bo Drask",
        ),
        (
            "Ana Ruiz spoke. [1s Ingrid Taal] [1q opposed] [1c the long bridge] .",
            "criticise",
            "long bridge",
        ),
    ],
)
def test_the_target_is_the_object_the_subject_or_who_is_behind_a_deed(
    shown: str, act: Act, target: str
) -> None:
    assert _target(shown, act) == target


def test_the_speaker_is_no_target() -> None:
    names = [
        c.passage.text
        for c in _aims("[1s Ingrid Taal] [1q said] [1c Taal had failed] .").candidates(0, "criticise")
    ]

    assert "Ingrid Taal" not in names


def test_whoever_is_named_elsewhere_is_not_refused() -> None:
    aims = _aims("Bo Drask spoke. [1s Ingrid Taal] [1q said:] [1c “Never again!”]", {"before": 1.0})
    criticised = aims.likeliest(0, "criticise")

    assert criticised is not None
    assert criticised.passage.text == "Bo Drask"
    assert aims.likeliest(0, "refuse") is None


def test_a_clause_is_no_target() -> None:
    found = _aims("[1s Ingrid Taal] [1q said] [1c she would never sell it] .").candidates(0, "refuse")

    assert all("would" not in one.passage.text for one in found)


def test_whom_a_speaker_aimed_at_last_is_a_candidate_again() -> None:
    aims = _aims(
        "[1s Ingrid Taal] [1q mocked] [1c Bo Drask] . It rained for hours and hours and the lake rose by a metre, said "
        "a long report that nobody had read so far. The fields went under, and so did the road, and so did the yard, "
        "and so did two mills, and then the rain went on into the night over the hills and the plain and the town "
        "until the sun rose. [2s Taal] [2q said:] [2c “How weak.”]",
        {"previous target": 1.0},
    )
    aims.likeliest(0, "criticise")
    aims.note(
        0,
        next(c.passage for c in aims.candidates(0, "criticise") if c.passage.text == "Bo Drask"),
    )
    found = aims.likeliest(1, "criticise")

    assert found is not None
    assert found.passage.text == "Bo Drask"


def test_the_package_carries_weights() -> None:
    assert carried()["object & demand"] > 0


@given(st.dictionaries(st.sampled_from(sorted(carried())), st.floats(-5, 5), max_size=20))
def test_whatever_the_weights_a_target_is_a_slice_and_its_odds_a_probability(
    weights: dict[str, float],
) -> None:
    shown = "Bo Drask spoke. [1s Ingrid Taal] [1q said] [1c he and Orlenia were a true help] ."
    found = _aims(shown, weights).likeliest(0, "support")

    assert found is not None
    assert found.passage.text == slice_of(marked(shown)[0], found.passage.spans)
    assert 0 < found.odds <= 1
