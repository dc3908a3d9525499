"""Whom any phrase of an article means, when its statements are resolved."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotations import quotations
from onrecord.reading.speakers import Resolution, resolve
from tests.reading.speakers.conftest import unmarked

_ARTICLE = (
    "Mayor [P Ana Ruiz] of [S Port Sorrel] met the harbour master, [P Bo Lind], on Monday.\n\n"
    "[1s [P Ruiz]] [1q said] [1c she would never sell the docks]. "
    "[2s She] [2q criticised] [2c him for the delay and praised herself for the cranes].\n\n"
    "“[3c We trust his deputy and the [O Harbour Board]],” [3s [P Lind]] [3q said]. "
    "[4s They] [4q agreed] [4c on little else, the mayor's aides noted]."
)


@pytest.fixture
def resolution() -> tuple[str, Resolution]:
    text, names, attributions = unmarked(_ARTICLE)
    return text, resolve(text, names, attributions, quotations(text))


@pytest.fixture
def meant(resolution: tuple[str, Resolution]) -> Callable[..., list[str]]:
    """The names of whom the first phrase of these words behind ``after`` means."""
    text, resolved = resolution

    def run(
        phrase: str, after: str, statement: int | None = None, excluded: tuple[str, ...] = ()
    ) -> list[str]:
        found = re.compile(rf"\b{re.escape(phrase)}\b").search(text, text.index(after))
        assert found is not None
        return [speaker.name for speaker in resolved.meant(found.span(), statement, excluded)]

    return run


def test_name_means_its_fullest_form(meant: Callable[..., list[str]]) -> None:
    assert meant("Lind", after="trust") == ["Bo Lind"]


def test_office_means_who_holds_it(meant: Callable[..., list[str]]) -> None:
    assert meant("the harbour master", after="met") == ["Bo Lind"]


def test_pronoun_does_not_mean_the_statement_s_own_speaker(meant: Callable[..., list[str]]) -> None:
    assert meant("him", after="criticised", statement=1) == ["Bo Lind"]


def test_reflexive_means_the_speaker(meant: Callable[..., list[str]]) -> None:
    assert meant("herself", after="praised", statement=1) == ["Ana Ruiz"]


def test_first_person_in_a_quotation_means_its_speaker(meant: Callable[..., list[str]]) -> None:
    assert meant("We", after="“") == ["Bo Lind"]


def test_several_are_each_named(meant: Callable[..., list[str]]) -> None:
    assert meant("his deputy and the Harbour Board", after="trust", statement=2)[-1] == "Harbour Board"


def test_possessor_is_resolved(meant: Callable[..., list[str]]) -> None:
    assert meant("the mayor's aides", after="They") == ["Ana Ruiz's aides"]


def test_whoever_is_excluded_is_not_meant(resolution: tuple[str, Resolution]) -> None:
    text, resolved = resolution
    at = text.index("him")
    assert [s.name for s in resolved.meant((at, at + 3))] == ["Bo Lind"]
    assert resolved.meant((at, at + 3), excluded=("Bo Lind",)) == ()


def test_span_of_no_words_means_nobody(resolution: tuple[str, Resolution]) -> None:
    assert resolution[1].meant((5, 6)) == ()


@given(st.data())
def test_answers_do_not_depend_on_what_was_asked_before(data: st.DataObject) -> None:
    text, names, attributions = unmarked(_ARTICLE)
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(lambda p: (min(p), max(p))), max_size=4))
    fresh = [resolve(text, names, attributions, quotations(text)).meant(span) for span in spans]
    asked = resolve(text, names, attributions, quotations(text))
    results = asked.results
    assert [asked.meant(span) for span in spans] == fresh
    assert asked.results == results
