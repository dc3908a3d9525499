from __future__ import annotations

import pytest

from onrecord.intake.addresses import article_id, is_address, is_web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/news/docks?id=7&page=2",
        "HTTPS://Courier.Example/news/docks?page=2&id=7",
        "https://courier.example/news/docks?utm_source=rss&id=7&page=2&utm_medium=mail",
        "https://courier.example:443/news/docks?id=7&page=2&fbclid=abc#comments",
        "  https://courier.example/news/docks?id=7&page=2  ",
    ],
)
def test_spellings_of_an_address_are_one_article(address: str) -> None:
    assert article_id(address) == "https://courier.example/news/docks?id=7&page=2"


def test_parameters_that_name_the_article_stay() -> None:
    assert article_id("https://courier.example/a?id=1") != article_id("https://courier.example/a?id=2")


def test_a_normal_form_is_its_own_normal_form() -> None:
    once = article_id("https://courier.example/Ünï/a//b?b=2&a=1#x")
    assert article_id(once) == once


def test_the_slash_after_a_bare_host_goes() -> None:
    assert article_id("https://courier.example/") == article_id("https://courier.example")


def test_addresses_are_told_from_paths() -> None:
    assert is_address("https://courier.example/a")
    assert is_address("ftp://courier.example/a")
    assert not is_address("news/a.html")
    assert not is_address("-")
    assert not is_address("C:\\news\\a.html")


@pytest.mark.parametrize(
    "address", ["ftp://courier.example/", "http://", "http:///a", "http://[1", "mailto:a@b.example"]
)
def test_only_http_addresses_with_a_host_can_be_fetched(address: str) -> None:
    assert not is_web_address(address)
