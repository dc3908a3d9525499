from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.export.identity import iri_of, language_of, published_of, urn


def test_a_name_is_the_same_for_the_same_parts_and_no_others() -> None:
    assert urn("source", "1") == urn("source", "1")
    assert len({urn("source", "1"), urn("cue", "1"), urn("source", "2"), urn("source1", "")}) == 4


@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=3))
def test_a_name_is_a_urn_whatever_the_parts(parts: list[str]) -> None:
    name = urn(*parts)
    assert name.startswith("urn:uuid:")
    assert UUID(name).version == 5


@pytest.mark.parametrize(
    ("url", "identity", "iri"),
    [
        ("https://courier.example/a?b=1&c=%20d", "x", "https://courier.example/a?b=1&c=%20d"),
        ("https://courier.example/a b<c>", "x", "https://courier.example/a%20b%3Cc%3E"),
        (None, "https://courier.example/a", "https://courier.example/a"),
    ],
)
def test_an_article_is_called_by_its_address(url: str | None, identity: str, iri: str) -> None:
    assert iri_of(Article("Lind said no.", id=identity, url=url)) == iri


def test_what_is_no_web_address_gets_a_name() -> None:
    script = Article("Lind said no.", id="docks", url="javascript:alert(1)")
    assert iri_of(script) == iri_of(Article("Another text.", id="docks")) == urn("article", "docks")


@pytest.mark.parametrize(("given", "kept"), [("en", "en"), ("pt-BR", "pt-BR"), ('"><b>', None), (None, None)])
def test_a_language_is_a_tag_or_none(given: str | None, kept: str | None) -> None:
    assert language_of(Article("x", language=given)) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2031-05-06", "2031-05-06"),
        ("2031-05-06T08:00:00Z", "2031-05-06T08:00:00Z"),
        ("May", None),
        ("", None),
    ],
)
def test_a_moment_is_of_iso_8601_or_none(given: str, kept: str | None) -> None:
    assert published_of(Article("x", published=given)) == kept
