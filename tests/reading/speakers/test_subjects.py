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
