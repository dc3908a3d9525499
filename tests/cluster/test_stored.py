from __future__ import annotations

import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from pyarrow import parquet, table

from onrecord.cli.app import app
from onrecord.cluster import ahead
from onrecord.cluster.stored import add_batches, articles_in, is_batch, readings
from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.results import Added
from tests.cluster.made import invented
from tests.record.readings import article, reading

PARTS, ARTICLES = 5, 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return invented(tmp_path / "out", parts=PARTS, articles=ARTICLES)


def _files(folder: Path, name: str) -> list[Path]:
    return sorted((folder / name).glob("*.parquet"))


def test_a_batch_is_known_by_what_it_was_begun_with(folder: Path, tmp_path: Path) -> None:
    assert is_batch(folder) and not is_batch(tmp_path) and not is_batch("https://courier.example/\0")


def test_what_is_stored_is_what_was_read(folder: Path) -> None:
    assert articles_in(folder) == PARTS * ARTICLES
    some = list(readings(folder))
    assert len(some) == PARTS * ARTICLES
    assert {one.reading.article.id: one.reading for one in some}[article(0).id] == reading(article(0))


@pytest.mark.parametrize("cores", [1, 2])
def test_add_takes_a_folder_without_reading_it_again(
    folder: Path, tmp_path: Path, cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: cores)
    path = tmp_path / "news.sqlite"
    for told in ("15 articles added, 60 statements", "0 articles added, 0 statements, 15 known already"):
        result = CliRunner().invoke(app, ["add", str(folder), "--record", str(path)])
        assert (result.exit_code, told in result.stdout + result.stderr) == (0, True)
    with Record.open(path, read_only=True) as record:
        assert record.stats().statements == 60
        kept = {one.article.id: one for n in range(1, 16) if (one := record.article(n))}[article(7).id]
        assert tuple(one.statement for one in kept.statements) == reading(article(7)).statements


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("damage", ["gone", "cut", "no batch's"])
def test_a_damaged_part_costs_itself_alone(
    folder: Path, tmp_path: Path, cores: int, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: cores)
    path = _files(folder, "articles")[1]
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:50])
    else:
        parquet.write_table(table({"text": ["a"], "statements": [1]}), path)
    failed: list[InputError] = []
    seen: list[Added] = []
    with Record.open(tmp_path / "news.sqlite") as record:
        added = add_batches(record, [folder], Added(), failed.append, seen.append)
    assert (added.new, added.failed) == ((PARTS - 1) * ARTICLES, 1)
    assert [error.name for error in failed] == [str(path)]
    assert len(seen) == PARTS and seen[-1] == added


def test_statements_that_no_type_allows_are_named_and_not_added(folder: Path, tmp_path: Path) -> None:
    path = _files(folder, "statements")[0]
    rows = parquet.read_table(io.BytesIO(path.read_bytes()))
    place = rows.schema.get_field_index("quote")
    path.write_bytes(b"")
    parquet.write_table(rows.set_column(place, "quote", [["shouted"] * rows.num_rows]), path)
    failed: list[InputError] = []
    with Record.open(tmp_path / "news.sqlite") as record:
        added = add_batches(record, [folder], Added(), failed.append)
    assert (added.new, added.failed) == ((PARTS - 1) * ARTICLES, 1)
    assert [error.cause for error in failed] == ["rows that no batch has written"]
