from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.mending import going_on, own_paragraphs, whole_quotations, with_lone_quotations
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.reading.raw import Raw
from tests.reading.marked import marked, shown


def _whole(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, whole_quotations(raws, quotations(clean)))


def _own(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, own_paragraphs(raws, clean, quotations(clean)))


def _lone(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, with_lone_quotations(raws, clean, QuotedWords(clean, quotations(clean))))


def _going(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, going_on(raws, clean, quotations(clean)))


class TestGoingOn:
    def test_a_quoted_paragraph_goes_on_with_what_closes_the_one_above(self) -> None:
        text = "[1c “No,”] [1s Ana Ruiz] [1q said].\n\n[2c “Not ever.”]\n\n[3c “Not for gold.”]"
        assert _going(text) == ["Ana Ruiz | said | “No,” / “Not ever.” / “Not for gold.”"]

    def test_a_paragraph_between_them_parts_them(self) -> None:
        text = "[1c “No,”] [1s Ana Ruiz] [1q said].\n\nIt was late.\n\n[2c “Not ever.”]"
        assert _going(text) == ["Ana Ruiz | said | “No,”", " |  | “Not ever.”"]

    def test_a_quotation_that_its_cue_leads_into_ends_with_its_paragraph(self) -> None:
        text = "[1s Ana Ruiz] [1q said:] [1c “No.”]\n\n[2c “Not ever.”]"
        assert _going(text) == ["Ana Ruiz | said: | “No.”", " |  | “Not ever.”"]

    def test_what_names_its_source_is_a_statement_of_its_own(self) -> None:
        text = "[1c “No,”] [1s Ana Ruiz] [1q said].\n\n[2c “Yes,”] [2s Lind] [2q said]."
        assert len(_going(text)) == 2

    def test_what_is_not_quoted_goes_on_with_nothing(self) -> None:
        text = "[1c It was late], [1s Ana Ruiz] [1q said].\n\n[2c “Not ever.”]"
        assert len(_going(text)) == 2

    def test_a_heading_in_single_marks_goes_on_with_nothing(self) -> None:
        text = "[1c “No,”] [1s Ana Ruiz] [1q said].\n\n[2c ‘A town afraid’]"
        assert len(_going(text)) == 2


class TestWholeQuotations:
    def test_most_of_a_quotation_becomes_all_of_it(self) -> None:
        assert _whole("“We will [1c not sell the docks],” [1s Ana Ruiz] [1q said].") == [
            "Ana Ruiz | said | “We will not sell the docks,”"
        ]

    def test_pieces_in_one_quotation_are_joined(self) -> None:
        assert _whole("“[1c We will not], now or ever, [1c sell the docks],” [1s she] [1q said].") == [
            "she | said | “We will not, now or ever, sell the docks,”"
        ]

    def test_a_piece_over_two_quotations_becomes_all_of_both(self) -> None:
        assert _whole("[1s She] [1q said] “[1c It rained.” “It poured for] days.”") == [
            "She | said | “It rained.” “It poured for days.”"
        ]

    def test_what_leads_into_a_quotation_stays(self) -> None:
        assert _whole("[1s She] [1q said] [1c it was “a fine day in] May”.") == [
            "She | said | it was “a fine day in May”"
        ]

    def test_a_small_part_of_a_quotation_stays_a_small_part(self) -> None:
        text = "“We will not sell the docks to anyone who asks, [1c ever],” [1s she] [1q said]."
        assert _whole(text) == ["she | said | ever"]

    def test_a_quotation_with_two_statements_is_neither_s(self) -> None:
        text = "“[1c It rained all day and all night], [2c he] left,” [1s she] [1q said]."
        assert _whole(text) == ["she | said | It rained all day and all night", " |  | he"]

    def test_a_quotation_that_holds_its_own_cue_stays(self) -> None:
        text = "“[1c It rained all day], [1s she] [1q said], and all night.”"
        assert _whole(text) == ["she | said | It rained all day"]

    def test_a_quotation_without_an_end_stays(self) -> None:
        assert _whole("“We will [1c not sell the docks], [1s she] [1q said].") == [
            "she | said | not sell the docks"
        ]


