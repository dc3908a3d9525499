from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.article import Article
from onrecord.export.text import TextWriter
from onrecord.statement import Reading
from tests.export.readings import docks, hostile, interview, readings
from tests.export.river import river

_ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def _printed(*some: Reading, width: int = 80, color: bool = False, explain: bool = False) -> str:
    stream = io.StringIO()
    writer = TextWriter(stream, width, color, explain)
    for reading in some:
        writer.write(reading, "docks.txt")
    writer.close()
    return stream.getvalue()


def test_an_article_reads_as_its_statements_in_order() -> None:
    assert (
        _printed(docks())
        == """\
Mayor rules out sale of docks
The Port Courier · 2031-05-06 · Ada Lind, Jo Brandt
https://courier.example/docks
6 statements, 2 speakers   [source] _cue_ ‹content›

 1  Ana Ruiz · Mayor · mixed quote
    [Mayor Ana Ruiz] _told_ the Port Courier on Monday ‹she would never sell the
    docks, but would lease them "if the council asks."›

 2  Ana Ruiz · Mayor · direct quote
    ‹“I read the offer,”› [Ruiz] _said_. ‹“It is a bad joke.›
    ‹“The docks belong to those who work on them.”›

 3  Dockers' Union · organisation · direct quote
    _According to_ [the Dockers' Union], ‹"the mayor said 'not one crane' when
    we met"›, and its members fear for their jobs.

   4  Ana Ruiz · Mayor · direct quote · within 3
      According to the Dockers' Union, "[the mayor] _said_ ‹'not one crane'›
      when we met", and its members fear for their jobs.

 5  (no source) · indirect quote · uncertain
    ‹The price was too low to begin with›.

 6  Nobody at Marrow Freight (马罗货运) · indirect quote
    [Nobody at Marrow Freight (马罗货运)] ‹would comment›.

"""
    )


def test_a_mark_stands_before_each_statement_and_its_record_below_it() -> None:
    told = _printed(river())
    assert (
        told[told.index("  1  ") : told.index("  2  ")]
        == """\
  1  ✓◉ Ingrid Taal · commits · indirect quote
     [Valdia's president, Ingrid Taal,] _told_ parliament on Monday ‹that
     guarded crews would cross the border if Belmora asked for help›.
     ◉ pledged: cross the border (if Belmora asked for help)
     to parliament · on Monday

"""
    )
    assert [line[5:7] for line in told.splitlines() if re.match(r" [ \d]\d  ", line)] == [
        *("✓◉", "✕⊗", "✕⊗", "✕⊗", "− ", "− ", "✓◉", "»⊕", "·●", "✕ "),
    ]


def test_an_act_is_told_with_whom_it_is_directed_at() -> None:
    text = _printed(river())
    assert "  5  −  Tomas Brevic · criticises Ingrid Taal · indirect quote\n" in text
    assert "  8  »⊕ Hugh Pellam · urges Drask · indirect quote\n" in text


def test_several_positions_are_a_line_each_and_the_first_one_gives_the_mark() -> None:
    text = _printed(docks(filled=True))
    assert " 1  ✕⊗ Ana Ruiz · Mayor · refuses · mixed quote\n" in text
    assert "    ⊗ ruled out: sell the docks\n    ◉ pledged: lease them (if the council asks)\n" in text
    assert "    to the Port Courier · Monday (2031-05-05)\n" in text


def test_statements_without_an_act_keep_the_marks_place_free() -> None:
    assert "\n 2     Ana Ruiz · Mayor" in _printed(docks(filled=True))
    assert "\n 2  Ana Ruiz · Mayor" in _printed(docks())


def test_all_circumstances_stand_on_one_line() -> None:
    assert (
        "    to the daily Il Molo · on 4 May (2031-05-04) · EUR 2 million · EUR 3 million · likely a translation\n"
        in _printed(interview(), width=110)
    )


