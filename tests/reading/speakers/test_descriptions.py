"""Speakers who are described: by office, country, apposition, or not named at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]
Read = Callable[[str], list[Resolved]]


def test_office_means_who_holds_it(who: Who) -> None:
    text = "Governor [P Ana Ruiz] met Mayor [P Bo Lind]. [1s The governor] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz"]


def test_short_title_is_the_same_office(who: Who) -> None:
    text = "Sen. [P Ana Ruiz] met Mayor [P Bo Lind]. [1s The senator] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz"]


def test_country_by_its_nationality_word(who: Who) -> None:
    text = (
        "The president of [S France], [P Ana Ruiz], met German Chancellor [P Bo Lind]. "
        "[1s The French leader] [1q said] [1c it rained]. [2s The German leader] [2q agreed] [2c with that]."
    )
    assert who(text) == ["Ana Ruiz", "Bo Lind"]


def test_former_office(who: Who) -> None:
    text = (
        "Former British prime minister [P Ana Ruiz] met [P Bo Lind], the Italian defence minister. "
        "[1s The former British prime minister] [1q said] [1c it rained]."
    )
    assert who(text) == ["Ana Ruiz"]


def test_apposition_behind_a_description(who: Who) -> None:
    assert who("[1s the harbour director, [P Ana Ruiz],] [1q said] [1c it rained].") == ["Ana Ruiz"]


def test_apposition_behind_the_source(who: Who) -> None:
    text = "[1s The harbour director], [P Ana Ruiz], [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz"]


def test_role_before_a_name_with_of(who: Who) -> None:
    assert who("[1s [O Song of the Sea] author [P Ana Ruiz]] [1q said] [1c so].") == ["Ana Ruiz"]


def test_possessor_is_resolved(who: Who) -> None:
    text = "[P Ana Ruiz] lost. [1s Her finance chairman] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz's finance chairman"]


def test_possessors_surname_is_resolved(who: Who) -> None:
    text = "[P Ana Ruiz] lost. [1s [P Ruiz]’s finance chairman] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz’s finance chairman"]


def test_possessor_behind_a_quantifier(who: Who) -> None:
    text = "[P Ana Ruiz] lost. [1s Some of her aides] [1q said] [1c it rained]."
    assert who(text) == ["Some of Ana Ruiz's aides"]


def test_source_with_its_possessive_part(who: Who) -> None:
    text = "[1s [P Ana Ruiz] and her deputy] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz | Ana Ruiz's deputy"]


def test_committee_means_the_one_named(who: Who) -> None:
    text = "The [O Harbour Safety Committee] met. [1s The committee] [1q said] [1c so]."
    assert who(text) == ["Harbour Safety Committee"]


def test_poll_gets_its_fuller_name(who: Who) -> None:
    text = "A [O Port Courier] poll came out. [1s The poll] [1q showed] [1c a tie]."
    assert who(text) == ["Port Courier poll"]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Senior Italian officials", "Senior Italian officials", "group"),
        ("some voters", "some voters", "group"),
        ("a spokesman for the harbour", "spokesman for the harbour", "person"),
        ("A new report", "new report", "document"),
        ("you", "you", "generic"),
        ("everyone", "everyone", "generic"),
        ("the government", "government", "state"),
        ("The committee", "committee", "organisation"),
        ("up to 2,000 protesters", "up to 2,000 protesters", "group"),
        ("one of the survivors", "one of the survivors", "person"),
        ("two out of three farmers", "two out of three farmers", "group"),
        ("The poll, taken in May,", "poll", "document"),
    ],
)
def test_nameless_source_keeps_its_phrase(read: Read, source: str, name: str, kind: str) -> None:
    (speaker,) = read(f"Yesterday [1s {source}] [1q said] [1c it rained].")[0].speakers
    assert (speaker.name, speaker.kind) == (name, kind)


def test_roles_are_what_the_article_says(read: Read) -> None:
    text = (
        "[1s Deputy Prime Minister and leader of the populist Reed party, [P Ana Ruiz],] [1q said] [1c so]."
    )
    (speaker,) = read(text)[0].speakers
    assert [role.text for role in speaker.roles] == [
        "Deputy Prime Minister",
        "leader of the populist Reed party",
    ]


def test_role_behind_a_name(read: Read) -> None:
    (speaker,) = read("[1s [P Ana Ruiz], the mayor of Sund,] [1q said] [1c so].")[0].speakers
    assert [role.text for role in speaker.roles] == ["mayor of Sund"]


def test_on_behalf_of(read: Read) -> None:
    text = "[1s [P Ana Ruiz], speaking for the harbour board,] [1q said] [1c it rained]."
    behalf = read(text)[0].on_behalf_of
    assert behalf is not None
    assert behalf.text == "the harbour board"


def test_description_behind_a_name_means_it(who: Who) -> None:
    text = "[P Xola Pell], [1s a Harbour party veteran] [1q backing] [1c the docks], spoke."
    assert who(text) == ["Xola Pell"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("A judge", "Judge [P Xola Pell] wrote a long opinion."),
        ("The judge", "[P Xola Pell], a judge of long standing, came late."),
        ("A woman who sold eels", "[P Maria Pell], who lives nearby, came late."),
    ],
)
def test_description_that_opens_an_article_means_who_is_named_later(who: Who, first: str, then: str) -> None:
    name = "Maria Pell" if "Maria" in then else "Xola Pell"
    assert who(f"[1s {first}] [1q said] [1c that it rained].\n\n{then}") == [name]


@pytest.mark.parametrize(
    "then",
    [
        "Judge [P Xola Pell] and Judge [P Qi Aden] wrote long opinions.",
        "Nobody knew why [P Xola Pell] came late.",
    ],
)
def test_description_stays_nameless_where_it_is_open_who_is_meant(who: Who, then: str) -> None:
    assert who(f"[1s A judge] [1q said] [1c that it rained].\n\n{then}") == ["judge"]


@pytest.mark.parametrize("first", ["A harbour panel", "The harbour panel"])
def test_body_is_named_later(who: Who, first: str) -> None:
    text = f"[1s {first}] [1q said] [1c that it rained].\n\nThe [O Select Harbour Panel] met on Monday."
    assert who(text) == ["Select Harbour Panel"]


def test_one_of_two_bodies_is_not_guessed(who: Who) -> None:
    text = (
        "[1s A harbour panel] [1q said] [1c that it rained].\n\n"
        "The [O Select Harbour Panel] met the [O New Harbour Panel]."
    )
    assert who(text) == ["harbour panel"]


def test_plural_surname_means_both_though_one_was_named_by_first_name_first(who: Who) -> None:
    text = "[P Peter] came. [P Peter Lind] met [P Ana Lind]. [1s The Linds] [1q said] [1c it rained]."
    assert who(text) == ["Peter Lind | Ana Lind"]


@pytest.mark.parametrize(
    "said",
    [
        "[P Ana Ruiz] was elected as mayor of [S Port Sorrel] in May.",
        "[P Ana Ruiz], a nurse, became the mayor of [S Port Sorrel].",
        "[P Ana Ruiz], who is the mayor of [S Port Sorrel], came.",
    ],
)
def test_office_that_a_verb_gives(who: Who, said: str) -> None:
    text = f"{said} [P Bo Lind] met [P Mary Aden]. [1s [S Port Sorrel]'s young mayor] [1q said] [1c so]."
    assert who(text) == ["Ana Ruiz"]


def test_office_denied_is_no_role(read: Read) -> None:
    text = "[1s [P Ana Ruiz]] [1q said] [1c so]. [P Ruiz] is not the mayor."
    assert read(text)[0].speakers[0].roles == ()


def test_lawyer_of_somebody_is_the_one_attorney_for_them(who: Who) -> None:
    text = (
        "[P Ana Ruiz] was charged. [1s [P Ruiz]'s lawyer] [1q said] [1c so].\n\n"
        "[P Bo Lind], an attorney for [P Ruiz], left with [P Mary Aden], an attorney for the harbour."
    )
    assert who(text) == ["Bo Lind"]


def test_age_means_who_is_in_focus(who: Who) -> None:
    assert who("[P Ana Ruiz] came. [1s The 46-year-old] [1q said] [1c so].") == ["Ana Ruiz"]
    assert who("[P Ana Ruiz] came. [1s The Orlenia-born former model] [1q said] [1c so].") == ["Ana Ruiz"]


def test_name_that_somebody_is_known_by(who: Who) -> None:
    text = "[1s The base chief known as [P Bob]] [1q said] [1c so]. [2s He] [2q added] [2c that]."
    assert who(text) == ["Bob", "Bob"]


def test_office_without_article_in_a_headline(who: Who) -> None:
    text = "A hard year for [P Ana Ruiz].\n\n[1s Senator] [1q hopes] [1c for rain].\n\n[P Ruiz] is a senator."
    assert who(text) == ["Ana Ruiz"]


def test_old_office_in_small_letters_goes_with_the_name(who: Who) -> None:
    assert who("[1s former secretary of state [P Ana Ruiz]] [1q said] [1c so].") == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("body", "noun"),
    [
        ("Harbour Oversight Committee", "panel"),
        ("Sorrel Budget Office", "agency"),
        ("Court of Appeals", "court"),
        ("Sorrel Union of Dockers", "group"),
        ("Sorrel Radio", "network"),
        ("Sorrel Herald", "newspaper"),
    ],
)
def test_body_is_called_by_its_sort(who: Who, body: str, noun: str) -> None:
    text = f"The [O {body}] met the [O Aden Museum]. [1s The {noun}] [1q said] [1c so]."
    assert who(text) == [body]


@pytest.mark.parametrize("phrase", ["Harbour panel", "A harbour panel", "Federal panel"])
def test_body_that_opens_the_article_is_the_next_of_its_sort(who: Who, phrase: str) -> None:
    text = f"[1s {phrase}] [1q bans] [1c cranes].\n\nThe [O Harbour Oversight Committee] met on Monday."
    assert who(text) == ["Harbour Oversight Committee"]


def test_radio_is_no_newspaper(who: Who) -> None:
    assert who("[O Sorrel Radio] came. [1s The newspaper] [1q said] [1c so].") == ["newspaper"]


def test_those_who_keep_their_pronoun(who: Who) -> None:
    assert who("[1s those who sell docks] [1q said] [1c so].") == ["those who sell docks"]


def test_period_is_left_out_of_a_poll_s_name(who: Who) -> None:
    assert who("[1s a [O Sorrel] poll this month] [1q found] [1c so].") == ["Sorrel poll"]


def test_description_behind_an_opening_clause_is_no_apposition(who: Who) -> None:
    text = "US President [P Carl Paz] came. After a talk with [P Bo Lind], [1s the US president] [1q said] [1c so]."
    assert who(text) == ["Carl Paz"]


def test_body_of_the_same_sort_yields_to_the_one_in_focus(who: Who) -> None:
    text = (
        "The [O Shore Council] met once.\n\n[O Sorpact] grew. [O Sorpact] spread.\n\n[O Sorpact] won. "
        "[1s The alliance] [1q said] [1c so]."
    )
    assert who(text) == ["Sorpact"]


def test_person_whose_surname_is_a_body_s_noun(read: Read) -> None:
    (one,) = read("[1s [P Serhii Radio], a chemistry researcher at [O Sorrel], ][1q said] [1c so].")
    assert [(speaker.name, speaker.kind) for speaker in one.speakers] == [("Serhii Radio", "person")]


def test_inner_name_alone(who: Who) -> None:
    text = "[P Xiz Ináco Mupa da Selva] came. [1s [O Mupa]] [1q said] [1c so]."
    assert who(text) == ["Xiz Ináco Mupa da Selva"]


def test_adjectives_that_are_joined_belong_to_one_noun(read: Read) -> None:
    (one,) = read("[1s Top political and military leaders] [1q said] [1c so].")
    assert [(s.name, s.kind) for s in one.speakers] == [("Top political and military leaders", "group")]


def test_prosecutor_is_not_whoever_is_in_focus(who: Who) -> None:
    assert who("[P Bo Lind] was charged. [1s The prosecutor] [1q said] [1c so].") == ["prosecutor"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the board of docks", "Sorrel Board of Docks"),
        ("the Census", "Census Office"),
        ("the census", "census"),
    ],
)
def test_part_of_a_bodys_name(who: Who, source: str, name: str) -> None:
    text = f"The [O Sorrel Board of Docks] met the [O Census Office]. Later [1s {source}] [1q said] [1c it rained]."
    assert who(text) == [name]


def test_nameless_body_spoken_of_since(who: Who) -> None:
    text = (
        "The [O Harbour Commission] met. But an Orlenian dock commission was in doubt. "
        "[1s The commission] [1q said] [1c it rained]."
    )
    assert who(text) == ["Orlenian dock commission"]


def test_owner_that_is_no_person_keeps_its_words(who: Who) -> None:
    text = "The head of the party, [P Ana Ruiz], fell. [1s The party's donors] [1q said] [1c it rained]."
    assert who(text) == ["party's donors"]


def test_nominee_for_another_office(who: Who) -> None:
    text = (
        "Presidential nominee [P Bo Lind] met vice-presidential nominee [P Cy Aden]. [P Lind] left. [P Lind] fell. "
        "[1s The vice-presidential nominee] [1q said] [1c it rained]."
    )
    assert who(text) == ["Cy Aden"]


def test_bare_description_behind_its_article(who: Who) -> None:
    text = "[O Harbour Board] chairman [P Ana Ruiz] came. The [1s [O Harbour Board] chairman] [1q said] [1c it rained]."
    assert who(text) == ["Ana Ruiz"]


def test_description_of_whom_the_article_is_about(who: Who) -> None:
    text = (
        "[P Ana Ruiz] makes films. [P Ruiz] is old. [P Bo Lind] met [P Ruiz]. "
        "[1s The documentarian] [1q said] [1c it rained]."
    )
    assert who(text) == ["Ana Ruiz"]


def test_a_judge_and_a_justice_are_one_office(who: Who) -> None:
    text = (
        "[1s Judge] [1q rejects] [1c sale].\n\n[2s A Port Sorrel judge] [2q has stopped] [2c the sale].\n\n"
        "Supreme Court Justice [P Ana Ruiz] ruled on Friday. The papers came late. The clerks left. It rained. "
        "[3s The judge] [3q wrote] [3c that the docks were not for sale]."
    )
    assert who(text) == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz"]


def test_a_former_wife_is_who_the_article_calls_a_wife(who: Who) -> None:
    text = (
        "[P Bo Ruiz] sued. His divorce from wife [P Ana Ruiz] is public. "
        "[P Bo Ruiz] said little. [1s His ex-wife] [1q agreed] [1c that it was]."
    )
    assert who(text) == ["Ana Ruiz"]


def test_an_inspector_general_is_no_general(who: Who) -> None:
    text = "General [P Bo Lind] came. [1s The harbour’s inspector general] [1q said] [1c it rained]."
    assert who(text) == ["harbour’s inspector general"]


def test_an_office_with_its_place_opens_an_article(who: Who) -> None:
    text = "[1s Senator from Sorrel] [1q says] [1c no].\n\nSen. [P Ana Ruiz] will not sell the docks."
    assert who(text) == ["Ana Ruiz"]


def test_an_office_with_an_adjective_is_no_name(who: Who) -> None:
    text = "[1s Retired General] [1q Reveals] [1c Doubts].\n\nRetired Army Gen. [P Bo Lind] has doubts."
    assert who(text) == ["Bo Lind"]


def test_who_is_named_in_the_clause_is_not_described_in_it(who: Who) -> None:
    text = (
        "[P Bo Lind] spoke. “Good,” [P Ana Ruiz] said to the candidate for mayor, [1s who] "
        "[1q promised] [1c new docks]."
    )
    assert who(text) == ["Bo Lind"]


def test_two_of_a_sort_are_new_to_the_reader(who: Who) -> None:
    text = (
        "[1s [P Ana Ruiz] and [P Bo Lind]] [1q said] [1c no]. "
        "[2s Two harbour speechwriters] [2q urged] [2c them to think again]."
    )
    assert who(text) == ["Ana Ruiz | Bo Lind", "Two harbour speechwriters"]


def test_an_official_is_nobody_who_holds_an_office(who: Who) -> None:
    text = (
        "Orlenian Foreign Minister [P Ana Ruiz] came.\n\nOrlenian ships left port.\n\nIt rained.\n\nIt was cold.\n\n"
        "[1s Orlenian official] [1q says] [1c ships left]."
    )
    assert who(text) == ["Orlenian official"]


def test_the_medium_is_no_part_of_a_source(who: Who) -> None:
    assert who("[1s The harbour board in a statement] [1q said] [1c it rained].") == ["harbour board"]


def test_a_reflexive_is_no_part_of_a_source(who: Who) -> None:
    assert who("[1s Migrants themselves] [1q know] [1c the fear].") == ["Migrants"]


def test_how_things_appear_is_nobodys_view(who: Who) -> None:
    text = "[P Ana Ruiz] came back late and [1q seemed] [1c at ease]."
    assert who(text) == [""]


def test_an_auxiliary_before_a_second_verb_keeps_the_subject(who: Who) -> None:
    text = "[P Ana Ruiz] has been a friend and [1q has pledged] [1c her support]."
    assert who(text) == ["Ana Ruiz"]


def test_those_involved_keep_their_word(who: Who) -> None:
    assert who("[1s Those involved in the plan] [1q stress] [1c its worth].") == [
        "Those involved in the plan"
    ]
