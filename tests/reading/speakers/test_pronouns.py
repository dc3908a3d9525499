"""Speakers behind pronouns, and statements without a source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.speakers import Resolved

Who = Callable[[str], list[str]]
Read = Callable[[str], list[Resolved]]


def test_gender_by_first_name(who: Who) -> None:
    text = (
        "[P Maria Ruiz] met [P Peter Lind]. [1s She] [1q said] [1c it rained]. [2s He] [2q denied] [2c it]."
    )
    assert who(text) == ["Maria Ruiz", "Peter Lind"]


def test_titles_of_the_article_beat_the_list_of_first_names(who: Who) -> None:
    text = "Mr. [P Maria Ruiz] met Mrs. [P Xo Lind]. [1s She] [1q said] [1c it rained]."
    assert who(text) == ["Xo Lind"]


def test_gender_by_the_articles_pronouns(who: Who) -> None:
    text = (
        "[P Xo Lind] lost her keys. [P Qi Aden] lost his hat. They met. [P Xo Lind] and [P Qi Aden] talked. "
        "[1s He] [1q said] [1c it rained]."
    )
    assert who(text) == ["Qi Aden"]


def test_subject_before_object(who: Who) -> None:
    text = "[P Peter Lind] had lunch with [P John Aden] on Monday. [1s He] [1q said] [1c it rained]."
    assert who(text) == ["Peter Lind"]


def test_nobody_speaks_of_oneself_by_name(who: Who) -> None:
    text = "[P Peter Lind] and [P John Aden] met. [1s He] [1q called] [1c [P Lind] a liar]."
    assert who(text) == ["John Aden"]


def test_who_means_what_stands_before_it(who: Who) -> None:
    text = (
        "[P Ana Ruiz], [1s who] [1q said] [1c it rained], left. Voters [2s who] [2q feared] [2c rain] left."
    )
    assert who(text) == ["Ana Ruiz", "Voters"]


def test_two_relative_clauses_joined(who: Who) -> None:
    text = "A nurse [1s who] [1q saw] [1c [P Bo Lind] fall] and [2s who] [2q feared] [2c the worst] called."
    assert who(text) == ["nurse", "nurse"]


def test_they_for_an_organisation(who: Who) -> None:
    text = "The [O Harbour Board] met in June. [1s They] [1q said] [1c it rained]."
    assert who(text) == ["Harbour Board"]


def test_they_for_two_who_spoke_before(who: Who) -> None:
    text = (
        "[1s [P Ana Ruiz] and [P Bo Lind]] [1q said] [1c it rained]. [2s They] [2q added] [2c it was cold]."
    )
    assert who(text)[1] == "Ana Ruiz | Bo Lind"


def test_it_is_no_person(who: Who) -> None:
    text = "[P Ana Ruiz] praised the [O Harbour Board]. [1s It] [1q said] [1c it was glad]."
    assert who(text) == ["Harbour Board"]


def test_first_person_in_a_quotation_is_its_speaker(who: Who) -> None:
    text = "“[1c [2s I] [2q think] [2c it rained]],” [1s [P Ana Ruiz]] [1q said]."
    assert who(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_first_person_outside_quotations_is_the_author(read: Read) -> None:
    (speaker,) = read("[1s I] [1q think] [1c it will rain].")[0].speakers
    assert (speaker.name, speaker.kind) == ("author", "author")


def test_whoever_was_asked_answers(who: Who) -> None:
    text = (
        "[1s Reporter [P Peter Lind]] [1q asked] [P John Aden] [1c whether it rained].\n\n"
        "“[2c Of course it did],” [2s he] [2q said]."
    )
    assert who(text)[1] == "John Aden"


def test_quotation_goes_on(who: Who) -> None:
    text = "“[1c It rained],” [1s [P Ana Ruiz]] [1q said]. “[2c It was cold.]”\n\n“[3c We left.]”"
    assert who(text) == ["Ana Ruiz"] * 3


def test_running_text_ends_a_run(who: Who) -> None:
    text = (
        "“[1c It rained],” [1s [P Ana Ruiz]] [1q said].\n\nThe crowd in the harbour had other worries that day.\n\n"
        "“[2c Go home!]”"
    )
    assert who(text) == ["Ana Ruiz", ""]


def test_new_voice_ends_a_run(who: Who) -> None:
    text = "“[1c It rained],” [1s [P Ana Ruiz]] [1q said]. “[2c No],” [2s [P Bo Lind]] [2q said]. “[3c It was dry.]”"
    assert who(text) == ["Ana Ruiz", "Bo Lind", "Bo Lind"]


def test_passive_cue_has_no_speaker(read: Read) -> None:
    text = "[1s [P Ana Ruiz]] [1q said] [1c it rained]. [2c The harbour] [2q is said] [2c to be safe]."
    assert read(text)[1].speakers == ()


def test_two_nearly_as_good_are_both_listed(read: Read) -> None:
    text = "[P Peter Lind] and [P John Aden] met. [1s He] [1q said] [1c it rained]."
    (speaker,) = read(text)[0].speakers
    assert {speaker.name, *(other.name for other in speaker.alternatives)} == {"Peter Lind", "John Aden"}
    assert speaker.confidence < 0.8


def test_chain_of_evidence_leads_from_the_pronoun_to_the_full_name(read: Read) -> None:
    text = "[P Ana Ruiz] came. Later [P Ruiz] spoke. [1s She] [1q said] [1c it rained]."
    (speaker,) = read(text)[0].speakers
    plain = "Ana Ruiz came. Later Ruiz spoke. She said it rained."
    assert [plain[slice(*step.spans[0])] for step in speaker.via] == ["She", "Ruiz", "Ana Ruiz"]


def test_run_belongs_to_whom_its_end_names(who: Who) -> None:
    text = (
        "Mrs. [P Xo Lind] was angry. [1s Chancellor [P Rusk]] now [1q says] [1c that he will wait].\n\n"
        "[2c “Why should I tell him?]\n\n[3c “His rain reads no maps.”]\n\n"
        "[4c “Let us not whisper,”] [4s she] [4q concluded]."
    )
    assert who(text) == ["Rusk", "Xo Lind", "Xo Lind", "Xo Lind"]


def test_run_that_follows_a_quotation_stays_with_its_speaker(who: Who) -> None:
    text = (
        "[1c “It rained,”] [1s Mrs. [P Xo Lind]] [1q said].\n\n[2c “It snowed.”]\n\n"
        "[3c “It hailed,”] [3s she] [3q added]."
    )
    assert who(text) == ["Xo Lind"] * 3


def test_name_behind_a_description_is_meant_by_she(who: Who) -> None:
    text = (
        "[P Peter Brev] spoke. His colleague at the defence ministry, [P Xola Mora], was milder. "
        "[1s She] [1q said] [1c it rained]."
    )
    assert who(text) == ["Xola Mora"]


def test_resolved_pronoun_tells_a_gender(who: Who) -> None:
    text = (
        "[P Xo Brev] is angry. [1s He] [1q said] [1c it rained]. [P Qi Mora] met [P Xo Brev]. "
        "[2s She] [2q said] [2c it snowed]."
    )
    assert who(text) == ["Xo Brev", "Qi Mora"]


def test_first_word_of_a_quotation_is_no_first_name(who: Who) -> None:
    text = (
        "[1c “When [P Karhov] shouts, we hear it,”] [1s [P Ana Ruiz]] [1q said]. "
        "[2s [P Karhov]] [2q denied] [2c it]."
    )
    assert who(text) == ["Ana Ruiz", "Karhov"]


def test_who_of_several(who: Who) -> None:
    text = "He met [P Peter Lind] and [P John Aden], [1s who] [1q say] [1c it rained]."
    assert who(text) == ["Peter Lind | John Aden"]


def test_who_of_one_named_behind_another(who: Who) -> None:
    text = "He met [P Peter Lind] and [P John Aden], [1s who] [1q says] [1c it rained]."
    assert who(text) == ["John Aden"]


def test_collective_keeps_its_noun(who: Who) -> None:
    text = "There was a coalition of angry voters [1s that] [1q said] [1c it rained]."
    assert who(text) == ["coalition of angry voters"]


def test_second_verb_has_the_first_ones_subject(who: Who) -> None:
    text = "[P Peter Lind] came to the port and [1q promised] [1c a new dock]."
    assert who(text) == ["Peter Lind"]


def test_relative_goes_on_the_one_before(who: Who) -> None:
    text = "[P Ana Ruiz], whom [P Bo Lind] appointed, and [1s who] [1q backs] [1c the docks], came."
    assert who(text) == ["Ana Ruiz"]


def test_examples_are_not_the_people_that_a_relative_means(who: Who) -> None:
    text = "She relies on lawmakers such as [P Ana Ruiz] [1s who] [1q backed] [1c the docks]."
    assert who(text) == ["lawmakers"]


def test_which_is_no_person(who: Who) -> None:
    text = "They read a report by [P Ana Ruiz], [1s which] [1q said] [1c so]."
    assert who(text)[0].startswith("report")


def test_who_leads_the_sentence_before_goes_first(who: Who) -> None:
    text = (
        "Consultant [P Bob Paz], the highest-ranking pollster, met [P Peter Lind] and [P John Aden].\n\n"
        "[1c “It rained,”] [1s he] [1q said]."
    )
    assert who(text) == ["Bob Paz"]


def test_first_name_alone_tells_a_gender(who: Who) -> None:
    assert who("[P Melanie] met [P Kevin]. [1s He] [1q said] [1c so]. [2s She] [2q agreed] [2c so].") == [
        "Kevin",
        "Melanie",
    ]


def test_who_asks_does_not_answer(who: Who) -> None:
    text = (
        "Last month [1s [P Peter Lind]] [1q asked] [P John Aden] [1c whether it rained].\n\n"
        "“[2c Of course it did],” [2s he] [2q said]."
    )
    assert who(text) == ["Peter Lind", "John Aden"]


@pytest.mark.parametrize("topic", ["For [P Ana Ruiz], calls are fun.", "As for [P Ana Ruiz] she came late."])
def test_topic_of_a_sentence(who: Who, topic: str) -> None:
    text = f"[P Maria Lind] had met [P Dora Aden] there. {topic} “[1c It rained],” [1s she] [1q said]."
    assert who(text) == ["Ana Ruiz"]


def test_what_a_poll_by_somebody_shows_is_the_polls(who: Who) -> None:
    text = "It comes after polls by [O Harbour University] [1s that] [1q showed] [1c a lead]."
    assert who(text) == ["polls by Harbour University"]


def test_they_are_as_many_as_were_counted(who: Who) -> None:
    text = "The list lost tens of thousands of voters because [1s they] [1q did not answer] [1c the letter]."
    assert who(text) == ["tens of thousands of voters"]


def test_as_for_reaches_over_adjectives(who: Who) -> None:
    text = (
        "[P Bo Lind] came second. As for the very moderate Mayor [P Ana Ruiz], it was hard. "
        "[1s She] [1q said] [1c so]. As for the very moderate Governor [P Cy Tark]—liked by some—[2s he] "
        "[2q hoped for] [2c more]."
    )
    assert who(text) == ["Ana Ruiz", "Cy Tark"]


def test_who_else_may_be_meant_is_listed_throughout_a_run(read: Read) -> None:
    text = "[P Peter Lind] and [P John Aden] met. [1s He] [1q said] [1c “it rained.”] [2c “It was cold.”]"
    first, second = (one.speakers[0] for one in read(text))
    assert second.name == first.name
    assert second.alternatives == first.alternatives != ()


def test_they_are_two_named_together_with_an_age_between(who: Who) -> None:
    text = "[P Ana Ruiz], 27, and [P Bo Lind] came to Sorrel. [1s They] [1q hope] [1c to stay]."
    assert who(text) == ["Ana Ruiz | Bo Lind"]
