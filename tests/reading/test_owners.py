from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.owners import signed_quotations, whole_for_their_cues
from onrecord.reading.quotations import quotations
from onrecord.reading.raw import Raw
from tests.reading.marked import marked, shown


def _whole(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, whole_for_their_cues(raws, clean, quotations(clean)))


def _signed(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, signed_quotations(raws, clean, quotations(clean)))


class TestWholeForTheirCues:
    def test_a_quotation_is_its_speakers_not_that_of_somebody_in_it(self) -> None:
        text = "[1c “][2s Bo] [2q has promised] [2c it again and again],” [1s Ana Ruiz] [1q said]."
        assert _whole(text) == ["Ana Ruiz | said | “Bo has promised it again and again,”"]

    def test_a_cue_before_the_quotation_counts_as_well(self) -> None:
        text = "[1s Ana Ruiz] [1q said]: [1c “][2s Bo] [2q has promised] [2c it again and again].”"
        assert _whole(text) == ["Ana Ruiz | said | “Bo has promised it again and again.”"]

    def test_who_stands_further_off_gets_nothing(self) -> None:
        text = "[1c “][2s Bo] [2q has promised] [2c it],” and so, some weeks later, [1s she] [1q said]."
        assert _whole(text) == ["she | said | “", "Bo | has promised | it"]

    def test_a_quotation_that_nobody_outside_has_a_piece_of_stays(self) -> None:
        text = "“[1s Bo] [1q has promised] [1c it again],” the paper had it."
        assert _whole(text) == ["Bo | has promised | it again"]

    def test_two_from_outside_leave_it_as_it_is(self) -> None:
        text = "[1c “][2s Bo] [2q swore] [2c it], [3c yes],” [1s Ana] [1q said], [3s Cy] [3q said]."
        assert len(_whole(text)) == 3


class TestSignedQuotations:
    def test_who_signs_a_quotation_is_its_source(self) -> None:
        text = "“[1s Bo Lind] [1q promises] [1c far more than he can keep].” ― Ana Ruiz\nMore."
        assert _signed(text) == ["Ana Ruiz | ― | “Bo Lind promises far more than he can keep.”"]

    def test_a_quotation_that_nobody_claimed_gets_its_signature(self) -> None:
        assert _signed("“We will not sell the docks.” — Ana de la Cruz.") == [
            "Ana de la Cruz | — | “We will not sell the docks.”"
        ]

    def test_a_name_cut_short_is_made_whole(self) -> None:
        text = "[1c “We will not sell the docks.”] [1q ―] [1s Ana] Ruiz\n"
        assert _signed(text) == ["Ana Ruiz | ― | “We will not sell the docks.”"]

    def test_a_sentence_behind_a_dash_is_no_signature(self) -> None:
        text = "[1c “We will not sell the docks”] ― Ana Ruiz came back to it often."
        assert _signed(text) == [" |  | “We will not sell the docks”"]

    def test_a_title_is_no_statement(self) -> None:
        assert _signed("“The Docks” ― Ana Ruiz\n") == []

    def test_who_said_it_on_the_same_line_keeps_it(self) -> None:
        text = "[1s Bo Lind] [1q said] [1c “we will not sell the docks.”] ― Ana Ruiz\n"
        assert _signed(text) == ["Bo Lind | said | “we will not sell the docks.”"]


@given(st.text(alphabet='“”" ―-AaBb.\n', max_size=80))
def test_spans_stay_within_the_text(text: str) -> None:
    found = quotations(text)
    raws = [Raw([], [], [q.span]) for q in found]
    for raw in signed_quotations(whole_for_their_cues(raws, text, found), text, found):
        assert all(0 <= start < end <= len(text) for start, end in raw.spans())
