"""Names that the network cut short or missed, and statements whose source must be inferred."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[1s [P Ana] Ruiz] [1q said] [1c it rained].", "Ana Ruiz"),
        ("[1s Ana [P Ruiz]] [1q said] [1c it rained].", "Ana Ruiz"),
        ("[1s Xola [P Ruiz], 58,] [1q said] [1c it rained].", "Xola Ruiz"),
        ("[1s [P Ana B]. [P Ruiz]] [1q said] [1c it rained].", "Ana B. Ruiz"),
        ("[1s Ana Ruiz, a nurse,] [1q said] [1c it rained].", "Ana Ruiz"),
        ("[1s Radio Sund’s [P Ana] Ruiz] [1q said] [1c it rained].", "Ana Ruiz"),
        ("[1s SNBC’s Xola Ruiz] [1q said] [1c it rained].", "Xola Ruiz"),
        ("[1s [O SNBC]’s Xola Ruiz] [1q said] [1c it rained].", "Xola Ruiz"),
        ("[1s SNBC’s Dock Report] [1q said] [1c it rained].", "SNBC’s Dock Report"),
        ("Ms. [P Lind Ruiz] fell. [1s [P Ana Lind Ruiz]] [1q said] [1c it rained].", "Ana Lind Ruiz"),
        ("It rained. [1s Voters who] [1q said] [1c so].", "Voters"),
        ("[1s the nonpartisan [O Harbour Board]] [1q said] [1c it rained].", "Harbour Board"),
        ("[1s [O the nonpartisan Harbour Board]] [1q said] [1c it rained].", "Harbour Board"),
        ("[1s The Times of [S Utopia]] [1q said] [1c it rained].", "Times of Utopia"),
        ("[1s [O Courier] [S London]] [1q said] [1c it rained].", "Courier London"),
        ("[1s [P Ruiz] Sunday night] [1q said] [1c it rained].", "Ruiz"),
    ],
)
def test_name_is_mended(who: Who, marked: str, name: str) -> None:
    assert who(marked) == [name]


def test_headlines_next_word_is_cut_off(who: Who) -> None:
    text = "[P [1s Ana Ruiz] Slams] [1q :] [1c Rain]\n\nMayor [P Ana Ruiz] spoke."
    assert who(text) == ["Ana Ruiz"]


def test_bare_surname_goes_where_the_titles_point(who: Who) -> None:
    text = (
        "[P Bo Lind] is married to [P Ana Lind]. Mr. [P Lind] ran. Mr. [P Lind] won. Mr. [P Lind] sat down. "
        "[P Ana Lind] stood. [1s [P Lind]] [1q said] [1c he was glad]."
    )
    assert who(text) == ["Bo Lind"]


def test_participle_hangs_on_the_statement_before(who: Who) -> None:
    text = "[1s [P Ana Ruiz]] [1q said] [1c it rained], [2q adding] [2c that it was cold]."
    assert who(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_participle_hangs_on_the_subject_of_its_sentence(who: Who) -> None:
    text = "[P Ana Ruiz] left the hall, [1q warning] [1c that it would rain]."
    assert who(text) == ["Ana Ruiz"]


def test_participle_of_a_passive_hangs_on_nobody(who: Who) -> None:
    text = "[P Ana Ruiz] left the hall, [1q being accused of] [1c theft]."
    assert who(text) == [""]


def test_names_in_a_lost_block_quotation_are_out_of_focus(who: Who) -> None:
    text = (
        "[P Peter Lind] defended his plan. He sat down.\n\n"
        "[1c We will not yield. [P Karl Aden] has lied to us.]\n\n"
        "“[2c It was him],” [2s he] [2q concluded]."
    )
    assert who(text)[-1] == "Peter Lind"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An Orlenian official following [S Aden]", "Orlenian official following Aden"),
        ("An Orlenian TV report late last month", "Orlenian TV report"),
        ("Guards affiliated to the [O Harbour Front]", "Guards affiliated to the Harbour Front"),
        ("she the tall envoy", "Ana Ruiz"),
        ("[P Mark W. S.]", "Mark W. S."),
    ],
)
def test_source_with_more_than_a_name(who: Who, source: str, name: str) -> None:
    assert who(f"[P Ana Ruiz] sat. [1s {source}] [1q said] [1c it rained].") == [name]


def test_count_before_people_is_part_of_whom_who_means(who: Who) -> None:
    text = "It fooled thousands of others on the docks, [1s who] [1q said] [1c it rained]."
    assert who(text) == ["thousands of others on the docks"]


def test_acronym_like_a_pronoun_is_a_name(who: Who) -> None:
    assert who("The [O Welfare Harbour Office] met. [1q According to] [1s the WHO], [1c it rained].") == [
        "Welfare Harbour Office"
    ]


def test_well_known_name_with_a_peoples_adjective_is_a_bodys(read: Callable[[str], list[Resolved]]) -> None:
    one = read("[1s The [R Islamic] State] [1q said] [1c it rained].")[0].speakers[0]
    assert (one.name, one.kind) == ("Islamic State", "organisation")


def test_two_groups_joined_are_both_whom_who_means(who: Who) -> None:
    text = "The paper spoke with family and friends [1s who] [1q said] [1c it rained]."
    assert who(text) == ["family and friends"]


def test_language_is_nobody(who: Who) -> None:
    text = "The [O Harbour Front] wrote in [R Arabic]. [1s It] [1q said] [1c it rained]."
    assert who(text) == ["Harbour Front"]


def test_owner_who_is_told_by_a_participle_is_nobody_in_focus(who: Who) -> None:
    text = (
        "[1s Inspector [P Bo Lind]] [1q said]: [1c “We called the owner registered to the chip, "
        "[2s who] [2q stated] [2c it was sold].”]"
    )
    assert who(text)[1] == "owner registered to the chip"


def test_initials_of_an_office_are_no_name(who: Who) -> None:
    text = "CEO [P Bo Lind] came to the docks. [1s The [O CEO]] [1q said] [1c it rained]."
    assert who(text) == ["Bo Lind"]


def test_name_with_a_possessive_behind_a_demonstrative_is_whole(who: Who) -> None:
    assert who("[1q According to] [1s That's Docks], [1c it rained].") == ["That's Docks"]
