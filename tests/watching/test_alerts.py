from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from onrecord.errors import InputError
from onrecord.intake import IntakeOptions
from onrecord.record import Record
from onrecord.watching.alerts import ATOM, alerts_of, look, tell
from onrecord.watching.state import State
from tests.record.readings import TEXT, article, reading
from tests.watching.conftest import Site

OPTIONS = IntakeOptions(allow_local=True)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    made = State(tmp_path / "watch")
    yield made
    made.close()


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "alerts.toml"
    path.write_text(text)
    return path


def test_what_was_there_before_is_not_told_and_what_is_new_is_told_once(
    record: Record, state: State, tmp_path: Path
) -> None:
    [alert] = alerts_of(_file(tmp_path, '[docks]\nsearch = "docks"\nspeaker = "Ruiz"\n'))
    record.add_readings([reading(article(1))])
    shown: list[str] = []
    for numbers in ((), (2,), (), (3, 4)):
        record.add_readings(reading(article(number)) for number in numbers)
        look(record, state, alert)
        tell(state, alert, OPTIONS, shown.append)
    assert shown == [
        f"docks: Ana Ruiz: the docks were not for sale (2031-05-06T08:00:00Z · The Port Courier · "
        f"https://courier.example/{number})"
        for number in (2, 3, 4)
    ]


def test_a_statement_that_stays_in_a_changed_article_is_not_told_again(
    record: Record, state: State, tmp_path: Path
) -> None:
    [alert] = alerts_of(_file(tmp_path, '[docks]\nsearch = "docks"\n'))
    look(record, state, alert)
    record.add_readings([reading(article(1))])
    look(record, state, alert)
    record.add_readings([reading(article(1, text="UPDATED. " + TEXT))])
    look(record, state, alert)
    assert len(state.notices("docks")) == 1


def test_a_webhook_that_fails_is_posted_to_the_next_time(
    record: Record, state: State, site: Site, tmp_path: Path
) -> None:
    hook = site.put("/hook", "", status=500)
    [alert] = alerts_of(_file(tmp_path, f'[docks]\nsearch = "docks"\nwebhook = "{hook}"\n'))
    look(record, state, alert)
    record.add_readings([reading(article(1))])
    look(record, state, alert)
    with pytest.raises(InputError, match="the server answers 500"):
        tell(state, alert, OPTIONS, print)
    site.put("/hook", "", status=204)
    tell(state, alert, OPTIONS, print)
    tell(state, alert, OPTIONS, print)
    first, second = map(json.loads, site.posted)
    assert first == second
    assert (first["alert"], first["text"], first["speakers"]) == (
        "docks",
        "the docks were not for sale",
        ["Ana Ruiz"],
    )


def test_a_webhook_inside_the_local_network_is_refused(
    record: Record, state: State, site: Site, tmp_path: Path
) -> None:
    [alert] = alerts_of(_file(tmp_path, f'[docks]\nsearch = "docks"\nwebhook = "{site.put("/hook", "")}"\n'))
    look(record, state, alert)
    record.add_readings([reading(article(1))])
    look(record, state, alert)
    with pytest.raises(InputError, match="points into the local network"):
        tell(state, alert, IntakeOptions(), print)
    assert site.posted == []


def test_an_atom_feed_has_what_was_told_and_reads_as_one(
    record: Record, state: State, tmp_path: Path
) -> None:
    feedparser = pytest.importorskip("feedparser", reason="needs onrecord[feeds]")
    [alert] = alerts_of(_file(tmp_path, '[docks]\nsearch = "docks"\natom = "docks.xml"\n'))
    assert not alert.print
    look(record, state, alert)
    for number in (1, 2):
        record.add_readings([reading(article(number))])
        look(record, state, alert)
        tell(state, alert, OPTIONS, print)
    found = feedparser.parse(str(tmp_path / "docks.xml"))
    assert (found.version, found.bozo) == ("atom10", False)
    assert [one.link for one in found.entries] == ["https://courier.example/2", "https://courier.example/1"]
    root = etree.parse(str(tmp_path / "docks.xml")).getroot()
    ids = [one.text for one in root.iter(f"{{{ATOM}}}id")]
    assert len(ids) == len(set(ids)) == 3


