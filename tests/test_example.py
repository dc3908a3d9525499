"""The demo: the invented article has the difficulties of real ones, and they are met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.reading.reader import Reader
from onrecord.statement import Reading, Statement


@pytest.fixture(scope="module")
def reading(example: Path) -> Reading:
    return Reader().read(Article(example.read_text(encoding="utf-8")))


def statement_with(reading: Reading, words: str) -> Statement:
    """Return the one statement whose content holds these words, and that is told within no other."""
    [found] = [s for s in reading.statements if words in reading.text_of(s.content) and not s.within]
    return found


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        pytest.param("guarded crews would cross the border", "Ingrid Taal", id="a role with a country"),
        pytest.param("how many soldiers", "Ingrid Taal", id="a pronoun"),
        pytest.param("lend a single one of them", "Orlenia", id="a state that rules out"),
        pytest.param("pose beside a waterfall", "Tomas Brevic", id="a pronoun for who was introduced last"),
        pytest.param("do not give friends marks", "Livia Morando", id="a name behind a description"),
        pytest.param("Nothing that we agreed", "Livia Morando", id="a quotation that goes on"),
        pytest.param("shut eleven gates", "Ingrid Taal", id="a block quotation that lost its marks"),
        pytest.param("drinks from this river", "Ingrid Taal", id="a quotation over two paragraphs"),
        pytest.param("When Karhov shouts", "Ingrid Taal", id="she concluded"),
        pytest.param("parks his cart", "Hugh Pellam", id="a former office"),
        pytest.param("‘Every Sluice’", "Northern Wire", id="a post run into its link"),
        pytest.param("gates had been closed on purpose", "Karhov", id="a capital for its government"),
        pytest.param("entitled to the water", "Hugh Pellam", id="a belief"),
        pytest.param("two hundred new wells", "Hugh Pellam", id="a surname"),
        pytest.param("‘One Boot’", "Northern Wire", id="a post at the end"),
    ],
)
def test_statements_have_the_speaker_that_a_reader_would_name(
    reading: Reading, words: str, speaker: str
) -> None:
    assert [found.name for found in statement_with(reading, words).speakers] == [speaker]


def test_the_words_of_a_post_end_before_its_link(reading: Reading) -> None:
    post = statement_with(reading, "‘One Boot’")

    assert reading.text_of(post.content).endswith("the Border")
    assert reading.text_of(post.source) == "Northern Wire"


def test_every_quoted_paragraph_belongs_to_a_statement(reading: Reading) -> None:
    text = reading.article.text
    covered = {place for s in reading.statements for start, end in s.content for place in range(start, end)}

    for paragraph in re.finditer(r"^“[^”\n]+", text, re.MULTILINE):
        middle = (paragraph.start() + paragraph.end()) // 2
        assert middle in covered, paragraph[0]
