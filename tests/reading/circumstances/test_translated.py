from __future__ import annotations

import pytest

from onrecord.article import Article
from onrecord.reading.circumstances import circumstances
from onrecord.statement import Speaker
from tests.reading.circumstances.marked import first, read, unmarked


@pytest.mark.parametrize(
    ("marked", "words", "reason"),
    [
        ("[s Ruiz], speaking in French, [q said] [c it was late].", "speaking in French", "said in French"),
        ("[c “Never,”] [s Ruiz] [q wrote] in Arabic on Monday.", "wrote in Arabic", "said in Arabic"),
        ("[s Ruiz] [q told] the Italian daily Il Molo [c it was late].", "Italian daily",
         "from the press of a country of another language (Italy)"),
        ("In an interview with Le Monde, [s Ruiz] [q said] [c it was late].", "Le Monde",
         "from an outlet that publishes in French"),
        ("In an interview with La Banchina, [s Ruiz] [q said] [c it was late].", "La Banchina",
         "from an outlet whose name is in another language"),
        ("[s Ruiz] [q said] through an interpreter [c it was late].", "through an interpreter",
         "the article speaks of a translation"),
        ("[c “It was late (translated from the Czech),”] [s Ruiz] [q said].", "(translated from the Czech)",
         "the article marks it as translated"),
        ("[c Few came], [q according to] [s the Portuguese newspaper O Cais].", "Portuguese newspaper",
         "from the press of a country of another language (Portugal)"),
        ("[s Ruiz] [q said] on a Spanish-language channel's show [c no].", "Spanish-language",
         "from an outlet that publishes in Spanish"),
    ],
)  # fmt: skip
def test_what_shows_a_translation(marked: str, words: str, reason: str) -> None:
    found = first(marked)
    assert found.translated is not None
    assert (found.translated.text, found.translated.reason) == (words, reason)
    assert found.translated_odds is not None
    assert 0 < found.translated_odds < 1


@pytest.mark.parametrize(
    "marked",
    [
        "[s French President Ana Ruiz] [q said] [c it was late].",
        "[s The French leader] [q told] reporters in Paris [c it was late].",
        "[s Ruiz] [q told] the British newspaper the Courier [c it was late].",
        "[s Ruiz] [q told] the English edition of the Italian daily Il Molo [c it was late].",
        "[s Ruiz] [q told] El Paso voters [c it was late].",
        "[s Ruiz] [q told] Marine Le Pen [c it was late].",
        "[s Ruiz] [q spoke of] [c the French daily's debts].",
        "[s Bo Lind, Le Monde’s editor,] [q said] [c it was late].",
        "The reports, from Kurdish sources, are unconfirmed, [s Ruiz] [q said] in a [c letter].",
        "[s Ruiz] [q invested in] [c docks] in French ports.",
    ],
)
def test_being_foreign_alone_shows_nothing(marked: str) -> None:
    assert first(marked).translated is None


GOING_ON = (
    "In an interview with Le Monde, [s Ruiz] [q said]: [c “It is late.”]\n\n[2c “We shall see,”] [2s she] [2q added].\n"
    "\n[3c “Soon.”]"
)


def test_what_goes_on_right_behind_is_of_the_same_interview() -> None:
    found = read(GOING_ON, speaker="Ana Ruiz")
    assert [one.translated.text if one.translated else None for one in found] == ["Le Monde"] * 3
    assert found[1].medium is None


def test_running_text_between_two_quotations_ends_the_interview() -> None:
    later = GOING_ON.replace("\n\n[2c", "\n\nThe minister then left for the islands by boat. [2c")
    assert [one.translated is not None for one in read(later, speaker="Ana Ruiz")] == [True, False, False]


def test_nobody_s_words_go_on_as_another_s() -> None:
    text, spans = unmarked(GOING_ON)
    who = [(Speaker(name, "person"),) for name in ("Ana Ruiz", "Bo Lind", "Bo Lind")]
    found = circumstances(Article(text), spans, who, ["direct"] * 3)
    assert [one.translated is not None for one in found] == [True, False, False]
