from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.people.lists import Entry, read
from tests.record.checks import rows
from tests.record.people.made import CUP, spoken


def wikidata(
    number: str, name: str, about: str = "", human: bool = True, aliases: tuple[str, ...] = ()
) -> dict[str, Any]:
    return {
        "id": number,
        "labels": {"en": {"language": "en", "value": name}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "descriptions": {"en": {"language": "en", "value": about}},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5" if human else "Q43229"}}}}]},
    }


def ftm(number: str, name: str, schema: str = "Person", **told: list[str]) -> dict[str, Any]:
    return {"id": number, "schema": schema, "properties": {"name": [name], **told}}


def lines(path: Path, *items: object) -> Path:
    path.write_text(
        "".join(f"{item if isinstance(item, str) else json.dumps(item)}\n" for item in items), "utf-8"
    )
    return path


@pytest.fixture
def known(path: Path) -> Iterator[Record]:
    with Record.open(path) as record:
        record.add_readings(
            [
                *(spoken(f"docks-{n}", [("Ana Tarvonen", "person", ["Mayor"])]) for n in range(3)),
                spoken("union", [("Lydhaven Dockers Union", "organisation", [])]),
                spoken("smith", [("John Smith", "person", ["senator"])], CUP),
                spoken("bare", ["Vantala"]),
            ]
        )
        record.identify()
        yield record


def test_people_are_linked_to_wikidata(known: Record, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "list.jsonl",
        wikidata("Q1001", "Ana K. Tarvonen", "mayor of Lydhaven", aliases=("Ana Tarvonen",)),
        wikidata("Q1002", "Lydhaven Dockers Union", human=False),
        wikidata("Q1003", "Ben Okoro"),
    )
    done = known.link_people(path)
    assert (done.entries, done.skipped, done.open) == (3, 0, ())
    assert {(one.name, one.reference) for one in done.links} == {
        ("Ana Tarvonen", "Q1001"),
        ("Lydhaven Dockers Union", "Q1002"),
    }
    (person,) = known.people("Ana Tarvonen")
    assert person.reference == "Q1001"
    (decision,) = (one for one in person.decisions if one.verdict == "link")
    assert decision.score is not None
    assert sum(decision.features.values()) == pytest.approx(decision.score, abs=0.05)


def test_people_are_linked_to_followthemoney_and_popolo(known: Record, tmp_path: Path) -> None:
    first = lines(
        tmp_path / "entities.ftm.json",
        ftm("p-1", "Ana Tarvonen", position=["Mayor"]),
        ftm("x", "Boat", "Vessel"),
    )
    assert [one.reference for one in known.link_people(first).links] == ["p-1"]
    popolo = {
        "persons": [{"id": "person/7", "name": "Tarvonen, Ana", "other_names": [{"name": "Ana Tarvonen"}]}],
        "organizations": [{"id": 9, "name": "Lydhaven Dockers Union"}],
        "memberships": [{"person_id": "person/7", "role": "Mayor", "organization_id": 9}],
    }
    second = tmp_path / "popolo.json"
    second.write_text(json.dumps(popolo, indent=2), encoding="utf-8")
    assert {one.reference for one in known.link_people(second).links} == {"person/7", "9"}
    assert known.people("Ana Tarvonen")[0].reference == "person/7"


def test_namesakes_are_left_open_and_listed(known: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "list.jsonl", *(wikidata(f"Q{n}", "Ana Tarvonen", "mayor") for n in (1, 2)))
    done = known.link_people(path)
    assert done.links == ()
    assert {one.reference for one in done.open} == {"Q1", "Q2"}
    assert known.people("Ana Tarvonen")[0].reference is None
    assert rows(known.place, "SELECT count(*) FROM decisions WHERE verdict = 'unlinked'") == [(2,)]
    known.link_people(path)
    assert rows(known.place, "SELECT count(*) FROM decisions WHERE verdict = 'unlinked'") == [(2,)]


def test_a_common_name_alone_is_no_link(known: Record, tmp_path: Path) -> None:
    done = known.link_people(lines(tmp_path / "list.jsonl", wikidata("Q1", "John Smith", "goalkeeper")))
    assert done.links == ()


def test_a_link_that_was_undone_is_not_made_again(known: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "list.jsonl", wikidata("Q1", "Ana Tarvonen", "mayor"))
    known.link_people(path)
    (decision,) = (one for one in known.people("Ana Tarvonen")[0].decisions if one.verdict == "link")
    known.undo_decision(decision.id, by="us")
    assert known.people("Ana Tarvonen")[0].reference is None
    assert known.link_people(path).links == ()
    assert known.people("Ana Tarvonen")[0].reference is None


def test_links_stay_when_all_is_decided_anew(known: Record, tmp_path: Path) -> None:
    known.link_people(lines(tmp_path / "list.jsonl", wikidata("Q1", "Ana Tarvonen", "mayor")))
    known.identify(again=True)
    assert known.people("Ana Tarvonen")[0].reference == "Q1"


def test_who_is_linked_can_be_forgotten(known: Record, tmp_path: Path) -> None:
    known.link_people(lines(tmp_path / "list.jsonl", wikidata("Q1", "Ana Tarvonen", "mayor")))
    known.forget_speaker("Ana Tarvonen", because="asked to", by="us")
    assert rows(known.place, "SELECT name, reference FROM people WHERE reference IS NOT NULL") == []
    assert rows(known.place, "SELECT count(*) FROM decisions WHERE verdict = 'link'") == [(0,)]


def test_bad_lines_are_told_and_passed_over(known: Record, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "list.jsonl",
        "[",
        json.dumps(wikidata("Q1", "Ana Tarvonen", "mayor")) + ",",
        '{"id": "Q2", "labels": ',
        "{}",
        '{"id": 7, "labels": {"en": 3}}',
        '{"id": "Q3", "labels": {"en": 3}, "claims": {"P31": [7]}, "aliases": []}',
        "",
        "]",
    )
    told: list[str] = []
    done = known.link_people(path, fail=lambda error: told.append(str(error)))
    assert [one.reference for one in done.links] == ["Q1"]
    assert told == [f"{path}, line {n}: is no entry of Wikidata or FollowTheMoney" for n in (3, 4, 5)]
    assert done.skipped == 3


@pytest.mark.parametrize("content", [b"", b"nothing of the kind\n", b"\xff\xfe\x00", b"[1, 2]", b"{" * 5000])
def test_what_is_no_list_is_told(known: Record, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(content)
    told: list[InputError] = []
    if content:
        with pytest.raises(InputError, match="is no list of Wikidata, FollowTheMoney or Popolo"):
            known.link_people(path, fail=told.append)
    else:
        assert known.link_people(path).entries == 0


def test_a_file_that_cannot_be_read_is_told(known: Record, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        known.link_people(tmp_path / "nothing.jsonl")
    (tmp_path / "bad.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError):
        known.link_people(tmp_path / "bad.gz")


def test_a_packed_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ftm("p", "Ana Tarvonen", gender=["female"])).encode()))
    assert list(read(path, lambda error: None)) == [Entry("p", ("Ana Tarvonen",), "person", (), -1)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("id", "name", "en", "value")), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ("id", "labels", "aliases", "claims", "descriptions", "schema", "properties", "persons", "organizations")
)


@given(st.lists(st.dictionaries(FIELDS, JSON, max_size=5), min_size=1, max_size=4))
def test_any_json_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, Any]]
) -> None:
    path = lines(tmp_path_factory.mktemp("any") / "list.jsonl", *items)
    try:
        for entry in read(path, lambda error: None):
            assert entry.id
            assert entry.names
    except InputError:
        pass
