"""Statements whose source was not found, but whose cue has its subject beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Read = Callable[[str], list[Resolved]]
Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    "marked",
    [
        "[P Ana Ruiz] [1q told] the Courier [1c that it rained].",
        "[P Ana Ruiz] has also [1q said] [1c that it rained].",
        "[P Ana Ruiz], the mayor of the town, [1q said] [1c that it rained].",
        "[P Ana Ruiz] came. She [1q said] [1c that it rained].",
        "[1c “It rained,”] [1q said] [P Ana Ruiz].",
    ],
)
def test_subject_is_the_source(read: Read, marked: str) -> None:
    [one] = read(marked)
    [speaker] = one.speakers
    assert speaker.name == "Ana Ruiz"
    assert speaker.via[0].step == "the subject of its cue"
    assert speaker.confidence < 0.8


@pytest.mark.parametrize(
    "marked",
    [
        "A book about [P Ana Ruiz] [1q says] [1c that it rained].",
        "[P Ana Ruiz] was [1q told] [1c that it rained].",
        "[P Ana Ruiz] was tired. It was [1q said] [1c that it rained].",
        "[1c Nobody knew [P Ana Ruiz]], it was [1q said].",
    ],
)
def test_what_is_no_subject_is_not_taken(who: Who, marked: str) -> None:
    assert who(marked) == [""]


def test_office_that_opens_a_sentence_is_its_subject(who: Who) -> None:
    text = "Governor [P Bo Lind] came. The governor has led the rallies, [1q vouching for] [1c the docks]."
    assert who(text) == ["Bo Lind"]


def test_second_verb_has_the_nearest_subject(who: Who) -> None:
    text = "[P Maria Ruiz] slept. [P Peter Lind] rose as she woke and [1q described] [1c the docks]."
    assert who(text) == ["Maria Ruiz"]


def test_second_verb_of_nobody_is_left_alone(who: Who) -> None:
    assert who("The docks near [P Peter Lind] shook and [1q showed] [1c the flood].") == [""]


def test_second_verb_has_the_subject_of_the_first(who: Who) -> None:
    text = "[P Ana Ruiz] came late and [1q said] [1c that it rained]."
    assert who(text) == ["Ana Ruiz"]


def test_second_verb_behind_but(who: Who) -> None:
    assert who("[P Ana Ruiz] came late [1q but would not tell] [1c why].") == ["Ana Ruiz"]


def test_who_beside_the_cue(who: Who) -> None:
    assert who("They met [P Ana Ruiz], who [1q has mused about] [1c leaving].") == ["Ana Ruiz"]


def test_source_and_cue_that_were_swapped(who: Who) -> None:
    assert who("[1c “It rained,”] [1s said] [1q [P Ana Ruiz]].") == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“[1c It rained a lot.]”\n\n- [P Ana Ruiz].\n\n[P Bo Lind] left.", "Ana Ruiz"),
        ("“[1c It rained a lot]”\n\n— [P Ana Ruiz], the mayor", "Ana Ruiz"),
        ("“[1c It rained a lot],” [P Ana Ruiz] said. [P Bo Lind] left.", "Ana Ruiz"),
        ("“[1c It rained a lot],” said [P Ana Ruiz]. [P Bo Lind] left.", "Ana Ruiz"),
        ("“[1c It rained a lot],” [P Ana Ruiz] left.", ""),
        ("“[1c It rained a lot].”\n\n[P Ana Ruiz] said so.", ""),
    ],
)
def test_who_stands_behind_a_quotation(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]


def test_adverb_before_a_second_verb(who: Who) -> None:
    text = "[P Ana Ruiz] has opened a harbour and [1q recently promised] [1c a dock]."
    assert who(text) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Sorrel network aired it but [1q has not checked] [1c the film].", "Sorrel network"),
        ("[P Ana Ruiz] sees why, but [1q is not offended by] [1c the word].", "Ana Ruiz"),
        ("Dock workers began a march on Monday, [1q hoping] [1c to seize the ferry].", "Dock workers"),
        (
            "The harbour office in [S Sorrel] shut its doors but [1q denied] [1c it].",
            "harbour office in Sorrel",
        ),
        ("[S Orlenia] has sent ferries but [1q rarely confirms] [1c this].", "Orlenia"),
        ("The board met the envoy who had left and [1q denied] [1c it].", ""),
        ("Authorities will use a form of the board (HB) [1q asking] [1c for names].", ""),
        ("Plans of the ferry changed and [1q promised] [1c to be dear].", ""),
        ("A man's voice was heard [1q telling] [1c a tale].", ""),
    ],
)
def test_noun_group_that_opens_a_sentence_is_the_subject_of_its_second_verb(
    who: Who, text: str, name: str
) -> None:
    assert who(text) == [name]


def test_participle_that_opens_a_sentence_has_the_subject_behind_its_clause(who: Who) -> None:
    text = "After [1q feeling] [1c a “burning” at his neck], [P Bo Lind] from Sorrel left."
    assert who(text) == ["Bo Lind"]


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("was reported in The [O Courier]", "Courier"),
        ("was reported in The Sorrelite", "Sorrelite"),
        ("was reported in the Sorrelite", ""),
        ("was reported in [S Sorrel]", ""),
        ("was heard in The [O Courier]", ""),
    ],
)
def test_what_is_reported_in_a_paper_is_the_papers(who: Who, cue: str, name: str) -> None:
    assert who(f"Yesterday it [1q {cue}] [1c that it rained].") == [name]


def test_who_is_self_described_is_the_subject(who: Who) -> None:
    text = "[P Ana Ruiz], a senator and [1s self]-[1q described] [1c socialist], said no."
    assert who(text) == ["Ana Ruiz"]


def test_pronoun_with_its_verb_is_who_is_meant(who: Who) -> None:
    text = "[P Bo Lind] is a senator. [1s He was among 25 senators] [1q to vote against] [1c the docks]."
    assert who(text) == ["Bo Lind"]


def test_name_taken_for_the_cue_of_according_to_is_the_source(who: Who) -> None:
    text = "[P Bo Lind] is a writer. [1s According to] [1q [P Lind]], [1c the docks are full]."
    assert who(text) == ["Bo Lind"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In [1q a swipe against] [1c the docks], [P Ana Ruiz] said no.", "Ana Ruiz"),
        ("He smiled in [1q a swipe against] [1c the docks], [P Ana Ruiz] said.", ""),
    ],
)
def test_noun_that_opens_a_sentence_has_its_subject(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]
