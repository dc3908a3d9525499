from __future__ import annotations

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.export.words import (
    ACT_MARKS,
    STAND_MARKS,
    amount,
    circumstances,
    deed,
    joined,
    moment,
    one_line,
    printable,
    shortened,
    standing,
    tally,
    time_of,
    who,
)
from onrecord.statement import Act, Amount, Passage, Speaker, Stand, When
from tests.export.readings import docks, interview, passage

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_what_is_printed_on_one_line_steers_no_terminal(text: str) -> None:
    line = one_line(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in line)
    assert not any(unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI") for c in line)


def test_ordinary_words_are_printed_as_they_are() -> None:
    assert printable("Ærø said “no” – 马罗 🂡\n\tthen") == "Ærø said “no” – 马罗 🂡\n\tthen"


@given(ANY, st.integers(10, 60))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == one_line(text) or short.endswith("…")


def test_text_is_shortened_between_words() -> None:
    assert shortened("The docks belong to the town, and stay.", 31) == "The docks belong to the town…"


@pytest.mark.parametrize(
    ("text", "spans", "words"),
    [
        ("one, he said, two", ((0, 4), (14, 17)), "one, … two"),
        ("one.\n\ntwo", ((0, 4), (6, 9)), "one. two"),
        ("one", (), ""),
    ],
)
def test_pieces_are_joined_by_an_ellipsis_for_words_left_out(
    text: str, spans: tuple[tuple[int, int], ...], words: str
) -> None:
    assert joined(text, spans) == words


def test_a_statement_is_its_speaker_s_or_its_source_s_or_nobody_s() -> None:
    reading = docks()
    assert [who(reading, s) for s in reading.statements] == [
        "Ana Ruiz",
        "Ana Ruiz",
        "Dockers' Union",
        "Ana Ruiz",
        "(no source)",
        "Nobody at Marrow Freight (马罗货运)",
    ]


def test_speakers_are_counted_once() -> None:
    assert tally(docks()) == "6 statements, 2 speakers"


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (["President", "former president"], "former president"),
        (["Mayor", "mayor"], "Mayor"),
        (["Mayor", "chair of the council"], "Mayor, chair of the council"),
        ([], "group"),
    ],
)
def test_roles_are_told_once_and_fully(roles: list[str], told: str) -> None:
    text = ", ".join(roles)
    assert standing(Speaker("Ruiz", "group", tuple(passage(text, role) for role in roles))) == told


def test_a_kind_is_not_told_where_the_name_is_the_same() -> None:
    assert standing(Speaker("author", "author")) == ""


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2031-05-06", "2031-05-06"),
        ("2031-05-06T07:08:09", "2031-05-06 07:08"),
        ("2031-05-06T07:08:09+00:00", "2031-05-06 07:08 UTC"),
        ("2031-05-06T07:08:09.123-05:30", "2031-05-06 07:08 UTC-05:30"),
        ("last\nweek", "last week"),
        ("", ""),
    ],
)
def test_moments_are_told_to_the_minute(published: str, told: str) -> None:
    assert moment(published) == told


@pytest.mark.parametrize(
    ("value", "currency", "told"),
    [
        (3e9, "GBP", "GBP 3 billion"),
        (3.74e9, "USD", "USD 3.74 billion"),
        (200e6, "EUR", "EUR 200 million"),
        (1_234_567.0, "EUR", "EUR 1,234,567"),
        (1.5, "EUR", "EUR 1.50"),
        (0.0, "EUR", "EUR 0"),
        (2.5e12, None, "2.5 trillion (currency not told)"),
        (1e300, None, "1e+300 (currency not told)"),
    ],
)
def test_an_amount_is_told_by_its_number_and_currency(value: float, currency: str | None, told: str) -> None:
    assert amount(Amount("…", ((0, 1),), value, currency)) == told


def test_a_time_is_told_with_the_date_that_it_means() -> None:
    assert time_of(When("on Monday", ((0, 9),), "2031-05-05")) == "on Monday (2031-05-05)"
    assert time_of(When("on Monday", ((0, 9),))) == "on Monday"
    assert time_of(When("2031", ((0, 4),), "2031")) == "2031"


def test_the_marks_of_acts_and_of_positions_are_all_different_and_one_column_wide() -> None:
    signs = [*ACT_MARKS.values(), *STAND_MARKS.values()]
    assert len(set(signs)) == len(get_args(Act)) + len(get_args(Stand))
    assert all(cell_len(sign) == 1 for sign in signs)


@pytest.mark.parametrize(
    ("act", "told"),
    [("criticise", "criticises Tavrin"), ("demand", "urges Tavrin"), ("deny", "contradicts Tavrin")],
)
def test_an_act_is_told_with_whom_it_is_done_to(act: Act, told: str) -> None:
    assert deed(act, Passage("Tavrin", ((0, 6),))) == told


def test_an_addressee_that_is_the_medium_too_is_told_once() -> None:
    (statement,) = interview().statements
    assert circumstances(statement)[:2] == ["to the daily Il Molo", "on 4 May (2031-05-04)"]