def test_every_step_to_a_speaker_is_explained() -> None:
    text = _printed(docks(filled=True), explain=True)
    assert "confidence: statement 93%, speakers 97%, act 81%, positions 70%" in text
    assert "who: Ana Ruiz, person, 94%" in text
    assert "via: “Ruiz” (surname) → “Ana Ruiz” (full name)" in text
    assert "or: Tom Ruiz 5%" in text
    assert "roles: Mayor (at 0-5)" in text


def test_every_field_is_explained_by_its_words_and_their_place() -> None:
    text = _printed(interview(), river(), explain=True, width=120)
    for line in (
        "confidence: statement 90%, mode 90%, addressee 80%, medium 70%, when 95%, translated 60%",
        "mode: said",
        "addressee: the daily Il Molo (at 13-30)",
        "medium: the daily Il Molo (at 13-30)",
        "when: on 4 May (at 31-39), 2031-05-04",
        "money: €3 million (at 103-113), EUR 3 million",
        "translation: speaking in Italian (at 41-60), said in Italian",
        "target: Ingrid Taal (at 20-31)",
        "position: pledged, cross the border (at 84-100), condition: if Belmora asked for help (at 101-126)",
        "when: on Monday (at 49-58), no date",
    ):
        assert f"     {line}\n" in text or f"    {line}\n" in text


def test_an_article_without_a_title_is_known_by_its_source() -> None:
    assert _printed(Reading(Article("Rain fell."), (), "m")) == "docks.txt\nno statements found\n\n"


def test_words_left_out_between_pieces_are_an_ellipsis() -> None:
    reading = docks()
    text = reading.article.text
    last = reading.statements[0].content[0][1]
    far = (text.index("The price"), len(text))
    pieces = Reading(reading.article, (replace(reading.statements[0], content=((47, last), far)),), "m")
    assert "‹she would never" in _printed(pieces)
    assert " … ‹The price" in " ".join(_printed(pieces).split())


def test_an_address_stands_on_one_line_however_long() -> None:
    url = f"https://courier.example/{'docks-' * 20}"
    assert f"\n{url}\n" in _printed(Reading(replace(docks().article, url=url), (), "m"), width=40)


def test_the_head_tells_the_moment_and_no_outlet_twice() -> None:
    article = replace(docks().article, published="2031-05-06T07:08:09+02:00", authors=("The Port Courier",))
    assert "\nThe Port Courier · 2031-05-06 07:08 UTC+02:00\n" in _printed(Reading(article, (), "m"))


def test_a_long_title_goes_on_further_in() -> None:
    assert " 2  Ana Ruiz · Mayor ·\n      direct quote\n" in _printed(docks(), width=25)


def test_colour_tells_apart_without_signs() -> None:
    text = _printed(docks(), color=True)
    assert "\x1b[2m 1  \x1b[0m\x1b[1mAna Ruiz\x1b[0m" in text
    assert "\x1b[1;36mMayor Ana Ruiz\x1b[0m" in text
    assert "\x1b[3;35mtold\x1b[0m" in text
    assert "‹" not in text
    assert "[Mayor" not in _ESCAPE.sub("", text)


def test_a_stand_is_coloured_by_which_side_it_is_on() -> None:
    text = _printed(river(), color=True)
    assert "\x1b[1;31m⊗ ruled out\x1b[0m" in text
    assert "\x1b[32m⊕ favoured\x1b[0m" in text


def test_no_colour_is_no_escape_sequence() -> None:
    assert "\x1b" not in _printed(docks(True), docks(), explain=True)


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 100])
@pytest.mark.parametrize("color", [False, True])
def test_lines_fit_the_width(width: int, color: bool) -> None:
    text = _printed(docks(True), river(), interview(), hostile(), width=width, color=color, explain=True)
    lines = [line for line in _ESCAPE.sub("", text).split("\n") if line != docks().article.url]
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in _ESCAPE.sub("", text).split("\n"))


@given(readings(), st.booleans())
def test_nothing_in_an_article_steers_the_terminal(reading: Reading, color: bool) -> None:
    plain = _ESCAPE.sub("", _printed(reading, color=color, explain=True))
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in plain.replace("\n", ""))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", plain)
