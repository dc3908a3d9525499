"""``onrecord read --stands`` in each format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord.reading.reader
from onrecord.article import Article
from onrecord.statement import Reading
from tests.cli.fake import run
from tests.export.readings import docks
from tests.export.river import RIVER, river


class _RiverReader:
    """Reads the river's article as it was read by hand, and in any other the docks."""

    def __init__(self, *, tier: str) -> None:
        assert tier == "default"

    def read_many(
        self, articles: Iterable[Article], processes: int | None = None, precise: int | None = None
    ) -> Iterator[Reading]:
        for article in articles:
            yield replace(river(), article=article) if article.text == RIVER else docks()


@pytest.fixture(autouse=True)
def _river_reader(_fake_reader: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.reading.reader, "Reader", _RiverReader)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "river.txt"
    path.write_text(RIVER, encoding="utf-8")
    return path


def test_the_summary_stands_in_place_of_the_statements(file: Path) -> None:
    result = run("read", file, "--stands")
    assert result.exit_code == 0
    assert "\nOrlenia · state\n  ⊗ ruled out    sending engineers  57%\n" in result.stdout
    assert "\nWhom they address, and how\n" in result.stdout
    assert "indirect quote" not in result.stdout


def test_the_summary_is_an_object_as_json_and_a_line_as_json_lines(file: Path) -> None:
    one = json.loads(run("read", file, "--stands", "--format", "json").stdout)
    [line] = run("read", file, "--stands", "--format", "jsonl").stdout.splitlines()
    assert one == json.loads(line)
    assert [row["stand"] for row in one["stances"]][:2] == ["pledged", "ruled_out"]


def test_several_summaries_are_an_array(file: Path) -> None:
    (file.parent / "other.txt").write_text("Rain fell on the docks.")
    summaries = json.loads(run("read", file.parent, "--stands", "--format", "json").stdout)
    assert [len(summary["stances"]) for summary in summaries] == [0, 6]


def test_the_summary_is_a_row_for_each_stance_and_act_as_csv(file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", file, "--stands", "--format", "csv").stdout)))
    assert [row["row"] for row in rows] == ["stance"] * 6 + ["act"] * 2


def test_a_page_has_the_summary_in_any_case(file: Path) -> None:
    page = run("read", file, "--format", "html").stdout
    assert '<section class="summary"' in page
    assert run("read", file, "--stands", "--format", "html").stdout == page


def test_statements_that_are_left_out_are_no_evidence(file: Path) -> None:
    summary = json.loads(run("read", file, "--stands", "--format", "json", "--min-confidence", "0.95").stdout)
    assert summary["stances"] == summary["acts"] == []
