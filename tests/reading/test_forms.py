from __future__ import annotations

from onrecord.reading.forms import with_posts, with_turns, without_furniture
from onrecord.reading.posts import posts
from onrecord.reading.raw import Raw
from onrecord.reading.turns import turns
from onrecord.statement import Span
from tests.reading.marked import marked, shown

SIGNED = " — Ana Ruiz (@anaruiz) May 1, 2024"


def _posts(text: str) -> tuple[str, list[Raw]]:
    clean, raws = marked(text)
    assert posts(clean)
    return clean, with_posts(raws, posts(clean), clean)


def _turns(text: str) -> tuple[str, list[Raw]]:
    clean, raws = marked(text)
    assert turns(clean)
    return clean, with_turns(raws, turns(clean))


def _inside(text: str, raws: list[Raw]) -> list[str]:
    return shown(text, [raw for raw in raws if raw.inside is not None])


class TestPosts:
    def test_a_post_is_its_poster_s(self) -> None:
        text, raws = _posts("It rained.\nWe will never sell the docks." + SIGNED)
        assert shown(text, raws) == ["Ana Ruiz | — | We will never sell the docks."]
        assert raws[0].origin == "post"

    def test_what_a_post_quotes_lies_within_it(self) -> None:
        text, raws = _posts("[1s The governor] [1q says] [1c it rains]. He is wrong, as ever." + SIGNED)
        assert _inside(text, raws) == ["The governor | says | it rains"]

    def test_the_post_s_words_read_as_somebody_s_are_the_post(self) -> None:
        text, raws = _posts("[1c We will never sell the docks.]" + SIGNED)
        assert shown(text, raws) == ["Ana Ruiz | — | We will never sell the docks."]

    def test_a_post_that_the_running_text_introduces_stays_with_who_introduces_it(self) -> None:
        text, raws = _posts(
            "On Monday [1s the mayor] [1q tweeted]:\n[1c We will never sell the docks.]" + SIGNED
        )
        assert shown(text, raws) == ["the mayor | tweeted | We will never sell the docks."]

    def test_content_that_reaches_into_a_post_loses_its_piece_there(self) -> None:
        text, raws = _posts("[1s He] [1q said] [1c it rained].\nWe will [1c never sell] the docks." + SIGNED)
        assert shown(text, raws) == ["He | said | it rained", "Ana Ruiz | — | We will never sell the docks."]

    def test_content_of_a_signature_goes(self) -> None:
        text, raws = _posts("We will never sell the docks. — [1c Ana Ruiz (@anaruiz)] May 1, 2024")
        assert shown(text, raws) == ["Ana Ruiz | — | We will never sell the docks."]

    def test_a_label_at_the_head_of_a_post_ascribes_nothing(self) -> None:
        text, raws = _posts("[1s WATCH][1q :] [1c We will never sell] the docks." + SIGNED)
        assert shown(text, raws) == ["Ana Ruiz | — | WATCH: We will never sell the docks."]

    def test_other_statements_stay(self) -> None:
        text, raws = _posts("[1s He] [1q said] [1c it rained].\nWe will never sell the docks." + SIGNED)
        assert shown(text, raws)[0] == "He | said | it rained"


INTERVIEW = "It rained.\nANA RUIZ: {}\nBO LIND: Why not?\nANA RUIZ: {}\nBO LIND: I see."


class TestTurns:
    def test_each_turn_is_its_speaker_s(self) -> None:
        text, raws = _turns(INTERVIEW.format("We will not sell.", "It is ours."))
        assert shown(text, raws) == [
            "ANA RUIZ | : | We will not sell.",
            "BO LIND | : | Why not?",
            "ANA RUIZ | : | It is ours.",
            "BO LIND | : | I see.",
        ]
        assert {raw.origin for raw in raws} == {"turn"}

    def test_what_a_turn_reports_lies_within_it(self) -> None:
        text, raws = _turns(INTERVIEW.format("[1s He] [1q said] [1c it rained].", "It is ours."))
        assert _inside(text, raws) == ["He | said | it rained"]

    def test_a_turn_that_the_tagger_found_stands(self) -> None:
        text, raws = _turns(INTERVIEW.format("[1c We will not sell.]", "It is ours."))
        first = min(raws, key=lambda raw: raw.start)
        assert shown(text, [first]) == [" |  | We will not sell."]
        assert first.origin == "tagged"

    def test_a_turn_that_the_tagger_found_gets_its_later_paragraphs(self) -> None:
        text, raws = _turns(INTERVIEW.format("[1c We will not sell.]\nNot for gold.", "It is ours."))
        assert shown(text, raws)[0] == " |  | We will not sell. / Not for gold."

    def test_what_crosses_a_turn_goes(self) -> None:
        text, raws = _turns(INTERVIEW.format("We will [1c not sell.]\n[1c Not] for gold.", "It is ours."))
        assert " |  | not sell. / Not" in shown(text, raws)
        text, raws = _turns(INTERVIEW.format("We will not [1c sell.\nNot] for gold.", "It is ours."))
        assert not any("sell.\nNot" in one for one in shown(text, raws))

    def test_a_text_without_turns_stays(self) -> None:
        clean, raws = marked("[1s He] [1q said] [1c it rained].")
        assert with_turns(raws, turns(clean)) == raws


class TestFurniture:
    FURNITURE: tuple[Span, ...] = ((10, 20), (40, 60))

    def test_what_lies_in_furniture_goes(self) -> None:
        kept, gone = Raw([], [], [(22, 30)]), Raw([], [], [(12, 18)])
        assert without_furniture([kept, gone], self.FURNITURE) == [kept]

    def test_half_of_it_is_not_enough(self) -> None:
        raw = Raw([], [], [(15, 25)])
        assert without_furniture([raw], self.FURNITURE) == [raw]
        assert without_furniture([Raw([], [], [(14, 25)])], self.FURNITURE) == []

    def test_one_piece_outside_keeps_it(self) -> None:
        raw = Raw([], [], [(12, 18), (30, 38)])
        assert without_furniture([raw], self.FURNITURE) == [raw]
        assert without_furniture([Raw([], [], [(12, 18), (42, 50)])], self.FURNITURE) == []

    def test_a_text_without_furniture_stays(self) -> None:
        raws = [Raw([], [], [(12, 18)])]
        assert without_furniture(raws, ()) == raws
