from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.people.contexts import Context, Rarity, context_of, cosine, normalised
from tests.record.people.made import CUP, DOCKS


def test_an_article_is_about_the_names_in_its_sentences_and_its_countries() -> None:
    found = context_of(
        "Ministers met in Oslo. They asked the Dockers Union, and the Dockers answered Norway."
    )
    assert found.terms == {"dockers": 2, "union": 1}
    assert found.countries == {"Norway": 2}


def test_a_context_is_stored_as_a_line_of_text() -> None:
    for text in (DOCKS, CUP, ""):
        context = context_of(text)
        assert Context.of(context.to_text()) == context


def test_articles_of_one_story_are_nearer_than_those_of_two() -> None:
    rarity = Rarity({}, 3)
    one, again, other = (
        rarity.vector(context_of(text)) for text in (DOCKS, DOCKS + " And Bo Lee left.", CUP)
    )
    assert cosine(one, again) > 0.8
    assert cosine(one, other) < 0.1


def test_what_stands_in_every_article_hardly_counts() -> None:
    rarity = Rarity({"union": 5000, "marrow": 1}, 5000)
    found = rarity.vector(Context({"union": 1, "marrow": 1}, {}))
    assert found["marrow"] > 10 * found["union"]


def test_the_names_compared_are_left_out_of_the_company() -> None:
    one = normalised({"ruiz": 3.0, "docks": 1.0})
    other = normalised({"ruiz": 3.0, "cup": 1.0})
    assert cosine(one, other) > 0.8
    assert cosine(one, other, ["ruiz"]) == 0


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9)),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9)),
    st.sets(st.sampled_from("abcdef")),
)
def test_a_cosine_lies_between_0_and_1_and_is_symmetric(
    one: dict[str, float], other: dict[str, float], without: set[str]
) -> None:
    first = cosine(normalised(one), normalised(other), without)
    assert 0 <= first <= 1
    assert first == pytest.approx(cosine(normalised(other), normalised(one), without), abs=1e-9)
