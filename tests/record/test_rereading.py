from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord.reading.reader
from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.statement import Reading, Statement
from tests.record.checks import rows, sound, words_of
from tests.record.readings import TEXT, article, reading, said

Find = Callable[[Article], tuple[Statement, ...]]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[[Find], None]:
    """Sets what the present model finds in an article."""

    def use(find: Find) -> None:
        class Reader:
            model = "model-2"

            def __init__(self, *, tier: str) -> None:
                assert tier == "default"

            def read_many(
                self, articles: Iterable[Article], processes: int | None = None, precise: int | None = None
            ) -> Iterator[Reading | InputError]:
                for one in articles:
                    try:
                        yield Reading(one, find(one), self.model)
                    except InputError as error:
                        yield error

        monkeypatch.setattr(onrecord.reading.reader, "Reader", Reader)

    return use


def _same(of: Article) -> tuple[Statement, ...]:
    return reading(of).statements


def test_what_the_model_finds_now_comes_in_the_place_of_what_it_found(
    record: Record, path: Path, model: Callable[[Find], None]
) -> None:
    model(
        lambda of: (said(of, "Ana Ruiz", "We will lease them", act="desire"), said(of, "Ben Okoro", "asked"))
    )
    done = record.reread()
    assert (done.articles, done.before, done.after, done.lost) == (1, 4, 2, ())
    found = record.article(1)
    assert found is not None
    assert [(one.id, one.text, one.statement.act) for one in found.statements] == [
        (3, "We will lease them", "desire"),
        (5, "asked", None),
    ]
    assert found.version.model == "model-2"
    sound(path)


def test_a_number_is_never_given_again(record: Record, model: Callable[[Find], None]) -> None:
    model(lambda of: ())
    record.reread()
    assert record.add_readings([reading(article(2))]).new == 1
    found = record.article(2)
    assert found is not None
    assert [one.id for one in found.statements] == [5, 6, 7, 8]


def test_what_the_model_has_read_is_passed_over(record: Record, model: Callable[[Find], None]) -> None:
    model(_same)
    assert record.reread().articles == 1
    assert (record.reread().articles, record.reread().passed) == (0, 1)
    assert record.reread(again=True).articles == 1


def test_only_the_articles_that_are_named_are_read(record: Record, model: Callable[[Find], None]) -> None:
    record.add_readings([reading(article(2))])
    model(lambda of: ())
    assert record.reread([2]).articles == 1
    assert len(words_of(record, 1)) == 4
    assert words_of(record, 2) == []
    with pytest.raises(InputError, match="7: there is no such article"):
        record.reread([7])


def test_what_cannot_be_read_stays(record: Record, model: Callable[[Find], None]) -> None:
    def fail(of: Article) -> tuple[Statement, ...]:
        raise InputError(of.id, "no")

    failed: list[InputError] = []
    model(fail)
    assert record.reread(fail=failed.append).failed == 1
    assert [error.cause for error in failed] == ["no"]
    assert len(words_of(record)) == 4


def _moved(words: str) -> Find:
    return lambda of: (said(of, "Ana Ruiz", words, act="claim"),)


@pytest.mark.parametrize(
    ("words", "placed"),
    [
        ("We will lease them", "spans"),
        ("We will lease them,”", "like"),
        ("“We will lease", "like"),
    ],
)
def test_a_correction_holds_on_to_its_words(
    record: Record, path: Path, model: Callable[[Find], None], words: str, placed: str
) -> None:
    record.correct(3, "act", "commit", by="ada")
    model(_moved(words))
    assert record.reread().lost == ()
    found = record.article(1)
    assert found is not None
    [one] = found.statements
    assert (one.text, one.statement.act, one.corrected) == (words, "commit", True)
    [kept] = record.corrections()
    assert (kept.statement, kept.placed, kept.by) == (one.id, placed, "ada")
    sound(path)


def test_a_correction_without_a_place_is_listed_and_comes_back_when_its_place_does(
    record: Record, path: Path, model: Callable[[Find], None]
) -> None:
    made = record.correct(3, "act", "deny", by="ada")
    model(_moved("had never asked"))
    [lost] = record.reread().lost
    assert (lost.id, lost.statement, lost.placed, lost.exact) == (made.id, None, "lost", "We will lease them")
    assert record.corrections(lost=True) == (lost,)
    assert record.stats().lost == 1
    model(_same)
    assert record.reread(again=True).lost == ()
    found = record.article(1)
    assert found is not None
    assert [one.statement.act for one in found.statements if one.text == "We will lease them"] == ["deny"]
    sound(path)


def test_a_content_that_people_put_right_stays_right(
    record: Record, path: Path, model: Callable[[Find], None]
) -> None:
    start = TEXT.index("We will")
    record.correct(3, "content", [[start, start + 7]], by="ada")
    model(_same)
    record.reread()
    assert words_of(record)[2] == "We will"
    sound(path)


def test_who_speaks_keeps_their_number(record: Record, path: Path, model: Callable[[Find], None]) -> None:
    before = rows(path, "SELECT id, name FROM mentions ORDER BY id")
    model(lambda of: tuple(replace(one, act="claim") for one in _same(of)))
    record.reread()
    assert rows(path, "SELECT id, name FROM mentions ORDER BY id") == before


def test_a_changed_article_takes_its_corrections_along(record: Record, path: Path) -> None:
    record.correct(3, "act", "deny", by="ada")
    record.correct(2, "target", "the price", by="ada")
    record.correct(1, "act", "claim", by="ada")
    changed = article(
        1, "It rained in Lydhaven. " + TEXT.replace("the docks were not for sale", "nothing at all")
    )
    read = Reading(
        changed,
        (
            said(changed, "Ana Ruiz", "We will lease them", act="commit"),
            said(changed, "Ben Okoro", "the price a joke"),
            said(changed, "Ana Ruiz", "nothing at all"),
        ),
        "model-1",
    )
    assert record.add_readings([read]).changed == 1
    found = record.article(1)
    assert found is not None
    lease, price, nothing = (one.statement for one in found.statements)
    assert lease.act == "deny"
    assert price.target is not None
    assert changed.text[slice(*price.target.spans[0])] == price.target.text == "the price"
    assert nothing.act is None
    [lost] = record.corrections(lost=True)
    assert (lost.field, lost.exact) == ("act", "the docks were not for sale")
    sound(path)


def test_what_is_within_another_stays_within_it(path: Path, model: Callable[[Find], None]) -> None:
    def nested(of: Article) -> tuple[Statement, ...]:
        outer = said(of, "Ana Ruiz", "the docks were not for sale")
        fields: dict[str, Any] = {"within": outer.id}
        return outer, said(of, "Ben Okoro", "not for sale", **fields)

    of = article()
    with Record.open(path) as record:
        record.add_readings([Reading(of, nested(of), "model-1")])
        assert rows(path, "SELECT id, within_id FROM statements ORDER BY id") == [(1, None), (2, 1)]
        model(nested)
        record.reread()
        assert rows(path, "SELECT id, within_id FROM statements ORDER BY id") == [(1, None), (2, 1)]
