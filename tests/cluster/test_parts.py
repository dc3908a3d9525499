from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cluster.parts import Done, Known, Part, absolute, chunks, parts
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions
from onrecord.intake.original import BEGIN, Mark

OPTIONS = IntakeOptions()


@pytest.fixture
def lines(tmp_path: Path) -> str:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Ana Ruiz said no."}\n' * 10)
    return str(path)


def planned(sources: list[str], known: Known | None = None, every: int = 4) -> list[Part]:
    found = [one for some in chunks(sources, every) for one in parts(some, OPTIONS, every, known or {})]
    assert not [one for one in found if isinstance(one, InputError)]
    return [one for one in found if isinstance(one, Part)]


def test_a_large_input_is_cut_and_small_ones_are_put_together(tmp_path: Path, lines: str) -> None:
    small = [str(tmp_path / f"{n}.txt") for n in range(6)]
    for path in small:
        Path(path).write_text("Ana Ruiz said no.")
    found = planned([*small[:3], lines, *small[3:]])
    assert [[(Path(one.source).name, one.start.number) for one in part.slices] for part in found] == [
        [("a.jsonl", 0)],
        [("a.jsonl", 4)],
        [("a.jsonl", 8)],
        [("0.txt", 0), ("1.txt", 0), ("2.txt", 0), ("3.txt", 0)],
        [("4.txt", 0), ("5.txt", 0)],
    ]
    assert len({part.key for part in found}) == 5
    assert [Part.of(part.to_dict()) for part in found] == found


def test_what_is_known_is_not_planned_again_wherever_it_lies(lines: str) -> None:
    whole = planned([lines])
    size = Path(lines).stat().st_size
    marks = [part.slices[0].start for part in whole]
    thens = [*marks[1:], None]
    for read in range(8):
        known = {
            lines: {
                mark: Done(size, then)
                for n, (mark, then) in enumerate(zip(marks, thens, strict=True))
                if read >> n & 1
            }
        }
        assert planned([lines], known) == [part for n, part in enumerate(whole) if not read >> n & 1]


def test_an_input_that_cannot_be_opened_is_told_once(tmp_path: Path) -> None:
    [error] = parts([str(tmp_path / "none.txt")], OPTIONS, 4, {})
    assert isinstance(error, InputError) and error.cause == "there is no such file"


def test_an_input_that_has_grown_is_told(lines: str) -> None:
    [error] = parts([lines], OPTIONS, 4, {lines: {BEGIN: Done(5, Mark(1))}})
    assert isinstance(error, InputError) and "has changed since" in error.cause


def test_inputs_are_called_the_same_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("a.txt") == absolute(tmp_path / "a.txt") == str(tmp_path / "a.txt")
    assert absolute("s3://bucket/a.warc.gz") == "s3://bucket/a.warc.gz"
