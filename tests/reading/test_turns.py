import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.turns import turns

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            [
                "RUIZ: ",
                "Ana Ruiz: ",
                "Q: ",
                "A: ",
                "A. ",
                "Q. ",
                "Bo Poe, host: ",
                "words here. ",
                "\n",
                "“",
                "”",
                "— Ana Ruiz",
                "(CLIP)",
                "Update: ",
                "- Ruiz, mayor.",
                '"',
                " ",
            ]
        ),
        max_size=25,
    ).map("".join),
)


def read(text: str) -> list[tuple[str, str, list[str]]]:
    return [(t.form, text[slice(*t.name)], [text[slice(*w)] for w in t.words]) for t in turns(text)]


def test_names_in_capitals_that_come_again() -> None:
    text = (
        "The mayor was on the air.\n\nJAKE POE, PORT RADIO HOST: Will you sell?\n\n"
        "MAYOR ANA RUIZ (on camera): Never.\n\n"
        "POE: Not one dock?\n\nRUIZ: Not one.\n\nThe council meets on Monday."
    )
    assert read(text) == [
        ("label", "JAKE POE", ["Will you sell?"]),
        ("label", "MAYOR ANA RUIZ", ["Never."]),
        ("label", "POE", ["Not one dock?"]),
        ("label", "RUIZ", ["Not one."]),
    ]
    role = turns(text)[0].role
    assert role is not None and text[slice(*role)] == "PORT RADIO HOST"
    assert text[slice(*turns(text)[0].cue)] == ":"


def test_one_name_in_capitals_that_the_article_spells_out() -> None:
    text = "Mayor Ana Ruiz was asked about it.\n\nRUIZ: We never sold a dock."
    assert read(text) == [("label", "RUIZ", ["We never sold a dock."])]


def test_questions_and_answers() -> None:
    text = "An interview.\nQ: Will you sell?\nA: Never.\nNot in my time.\nQ: Lease?\nA: Perhaps.\nShe left."
    assert read(text) == [
        ("question", "Q", ["Will you sell?"]),
        ("answer", "A", ["Never.", "Not in my time."]),
        ("question", "Q", ["Lease?"]),
        ("answer", "A", ["Perhaps."]),
    ]


def test_answers_whose_questions_have_no_letter() -> None:
    text = "Will you sell?\n\nA: Never.\n\nAnd lease?\n\nA: Perhaps."
    assert read(text) == [("answer", "A", ["Never."]), ("answer", "A", ["Perhaps."])]


def test_letters_with_a_full_stop_need_both() -> None:
    assert len(read("Q. Will you sell?\nA. Never.")) == 2
    assert read("A. Ruiz met B. Poe.\nA. Ruiz went home.") == []


def test_other_names_that_come_again() -> None:
    text = "They spoke.\nAna Ruiz: We shall not sell.\nBo Poe: You said so before.\nRuiz: And I meant it."
    assert [name for _, name, _ in read(text)] == ["Ana Ruiz", "Bo Poe", "Ruiz"]


def test_a_name_on_a_line_of_its_own() -> None:
    text = "ANA RUIZ:\nWe shall not sell.\nBO POE:\nWhy not?\nANA RUIZ:\nThey are ours."
    assert [words for _, _, words in read("They spoke.\n" + text)] == [
        ["We shall not sell."],
        ["Why not?"],
        ["They are ours."],
    ]


def test_stage_directions_are_no_words() -> None:
    text = "They spoke.\nRUIZ: We never sell.\n(BEGIN VIDEO CLIP)\nPOE: Why not?\nRUIZ: They are ours."
    assert read(text)[0] == ("label", "RUIZ", ["We never sell."])


def test_a_label_that_names_nobody_ends_the_words() -> None:
    text = "They spoke.\nRUIZ: We never sell.\nVIDEO: the docks at night\nRUIZ: They are ours."
    assert [words for _, _, words in read(text)] == [["We never sell."], ["They are ours."]]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("“The docks stay ours.”\n\n- Ana Ruiz", "Ana Ruiz", ["“The docks stay ours.”"]),
        ("“The docks stay ours.”\n— Ana Ruiz, mayor of Port Amber", "Ana Ruiz", ["“The docks stay ours.”"]),
        ('"The docks stay ours." -Mayor Ruiz, at the quay.', "Mayor Ruiz", ['"The docks stay ours."']),
        ("“We begin.\n\n“We end.”\n\n— Ana Ruiz.", "Ana Ruiz", ["“We begin.", "“We end.”"]),
        ("“The docks stay ours.”\n– Bo Poe Jr.", "Bo Poe Jr.", ["“The docks stay ours.”"]),
    ],
)
def test_a_name_below_its_words(text: str, name: str, words: list[str]) -> None:
    assert read(text) == [("trailing", name, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The council met.\n\nWarning: the docks are wet.\n\nUpdate: the docks are dry.",
        "The council met.\n\nUPDATE: the docks are dry.\n\nUPDATE: they are wet again.",
        "The council met.\n\nPort Amber: three docks sold.\n\nPort Beryl: two docks sold.",
        "Ruiz: Docks stay ours\n\nThe mayor spoke on Monday.",
        "RUIZ: DOCKS STAY OURS\n\nMayor Ana Ruiz spoke on Monday.",
        "Votes so far.\n\nAna Ruiz: 1,769.\n\nBo Poe: 547.\n\nRuiz: 46.",
        "The news.\n\nPORT AMBER: MAYOR SAYS DOCKS STAY OURS\n\nPORT BERYL: MAYOR SELLS",
        "PORT AMBER, Fla. (AP) — The latest on the docks (all times local):\n\nPORT AMBER again.",
        "One thing is sure: the docks stay.\n\nAnother thing is sure: the mayor goes.",
        "The docks stay ours.\n\n– Ana Ruiz",
        "“The docks,” she said, “stay ours.”\n\n– Ana Ruiz",
        "“The docks stay ours.”\n\n— Ana Ruiz (@anaruiz) May 1, 2024",
        "“The docks stay ours,” – she said so on Monday.",
    ],
)
def test_what_is_no_turn(text: str) -> None:
    assert turns(text) == ()


@given(TEXTS)
def test_parts_of_turns_lie_inside_the_text_and_apart(text: str) -> None:
    last = -1
    for turn in turns(text):
        parts = [turn.name, turn.cue, *turn.words, *([turn.role] if turn.role else [])]
        parts.sort()
        for start, end in parts:
            assert 0 <= start < end <= len(text)
        for (_, end), (start, _) in pairwise(parts):
            assert end <= start
        assert turn.words == tuple(sorted(turn.words))
        assert parts[0][0] > last
        last = parts[0][0]


@pytest.mark.parametrize(
    "unit", ["A: ", "A: b\n", "Q: b\nA: c\n", "RUIZ: b c\n", "Ab, ", "“a”\n- Ab\n", "- ", "AB: cd\n"]
)
def test_time_is_linear(unit: str) -> None:
    text = unit * (10**6 // len(unit))
    began = time.process_time()
    turns(text)
    assert time.process_time() - began < 30
