from __future__ import annotations

import pytest

from onrecord.intake.boilerplate import is_box, is_outlets, is_standfirst


@pytest.mark.parametrize(
    "name",
    [
        "author-bio",
        "AuthorBio",
        "article__authorBio",
        "story related",
        "c-related",
        "newsletter-signup",
        "share_bar",
        "socialLinks",
        "ad-slot",
        "image-caption",
        "pullquote",
        "Pullquote-quote",
        "byline",
        "comments",
        "read-more",
        "most-popular",
    ],
)
def test_boxes_are_known_by_their_names(name: str) -> None:
    assert is_box(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "article-body",
        "content",
        "shareholder",
        "padding",
        "readable",
        "bylaw",
        "socialism",
        "add-on",
        "paywall",
        "relative",
    ],
)
def test_other_names_are_no_boxes(name: str) -> None:
    assert not is_box(name)


@pytest.mark.parametrize(
    "name", ["standfirst", "article__dek", "post-subtitle", "subHeadline", "c-teaser-text"]
)
def test_standfirsts_are_known_by_their_names(name: str) -> None:
    assert is_standfirst(name)


@pytest.mark.parametrize(
    "words",
    [
        "Read more: Docks to close for a week",
        "READ NEXT | The flood in pictures",
        "Also read: Harbour master resigns",
        "Related: Who owns the quays?",
        "Related stories",
        "Click here to get the Courier app",
        "Sign up for our newsletter and get the news every morning.",
        "Subscribe to the Courier today.",
        "Follow Ben Okoro on Twitter",
        "Advertisement",
        "Story continues below",
        "Article continues after advertisement",
        "With files from the wire service",
        "Additional reporting by Li Wei in Port Orla",
        "Photo: Li Wei/Port Courier",
        "© 2024 Port Courier. All rights reserved.",
        "This article was originally published in the Port Courier.",
        "Do you have a story to tell? Email the newsroom.",
        "Published 3 May 2024, 10:00",
        "5 min read",
        "Are the docks closed? Get in touch at newsroom@courier.example",
        "Follow along with our updates below.",
        "By Ben Okoro",
        "By Ben Okoro and Li Wei",
        "Share this article",
        "If you buy something through our links, we may earn a commission.",
    ],
)
def test_the_outlets_own_wordings_are_known(words: str) -> None:
    assert is_outlets(words)


@pytest.mark.parametrize(
    "words",
    [
        "“Read more books,” the mayor told the class.",
        "Read more than one book a week, the mayor said, and you will know the harbour.",
        "Watch the docks, she said.",
        "Follow the money, the auditors advised.",
        "More people came than the mayor had expected.",
        "By Monday the docks were closed.",
        "By then, Ana Ruiz had left the room.",
        "Sign the petition, the union urged its members.",
        "Share prices fell by a tenth after the vote.",
        "Photographs of the flood were shown to the council.",
        "Subscribers of the theatre will pay less, said the director.",
        "Comments by the mayor have drawn criticism.",
        "Updated rules will be published next week, the council said.",
        "We will lease them.",
        "No.",
        "Read more: " + "and the mayor said that the docks would not be sold " * 10,
    ],
)
def test_sentences_of_an_article_are_not(words: str) -> None:
    assert not is_outlets(words)
