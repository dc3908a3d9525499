from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.article import Article
from onrecord.export.quoted import Quoted
from onrecord.statement import Quote, Reading
from tests.export.readings import at, docks, made, readings


def quoted(text: str, quote: Quote, *pieces: str) -> list[str]:
    article = Article(text)
    statement = made(article, at(text, *pieces), quote)
    return Quoted(Reading(article, (statement,), "hand-made")).words(statement)


@pytest.mark.parametrize(
    ("text", "quote", "piece", "words"),
    [
        ("“We stay,” Lind said.", "direct", "“We stay,”", ["We stay"]),
        ('Lind said they "stay" and "work".', "mixed", 'they "stay" and "work"', ["stay", "work"]),
        ("Lind said they would stay.", "indirect", "they would stay", []),
        (
            "“He said ‘never’ twice,” Lind said.",
            "direct",
            "“He said ‘never’ twice,”",
            ["He said ‘never’ twice"],
        ),
        ("“He said ‘never’ twice,” Lind said.", "direct", "‘never’", ["never"]),
        ("“We stay,” Lind said.", "direct", "We stay", ["We stay"]),
        ("We stay, Lind wrote.", "direct", "We stay,", ["We stay"]),
    ],
)
def test_only_what_stands_between_marks_is_quoted(
    text: str, quote: Quote, piece: str, words: list[str]
) -> None:
    assert quoted(text, quote, piece) == words


def test_a_quotation_over_paragraphs_keeps_its_pieces() -> None:
    reading = docks()
    words = Quoted(reading).words(reading.statements[1])
    assert words == ["I read the offer,", "It is a bad joke.", "The docks belong to those who work on them."]


@given(readings())
def test_quoted_words_are_words_of_the_content(reading: Reading) -> None:
    quoted = Quoted(reading)
    for one in reading.statements:
        pieces = [reading.article.text[a:b] for a, b in one.content]
        for words in quoted.words(one):
            assert any(words in piece for piece in pieces)
        assert one.quote != "indirect" or not quoted.words(one)
