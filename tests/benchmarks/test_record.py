from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import record as benchmark
from benchmarks.synthetic import readings
from onrecord.record import Record
from onrecord.statement import statement_id
from tests.record.checks import sound


def test_invented_readings_are_as_many_as_asked_for_and_the_same_each_time() -> None:
    some = list(readings(100, seed=3))
    assert sum(len(one.statements) for one in some) == 100
    assert some == list(readings(100, seed=3))
    assert some != list(readings(100, seed=4))


def test_an_invented_reading_keeps_what_every_reading_does() -> None:
    [reading] = readings(20)
    text = reading.article.text
    end = 0
    for one in reading.statements:
        [(start, until)] = one.content
        assert end < start < until
        end = until
        assert one.id == statement_id(reading.article.version, one.content)
        passages = [
            *one.speakers[0].roles,
            *(p.action for p in one.positions),
            *([one.target] if one.target else []),
        ]
        assert all(text[slice(*passage.spans[0])] == passage.text for passage in passages)
        assert one.speakers[0].name in reading.text_of(one.source)


def test_adding_is_timed_and_the_parts_make_the_whole(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.sqlite") as record:
        wall, processor = benchmark.add_synthetic(record, 500)
        assert wall > 0
        assert processor > 0
        assert record.stats().statements == 500
    assert sum(benchmark.parts(tmp_path / "a.sqlite").values()) == (tmp_path / "a.sqlite").stat().st_size
    sound(tmp_path / "a.sqlite")


def test_the_measures_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path / "none"))
    benchmark.main(["--statements", "200", "--folder", str(tmp_path)])
    printed = capsys.readouterr().out
    assert "200 invented statements" in printed
    assert "statements a second" in printed
    assert "bytes a statement" in printed
    assert "wanted of a million statements" in printed
    assert printed.count("met") + printed.count("MISSED") == 16
    assert list(tmp_path.iterdir()) == []


def test_a_target_is_met_from_its_bound_on() -> None:
    assert benchmark.Target("a", 50, 0, 0).met(50.0) == "50 met"
    assert benchmark.Target("a", 50, 0, 0).met(50.6) == "51 MISSED"
    assert benchmark.Target("a", 50, 0, 0, least=True).met(49.4) == "49 MISSED"
    assert benchmark.Target("a", 50, 0, 0, least=True).met(5000.0) == "5,000 met"
