from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from onrecord.intake.metadata import Metadata, extract


def of(head: str = "", body: str = "", url: str | None = None, lang: str = "en") -> Metadata:
    return extract(
        document_fromstring(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"), url
    )


def ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Docks stay, mayor says",
    "datePublished": "2024-05-03T10:00:00.000Z",
    "author": [{"@type": "Person", "name": "Ben Okoro"}, {"@type": "Person", "name": "Li Wei"}],
    "publisher": {"@type": "Organization", "name": "Port Courier"},
}


def test_json_ld_is_read() -> None:
    found = of(ld(ARTICLE), "<h1>Docks stay</h1>", "https://courier.example/docks")
    assert found.title == "Docks stay, mayor says"
    assert found.authors == ("Ben Okoro", "Li Wei")
    assert found.outlet == "Port Courier"
    assert found.published == "2024-05-03T10:00:00+00:00"
    assert found.url == "https://courier.example/docks"


def test_references_inside_json_ld_are_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "H", "author": {"@id": "#ben"}, "publisher": {"@id": "#org"}},
            {"@type": "Person", "@id": "#ben", "name": "Ben Okoro"},
            {"@type": "Organization", "@id": "#org", "name": "Port Courier"},
        ]
    }
    found = of(ld(graph))
    assert (found.authors, found.outlet) == (("Ben Okoro",), "Port Courier")


def test_things_that_are_no_article_do_not_count() -> None:
    video = {"@type": "VideoObject", "headline": "A film", "datePublished": "2020-01-01", "name": "Film"}
    found = of(ld(video, ARTICLE))
    assert (found.title, found.published) == ("Docks stay, mayor says", "2024-05-03T10:00:00+00:00")


@pytest.mark.parametrize(
    "broken",
    ["{", "[[[[", '{"@type": "NewsArticle", "headline": 5, "author": {"name": [null]}}', "[" * 9999],
)
def test_broken_json_ld_costs_nothing_else(broken: str) -> None:
    head = (
        f'<script type="application/ld+json">{broken}</script><meta property="og:title" content="Docks stay">'
    )
    assert of(head).title == "Docks stay"


def test_meta_elements_are_read_where_there_is_no_json_ld() -> None:
    found = of(
        '<meta property="og:title" content="Docks &amp; quays stay">'
        '<meta name="author" content="By Ben Okoro and Li Wei">'
        '<meta property="og:site_name" content="Port Courier">'
        '<meta property="article:published_time" content="2024-05-03T10:00:00+02:00">'
        '<meta property="og:url" content="https://courier.example/docks">'
    )
    assert found.title == "Docks & quays stay"
    assert found.authors == ("Ben Okoro", "Li Wei")
    assert found.outlet == "Port Courier"
    assert found.published == "2024-05-03T10:00:00+02:00"
    assert found.url == "https://courier.example/docks"


def test_the_outlets_name_behind_the_headline_goes() -> None:
    head = '<meta property="og:title" content="Docks stay with the city | Port Courier">'
    assert of(head, "<h1>Docks stay with the city</h1>").title == "Docks stay with the city"


def test_a_bare_day_gets_its_time_from_elsewhere_on_the_page() -> None:
    head = (
        ld({**ARTICLE, "datePublished": "2024-05-03"}) + '<meta name="date" content="2024-05-03T07:30:00Z">'
    )
    assert of(head).published == "2024-05-03T07:30:00+00:00"


def test_a_time_of_another_day_does_not_count() -> None:
    head = (
        ld({**ARTICLE, "datePublished": "2024-05-03"}) + '<meta name="date" content="2024-06-01T07:30:00Z">'
    )
    assert of(head).published == "2024-05-03"


def test_the_date_of_a_time_element_is_found() -> None:
    assert (
        of("", '<p>By Ben</p><time datetime="2024-05-03" itemprop="datePublished">3 May</time>').published
        == "2024-05-03"
    )


def test_what_a_page_does_not_say_is_none() -> None:
    assert of() == Metadata(language="en")


def test_the_better_spelling_of_the_outlet_wins() -> None:
    assert of(ld(ARTICLE) + '<meta property="og:site_name" content="portcourier">').outlet == "Port Courier"


def test_the_brand_goes_before_the_company() -> None:
    head = (
        ld({**ARTICLE, "publisher": {"name": "Harbour Media Holding"}})
        + '<meta property="og:site_name" content="Courier">'
    )
    assert of(head).outlet == "Courier"


def test_the_host_is_the_outlet_of_last_resort() -> None:
    assert of(url="https://www.Courier.example/docks").outlet == "courier.example"


def test_the_canonical_address_goes_before_the_one_fetched() -> None:
    head = '<link rel="canonical" href="https://courier.example/docks">'
    assert of(head, url="https://courier.example/docks?ref=home").url == "https://courier.example/docks"


@pytest.mark.parametrize(
    "slip", ["https://courier.example/", "https://courier.example", "/docks", "javascript:0", ""]
)
def test_a_canonical_address_that_names_no_article_does_not_count(slip: str) -> None:
    head = f'<link rel="canonical" href="{slip}">'
    assert of(head, url="https://courier.example/docks").url == "https://courier.example/docks"


@pytest.mark.parametrize(
    ("value", "free"), [(True, True), (False, False), ("False", False), ("maybe", None), (None, None)]
)
def test_whether_one_has_to_pay(value: object, free: bool | None) -> None:
    assert of(ld({**ARTICLE, "isAccessibleForFree": value})).free is free
