"""The order in which a database happens to give rows decides nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.search import Filters
from tests.postgres import Cluster
from tests.record.checks import Place
from tests.record.issues.world import ABOUT, readings
from tests.record.people.made import spoken
from tests.record.variants.printed import CRANES, printed

WORDINGS = (CRANES, CRANES.replace("a car park", "a parking lot"), CRANES.replace("Lydhaven", "The port"))
_MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _refused(ask: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        ask()
    return str(caught.value)


def _lived(place: Place) -> Iterator[Any]:
    """Do something of everything with a new record, and yield what it answers."""
    with Record.open(place) as record:
        record.add_readings([*readings(), *(printed(n, words) for n, words in enumerate(WORDINGS, 11))])
        names = ("Tom Hale", "Tom Hall", "Tom Hals", "T. Hale", "John Smith", "J. Smith")
        record.add_readings(spoken(f"day-{n}", [*names[n:], *names[:n]], day=None) for n in range(4))
        record.identify()
        yield [record.people(f"#{line.who.person}") for line in record.speakers().lines if line.who.person]
        one, other, third = (record.people(name)[0] for name in ("Tom Hall", "Tom Hals", "John Smith"))
        merged = [record.merge_people(f"#{one.id}", f"#{who.id}", by="ada") for who in (other, third)]
        yield record.people(f"#{one.id}")
        record.split_person(f"#{one.id}", [one.mentions[0].id, other.mentions[0].id], by="ada")
        record.correct(2, "speakers", ["Tom Hale", "Livia Morando"], by="ada")
        record.correct(3, "rejected", True, by="ben")
        record.compare()
        record.new_issue("troops", ABOUT, by="ada")
        record.include("troops", [1, 4], by="ada")
        record.tune_issue("troops", [1, 4], [9], by="ada")
        record.add_readings([replace(readings()[2], model="model-2"), printed(20, CRANES)])
        yield merged
        yield record.people("Tom"), record.people("Smith"), record.people(f"#{other.id}")
        for speaker in ("Ingrid Taal", f"#{one.id}"):
            yield record.speaker(speaker)
        yield record.speakers(), record.search("troops", facets=True), record.search("soldiers", meaning=True)
        yield record.search("", Filters(speaker="Tom Hale"), order="oldest")
        yield record.variants(), record.check(CRANES), record.reports()
        yield [record.issue("troops", by=by) for by in ("speaker", "state", "party")]
        yield record.compare_issue("troops", "The Port Courier", "The Lantern")
        yield record.against(), record.affiliations(), record.issue_examples("troops")
        yield record.corrections(), record.agreement(), list(record.labels())
        yield _refused(lambda: record.search("", Filters(speaker="Tom Halx")))
        yield _refused(lambda: record.search("", Filters(outlet="Outlet 99")))
        yield _refused(lambda: record.speaker("Tom"))
        yield replace(record.stats(), bytes=0)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a record in a file answers."""
    return _told(tmp_path_factory.mktemp("plain") / "onrecord.sqlite")


def _told(place: Place) -> list[str]:
    return [_MOMENT.sub("then", repr(one)) for one in _lived(place)]


def test_a_file_that_gives_rows_in_reverse_answers_the_same(
    expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def reversing(*given: Any, **named: Any) -> sqlite3.Connection:
        made = connect(*given, **named)
        made.execute("PRAGMA reverse_unordered_selects = ON")
        return made

    monkeypatch.setattr(sqlite3, "connect", reversing)
    for one, other in zip(_told(tmp_path / "onrecord.sqlite"), expected, strict=True):
        assert one == other


def test_a_server_answers_as_a_file_does(expected: list[str], server: Cluster) -> None:
    with server.database() as name:
        for one, other in zip(_told(server.address(name)), expected, strict=True):
            assert one == other
