from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions, load
from onrecord.intake.load import opened

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
parquet = pytest.importorskip("pyarrow.parquet")

ROWS: list[dict[str, Any]] = [
    {
        "text": f"Ana Ruiz said no {n} times.",
        "date": datetime.datetime(2031, 5, 6, 7, tzinfo=datetime.UTC),
        "authors": ["Ada Lind"],
        "id": n,
        "score": [n],
    }
    for n in range(10)
]


def written(path: Path, rows: list[dict[str, Any]], group: int = 4) -> Path:
    parquet.write_table(arrow.Table.from_pylist(rows), path, row_group_size=group)
    return path


def test_an_article_is_a_row(tmp_path: Path) -> None:
    items = list(load(written(tmp_path / "a.parquet", ROWS)))
    assert [item.text for item in items if isinstance(item, Article)] == [row["text"] for row in ROWS]
    assert isinstance(items[3], Article)
    assert (items[3].id, items[3].authors, items[3].published) == (
        "3",
        ("Ada Lind",),
        "2031-05-06T07:00:00+00:00",
    )


def test_a_row_without_text_costs_no_other(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", [{"text": "one"}, {"text": None}, {"text": "three"}])
    first, second, third = load(path)
    assert isinstance(first, Article) and isinstance(third, Article)
    assert str(second) == f"{path}:2: no text"


def test_columns_may_be_called_anything(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", [{"words": "Ana Ruiz said no."}])
    with pytest.raises(InputError, match="name the one that holds it"):
        list(load(path))
    [item] = load(path, IntakeOptions(columns=(("text", "words"),)))
    assert isinstance(item, Article)


def test_it_can_be_read_from_any_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", ROWS)
    with opened(path, IntakeOptions()) as cutter:
        assert [mark.number for mark in cutter.marks(3)] == [0, 3, 6, 9]
        whole = list(cutter.pieces())
        for place, piece in enumerate(whole):
            assert list(cutter.pieces(piece.mark)) == whole[place:]


def test_a_damaged_group_of_rows_costs_no_other(tmp_path: Path) -> None:
    rows = [{"text": f"Ana Ruiz said no {n} times. " * 50} for n in range(12)]
    path = tmp_path / "a.parquet"
    parquet.write_table(
        arrow.Table.from_pylist(rows), path, row_group_size=4, compression="zstd", use_dictionary=False
    )
    where = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[where : where + 60] = bytes(60)
    path.write_bytes(data)
    items = list(load(path))
    assert sum(isinstance(item, Article) for item in items) == 8
    [error] = [item for item in items if isinstance(item, InputError)]
    assert error.cause == "rows 5 to 8 are damaged"


@pytest.mark.parametrize("data", [b"PAR1 and nothing else", b"PAR1" + bytes(100) + b"PAR1"])
def test_a_damaged_file_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    with pytest.raises(InputError, match="a damaged Parquet file"):
        list(load(path))