class TestOwnParagraphs:
    def test_a_quotation_paragraphs_away_is_another_statement(self) -> None:
        text = "“[1c It rained],” [1s Ana Ruiz] [1q said].\n[1c “It was cold.”]"
        assert _own(text) == ["Ana Ruiz | said | It rained", " |  | “It was cold.”"]

    def test_a_running_quotation_is_one_statement(self) -> None:
        text = "[1s Ana Ruiz] [1q said]: [1c “It rained.]\n[1c “It was cold.”]"
        assert _own(text) == ["Ana Ruiz | said | “It rained. / “It was cold.”"]

    def test_words_below_their_cue_are_its_own(self) -> None:
        text = "[1s Ana Ruiz] [1q said] in a statement:\n[1c It rained.] [1c It was cold.]\n[1c It snowed.]"
        assert _own(text) == ["Ana Ruiz | said | It rained. / It was cold.", " |  | It snowed."]

    def test_a_signature_on_its_own_line_keeps_the_words_above(self) -> None:
        text = "[1c “It rained.”]\n[1q -] the board’s spokesman, [1s Bo Lind]"
        assert _own(text) == ["Bo Lind | - | “It rained.”"]

    def test_nobody_s_words_stand_paragraphs_before_their_cue(self) -> None:
        assert _own("[1c “It rained.”]\nMayor [1s Ana Ruiz] [1q spoke].") == [" |  | “It rained.”"]

    def test_pieces_in_one_paragraph_stay_together(self) -> None:
        text = "“[1c It rained],” [1s she] [1q said], “[1c and how].”"
        assert _own(text) == ["she | said | It rained / and how"]

    def test_a_content_without_a_cue_stays(self) -> None:
        assert _own("[1c “It rained.”]\n[1c “It was cold.”]") == [" |  | “It rained.” / “It was cold.”"]


class TestLoneQuotations:
    def test_a_quoted_paragraph_is_a_statement(self) -> None:
        text = "[1s Ana Ruiz] [1q spoke of] [1c rain].\n“It was cold, and nobody came to the docks.”"
        assert _lone(text)[1:] == [" |  | “It was cold, and nobody came to the docks.”"]

    def test_a_running_quotation_runs_on(self) -> None:
        text = (
            "[1s Ana Ruiz] [1q said]: [1c “It rained.]\n“It was cold and dark.\n“Nobody came to the docks.”"
        )
        assert _lone(text) == [
            "Ana Ruiz | said | “It rained. / “It was cold and dark. / “Nobody came to the docks.”"
        ]

    def test_a_running_quotation_that_nobody_says_is_one_statement(self) -> None:
        text = "“It was cold and dark.\n“Nobody came to the docks.\n“We went home.”\n“A new one has begun by now.”"
        assert _lone(text) == [
            " |  | “It was cold and dark. / “Nobody came to the docks. / “We went home.”",
            " |  | “A new one has begun by now.”",
        ]

    def test_a_paragraph_with_a_few_quoted_words_is_none(self) -> None:
        assert _lone("The so-called “mayor of the docks” was seen in the old town with a dog.") == []

    def test_scare_quotes_and_titles_are_none(self) -> None:
        assert _lone("“Docks”\n“The Silence of the Docks”") == []

    def test_a_paragraph_that_has_a_statement_gets_no_other(self) -> None:
        text = "“It was cold and nobody came,” [1s she] [1q said]. “[1c We went home early.]”"
        assert _lone(text) == ["she | said | We went home early."]

    def test_a_content_without_cue_and_marks_is_dropped(self) -> None:
        assert _lone("[1c It rained all day]. [2c “It was cold in the docks,”] and so on and on.") == [
            " |  | “It was cold in the docks,”"
        ]

    def test_a_content_without_a_cue_counts_as_a_quotation(self) -> None:
        clean, raws = marked("[1c “It was cold in the docks.”] [2s Ana] [2q said] [2c so].")
        assert [
            r.origin for r in with_lone_quotations(raws, clean, QuotedWords(clean, quotations(clean)))
        ] == [
            "quotation",
            "tagged",
        ]


PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "“It was cold and nobody came.”",
            "“It was cold and nobody came to the docks.",
            "It rained” and rained, he said. “No.",
            "‘Not “ever” again’",
            '"""',
            "",
            "She left.",
        ]
    ),
    max_size=8,
).map("\n".join)


@given(PARAGRAPHS)
def test_quotations_without_statements_become_statements_that_lie_apart(text: str) -> None:
    raws = with_lone_quotations([], text, QuotedWords(text, quotations(text)))
    spans = [span for raw in raws for span in raw.content]

    assert all(raw.origin == "quotation" and raw.content == sorted(raw.content) for raw in raws)
    assert len(spans) == len(set(spans))
    assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))


@given(PARAGRAPHS, st.data())
def test_no_content_is_lost(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = quotations(text)
    [raw] = whole_quotations([Raw([], [(0, 1)], [(start, end)])], found)

    assert any(a <= start and end <= b for a, b in raw.content)
    kept = own_paragraphs([raw], text, found)
    assert sorted(s for r in kept for s in r.content) == sorted(raw.content) if kept else True
