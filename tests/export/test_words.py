from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.words import joined, moment, one_line, printable, shortened, standing, tally, who
from onrecord.statement import Speaker
from tests.export.readings import docks, passage

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
