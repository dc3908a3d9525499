import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.furniture import furniture

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / os.environ.get("ONRECORD_CORPUS", "../shared/corpus") / "polnear_train.jsonl"

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["By ", "Ana Ruiz ", "(AP) — ", "Photo: ", "Read more: ", "\n", "PORT, ", "(", ")", ". ", "said "]
        ),
        max_size=15,
    ).map("".join),
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("byline", "By Ana Ruiz"),
        ("byline", "By Ana Ruiz, Staff Writer"),
        ("byline", "By Ana Ruiz and Bo van Poe in Port Amber"),
        ("byline", "BY ANA RUIZ"),
        ("caption", "The mayor at the docks on Monday. (AP Photo/Bo Poe)"),
        ("caption", "The mayor at the docks. Photo: Port Courier"),
        ("caption", "The mayor at the docks (Image: Port Courier)"),
        ("caption", "The mayor at the docks. (BO POE/AFP/Getty Images)"),
        ("credit", "Photo credit: Bo Poe"),
        ("credit", "Image: Port Courier"),
        ("credit", "Photo by Bo Poe"),
        ("credit", "Bo Poe via Getty Images."),
        ("credit", "REUTERS/Bo Poe"),
        ("credit", "AFP"),
        ("link", "Read more: Mayor sells docks"),
        ("link", "RELATED: Mayor sells docks"),
        ("link", "SEE ALSO: Mayor sells docks"),
        ("link", "Related:"),
        ("link", "Click here to see the list."),
        ("link", "Continue reading the main story"),
        ("link", "Read the rest of the story here."),
        ("box", "Sign up for our daily newsletter and never miss a thing."),
        ("box", "Subscribe to the Harbour podcast here."),
        ("box", "Get the day's top stories in your inbox."),
        ("box", "Enter your email address:"),
        ("advertisement", "Advertisement"),
        ("advertisement", "Story continues below advertisement"),
        ("follow", "Follow Ana Ruiz on Twitter @anaruiz."),
        ("follow", "Email: ana@example.org"),
        ("follow", "Contact Ana Ruiz at ana@example.org or 555 0100."),
        ("follow", "Like us on Facebook"),
        ("share", "Share this article"),
        ("player", "Scroll down for video"),
        ("player", "Watch the full interview below:"),
        ("player", "(BEGIN VIDEO CLIP)"),
        ("player", "Transcript as follows:"),
        ("contributors", "(Reporting by Ana Ruiz; editing by Bo Poe)"),
        ("contributors", "Bo Poe contributed reporting."),
        ("contributors", "Poe reported from Port Amber."),
        ("contributors", "The Associated Press contributed to this report."),
        ("contributors", "(h/t Port Courier)"),
        ("copyright", "Copyright 2024 The Port Courier. All rights reserved."),
        ("copyright", "© 2024 Port Courier"),
        ("note", "Correction: An earlier version of this story misspelt the mayor's name."),
        ("note", "This story has been updated with a comment from the mayor."),
        ("note", "Editor’s note: This column was first printed in May."),
        ("note", "Last updated: 1 May 2024 at 10:30"),
        ("tags", "Tags: docks, mayor, harbour"),
        ("rule", "___"),
        ("rule", "* * *"),
    ],
)
def test_each_kind_of_furniture(kind: str, text: str) -> None:
    page = f"The council met.\n\n{text}\n\nIt went home."
    (found,) = furniture(page)
    assert (found.kind, page[slice(*found.span)], found.silent) == (kind, text, True)


@pytest.mark.parametrize(
    "text",
    [
        "By offering him the post, Ruiz showed that she meant it.",
        "By Monday morning, the council had made up its mind.",
        "Follow the money, she said.",
        "Like others on YouTube, the shop makes money from adverts, he said.",
        "“Follow us on Twitter,” Ruiz told the crowd.",
        "Related industries would suffer, the minister said.",
        "More than half of the dockers agreed.",
        "Watch what he does, not what he says, she warned.",
        "Sources said the docks would be sold.",
        "Photos showed the docks in flames, the minister said.",
        "Bo Poe contributed to the mayor's campaign, he said.",
        "Poe reported from Port Amber that the docks were sold.",
        "The report was published on Monday and says that docks lose money.",
        "He posed for a photo by the docks and said he liked it.",
        "The fish was cut out during the operation (pictured)",
        "The mayor said the advertisement was false.",
        "Correcting himself, he said the docks would stay.",
        "This story, she said, is made up.",
        "“VIDEO: they told me it was a film,” the post read.",
        "Michael Bloomberg",
    ],
)
def test_running_text_that_begins_alike_stays(text: str) -> None:
    assert furniture(text) == ()


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("PORT AMBER (AP) —", " The mayor said no."),
        ("PORT AMBER, Fla., May 1 (Reuters) -", " The mayor said no."),
        ("PORT AMBER —", " The mayor said no."),
        ("Port Amber (AFP) –", " The mayor said no."),
    ],
)
def test_a_dateline_is_marked_and_not_silent(dateline: str, rest: str) -> None:
    text = dateline + rest
    (found,) = furniture(text)
    assert (found.kind, text[slice(*found.span)], found.silent) == ("dateline", dateline, False)


def test_a_shout_is_no_dateline() -> None:
    assert furniture("EXCLUSIVE – The mayor said no.") == ()


def test_the_headline_is_marked_and_not_silent() -> None:
    text = "Mayor:  Docks Stay.\n\nThe council met.\n\nMAYOR: DOCKS STAY"
    found = furniture(text, title="Mayor: Docks stay")
    assert [(f.kind, f.silent) for f in found] == [("headline", False)] * 2


def test_long_paragraphs_are_running_text() -> None:
    assert furniture("Read more: " + "The council met and went home. " * 30) == ()


@given(TEXTS, st.one_of(st.none(), st.text(max_size=20)))
def test_furniture_lies_in_order_inside_the_text(text: str, title: str | None) -> None:
    reached = 0
    for piece in furniture(text, title):
        assert reached <= piece.span[0] < piece.span[1] <= len(text)
        reached = piece.span[1]
        assert text[slice(*piece.span)].strip() == text[slice(*piece.span)]


@pytest.mark.parametrize(
    "unit", ["A ", "By A and ", "A\n", "(", "photo ", "Follow A", "(AP/", "a. ", "Ana's writer "]
)
def test_time_is_linear(unit: str) -> None:
    wide = unit * (10**6 // len(unit))
    line = unit * (590 // len(unit)) + "\n"
    began = time.process_time()
    furniture(wide)
    furniture(line * (10**6 // len(line)))
    assert time.process_time() - began < 30


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS} (set ONRECORD_CORPUS)")
def test_hardly_any_gold_content_of_the_corpus_stands_in_silent_furniture() -> None:
    pieces = touched = 0
    with CORPUS.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            contents = [
                span
                for annotations in article["annotations"].values()
                for attribution in annotations
                for span in attribution["content"]
            ]
            for piece in furniture(article["text"]):
                if piece.silent:
                    pieces += 1
                    touched += any(s < piece.span[1] and e > piece.span[0] for s, e in contents)
    assert pieces > 350
    assert touched / pieces < 0.01
