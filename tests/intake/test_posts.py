from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from onrecord.intake.posts import flatten


def flat(body: str) -> list[str]:
    tree = document_fromstring(f"<html><body><article>{body}</article></body></html>")
    flatten(tree)
    return [" ".join(p.text_content().split()) for p in tree.iter("p")]


LINE = "We will not sell the docks. Not now, not ever. — Ana Ruiz (@anaruiz) May 5, 2024"


@pytest.mark.parametrize(
    "post",
    [
        """<blockquote class="twitter-tweet"><p lang="en">We will not sell the docks.<br><br>
        Not now, not ever.</p>
        &mdash; Ana Ruiz (@anaruiz) <a href="https://social.example/1">May 5, 2024</a></blockquote>""",
        """<figure class="wp-block-embed social-share"><div><blockquote class="twitter-tweet">
        <p>We will not sell the docks. Not now, not ever.</p>- Ana Ruiz (@anaruiz) <a>May 5, 2024</a>
        </blockquote></div></figure>""",
        """<blockquote class="bluesky-embed"><p>We will not sell the docks. Not now, not ever.<br><br>
        <a>[image or embed]</a></p>&mdash; Ana Ruiz (<a>@anaruiz</a>) <a>May 5, 2024</a></blockquote>""",
        """<blockquote class="instagram-media"><div><a>View this post on Instagram</a>
        <p>We will not sell the docks. Not now, not ever.</p>
        <p>A post shared by <a>Ana Ruiz</a> (@anaruiz) on <time>May 5, 2024</time></p></div></blockquote>""",
    ],
)
def test_a_post_becomes_one_line(post: str) -> None:
    assert flat(f"<p>Before.</p>{post}<p>After.</p>") == ["Before.", LINE, "After."]


def test_a_post_without_words_goes() -> None:
    post = """<blockquote class="instagram-media"><a>View this post on Instagram</a>
    <p>A post shared by Ana Ruiz (@anaruiz)</p></blockquote>"""
    assert flat(f"<p>Before.</p>{post}<p>After.</p>") == ["Before.", "After."]


def test_words_behind_a_post_stay() -> None:
    post = '<blockquote class="twitter-tweet"><p>No.</p>&mdash; Ana (@ana) <a>May 5, 2024</a></blockquote>'
    tree = document_fromstring(f"<html><body><div>{post} she wrote.</div></body></html>")
    flatten(tree)
    assert tree.text_content() == "No. — Ana (@ana) May 5, 2024 she wrote."


def test_a_box_that_holds_more_than_the_post_stays() -> None:
    post = '<blockquote class="twitter-tweet"><p>No.</p>&mdash; Ana (@ana) <a>May 5, 2024</a></blockquote>'
    assert flat(f"<div><p>She posted:</p>{post}</div>") == ["She posted:", "No. — Ana (@ana) May 5, 2024"]


def test_an_ordinary_quotation_is_left_alone() -> None:
    tree = document_fromstring("<html><body><blockquote><p>No.</p></blockquote></body></html>")
    flatten(tree)
    assert tree.find(".//blockquote") is not None
