"""Who says "I" and who is "you" in interviews."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]
Read = Callable[[str], list[Resolved]]

_OPENING = "Mayor [P Ana Ruiz] spoke on Monday. [P Ruiz] knows [P Bo Lind].\n\n"


def test_answers_are_whoever_the_introduction_is_about(who: Who) -> None:
    text = f"{_OPENING}[1s Q][1q :] [1c Will you sell?]\n\n[2s A][2q :] [2c Never.]"
    assert who(text) == ["author", "Ana Ruiz"]


def test_first_person_in_an_answer_is_who_answers(who: Who) -> None:
    asked = "Q: Will you sell?"
    text = (
        f"{_OPENING}{asked}\n\nA: No. [1s I] [1q think] [1c it is wrong]. [2s My deputy] [2q agrees] [2c so]."
    )
    assert who(text) == ["Ana Ruiz", "Ana Ruiz's deputy"]


def test_you_in_a_question_is_who_is_asked(who: Who) -> None:
    assert who(f"{_OPENING}Q: Do [1s you] [1q think] [1c it rains]?\n\nA: Yes.") == ["Ana Ruiz"]


def test_he_in_an_answer_is_somebody_else(who: Who) -> None:
    text = (
        "Mayor [P Peter Ruiz] spoke. [P Ruiz] knows Mr. [P Lind].\n\nQ: Why?\n\nA: [1s He] [1q said] [1c so]."
    )
    assert who(text) == ["Lind"]


def test_turn_with_a_name_is_its_own(who: Who) -> None:
    text = "[P RUIZ]: Good morning, all.\n\nLIND: [1s I] [1q think] [1c it rains].\n\n[P RUIZ]: So do I.\n\nLIND: Well."
    assert who(text)[0].casefold() == "lind"


def test_interview_without_an_introduction_names_nobody(read: Read) -> None:
    (one,) = read("Q: Why?\n\nA: [1s I] [1q think] [1c it rains].")
    assert [speaker.kind for speaker in one.speakers] != ["person"]


def test_first_person_of_an_answer_is_not_whom_it_speaks_of(who: Who) -> None:
    text = (
        "[P Ana Ruiz] leads the board. [P Ruiz] spoke to us.\n\nQ: Are you surprised?\n\n"
        "A: I am. The ones [1s that] [1q talked about] [1c the docks] won. “[2s We] [2q hope] [2c for more].”\n\n"
        "Q: Who won?\n\nA: They did.\n\nQ: Why?\n\nA: By luck."
    )
    assert who(text)[1] == "Ana Ruiz"
