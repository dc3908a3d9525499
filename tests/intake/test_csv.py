from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions, load
from onrecord.intake.load import opened

HEAD = "text,url,published\n"
ROW = '"Ana Ruiz said ""no"".\nShe left.",https://courier.example/{},2031-05-06\n'


def read(path: Path, **options: object) -> list[Article | InputError]:
    return list(load(path, IntakeOptions(**options)))  # type: ignore[arg-type]


def texts(items: list[Article | InputError]) -> list[str]:
    return [item.text if isinstance(item, Article) else str(item) for item in items]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_an_article_is_a_row(tmp_path: Path, name: str) -> None:
    data = (HEAD + ROW.format(1) + ROW.format(2)).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    first, second = read(tmp_path / name)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.text == 'Ana Ruiz said "no".\nShe left.'
    assert (second.url, second.published) == ("https://courier.example/2", "2031-05-06")


@pytest.mark.parametrize("between", [";", "\t", "|"])
def test_what_parts_the_cells_is_found_out(tmp_path: Path, between: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title{between}text\nDocks{between}Ana Ruiz said no, twice.\n")
    assert texts(read(path)) == ["Ana Ruiz said no, twice."]


def test_columns_may_be_called_anything(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("content,text\nAna Ruiz said no.,x\n")
    assert texts(read(path, columns=(("text", "content"),))) == ["Ana Ruiz said no."]
    [error] = (str(caught.value) for caught in [_raised(path, columns=(("text", "words"),))])
    assert error == f"{path}: no column called 'words'; there are content, text"
    path.write_text("a,b\n1,2\n")
    assert "name the one that holds it (text=NAME) of a, b" in str(_raised(path).value)


def _raised(path: Path, **options: object) -> pytest.ExceptionInfo[InputError]:
    with pytest.raises(InputError) as caught:
        read(path, **options)
    return caught


def test_a_bad_row_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        HEAD.encode()
        + b'one,,\nshort\n"never closed,,\ntwo,,\nthree,no address,\nfour,,yesterday\nfive\xff,,\n,,\nsix,,\n'
    )
    assert texts(read(path)) == [
        "one",
        f"{path}:3: not as many cells as columns (1, not 3)",
        f"{path}:4: a quotation mark that is never closed",
        "two",
        f"{path}:6: its url is not a web address: 'no address'",
        f"{path}:7: its published is not a date in ISO 8601: 'yesterday'",
        f"{path}:8: not UTF-8",
        f"{path}:9: no text",
        "six",
    ]


def test_a_table_of_no_rows_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD)
    assert "no rows" in str(_raised(path).value)
    path.write_text("")
    assert "empty" in str(_raised(path).value)


def test_a_row_without_end_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "x" * 50_000 + ",,\ntwo,,\n")
    first, second = read(path, max_file_bytes=10_000)
    assert isinstance(first, InputError) and "longer than 0.01 MB" in str(first)
    assert isinstance(second, Article)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=20),
        max_size=8,
    )
)
def test_rows_are_what_the_standard_library_wrote_from_every_mark_on(words: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([["text", "title"], *(["a" + word, "t"] for word in words), ["end", "t"]])
    from onrecord.intake.kinds import cutter
    from onrecord.intake.original import Place

    def cut() -> object:
        return cutter(io.BytesIO(out.getvalue().encode()), Place("a", "a"), ".csv", IntakeOptions())

    whole = list(cut().pieces())  # type: ignore[attr-defined]
    assert len(whole) == len(words) + 1
    for place, piece in enumerate(whole):
        assert list(cut().pieces(piece.mark)) == whole[place:]  # type: ignore[attr-defined]


def test_a_file_can_be_read_from_any_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((HEAD + "".join(ROW.format(n) for n in range(10))).encode()))
    with opened(path, IntakeOptions()) as cutter:
        marks = list(cutter.marks(4))
    assert [mark.number for mark in marks] == [0, 4, 8]
    with opened(path, IntakeOptions()) as cutter:
        [last] = [list(cutter.found(piece)) for piece in cutter.pieces(marks[2])][1:]
    assert last[0].article.url == "https://courier.example/9"  # type: ignore[union-attr]
