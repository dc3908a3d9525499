from __future__ import annotations

import pytest

from tests.reading.circumstances.marked import first, read

PUBLISHED = "2031-05-07T09:00:00Z"  # a Wednesday


@pytest.mark.parametrize(
    ("marked", "words", "date"),
    [
        ("[s Ruiz] [q told] the Courier on Monday [c it was late].", "Monday", "2031-05-05"),
        ("[c “No,”] [q said] [s Ruiz] late Tuesday.", "late Tuesday", "2031-05-06"),
        ("On Sept. 4, [s Ruiz] [q said] [c no].", "Sept. 4", "2030-09-04"),
        ("In March 2029, [s Ruiz] [q said] [c no].", "March 2029", "2029-03"),
        ("[s Ruiz] [q said last week] [c that it was late].", "last week", "2031-W18"),
        ("[s Ruiz] [q opposed] [c the sale] in 2026.", "2026", "2026"),
        ("[s A Harbour Board report published yesterday] [q says] [c no].", "yesterday", "2031-05-06"),
        ("At a rally in Lydhaven on Sunday, [s Ruiz] [q said] [c no].", "Sunday", "2031-05-04"),
        ("[s Ruiz] [q said] in recent weeks [c that it was late].", "recent weeks", None),
    ],
)
def test_the_time_that_goes_with_the_cue(marked: str, words: str, date: str | None) -> None:
    found = first(marked, PUBLISHED).when
    assert found is not None
    assert (found.text, found.date) == (words, date)


def test_a_weekday_without_a_day_of_publication_stays_words() -> None:
    found = first("[s Ruiz] [q said] on Monday [c it was late].").when
    assert found is not None
    assert (found.text, found.date) == ("Monday", None)


@pytest.mark.parametrize(
    "marked",
    [
        "[s Ruiz] [q said] [c she would go on Monday].",
        "[s Ruiz], who won on Monday, [q said] [c no].",
        "The offer came on Monday, and [s Ruiz] [q said] [c no].",
        "After Super Tuesday [s Ruiz] [q said] [c no].",
        "[s Ruiz] [q looks past] [c the strike] in Tuesday's primary.",
    ],
)
def test_the_time_of_something_else(marked: str) -> None:
    assert first(marked, PUBLISHED).when is None


def test_a_second_statement_of_the_sentence_shares_the_time() -> None:
    one, other = (
        found.when
        for found in read(
            "[s [2s Ruiz]] [q said] on Monday [c it was late], [2q adding] [2c that she knew].", PUBLISHED
        )
    )
    assert one is not None
    assert other == one


def test_a_time_in_another_statement_is_not_borrowed() -> None:
    _, other = read("[s Ruiz] [q said] on Monday [c no], but [2s Lind] [2q said] [2c yes].", PUBLISHED)
    assert other.when is None
