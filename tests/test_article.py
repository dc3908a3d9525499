from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article, digest


@given(st.text(st.characters(exclude_categories=())))
def test_a_version_is_the_digest_of_the_text(text: str) -> None:
    article = Article(text)
    assert article.text == text
    assert article.version == digest(text)
    assert article.version.startswith("sha256:")
    assert len(article.version) == 39


def test_equal_texts_share_a_version_and_others_do_not() -> None:
    assert Article("one", url="https://a.example").version == Article("one").version
    assert Article("one").version != Article("one ").version


def test_a_version_that_is_not_the_text_s_is_not_believed() -> None:
    assert Article("one", version="sha256:0").version == digest("one")


def test_an_article_is_known_by_its_id_or_else_by_its_version() -> None:
    assert Article("one", id="https://a.example/1").id == "https://a.example/1"
    assert Article("one").id == digest("one")


def test_an_article_does_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article("one").text = "two"  # type: ignore[misc]


def test_an_article_as_an_object_has_every_field() -> None:
    article = Article(
        "one", id="x", url="u", outlet="o", title="t", authors=("a", "b"), published="2031", language="en"
    )
    assert article.to_dict() == {
        "id": "x",
        "version": digest("one"),
        "url": "u",
        "outlet": "o",
        "title": "t",
        "authors": ["a", "b"],
        "published": "2031",
        "language": "en",
        "text": "one",
    }
