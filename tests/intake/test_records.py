from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake.original import BEGIN
from onrecord.intake.records import Cut, records
from tests.intake.archives import packed, record

LIMIT = 100_000
SOUND = [record(b"answer %d " % n * 50, f"https://courier.example/{n}") for n in range(6)]


def cuts(data: bytes) -> list[Cut]:
    return list(records(io.BytesIO(data), BEGIN, LIMIT))


def sound(found: list[Cut]) -> list[bytes]:
    return [cut.data.rstrip(b"\r\n") for cut in found if cut.fault is None]


def faults(found: list[Cut]) -> list[str]:
    return [cut.fault for cut in found if cut.fault is not None]


def bare(some: list[bytes]) -> list[bytes]:
    return [one.rstrip(b"\r\n") for one in some]


@pytest.mark.parametrize(
    "pack", [packed, b"".join, lambda some: gzip.compress(b"".join(some))], ids=["each", "none", "whole"]
)
def test_a_file_is_cut_into_its_records_however_it_is_packed(pack: object) -> None:
    assert callable(pack)
    data = pack(SOUND)
    found = cuts(data)
    assert sound(found) == bare(SOUND) and not faults(found)
    for place, cut in enumerate(found):
        stream = io.BytesIO(data)
        stream.seek(cut.mark.offset)
        again = list(records(stream, cut.mark, LIMIT))
        assert [one.mark for one in again] == [one.mark for one in found[place:]]
        assert sound(again) == bare(SOUND[place:])


@pytest.mark.parametrize("pack", [packed, b"".join], ids=["packed", "plain"])
@pytest.mark.parametrize("wrong", [40, -40, 5_000_000, 400])
def test_a_wrong_length_costs_its_record_alone(pack: object, wrong: int) -> None:
    assert callable(pack)
    body = b"answer 2 " * 50
    some = [*SOUND[:2], record(body, said=len(body) + wrong), *SOUND[3:]]
    found = cuts(pack(some))
    assert sound(found) == bare([*SOUND[:2], *SOUND[3:]])
    [fault] = faults(found)
    assert "wrong length" in fault or fault == "longer than 0.1 MB"


@pytest.mark.parametrize("kept", [5, 60, 200])
def test_a_member_that_breaks_off_costs_itself_alone(kept: int) -> None:
    members = [gzip.compress(one) for one in SOUND]
    kept = min(kept, len(members[2]) - 9)
    members[2] = members[2][:kept]
    found = cuts(b"".join(members))
    assert sound(found) == bare([*SOUND[:2], *SOUND[3:]])
    assert len(faults(found)) == 1


def test_a_file_that_is_cut_in_the_middle_has_what_is_before_it() -> None:
    data = packed(SOUND)
    found = cuts(data[: len(data) - len(gzip.compress(SOUND[5])) // 2])
    assert sound(found) == bare(SOUND[:5])
    assert faults(found) == ["cut off: the file ends inside this record"]


def test_bytes_that_are_no_record_are_passed_over() -> None:
    data = packed(SOUND[:2]) + b"nothing of this kind\x1f\x8b\x08 was here" + packed(SOUND[2:])
    found = cuts(data)
    assert sound(found) == bare(SOUND) and faults(found) == ["no record begins here"]


def test_a_record_without_a_length_costs_itself_alone() -> None:
    broken = SOUND[1].replace(b"Content-Length:", b"Content-Width:")
    found = cuts(packed([SOUND[0], broken, *SOUND[2:]]))
    assert sound(found) == bare([SOUND[0], *SOUND[2:]])
    assert faults(found) == ["a record that does not say how long it is"]


@pytest.mark.parametrize("said", [None, 90_000])
def test_a_gzip_bomb_costs_itself_and_little_memory(said: int | None) -> None:
    import tracemalloc

    bomb = gzip.compress(record(bytes(60_000_000), said=said))
    assert len(bomb) < 100_000
    data = packed(SOUND[:3]) + bomb + packed(SOUND[3:])
    tracemalloc.start()
    try:
        found = cuts(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sound(found) == bare(SOUND)
    assert faults(found)
    assert peak < 5_000_000


def test_a_record_that_is_not_as_wide_as_the_head_s_limit_is_refused() -> None:
    data = packed([b"WARC/1.0\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", SOUND[0]])
    found = cuts(data)
    assert sound(found) == bare(SOUND[:1]) and faults(found) == ["no record begins here"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_to_one_member_the_others_are_found(data: st.DataObject) -> None:
    members = [gzip.compress(one, mtime=0) for one in SOUND]
    hurt = data.draw(st.integers(0, len(members) - 1))
    damage = bytearray(members[hurt])
    for _ in range(data.draw(st.integers(1, 4))):
        damage[data.draw(st.integers(0, len(damage) - 1))] = data.draw(st.integers(0, 255))
    del damage[data.draw(st.integers(0, len(damage))) :]
    found = sound(cuts(b"".join([*members[:hurt], bytes(damage), *members[hurt + 1 :]])))
    others = bare([*SOUND[:hurt], *SOUND[hurt + 1 :]])
    assert [one for one in found if one in others] == others
