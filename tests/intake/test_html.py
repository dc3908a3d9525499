from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake.html import article_of, is_html
from tests.intake.pages import PARAGRAPHS, page
from tests.intake.shared import pages


def text_of(body: str = "", **keywords: str) -> list[str]:
    return article_of(page(body, **keywords).encode(), "a.html").text.split("\n\n")


def test_the_text_is_the_paragraphs_and_nothing_else() -> None:
    assert text_of() == list(PARAGRAPHS)


def test_what_is_known_of_the_article_comes_along() -> None:
    thing = {
        "@type": "NewsArticle",
        "headline": "Docks stay with the city, mayor says",
        "datePublished": "2024-05-03T10:00:00+02:00",
        "author": {"@type": "Person", "name": "Ben Okoro"},
        "publisher": {"name": "Port Courier"},
    }
    head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    article = article_of(
        page(head=head).encode(), "a.html", "https://courier.example/docks?utm_source=rss#top"
    )
    assert article == Article(
        text="\n\n".join(PARAGRAPHS),
        id="https://courier.example/docks",
        url="https://courier.example/docks?utm_source=rss#top",
        outlet="Port Courier",
        title="Docks stay with the city, mayor says",
        authors=("Ben Okoro",),
        published="2024-05-03T10:00:00+02:00",
        language="en",
    )


@pytest.mark.parametrize(
    "beside",
    [
        "<figure><img src='a.jpg'><figcaption>Mayor Ana Ruiz at the docks on Monday.</figcaption></figure>",
        "<div class='image-caption'>Mayor Ana Ruiz said hello to workers at the docks on Monday.</div>",
        "<p><strong>READ MORE:</strong> <a href='/b'>Harbour master says flood could come again</a></p>",
        "<p><a href='/b'>HARBOUR MASTER SAYS FLOOD COULD COME AGAIN</a></p>",
        "<aside class='related'><ul><li><a href='/b'>Harbour master speaks</a></li></ul></aside>",
        "<div class='newsletter-signup'><p>Our best stories, in your inbox each day.</p></div>",
        "<p>Sign up for The Morning Tide to get our best stories in your inbox.</p>",
        "<div class='share-bar'><a href='#'>Share</a><a href='#'>Tweet</a></div>",
        "<div class='ad-container'><p>Buy one boat and get another one free, only this week!</p></div>",
        "<p class='byline'>By Ben Okoro, Harbour Correspondent</p>",
        "<blockquote class='pullquote'><p>We will lease them if the council asks.</p></blockquote>",
        "<div class='author-bio'><p>Ben Okoro writes about the harbour and won a prize.</p></div>",
        "<div role='dialog'><p>Please confirm that you have read our new terms.</p></div>",
        "<div class='tab-pane' id='summary'><p>The mayor said she would not sell.</p></div>",
        "<p hidden>The mayor said that she would never ever sell any docks to anybody.</p>",
        "<table><tr><td>Nine</td><td>Four</td></tr></table>",
        "<script>document.write('She said that the docks were for sale to anybody who asked.')</script>",
    ],
)
def test_what_stands_beside_the_article_goes(beside: str) -> None:
    assert text_of(beside) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<h2>What comes next</h2>", "What comes next"),
        (
            "<blockquote><p>“The docks are ours,” she said.</p></blockquote>",
            "“The docks are ours,” she said.",
        ),
        (
            "<p>The <a href='/r'>auditors' report on the docks and the quays</a> said so.</p>",
            "The auditors' report on the docks and the quays said so.",
        ),
        ("<ul><li>The council will vote again in June.</li></ul>", "The council will vote again in June."),
        ("<p>She said\n  <b>no</b>,&nbsp;twice.</p>", "She said no, twice."),
        ("<p>“No,” said<br>the mayor.</p>", "“No,” said the mayor."),
        (
            "<figure><blockquote><p>“The docks are ours,” she said.</p></blockquote></figure>",
            "“The docks are ours,” she said.",
        ),
        (
            "<div class='social-embed'><blockquote class='twitter-tweet'><p>No sale. Ever.</p>"
            "&mdash; Ana Ruiz (@anaruiz) "
            "<a href='https://social.example/1'>May 5, 2024</a></blockquote></div>",
            "No sale. Ever. — Ana Ruiz (@anaruiz) May 5, 2024",
        ),
    ],
)
def test_what_belongs_to_the_article_stays(inside: str, expected: str) -> None:
    assert text_of(inside) == [*PARAGRAPHS[:3], expected, *PARAGRAPHS[3:]]


def test_line_breaks_after_sentences_part_paragraphs() -> None:
    assert text_of("<p>The first said no.<br><br>The second said yes.<br>The third left.</p>")[3:6] == [
        "The first said no.",
        "The second said yes.",
        "The third left.",
    ]


def test_a_wrapper_that_is_called_oddly_is_not_taken_for_a_box() -> None:
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    source = (
        f"<html><body><article><h1>Docks</h1><div class='teaser share'>{body}</div></article></body></html>"
    )
    assert article_of(source.encode(), "a.html").text.split("\n\n") == list(PARAGRAPHS)


def test_the_summary_under_the_headline_is_kept() -> None:
    summary = "Council votes nine to four after a long debate on the harbour"
    source = page().replace("</h1>", f"</h1><p class='standfirst'>{summary}</p>")
    assert article_of(source.encode(), "a.html").text.split("\n\n") == [summary, *PARAGRAPHS]


