import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.reading.posts import Post, posts

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / os.environ.get("ONRECORD_ARTICLES", "../shared/articles") / "000_883410c4d9b78190.txt"

PIECES = st.lists(
    st.sampled_from(
        [
            "words ",
            "— ",
            "- ",
            "Jo Roe ",
            "(@jo)",
            "(@jo@a.social) ",
            "May 1, 2024",
            " on X: ",
            "\n",
            "https://t.co/a",
            "A post shared by ",
            "View this post on Instagram ",
            ". ",
            "\u2028",
            "@",
            "(",
            "<p>",
            "31 Feb 2023 ",
        ]
    ),
    max_size=20,
).map("".join)
TEXTS = st.one_of(st.text(max_size=200), PIECES)


def one(text: str) -> tuple[str | None, str | None, str, str | None]:
    (post,) = posts(text)
    return (
        post.words and text[slice(*post.words)],
        post.name and text[slice(*post.name)],
        text[slice(*post.handle)],
        post.iso,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The docks stay ours — Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours— Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours – Ana Ruiz (@anaruiz) 1 May 2024",
        "The docks stay ours - Ana Ruiz (@anaruiz) 1st May 2024",
        "The docks stay ours -- Ana Ruiz (@anaruiz) 2024-05-01",
        "The docks stay ours &mdash; Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ourshttps://t.co/xYz12 — Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours https://t.co/xYz12 pic.twitter.com/aB3 — Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours t.co/aB3 SIGN UP FOR OUR NEWSLETTER — Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours — Ana Ruiz (@anaruiz) 9:30 PM · May 1, 2024",
        "The docks stay ours\n\n— Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours\n- Ana Ruiz (@anaruiz) May 1, 2024",
        "The docks stay ours\n\npic.twitter.com/aB3\n\n— Ana Ruiz (@anaruiz) May 1, 2024",
        "Ana Ruiz (@anaruiz) on X, May 1, 2024: The docks stay ours",
        "Ana Ruiz (@anaruiz) on Bluesky, May 1, 2024:\nThe docks stay ours https://t.co/xYz12",
        "The docks stay ours A post shared by Ana Ruiz (@anaruiz) on May 1, 2024 at 9:12am PST",
        "View this post on Instagram The docks stay ours A post shared by Ana Ruiz (@anaruiz) on May 1, 2024",
        '<tweet id="1" author="@anaruiz">The docks stay ours — Ana Ruiz (@anaruiz) May 1, 2024</tweet>',
    ],
)
def test_each_form_of_a_post(text: str) -> None:
    assert one(text) == ("The docks stay ours", "Ana Ruiz", "@anaruiz", "2024-05-01")


@pytest.mark.parametrize("handle", ["@ana@harbour.social", "@ana.bsky.social", "@realAnaRuiz", "@ana_r-1"])
def test_handles_of_other_services(handle: str) -> None:
    assert one(f"The docks stay ours — Ana Ruiz ({handle})")[2] == handle


@pytest.mark.parametrize(
    "name", ["Ana ❤️", "[Away] AR", "Keith-Ana 182", "安娜", "Dr. Tide, PhD", "• Ana •", "AP:Ruiz"]
)
def test_names_as_people_choose_them(name: str) -> None:
    assert one(f"The docks stay ours — {name} (@ana) May 1, 2024")[1] == name


def test_links_are_kept_apart_from_the_words() -> None:
    text = "See http://t.co/in this — yes https://t.co/a pic.twitter.com/b — Ana (@ana) May 1, 2024"
    (post,) = posts(text)
    assert [text[slice(*link)] for link in post.links] == ["https://t.co/a", "pic.twitter.com/b"]
    assert post.words is not None and text[slice(*post.words)] == "See http://t.co/in this — yes"
    assert post.cue is not None and text[slice(*post.cue)] == "—"


def test_posts_run_together_on_one_line() -> None:
    text = (
        "First one.https://t.co/a — Ana (@ana) May 1, 2024Second one!— Bo (@bo) May 2, 2024 Third — Cy (@cy)"
    )
    found = posts(text)
    assert [p.words and text[slice(*p.words)] for p in found] == ["First one.", "Second one!", "Third"]
    assert [p.iso for p in found] == ["2024-05-01", "2024-05-02", None]


def test_running_text_before_a_post_on_its_line_is_cut_off_at_a_sentence() -> None:
    running = "The council met on Monday and went home at night. " * 8
    words = "The docks stay ours. " + "All of them, and the quay, the cranes and the long grey sheds. " * 4
    text = f"{running}{words.strip()} — Ana Ruiz (@ana) May 1, 2024"
    (post,) = posts(text)
    assert post.words is not None
    assert post.words[0] > 0 and text[: post.words[0]].endswith(". ")
    assert post.words[1] - post.words[0] <= 300


def test_a_lead_in_is_no_part_of_the_post() -> None:
    assert one("The mayor tweeted: The docks stay ours — Ana (@ana) May 1, 2024")[0] == "The docks stay ours"


@pytest.mark.parametrize("text", ["Ours — Ana (@ana) 04/05/2024", "Ours — Ana (@ana) February 31, 2024"])
def test_a_date_that_cannot_be_read_has_no_iso_form(text: str) -> None:
    (post,) = posts(text)
    assert post.date is not None and post.iso is None


def test_a_shared_post_without_words() -> None:
    assert one("View this post on Instagram\n\nA post shared by Ana Ruiz (@ana)") == (
        None,
        "Ana Ruiz",
        "@ana",
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Our reporters — Ann Poe (@annpoe) and Al Roe (@alroe) — were there.",
        "Follow Ann Poe (@annpoe) on Twitter",
        "Ann Poe (@annpoe) told us so.",
        "— Ann Poe (@annpoe) May 1, 2024",
        "Write to ann@example.org (or not).",
    ],
)
def test_a_handle_in_running_text_is_no_post(text: str) -> None:
    assert posts(text) == ()


def spans_of(post: Post) -> list[tuple[int, int]]:
    single = [post.words, post.cue, post.name, post.handle, post.date]
    return [s for s in single if s is not None] + list(post.links)


@given(TEXTS)
@example("http://0A post shared by 0(@0)")
def test_posts_do_not_overlap_and_hold_their_parts(text: str) -> None:
    reached = 0
    for post in posts(text):
        assert reached <= post.span[0] < post.span[1] <= len(text)
        reached = post.span[1]
        for start, end in spans_of(post):
            assert post.span[0] <= start < end <= post.span[1]
        if post.words:
            assert text[slice(*post.words)].strip() == text[slice(*post.words)]
        assert text[post.handle[0]] == "@"


@pytest.mark.parametrize(
    "unit",
    [
        "((@",
        "(@a)",
        "— A (@a) ",
        "a — A (@a) May 1, 2024 ",
        "(@a) on X: ",
        "A post shared by (@a) ",
        "t.co/a (@a)\n",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = unit * (10**6 // len(unit))
    began = time.process_time()
    posts(text)
    assert time.process_time() - began < 30


@pytest.mark.skipif(not ARTICLE.exists(), reason=f"no article at {ARTICLE} (set ONRECORD_ARTICLES)")
def test_posts_that_scraping_ran_together_with_the_text() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    found = posts(text)
    assert [p.iso for p in found] == ["2024-04-28", "2024-02-27"]
    for post in found:
        assert post.words is not None and post.words[1] == post.links[0][0]
        assert text[post.words[0] - 1] == "\n"
