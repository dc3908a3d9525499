from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from onrecord.export.segments import Mark, Sentences, parts, segments
from onrecord.statement import Reading
from tests.export.readings import at, docks, readings


@given(readings())
def test_segments_are_the_whole_text_in_order(reading: Reading) -> None:
    text = reading.article.text
    cut = list(segments(len(text), reading.statements))
    assert "".join(text[one.start : one.end] for one in cut) == text
    assert all(one.start < one.end for one in cut)


@given(readings())
def test_every_character_has_the_marks_of_the_spans_that_hold_it(reading: Reading) -> None:
    for one in segments(len(reading.article.text), reading.statements):
        for place in (one.start, one.end - 1):
            assert set(one.marks) == {
                Mark(number, role)
                for number, statement in enumerate(reading.statements)
                for role, spans in parts(statement)
                if any(start <= place < end for start, end in spans)
            }


def test_outer_statements_come_first() -> None:
    reading = docks()
    inside = at(reading.article.text, "not one crane")[0][0]
    (marks,) = (
        s.marks for s in segments(len(reading.article.text), reading.statements) if s.start <= inside < s.end
    )
    assert marks == (Mark(2, "content"), Mark(3, "content"))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Rain fell. Lind said no. It stopped.", ["Lind"], ["Lind said no."]),
        ("Rain fell. Mr. Lind said no. It stopped.", ["said"], ["Mr. Lind said no."]),
        ("Rain fell. A. B. Lind said no. It stopped.", ["said"], ["A. B. Lind said no."]),
        ("“No.” Lind left. “Yes.”", ["Lind"], ["Lind left."]),
        ("One.\n\nlower said two\n\nThree.", ["said"], ["lower said two"]),
        ("He said a. It fell. So b came.", ["a", "b"], ["He said a.", "So b came."]),
        ("He said a. So b came.", ["a.", "b"], ["He said a. So b came."]),
    ],
)
def test_words_are_shown_in_their_sentence(text: str, words: list[str], shown: list[str]) -> None:
    around = Sentences(text).around(at(text, *words))
    assert [text[one.start : one.end] for one in around] == shown
    assert not any(one.cut_before or one.cut_after for one in around)


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 200 + "Lind said no" + " word" * 200
    (one,) = Sentences(text).around(at(text, "Lind said no"))
    assert one.cut_before
    assert one.cut_after
    assert len(text[one.start : one.end]) < 400
    assert text[one.start : one.end].startswith("word")
    assert text[one.start : one.end].endswith("word")


@given(readings())
def test_what_is_shown_holds_the_spans_and_is_in_order(reading: Reading) -> None:
    for statement in reading.statements:
        spans = [span for _, some in parts(statement) for span in some]
        around = Sentences(reading.article.text).around(spans)
        assert all(any(one.start <= start and end <= one.end for one in around) for start, end in spans)
        assert all(a.end <= b.start for a, b in pairwise(around))
