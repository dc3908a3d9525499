from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given

from onrecord.article import Article
from onrecord.export.citation import CitationWriter, day_told
from onrecord.statement import Reading
from tests.export.chosen import chosen
from tests.export.readings import docks, hostile, readings

PUBLISHED = (
    "in: Ada Lind, Jo Brandt, “Mayor rules out sale of docks”, The Port Courier, 6 May 2031, "
    "https://courier.example/docks"
)


def lines(reading: Reading) -> list[str]:
    stream = io.StringIO()
    writer = CitationWriter(stream)
    writer.write(chosen(reading))
    writer.close()
    assert stream.getvalue().endswith("\n") or not reading.statements
    return stream.getvalue().split("\n")[:-1]


def test_words_speaker_date_outlet_and_address() -> None:
    told = lines(docks(filled=True))
    assert told[0] == (
        'she would never sell the docks, but would lease them "if the council asks." (in quotation marks in part)'
        f" — Ana Ruiz (Mayor), said 5 May 2031, {PUBLISHED}"
    )
    assert told[1] == (
        "“I read the offer, […] It is a bad joke. […] The docks belong to those who work on them.”"
        f" — Ana Ruiz (Mayor), {PUBLISHED}"
    )
    assert (
        told[4] == f"The price was too low to begin with (not in quotation marks) — (no source), {PUBLISHED}"
    )


def test_an_article_of_which_nothing_is_known_is_cited_by_nothing() -> None:
    reading = docks()
    bare = replace(reading, article=Article(reading.article.text))
    assert lines(bare)[2].endswith("— Dockers' Union (organisation)")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2031-05-06T23:30:00Z", "6 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("May\nDay", "May Day"),
    ],
)
def test_a_day_is_told_as_people_write_it(moment: str, told: str) -> None:
    assert day_told(moment) == told


def test_what_tries_to_break_out_stays_on_its_line() -> None:
    [told] = lines(hostile())
    assert "\x1b" not in told and "\u202e" not in told


@given(readings())
def test_a_statement_is_a_line_whatever_the_text(reading: Reading) -> None:
    assert len(lines(reading)) == len(reading.statements)
