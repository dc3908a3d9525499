"""What holds for every reading, whatever the text."""

from __future__ import annotations

import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord.article import Article
from onrecord.errors import InputError, LanguageError
from onrecord.reading.confidence import ODDS
from onrecord.reading.encoder import WEIGHTS, Encoder
from onrecord.reading.quotations import QuotedWords
from onrecord.reading.raw import Raw
from onrecord.reading.reader import MOST_CHARACTERS, Reader
from onrecord.schema import load_schema
from onrecord.statement import Passage, Reading, Span, Spans, Statement, When, slice_of

READER = Reader()
VALIDATOR = Draft202012Validator(load_schema())

PIECES = [
    "Mayor Ana Ruiz said she would never sell the docks.",
    "“It was cold,” she said, “and nobody came.”",
    "“We will not open the gates.",
    "“Nobody asked us,” said Bo Lind, who told the Port Courier that Ruiz “had lied”.",
    "'We know,' he said. \"Do we?\" ''No.''",
    "ANA RUIZ: We will not sell. He told me that it was late.",
    "BO LIND: Why not?",
    "Q: Is it late?",
    "A: It is, as the mayor said.",
    "We will never sell the docks https://t.co/abc — Ana Ruiz (@anaruiz) May 1, 2024",
    "Bo Lind tweeted: It rained (@bolind) — He said so — Bo Lind (@bolind) May 2, 2024",
    "According to a poll by the Coastal Institute, six in ten want their government to stay out of it.",
    "She wrote in her letter:",
    "We have always kept the docks, and we will keep them for as long as there is a sea...",
    "„Nein“, sagte er. «Non», dit-elle.",
    "Photo: Ana Ruiz/Courier",
    "- Ana Ruiz",
    "\x00\ufeff\u200b🏝️ e\u0301 \ud83d",
    "\n",
    "\n\n",
    "\x0c",
    "\t",
]
ODD = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.sampled_from("“”\"'‘’«»—-:@(). \nAaé…"), max_size=20)),
    max_size=12,
).flatmap(lambda pieces: st.sampled_from(["\n", " ", ""]).map(lambda glue: glue.join(pieces)))

LONG = [
    "\n".join(
        [
            "Ministers in Orlenia turned on the president, Ingrid Taal, over her “reckless” idea.",
            "Taal told parliament that crews would cross the border if the government asked for help. She declined to",
            "“Are our welders to be shot at?” asked Tomas Brevic, the deputy prime minister. “She may look elsewhere.",
            "“Nobody will go,” he added. He had told the Harnholm Courier that Taal “wanted a war”.",
            "Karhov denied the charge. “It is untrue,” a spokesman said, and warned that they would answer in kind.",
        ]
        * 6
    ),
    "\n".join(["An interview."] + ["ANA RUIZ: He said that it rained.", "BO LIND: “So did I,” I said."] * 15),
    "“We will not open the gates again, and we shall not sell.\n" * 30,
    " ".join(['"We will not," said Ana Ruiz. "It is late," she told the Courier. Bo Lind denied it.'] * 25),
    "\n".join(["Bo Lind said it rained. We will not sell — Ana Ruiz (@anaruiz) May 1, 2024"] * 20),
]


def _lies_in(spans: Spans, text: str) -> bool:
    return all(0 <= a < b <= len(text) for a, b in spans) and all(
        a[1] <= b[0] for a, b in itertools.pairwise(spans)
    )


def _passages(statement: Statement) -> list[Passage | When]:
    found: list[Passage | When | None] = [
        statement.on_behalf_of,
        statement.addressee,
        statement.medium,
        statement.when,
        statement.target,
    ]
    found.extend(role for speaker in statement.speakers for role in speaker.roles)
    for position in statement.positions:
        found.extend((position.action, position.condition))
    return [passage for passage in found if passage is not None]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _nested(outer: Statement, inner: Statement) -> bool:
    spans = [*inner.source, *inner.cue, *inner.content]
    return all(any(a <= start and end <= b for a, b in outer.content) for start, end in spans)


