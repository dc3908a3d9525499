from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article, digest
from onrecord.intake import jsonl
from onrecord.intake.jsonl import parsed


def article_of(line: str) -> Article:
    return jsonl.article_of(parsed(line))


def line(**fields: object) -> str:
    return json.dumps(fields)


def test_every_field_is_taken_over() -> None:
    article = article_of(
        line(
            text="Ana Ruiz said no.",
            id="docks-1",
            url="https://courier.example/docks",
            outlet="Port Courier",
            title="Docks stay",
            authors=["Ben Okoro", "Li Wei"],
            published="2024-05-03T10:00:00+02:00",
            language="en-GB",
            section="City",
        )
    )
    assert article.to_dict() == {
        "id": "docks-1",
        "version": digest("Ana Ruiz said no."),
        "url": "https://courier.example/docks",
        "outlet": "Port Courier",
        "title": "Docks stay",
        "authors": ["Ben Okoro", "Li Wei"],
        "published": "2024-05-03T10:00:00+02:00",
        "language": "en",
        "text": "Ana Ruiz said no.",
    }


def test_common_names_of_fields_are_understood() -> None:
    article = article_of(
        line(body="She said no.", author="By Ben Okoro and Li Wei", publisher="Courier", date="2024-05-03")
    )
    assert article.text == "She said no."
    assert article.authors == ("Ben Okoro", "Li Wei")
    assert (article.outlet, article.published) == ("Courier", "2024-05-03")


def test_our_names_go_before_the_common_ones() -> None:
    assert article_of(line(text="ours", body="theirs")).text == "ours"


def test_identity_is_the_address_and_without_one_the_text() -> None:
    assert (
        article_of(line(text="x", url="https://Courier.example/a?utm_source=b#c")).id
        == "https://courier.example/a"
    )
    assert article_of(line(text="x")).id == digest("x")


def test_empty_fields_are_as_good_as_none() -> None:
    article = article_of(line(text="x", title="", outlet=None, authors=[], url=None, published=" "))
    assert (article.title, article.outlet, article.authors, article.published) == (None, None, (), None)


@given(
    st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])).filter(lambda t: not t.isspace())
)
def test_text_is_kept_to_the_character(text: str) -> None:
    assert article_of(line(text=text)).text == text


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("{", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ("{}", "no text"),
        ('{"text": " \\n"}', "empty"),
        ('{"text": "\\u200b\\ufeff"}', "empty"),
        ('{"text": "x", "views": ' + "9" * 5000 + "}", "thousands of digits"),
        ('{"text": 5}', "text is not a string"),
        ('{"text": "x", "title": ["y"]}', "title is not a string"),
        ('{"text": "x", "authors": [1]}', "authors"),
        ('{"text": "x", "published": "last week"}', "not a date"),
        ('{"text": "x", "language": "English"}', "language"),
        ('{"text": "x", "url": "docks.html"}', "not a web address"),
        ('{"text": "x \\ud800"}', "surrogate"),
    ],
)
def test_a_bad_line_says_what_is_wrong(source: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause) as caught:
        article_of(source)
    assert "\n" not in str(caught.value)
