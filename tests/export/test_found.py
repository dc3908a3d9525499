from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.found import LONGEST, write_found, write_hits
from onrecord.export.sheet import Sheet
from onrecord.record import Record
from onrecord.record.results import StoredStatement
from onrecord.record.search import Hit
from onrecord.record.search.results import Count, Facet, Facets, Found
from tests.export.river import river


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> StoredStatement:
    with Record.open(Path(tmp_path_factory.mktemp("found"), "found.sqlite")) as record:
        record.add_readings([river()])
        return record.statements([1])[0]


def shown(hit: Hit, color: bool = False, width: int = 80) -> str:
    stream = io.StringIO()
    write_hits(Sheet(stream, width, color), [hit])
    return stream.getvalue()


def test_a_very_long_statement_is_cut_around_the_first_mark(one: StoredStatement) -> None:
    text = "before " * 200 + "docks" + " behind" * 200
    start = text.index("docks")
    told = shown(Hit(replace(one, text=text), ((start, start + 5),)))

    assert "‹docks›" in told
    assert re.search(r"^ +… before", told, re.MULTILINE)
    assert " …" in told
    assert len(told) < 2 * LONGEST


def test_marks_are_coloured_where_colour_is(one: StoredStatement) -> None:
    told = shown(Hit(replace(one, text="the docks"), ((4, 9),)), color=True)

    assert "‹" not in told
    assert "\x1b[1;33mdocks" in told


def test_counts_of_namesakes_are_told_apart(one: StoredStatement) -> None:
    counts = (Count("#7", "John Smith", 2), Count("#9", "John Smith", 1), Count("#3", "Ana Ruiz", 1))
    stream = io.StringIO()
    facets = Facets(4, (Facet("speaker", counts),))
    write_found(Sheet(stream, 80, False), Found((Hit(one, ()),), 4, True, "newest", 1, 20, facets))

    assert "by speaker   John Smith (#7) 2 · John Smith (#9) 1 · Ana Ruiz 1\n" in stream.getvalue()


@given(text=st.text(max_size=80), data=st.data())
def test_every_mark_is_shown_and_no_line_is_too_wide(
    one: StoredStatement, text: str, data: st.DataObject
) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(zip(edges[::2], edges[1::2], strict=False))
    told = shown(Hit(replace(one, text=text), marks), width=40)

    assert told.count("‹") == len(marks) + text.count("‹")
    assert "\x1b" not in told