def _check(reading: Reading) -> None:
    """Check the contract of schema 1."""
    text = reading.article.text
    by_id = {statement.id: statement for statement in reading.statements}
    assert len(by_id) == len(reading.statements)
    assert [s.content for s in reading.statements] == sorted(s.content for s in reading.statements)
    for statement in reading.statements:
        assert statement.content
        for spans in (statement.source, statement.cue, statement.content):
            assert _lies_in(spans, text)
        for passage in _passages(statement):
            assert passage.spans
            assert passage.text == slice_of(text, passage.spans)
        for speaker in statement.speakers:
            assert speaker.name
            assert speaker.name in text or speaker.via
            assert all(0 <= a < b <= len(text) for step in speaker.via for a, b in step.spans)
            assert 0 <= speaker.confidence <= 1
        assert 0 <= statement.confidence.statement <= 1
        if statement.within is not None:
            assert _nested(by_id[statement.within], statement)
    for one, other in itertools.combinations(reading.statements, 2):
        if any(_overlap(a, b) for a in one.content for b in other.content):
            assert _nested(one, other) or _nested(other, one)
            assert one.within or other.within
    VALIDATOR.validate(reading.to_dict())


@given(ODD)
@settings(max_examples=150)
@example("")
@example("“" * 50)
@example("\ud800 said it rained.")
@example("Ana Ruiz said\x85it rained.\x0bBo Lind denied it.")
def test_every_reading_keeps_the_contract(text: str) -> None:
    _check(READER.read(text))


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_characters_at_all_keep_the_contract(text: str) -> None:
    _check(READER.read(text))


@pytest.mark.parametrize("text", LONG, ids=["news", "interview", "open quotations", "one line", "posts"])
def test_longer_articles_keep_the_contract(text: str) -> None:
    reading = READER.read(text)
    assert reading.statements
    _check(reading)


def test_the_example_keeps_the_contract(example: Path) -> None:
    _check(READER.read(example.read_text(encoding="utf-8")))


@given(ODD)
@settings(max_examples=30)
def test_a_text_is_read_alike_each_time_and_after_any_other(text: str) -> None:
    before = READER.read(text)
    READER.read(LONG[1])
    assert READER.read(text) == before == Reader().read(Article(text))


def test_a_batch_is_read_as_each_alone_in_any_order_by_any_number_of_processes() -> None:
    articles = [*PIECES, *LONG]
    alone = {text: READER.read(text) for text in articles}
    shuffled = random.Random(3).sample(articles, len(articles))

    for texts, processes in ((articles, 1), (articles, 2), (shuffled, 2)):
        outcomes = list(Reader().read_many(texts, processes))
        assert outcomes == [alone[text] for text in texts]
        assert [o.to_dict() for o in outcomes if isinstance(o, Reading)] == [
            alone[t].to_dict() for t in texts
        ]


def test_what_is_known_of_the_article_stands_in_the_reading() -> None:
    article = Article(PIECES[0], url="https://courier.example/docks", outlet="Courier", language="en")
    reading = READER.read(article)
    assert reading.article is article
    assert reading.model == READER.model == Encoder().name


def test_a_text_that_is_far_too_long_is_refused_at_once() -> None:
    article = Article("It rained. " * (MOST_CHARACTERS // 10), id="rain")
    with pytest.raises(InputError, match=r"^rain: 1,100,000 characters are too many for one article"):
        READER.read(article)


@pytest.mark.parametrize("other", [Path("article.txt"), b"Ruiz said no.", None])
def test_what_is_no_text_is_refused_with_a_hint(other: Any) -> None:
    with pytest.raises(
        TypeError, match=r"an article or its text can be read, not \w+; onrecord.load reads files"
    ):
        READER.read(other)


def test_an_article_in_another_language_is_not_guessed_at() -> None:
    with pytest.raises(
        LanguageError, match=r"^https://zeitung\.example/regen: is in another language \(de\)"
    ):
        READER.read(Article("Es regnet.", url="https://zeitung.example/regen", language="de"))


def test_a_reader_may_read_with_another_folder_s_weights() -> None:
    assert Reader(Encoder(WEIGHTS)).read(PIECES[0]) == READER.read(PIECES[0])


def test_what_kind_of_quotation_a_statement_is() -> None:
    reading = READER.read("“It was cold in the docks,” Ana Ruiz said. Bo Lind said that it was warm.")
    assert [s.quote for s in reading.statements] == ["direct", "indirect"]


def test_what_nobody_is_named_to_say_is_kept_only_where_it_is_likely() -> None:
    text = "Ruiz was one of those for peace with Aden."
    unsure, sure = dict.fromkeys(ODDS, 0.05), dict.fromkeys(ODDS, 0.99)

    def kept(raw: Raw) -> bool:
        return READER.likely([raw], QuotedWords(text, ())) == [raw]

    assert not kept(Raw([], [(5, 26)], [(27, 41)], evidence=unsure))
    assert kept(Raw([], [(5, 26)], [(27, 41)], evidence=sure))
    assert kept(Raw([(0, 4)], [(5, 26)], [(27, 41)], evidence=unsure))
