from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record.search.query import LONGEST, MOST, parse
from onrecord.record.words import Query, Term


def words(*groups: str) -> Query:
    return Query(tuple(tuple(Term(word) for word in group.split("|")) for group in groups))


def test_words_are_all_asked_for() -> None:
    assert parse("sell docks") == words("sell", "docks")


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert parse("SELL the Dócks!") == words("sell", "the", "docks")


def test_a_phrase_is_one_term() -> None:
    assert parse('"sell the docks" never') == words("sell the docks", "never")


def test_typographic_quotation_marks_do_as_well() -> None:
    assert parse("“sell the docks”") == words("sell the docks")


def test_a_word_with_a_sign_inside_is_a_phrase() -> None:
    assert parse("don't") == words("don t")


def test_or_joins_its_two_neighbours_alone() -> None:
    assert parse("docks sell OR lease OR keep") == words("docks", "sell|lease|keep")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("OR docks", words("or", "docks")),
        ("docks OR", words("docks", "or")),
        ("docks or lease", words("docks", "or", "lease")),
        ('docks "OR" lease', words("docks", "or", "lease")),
    ],
)
def test_an_or_that_stands_between_no_two_terms_is_a_word(query: str, meant: Query) -> None:
    assert parse(query) == meant


def test_a_minus_shuts_out() -> None:
    query = parse('docks -sell -"not one"')

    assert query.groups == words("docks").groups
    assert query.without == (Term("sell"), Term("not one"))


def test_a_minus_within_a_word_is_none() -> None:
    assert parse("well-known") == words("well known")
    assert parse("docks - sell") == words("docks", "sell")


def test_an_asterisk_leaves_a_word_open() -> None:
    assert parse("dock*").groups == ((Term("dock", open=True),),)
    assert parse('"sell the doc*"').groups == ((Term("sell the doc", open=True),),)
    assert parse("-dock*").without == (Term("dock", open=True),)


def test_a_beginning_of_two_letters_is_refused() -> None:
    with pytest.raises(InputError, match=r"do\*: a beginning has at least 3 letters"):
        parse("do*")


@pytest.mark.parametrize("query", ["!!!", '""', "-", "*", "-*"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="no word in it"):
        parse(query)


def test_nothing_is_asked_for_by_blanks() -> None:
    assert parse(" \n") == Query()


def test_very_long_queries_are_refused() -> None:
    with pytest.raises(InputError, match="at most 2,000 characters"):
        parse("a" * (LONGEST + 1))
    with pytest.raises(InputError, match="at most 50 words"):
        parse("a " * (MOST + 1))


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused_with_a_reason(text: str) -> None:
    try:
        query = parse(text)
    except InputError as error:
        assert "\n" not in error.cause
        return
    assert (query == Query()) == (not text.strip())
