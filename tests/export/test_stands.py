from __future__ import annotations

import csv
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.article import Article
from onrecord.export.csv import unguarded
from onrecord.export.json import JsonLinesWriter, JsonWriter
from onrecord.export.stands import COLUMNS, StandsCsvWriter, StandsTextWriter, stands_object
from onrecord.stands import where_they_stand
from onrecord.statement import Reading
from tests.export.readings import docks, hostile, readings
from tests.export.river import river

_ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def _printed(*some: Reading, width: int = 80, color: bool = False) -> str:
    stream = io.StringIO()
    writer = StandsTextWriter(stream, width, color)
    for reading in some:
        writer.write(reading, "river.txt")
    writer.close()
    return stream.getvalue()


def _rows(*some: Reading) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    writer = StandsCsvWriter(stream)
    for reading in some:
        writer.write(reading)
    writer.close()
    stream.seek(0)
    return list(csv.DictReader(stream, strict=True))


def test_a_person_reads_who_stands_where_and_whom_they_address() -> None:
    assert (
        _printed(river())
        == """\
Valdia may cross for Belmora
Anselport Mail
river.txt
6 positions, 2 directed acts

Where they stand

Ingrid Taal
  ◉ pledged      cross the border (if Belmora asked for help)  57%
                 1 ‹that guarded crews would cross the border if Belmora…›
Orlenia · state
  ⊗ ruled out    sending engineers  57%
                 2 ‹sending engineers›
Livia Morando
  ⊗ ruled out    send any engineer  62%
                 3 ‹“We will not send a single engineer,”›
                 4 ‹“We will not send any engineer,”›
Hugh Pellam
  ⊕ favoured     open the gates  57%
                 8 ‹to open the gates›
  ◉ pledged      €200 million for new wells (until the river runs again)  57%
                 7 ‹€200 million for new wells “until the river runs again”›
Drask · state
  ● done         opened two gates  57%
                 9 ‹“We have opened two gates already,”›

Whom they address, and how

Tomas Brevic
  − criticises   Ingrid Taal  49%
                 5 ‹vanity›
                 6 ‹“Taal poses beside a waterfall,”›
Hugh Pellam
  » urges        Drask  49%
                 8 ‹to open the gates›

"""
    )


def test_on_a_narrow_terminal_the_stand_has_a_line_of_its_own() -> None:
    assert (
        "Orlenia · state\n  ⊗ ruled out\n    sending engineers  57%\n    2 ‹sending engineers›\n"
        in _printed(river(), width=30)
    )


def test_a_speaker_is_told_with_the_roles_that_the_article_gives() -> None:
    assert "\nAna Ruiz · Mayor\n  ⊗ ruled out    sell the docks  63%\n" in _printed(docks(True))
    assert _rows(docks(True))[0]["roles"] == "Mayor"


def test_where_nobody_takes_a_stand_that_is_said() -> None:
    assert "no positions, and no acts directed at anybody\n" in _printed(docks())
    assert _rows(docks()) == []


def test_articles_are_parted_by_a_rule() -> None:
    assert _printed(river(), docks(True)).count("─" * 80) == 1


@pytest.mark.parametrize("width", [20, 30, 47, 48, 80, 100])
@pytest.mark.parametrize("color", [False, True])
def test_lines_fit_the_width(width: int, color: bool) -> None:
    text = _ESCAPE.sub("", _printed(docks(True), river(), hostile(), width=width, color=color))
    lines = [line for line in text.split("\n") if line != docks().article.url]
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_colour_tells_the_sides_and_the_words_apart() -> None:
    text = _printed(river(), color=True)
    assert "\x1b[1;31m⊗ ruled out\x1b[0m" in text
    assert "\x1b[32mto open the gates\x1b[0m" in text
    assert "‹" not in text


@given(readings(), st.booleans())
def test_nothing_in_an_article_steers_the_terminal(reading: Reading, color: bool) -> None:
    plain = _ESCAPE.sub("", _printed(reading, color=color))
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in plain.replace("\n", ""))


def test_a_stance_or_an_act_is_a_row() -> None:
    rows = _rows(river())
    assert tuple(rows[0]) == COLUMNS
    assert [row["row"] for row in rows] == ["stance"] * 6 + ["act"] * 2
    morando, brevic = rows[2], rows[6]
    assert (morando["stand"], morando["agreement"], morando["count"]) == ("ruled_out", "disagree", "2")
    assert morando["statements"] == " | ".join(s.id for s in river().statements[2:4])
    assert morando["words"] == "“We will not send a single engineer,” | “We will not send any engineer,”"
    assert (brevic["act"], brevic["target"], brevic["stand"]) == ("criticise", "Ingrid Taal", "")
    assert rows[0]["condition"] == "if Belmora asked for help"


def test_no_article_leaves_the_column_names() -> None:
    stream = io.StringIO()
    StandsCsvWriter(stream).close()
    assert stream.getvalue().strip().split(",") == list(COLUMNS)


@given(readings())
def test_every_row_comes_back_and_is_no_formula(reading: Reading) -> None:
    rows = _rows(reading)
    stands = where_they_stand(reading)
    speakers = [row.speaker.name for row in stands.stances] + [row.speaker.name for row in stands.acts]
    assert [unguarded(row["speaker"]) for row in rows] == speakers
    assert not any(cell[:1] and cell[0] in "=+-@\t\r＝＋－＠" for row in rows for cell in row.values())


def test_programs_read_the_summary_as_an_object_an_array_or_lines() -> None:
    one, several, lines = io.StringIO(), io.StringIO(), io.StringIO()
    for stream, writer in (
        (one, JsonWriter(one, made=stands_object)),
        (several, JsonWriter(several, True, stands_object)),
        (lines, JsonLinesWriter(lines, stands_object)),
    ):
        writer.write(river())
        writer.close()
        assert stream.getvalue().endswith("\n")
    summary = where_they_stand(river()).to_dict()
    assert json.loads(one.getvalue()) == json.loads(lines.getvalue()) == summary
    assert json.loads(several.getvalue()) == [summary]


def test_an_article_without_words_has_no_stands() -> None:
    assert "no positions" in _printed(Reading(Article(""), (), "m"))
