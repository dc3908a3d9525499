"""Speakers who are named: in full, by surname, first name, nickname, title, acronym."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved
from onrecord.reading.speakers.first_names import FIRST_NAMES, HE_NAMES, SHE_NAMES

Who = Callable[[str], list[str]]


def test_surname_gets_the_full_name(who: Who) -> None:
    text = "[1s [P Ana Ruiz]] [1q said] [1c it rained]. [2s [P Ruiz]] [2q added] [2c that it was cold]."
    assert who(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_titles_and_roles_are_no_part_of_the_name(who: Who) -> None:
    text = "[1s Deputy Mayor [P Ana Ruiz]] [1q said] [1c so]. [2s Mrs. [P Ruiz]] [2q agreed] [2c with it]."
    assert who(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_title_inside_the_marked_name_is_cut_off(who: Who) -> None:
    assert who("[1s [P Senator Bo Lind]] [1q said] [1c so].") == ["Bo Lind"]


def test_office_with_of_is_cut_off(who: Who) -> None:
    assert who("[1s Secretary of State [P Ana Ruiz]] [1q said] [1c so].") == ["Ana Ruiz"]


def test_possessive_is_cut_off(who: Who) -> None:
    text = "[P Ana Ruiz] came. [1s [P Ruiz]’s] [1q claim] [1c that the docks were safe] was odd."
    assert who(text) == ["Ana Ruiz"]


def test_middle_names_and_initials_are_one_person(who: Who) -> None:
    text = "[1s [P John Q. Marl]] [1q said] [1c a]. [2s [P John Marl]] [2q said] [2c b]."
    assert set(who(text)) == {"John Q. Marl"}


def test_short_first_names_are_one_person(who: Who) -> None:
    text = "[1s [P William Marl]] [1q said] [1c a]. [2s [P Bill Marl]] [2q said] [2c b]."
    assert len(set(who(text))) == 1


def test_junior_is_another_person(who: Who) -> None:
    text = "[1s [P John Marl]] [1q said] [1c a]. [2s [P John Marl Jr.]] [2q said] [2c b]."
    assert who(text) == ["John Marl", "John Marl Jr."]


def test_titles_tell_two_of_one_surname_apart(who: Who) -> None:
    text = (
        "Mr. [P Bo Lind] and his wife, [P Ana Lind], came. [1s Mrs. [P Lind]] [1q said] [1c it rained]. "
        "[2s Mr. [P Lind]] [2q denied] [2c it]."
    )
    assert who(text) == ["Ana Lind", "Bo Lind"]


def test_particles_belong_to_the_surname(who: Who) -> None:
    text = "[1s [P Karl von Aden]] [1q said] [1c a]. [2s [P von Aden]] [2q said] [2c b]."
    assert who(text) == ["Karl von Aden", "Karl von Aden"]


def test_capitals_of_an_interview_are_the_same_person(who: Who) -> None:
    text = "[P Ana Ruiz] spoke to us.\n\n[1s RUIZ][1q :] [1c It will rain.]"
    assert who(text) == ["Ana Ruiz"]


def test_one_surname_has_one_kind(read: Callable[[str], list]) -> None:  # type: ignore[type-arg]
    text = "[P Ana Ruiz] came. [1s [O Ruiz]] [1q said] [1c it rained]."
    (only,) = read(text)
    assert [(s.name, s.kind) for s in only.speakers] == [("Ana Ruiz", "person")]


def test_name_that_the_network_missed_is_found(who: Who) -> None:
    text = "[1s Tilda Moss, a painter,] [1q said] [1c it rained]. [2s Moss] [2q left] [2c early]."
    assert who(text) == ["Tilda Moss", "Tilda Moss"]


def test_acronym_gets_the_full_name(who: Who) -> None:
    text = "The [O Northern Harbour Board] met. [1s The [O NHB]] [1q said] [1c it was done]."
    assert who(text) == ["Northern Harbour Board"]


def test_short_name_of_an_outlet_gets_the_full_name(who: Who) -> None:
    text = "[1s The [O Port Courier]] [1q reported] [1c rain]. [2s The [O Courier]] [2q wrote] [2c so]."
    assert who(text) == ["Port Courier", "Port Courier"]


def test_capital_stands_for_the_country_that_the_article_names(read: Callable[[str], list]) -> None:  # type: ignore[type-arg]
    text = "Troops from [S Russia] moved. [1s [S Moscow]] [1q denied] [1c it]."
    (speaker,) = read(text)[0].speakers
    assert (speaker.name, speaker.kind) == ("Russia", "state")


def test_capital_alone_keeps_its_name(read: Callable[[str], list]) -> None:  # type: ignore[type-arg]
    (speaker,) = read("[1s [S Moscow]] [1q denied] [1c it].")[0].speakers
    assert (speaker.name, speaker.kind) == ("Moscow", "state")


def test_two_named_sources_are_two_speakers(who: Who) -> None:
    assert who("[1s [P Ana Ruiz] and [P Bo Lind]] [1q said] [1c it rained].") == ["Ana Ruiz | Bo Lind"]


def test_two_named_sources_with_appositions(who: Who) -> None:
    text = "[1s [P Ana Ruiz], a nurse in [S Italy], and [P Bo Lind], a farmer,] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz | Bo Lind"]


def test_two_roles_of_one_person_are_one_speaker(who: Who) -> None:
    assert who("[1s Spokeswoman and deputy mayor [P Ana Ruiz]] [1q said] [1c so].") == ["Ana Ruiz"]


def test_plural_surname_is_the_family(who: Who) -> None:
    text = "[P Ana Lind] met [P Bo Lind]. [1s The Linds] [1q said] [1c they were happy]."
    assert sorted(who(text)[0].split(" | ")) == ["Ana Lind", "Bo Lind"]


def test_list_behind_a_plural_description(who: Who) -> None:
    text = "[1s The two senators — [P Ana Ruiz] and [P Bo Lind] —] [1q said] [1c so]."
    assert who(text) == ["Ana Ruiz | Bo Lind"]


def test_a_verb_that_clings_to_a_name_is_cut_off(who: Who) -> None:
    text = "Mr. [P Ruiz demurred], [1q seeing] [1c a trap]. [2s Mr. [P Ruiz]] [2q left] [2c for home]."
    assert who(text)[1] == "Ruiz"


def test_a_delegate_has_a_title_and_del_toro_a_name(who: Who) -> None:
    text = "[1s [P Del. Ana Ruiz]] [1q said] [1c no]. [2s [P Ben del Toro]] [2q said] [2c yes]."
    assert who(text) == ["Ana Ruiz", "Ben del Toro"]


def test_a_names_last_word_that_was_left_out(who: Who) -> None:
    text = "[1s Harbour Minister [P Khan Mohad] Asifin] [1q said] [1c no]."
    assert who(text) == ["Khan Mohad Asifin"]


def test_a_body_is_what_the_article_says_it_is(read: Callable[[str], list[Resolved]]) -> None:
    text = "She founded [P Dockline45], a harbour company [1s that] [1q intends] [1c to build]."
    [speaker] = read(text)[0].speakers
    assert (speaker.name, speaker.kind) == ("Dockline45", "organisation")


def test_a_people_is_no_person(read: Callable[[str], list[Resolved]]) -> None:
    [speaker] = read("Then [1s [P Omanis]] [1q wanted] [1c to see it].")[0].speakers
    assert (speaker.name, speaker.kind) == ("Omanis", "group")


def test_two_chambers_before_one_noun_are_one_group(who: Who) -> None:
    assert who("[1s [O House] and [O Senate] lawmakers] [1q agreed] [1c on it].") == [
        "House and Senate lawmakers"
    ]


@pytest.mark.parametrize("name", ["jean", "andrea", "kim", "robin", "dominique"])
def test_names_borne_by_both_sexes_tell_no_gender(name: str) -> None:
    assert name in FIRST_NAMES and name not in HE_NAMES | SHE_NAMES


def test_no_first_name_is_listed_for_both_sexes() -> None:
    assert not HE_NAMES & SHE_NAMES


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[1s General Motors] [1q says] [1c it pays].", "General Motors"),
        ("[1s General Lind] [1q says] [1c it pays].", "Lind"),
        ("[P Bo Lind] runs. [1s Team [P Lind]] [1q sees] [1c a chance].", "Team Lind"),
        ("[P Bo Lind] runs a team. [1s His team [P Lind]] [1q sees] [1c a chance].", "Bo Lind"),
        ("[1s [O DOCKA]'s Near Harbour Program] [1q estimates] [1c a loss].", "DOCKA's Near Harbour Program"),
        (
            "[O DOCKA] sails. [1s Its Harbour Initiative] [1q includes] [1c a plan].",
            "DOCKA's Harbour Initiative",
        ),
    ],
)
def test_name_of_a_body_is_kept_whole(who: Who, text: str, name: str) -> None:
    assert who(text) == [name]
