from __future__ import annotations

import pytest

from tests.reading.circumstances.marked import first, read


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("In an interview with Il Molo, [s Ruiz] [q defended] [c the sale].", "an interview with Il Molo"),
        ("[s Ruiz] [q wrote] on social media: [c “Never.”]", "social media"),
        ("[c “Never,”] [s Ruiz] [q posted] on her official Facebook page.", "her official Facebook page"),
        ("[c “Never,”] [s Ruiz] [q tweeted].", "tweeted"),
        ("[c “Never,”] [s Ruiz] [q said at a Tuesday rally].", "a Tuesday rally"),
        (
            "At a heated news conference in Lydhaven, [s Ruiz] [q said] [c no].",
            "a heated news conference in Lydhaven",
        ),
        ("[s Ruiz] [q said] in a post-victory statement [c that it was over].", "a post-victory statement"),
        (
            "In a wide-ranging, in-prison interview, [s Ruiz] [q said] [c no].",
            "a wide-ranging, in-prison interview",
        ),
        ("[s Ruiz] [q issued a statement], [c “No.”]", "a statement"),
        ("[c “No,”] [s Ruiz] [q said] on Harbour TV's “The Week”.", "Harbour TV's “The Week”"),
        ("[c “No,”] [s Ruiz] [q said] on CNN.", "CNN"),
        ("[c “No,”] [s Ruiz] [q said] by telephone.", "telephone"),
        ("[s Half of the voters in a May poll] [q said] [c no].", "a May poll"),
    ],
)
def test_the_medium_in_the_article_s_words(marked: str, words: str) -> None:
    found = first(marked).medium
    assert found is not None
    assert found.text == words


def test_words_between_a_medium_and_whose_it_is_are_left_out() -> None:
    found = first("In an interview over the weekend with Il Molo, [s Ruiz] [q defended] [c the sale].").medium
    assert found is not None
    assert found.text == "an interview with Il Molo"
    assert found.spans == ((3, 15), (33, 45))


@pytest.mark.parametrize(
    "marked",
    [
        "[s Ruiz] [q said] [c she had read it in a letter].",
        "[s Ruiz], who was hurt at a rally, [q said] [c no].",
        "[s The poll] [q found] [c that few would].",
        "[s Ruiz] [q closed] [c the gate] with a call to arms.",
        "[s Ruiz] [q said] [c no], but the strike was in the report.",
    ],
)
def test_what_is_no_medium_of_the_statement(marked: str) -> None:
    assert first(marked).medium is None


def test_a_second_statement_of_the_sentence_shares_the_medium() -> None:
    one, other = (
        found.medium
        for found in read(
            "In a letter on Monday, [s [2s Ruiz]] [q rejected] [c the offer], [2q adding] [2c that it was low]."
        )
    )
    assert one is not None
    assert other == one