def test_the_end_of_an_article_says_nothing_about_its_author() -> None:
    head = '<meta name="author" content="Ben Okoro">'
    source = page(head=head).replace(
        "</article>", "<p>Ben Okoro is a fellow at the Harbour School.</p></article>"
    )
    assert article_of(source.encode(), "a.html").text.split("\n\n") == list(PARAGRAPHS)


def test_text_that_a_script_was_to_draw_is_taken_from_the_data() -> None:
    body = "\n\n".join(PARAGRAPHS * 2).replace("Monday", "Sunday", 1)
    thing = {"@type": "NewsArticle", "headline": "Docks", "articleBody": body}
    source = (
        f'<html><head><script type="application/ld+json">{json.dumps(thing)}</script></head>'
        "<body><div id='root'></div></body></html>"
    )
    assert PARAGRAPHS[1] in article_of(source.encode(), "a.html").text.split("\n\n")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("iso-8859-2", "iso-8859-2")],
)
def test_the_declared_encoding_is_used(declared: str, encoding: str) -> None:
    source = page("<p>Zoë Müller said that it would be so, and not otherwise.</p>".replace("ë", "é"))
    source = source.replace("“", '"').replace("”", '"').replace("utf-8", declared)
    article = article_of(source.encode(encoding), "a.html")
    assert "Zoé Müller said that it would be so, and not otherwise." in article.text


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("<html><body><nav><a href='/'>Home</a></nav><p>Log in</p></body></html>", "no article"),
        ("<html></html>", "no article"),
        ("<!-- -->", "no article"),
        (
            "<html><body>"
            + "<ul>"
            + "<li><a href='/a'>Harbour master speaks</a></li>" * 50
            + "</ul></body></html>",
            "no article",
        ),
        (
            f"<html><body><article><h1>Docks</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
            "<p>Subscribe to continue reading this article.</p></article></body></html>",
            "paywall",
        ),
        (
            "<html><head><script type='application/ld+json'>"
            '{"@type":"NewsArticle","headline":"Docks","isAccessibleForFree":false}</script></head>'
            f"<body><article><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article></body></html>",
            "paywall",
        ),
    ],
)
def test_a_page_without_an_article_is_refused(source: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as caught:
        article_of(source.encode(), "page.html")
    assert str(caught.value).startswith("page.html: ")


def test_a_whole_article_that_invites_subscribers_is_no_stub() -> None:
    many = "".join(
        f"<p>In street number {n} the people said that the docks should stay as they are.</p>"
        for n in range(20)
    )
    assert len(text_of(many + "<p>Subscribe to continue reading stories like this one.</p>")) >= 25


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n <html lang=en>", True),
        (b"<?xml version='1.0'?><!-- x --><!doctype HTML>", True),
        (b"The tag <html> opens a page.", False),
        (b"<b>No</b>, she said.", False),
        (b"", False),
    ],
)
def test_pages_are_told_by_their_beginning(head: bytes, expected: bool) -> None:
    assert is_html(head) is expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<p>",
                    "</p>",
                    "<div class='related'>",
                    "</div>",
                    "<blockquote class='twitter-tweet'>",
                    "<br>",
                ),
                *(
                    "</blockquote>",
                    "<a href='x'>",
                    "</a>",
                    "<table><td>",
                    "<h1>",
                    "<figure>",
                    "&#0;",
                    "<script>",
                ),
                *(
                    "<!--",
                    "\ud7ff",
                    "<li>",
                    "<html>",
                    "</body>",
                    "<figcaption>",
                    "<span hidden>",
                    "said Ana. ",
                ),
            ]
        ),
        max_size=40,
    )
)
def test_any_page_gives_an_article_or_says_why_not(pieces: list[str]) -> None:
    source = "".join(pieces) + f"<p>{PARAGRAPHS[0]}" * len(pieces)
    try:
        article = article_of(source.encode(), "page.html")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert article.text.strip()
        assert all(words == " ".join(words.split()) for words in article.text.split("\n\n"))


def test_deeply_nested_pages_are_read_or_refused() -> None:
    source = "<html><body>" + "<div>" * 50_000 + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    with pytest.raises(InputError):
        article_of(source.encode(), "page.html")


def test_a_huge_attribute_costs_next_to_nothing() -> None:
    source = page().replace("<body>", f'<body><div class="{"x " * 1_500_000}">')
    start = time.process_time()
    assert article_of(source.encode(), "page.html").text == "\n\n".join(PARAGRAPHS)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("市长星期一表示，该市永远不会出售码头，因为码头属于在那里工作的人。", "zh"),
        ("市長は月曜日に、町は港を決して売らないと述べた。", "ja"),
    ],
)
def test_languages_without_spaces_between_words_are_told(sentence: str, language: str) -> None:
    source = f"<html><body><article><p>{sentence * 5}</p></article></body></html>"
    assert article_of(source.encode(), "page.html").language == language


def test_dates_of_the_real_pages_are_all_right() -> None:
    from datetime import datetime

    for line in pages("pages.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        article = article_of(
            gzip.decompress(pages(expected["page"]).read_bytes()), expected["page"], expected["url"]
        )
        assert article.published is not None
        assert datetime.fromisoformat(article.published) == datetime.fromisoformat(expected["published"])
        assert article.language == "en"