def test_an_atom_feed_that_cannot_be_written_is_told(record: Record, state: State, tmp_path: Path) -> None:
    [alert] = alerts_of(_file(tmp_path, '[docks]\nsearch = "docks"\natom = "no/such/docks.xml"\n'))
    look(record, state, alert)
    with pytest.raises(InputError, match="there is no folder"):
        tell(state, alert, OPTIONS, print)


def test_a_shift_on_an_issue_is_told_once_with_what_it_rests_on(
    record: Record, state: State, tmp_path: Path
) -> None:
    first = reading(article(1))
    record.add_readings([first])
    record.new_issue("sale", "the sale of the docks", like=[1], by="ann")
    record.include("sale", [1], by="ann")
    [alert] = alerts_of(_file(tmp_path, '[watch]\nissue = "sale"\n'))
    look(record, state, alert)
    later = reading(article(2, published="2032-05-06T08:00:00Z"))
    changed = replace(
        later.statements[0], positions=(replace(later.statements[0].positions[0], stand="pledged"),)
    )
    record.add_readings([replace(later, statements=(changed,))])
    record.include("sale", [5], by="ann")
    shown: list[str] = []
    for _ in range(2):
        look(record, state, alert)
        tell(state, alert, OPTIONS, shown.append)
    assert any(line.startswith("watch: Ana Ruiz shifts from ruled out to pledged") for line in shown)
    assert len(shown) == len(set(shown)) == 2


def test_an_issue_that_does_not_exist_is_told(record: Record, state: State, tmp_path: Path) -> None:
    [alert] = alerts_of(_file(tmp_path, '[watch]\nissue = "zebra"\n'))
    with pytest.raises(InputError):
        look(record, state, alert)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("[a", "no TOML"),
        ("a = 1", "a: no table"),
        ("[a]\nprint = true", "either an issue, or a search and filters"),
        ('[a]\nissue = "x"\nsearch = "y"', "either an issue, or a search and filters"),
        ('[a]\nsearch = "y"\nmail = "z"', "no such setting: mail"),
        ('[a]\nsearch = "y"\nwebhook = "ftp://z"', "webhook is no address"),
        ('[a]\nsearch = "y"\nact = "dance"', "no such act"),
        ('[a]\nsearch = "y"\nspeaker = 3', "speaker is no text"),
        ("[a]\nsearch = 3", "search is no text"),
        ('[a]\nsearch = "y"\nprint = "no"', "print is true or false"),
    ],
)
def test_alerts_that_do_not_hold_together_are_refused(text: str, cause: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=cause):
        alerts_of(_file(tmp_path, text))


def test_a_file_that_is_no_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / "watch").write_bytes(b"something else entirely" * 100)
    with pytest.raises(InputError, match="no memory of a watch"):
        State(tmp_path / "watch")


def test_the_first_words_of_somebody_who_was_not_in_the_record_are_told(
    record: Record, state: State, tmp_path: Path
) -> None:
    [alert] = alerts_of(_file(tmp_path, '[ruiz]\nspeaker = ["Ruiz", "Ottilie Nobody"]\n'))
    warned: list[InputError] = []
    look(record, state, alert, warned.append)
    assert [error.name for error in warned] == ["Ruiz", "Ottilie Nobody"]
    record.add_readings([reading(article(1))])
    look(record, state, alert, warned.append)
    assert [error.name for error in warned[2:]] == ["Ottilie Nobody"]
    assert state.notices(alert.name, "shown")


def test_an_outlet_that_was_not_in_the_record_is_told_of_when_it_is(
    record: Record, state: State, tmp_path: Path
) -> None:
    [alert] = alerts_of(_file(tmp_path, '[courier]\noutlet = "The Port Courier"\n'))
    look(record, state, alert)
    record.add_readings([reading(article(1))])
    look(record, state, alert)
    assert state.notices(alert.name, "shown")
