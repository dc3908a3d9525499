from __future__ import annotations

from dataclasses import replace

from onrecord.record.redacting import COVER, redacted
from onrecord.statement import Alternative, Reading, slice_of
from tests.record.readings import TEXT, article, reading, said, speaker, whole


def test_nothing_moves() -> None:
    covered = redacted(reading(), {"ana ruiz"})
    assert len(covered.article.text) == len(TEXT)
    assert covered.article.text.count("\n") == TEXT.count("\n")
    kept = [one for one in reading().statements if one.speakers[0].name == "Ben Okoro"]
    assert [(one.id, one.content, one.source) for one in covered.statements] == [
        (one.id, one.content, one.source) for one in kept
    ]


def test_what_is_quoted_within_what_goes_goes_with_it() -> None:
    of = article()
    outer = said(of, "Ana Ruiz", "the docks were not for sale")
    inner = said(of, "Ben Okoro", "not for sale", within=outer.id)
    assert redacted(Reading(of, (outer, inner), "m"), {"ana ruiz"}).statements == ()


def test_their_name_is_covered_in_what_others_say_of_them() -> None:
    of = article(title="Ruiz rules out sale", authors=("Ana Ruiz", "Jo Brandt"))
    one = said(of, "Ben Okoro", "the price a joke", target=whole(TEXT, "Ana Ruiz"))
    doubtful = replace(speaker(TEXT, "Ben Okoro"), alternatives=(Alternative("Ana Ruiz", 0.1),))
    theirs = said(of, "Ana Ruiz", "We will lease them")
    covered = redacted(Reading(of, (replace(one, speakers=(doubtful,)), theirs), "m"), {"ana ruiz"})
    [kept] = covered.statements
    assert kept.target is not None
    assert kept.target.text == slice_of(covered.article.text, kept.target.spans) == COVER * 8
    assert kept.speakers[0].alternatives == ()
    assert covered.article.title == COVER * 4 + " rules out sale"
    assert covered.article.authors == ("Jo Brandt",)


def test_only_whole_names_are_covered() -> None:
    of = article(1, "Ann Lee said no. Leeds is a city; Lee left it.")
    covered = redacted(Reading(of, (said(of, "Ann Lee", "no"),), "m"), {"ann lee"})
    assert covered.article.text == f"{COVER * 7} said {COVER * 2}. Leeds is a city; {COVER * 3} left it."


def test_a_reading_without_them_stays_as_it_is() -> None:
    assert redacted(reading(), {"ines vale"}) == reading()
